"""What happens when a person opens their journal: read and changed beside the window."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, Slot

from thaw.practice.clock import Clock
from thaw.practice.days import local_date
from thaw.practice.erasing import Erased, erase_journal
from thaw.practice.errors import LogBusy, LogError
from thaw.practice.journal import export_journal
from thaw.settings import Settings
from thaw.shell.background import Background
from thaw.shell.journal.changes import (
    PageChange,
    Turned,
    TurnedPage,
    remove,
    rewrite,
    write,
)
from thaw.shell.journal.lock_desk import LockDesk, Logs
from thaw.shell.journal.reading import open_page, read_journal
from thaw.shell.journal.state import JournalState, OpenPage
from thaw.shell.journal.words import erased_text, exported_text, turned_text
from thaw.shell.reasons import reason_text
from thaw.shell.theme import Theme

if TYPE_CHECKING:
    # Not needed before the window stands, so not loaded before it does.
    from thaw.shell.journal.view import JournalView

logger = logging.getLogger(__name__)

LAST_WORDS_MS: Final = 1500
"""How long the end of the program waits for what was just written to be kept."""


class JournalDesk(QObject):
    """Answers the journal's view. What was done last can be undone while that is offered."""

    library_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        logs: Logs,
        lock: LockDesk,
        settings: Callable[[], Settings],
        clock: Clock,
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._logs = logs
        self._lock = lock
        self._settings = settings
        self._clock = clock
        self._background = background
        self._sought = ""
        self._way_back: Callable[[], None] | None = None
        """Undoes what was done last, while that is offered."""
        self._theme = theme
        self._view: JournalView | None = None
        self._lock.changed.connect(self._on_lock_changed)

    @property
    def view(self) -> "JournalView":
        """Made when it is first wanted."""
        if self._view is None:
            from thaw.shell.journal.view import JournalView

            self._view = JournalView(self._theme)
            self._connect(self._view)
        return self._view

    def close(self) -> None:
        """Keep what is being written, before the log is shut."""
        if self._view is not None:
            self._view.page.leave()
            self._background.settle(LAST_WORDS_MS)

    def refresh(self) -> None:
        """Read again what there is, and show it."""
        sought = self._sought
        self._background.run(
            lambda: read_journal(self._logs.read(), sought, self._today()),
            self._on_read,
            self._on_refused,
            is_awaited=True,
        )

    def _connect(self, view: "JournalView") -> None:
        view.back_asked.connect(self.library_asked)
        view.state_asked.connect(self.refresh)
        view.export_chosen.connect(self._on_export_chosen)
        view.used.connect(self._lock.touch)
        view.all.sought.connect(self._on_sought)
        view.all.opened.connect(self._on_opened)
        view.all.remove_asked.connect(self._on_remove_asked)
        view.all.write_asked.connect(self._on_write_asked)
        view.all.lock_asked.connect(self._lock.lock)
        view.locked.write_asked.connect(self._on_write_asked)
        view.locked.unlock_asked.connect(self._on_unlock_asked)
        view.page.kept.connect(self._on_kept)
        view.page.let_go.connect(self._on_let_go)
        view.page.remove_asked.connect(self._on_remove_asked)
        view.erasing.erase_asked.connect(self._on_erase_asked)
        view.undo.undo_asked.connect(self._on_undo_asked)
        view.undo.withdrawn.connect(self._on_undo_withdrawn)
        self._lock.shutting.connect(view.page.leave)

    def _today(self) -> date:
        return local_date(self._clock(), self._settings().day_start_hour)

    def _on_read(self, state: JournalState) -> None:
        if state.sought == self._sought:
            self.view.show_state(state)

    @Slot(str)
    def _on_sought(self, words: str) -> None:
        self._sought = words
        self.refresh()

    @Slot(str)
    def _on_opened(self, page_id: str) -> None:
        self._background.run(
            lambda: open_page(self._logs.read(), page_id),
            self.view.show_page,
            self._on_page_refused,
            is_awaited=True,
        )

    @Slot()
    def _on_write_asked(self) -> None:
        self.view.show_page(OpenPage(None, self._today()))

    @Slot(object, str)
    def _on_kept(self, opened: OpenPage, words: str) -> None:
        self._change(_keeping(opened, words), opened)

    @Slot(object, str)
    def _on_let_go(self, opened: OpenPage, words: str) -> None:
        """Leave a page that was begun. Its words are in memory alone, and only to be put back."""
        self.view.leave_page()
        if words.strip():
            begun = replace(opened, begun=words)
            self._offer_back(Turned.LET_GO, partial(self._take_up_again, begun))

    @Slot(str)
    def _on_remove_asked(self, page_id: str) -> None:
        self._change(remove(page_id), self.view.page.opened)

    def _change(
        self,
        change: PageChange,
        opened: OpenPage | None,
        then: Callable[[], None] | None = None,
    ) -> None:
        """Change the journal, leave the page that is ``opened``, if it still is; ``then`` go on."""
        self._background.run(
            lambda: change(self._logs.write(), self._clock()),
            lambda done: self._on_changed(done, opened, then),
            self._on_change_refused,
            is_awaited=True,
        )

    def _on_changed(
        self,
        done: TurnedPage | None,
        opened: OpenPage | None,
        then: Callable[[], None] | None,
    ) -> None:
        if opened is not None and self.view.page.opened is opened:
            self.view.leave_page()
        if done is not None:
            self._offer_back(done.turned, partial(self._undo, done))
            self.refresh()
        if then is not None:
            then()

    def _offer_back(self, turned: Turned, way_back: Callable[[], None]) -> None:
        self._way_back = way_back
        self.view.undo.offer(turned_text(turned))

    def _undo(self, done: TurnedPage) -> None:
        self._background.run(
            lambda: done.undo(self._logs.write()),
            self._on_undone,
            self._on_change_refused,
            is_awaited=True,
        )

    def _take_up_again(self, begun: OpenPage) -> None:
        """Put back a page that was let go; what is being written just now is kept first."""
        page = self.view.page

        def show() -> None:
            self.view.undo.hide()
            self.view.show_page(begun)

        if page.opened is None:
            show()
        else:
            self._change(_keeping(page.opened, page.box.text()), page.opened, show)

    @Slot()
    def _on_undo_asked(self) -> None:
        if self._way_back is not None:
            self._way_back()

    @Slot()
    def _on_undo_withdrawn(self) -> None:
        # It may hold words that are kept nowhere else, or under the lock by now.
        self._way_back = None

    def _on_undone(self, _done: object) -> None:
        self.view.undo.hide()
        self.refresh()

    @Slot(object)
    def _on_export_chosen(self, path: Path) -> None:
        self._background.run(
            lambda: export_journal(self._logs.read(), path),
            lambda count: self.view.say(exported_text(count, path)),
            self._on_export_refused,
            is_awaited=True,
        )

    @Slot()
    def _on_erase_asked(self) -> None:
        self._background.run(
            lambda: erase_journal(self._logs.write()),
            self._on_erased,
            self._on_erase_refused,
            is_awaited=True,
        )

    def _on_erased(self, erased: Erased) -> None:
        # There is no way back: what could be undone before is gone as well.
        self._way_back = None
        self.view.undo.hide()
        self.view.erasing.show_answer(erased_text(erased))
        self.refresh()

    @Slot(str)
    def _on_unlock_asked(self, passphrase: str) -> None:
        self._lock.unlock(passphrase, self._on_unlock_tried, self._on_unlock_refused)

    def _on_unlock_tried(self, is_open: bool) -> None:
        if not is_open:
            self.view.locked.say(
                self.tr("That is not the passphrase. Nothing has changed; take your time.")
            )

    @Slot()
    def _on_lock_changed(self) -> None:
        # What could be undone holds words that may be under the lock by now.
        self._way_back = None
        if self._view is None:
            return
        self._view.undo.hide()
        if self._view.isVisible():
            self.refresh()
        else:
            # Nothing that can't be read any more stays in memory.
            self._view.show_state(JournalState(self._today(), is_read=False))

    def _on_unlock_refused(self, error: Exception) -> None:
        self._note(error)
        self.view.locked.say(self.tr("The lock can't be opened: {0}").format(reason_text(error)))

    def _on_erase_refused(self, error: Exception) -> None:
        self._note(error)
        if isinstance(error, LogBusy):
            words = self.tr(
                "It is out of the journal, but another program reads the history just now, and "
                "part of it is left in the file. Close that program and erase once more."
            )
        else:
            words = self.tr("It could not be erased: {0}").format(reason_text(error))
        self.view.erasing.show_answer(words)
        self.refresh()

    def _on_export_refused(self, error: Exception) -> None:
        self._note(error)
        self.view.say(self.tr("It can't be exported: {0}").format(reason_text(error)))

    def _on_page_refused(self, error: Exception) -> None:
        self._note(error)
        self.view.say(self.tr("The page can't be opened: {0}").format(reason_text(error)))

    def _on_change_refused(self, error: Exception) -> None:
        self._note(error)
        self.view.say(self.tr("It can't be kept just now: {0}").format(reason_text(error)))

    def _on_refused(self, error: Exception) -> None:
        self._note(error)
        self.view.show_refusal(
            self.tr("The journal can't be opened: {0}").format(reason_text(error))
        )

    def _note(self, error: Exception) -> None:
        if not isinstance(error, LogError):
            logger.error("The journal met an error", exc_info=error)


def _keeping(opened: OpenPage, words: str) -> PageChange:
    """What has a page stand in the journal with these words."""
    page = opened.page
    return write(words, opened.local_date) if page is None else rewrite(page, words)
