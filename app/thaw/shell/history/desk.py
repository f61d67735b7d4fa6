"""What happens when a person looks back: reading and changing the log beside the window."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QImage

from thaw import __version__
from thaw.core.session import Category
from thaw.practice.changes import ChangeRefused
from thaw.practice.clock import Clock
from thaw.practice.days import day_turns, local_date
from thaw.practice.errors import LogBusy, LogError
from thaw.practice.log import PracticeLog
from thaw.practice.search import Place, Search, SearchDropped
from thaw.settings import Settings
from thaw.shell.background import Background
from thaw.shell.history.changes import (
    Change,
    PracticeDetail,
    PracticeForm,
    Undoable,
    add,
    delete,
    detail,
    edit,
)
from thaw.shell.history.facts import fault_text, undo_text
from thaw.shell.history.reading import history_rows, read_history, read_lately
from thaw.shell.history.state import HistoryState, RowPage
from thaw.shell.history.view import HistoryView
from thaw.shell.reasons import reason_text
from thaw.shell.theme import Theme

logger = logging.getLogger(__name__)

_LOOK_AGAIN_MS: Final = 1000
"""After so long a history that another program holds is tried once more."""
_MORNING: Final = time(8)
"""When a practice of another day is taken to have begun, until somebody says otherwise."""


class HistoryDesk(QObject):
    """Answers the history's view. The log is read and written on
    the thread of ``background``, and every change can be undone until the next."""

    def __init__(
        self,
        theme: Theme,
        read_log: Callable[[], PracticeLog],
        write_log: Callable[[], PracticeLog],
        settings: Callable[[], Settings],
        clock: Clock,
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        """The logs are asked for on the thread of ``background``, and raise LogError."""
        super().__init__(parent)
        self._read_log = read_log
        self._write_log = write_log
        self._settings = settings
        self._clock = clock
        self._background = background
        self.view = HistoryView(theme, self._ask_rows)
        self._undoable: Undoable | None = None
        self._sought = Search()
        self._asked = 0
        self._day_turns = QTimer(self.view)
        self._day_turns.setSingleShot(True)
        self._day_turns.timeout.connect(self._on_day_turned)
        self._free_again = QTimer(self.view)
        self._free_again.setSingleShot(True)
        self._free_again.setInterval(_LOOK_AGAIN_MS)
        self._free_again.timeout.connect(self._on_maybe_free)
        self._connect(self.view)

    def _connect(self, view: HistoryView) -> None:
        view.state_asked.connect(self.refresh)
        view.entry_asked.connect(self._on_entry_asked)
        view.add_asked.connect(self._on_add_asked)
        view.delete_asked.connect(self._on_delete_asked)
        view.entry.added.connect(self._on_added)
        view.entry.edited.connect(self._on_edited)
        view.undo.undo_asked.connect(self._on_undo_asked)
        view.year.picture_wanted.connect(self._on_picture_wanted)

    def refresh(self) -> None:
        """Read again what there is, and show it."""
        self._asked += 1
        self._background.run(
            lambda: read_lately(self._read_log(), self._settings(), self._clock()),
            partial(self._on_lately_read, self._asked),
            self._on_refused,
            is_awaited=True,
        )

    def _on_lately_read(self, asked: int, state: HistoryState) -> None:
        if asked != self._asked:
            # It was asked again meanwhile, and what is read then is shown.
            return
        self.view.show_lately(state)
        self._wait_for_tomorrow()
        # Not awaited: the practices, just asked for, come before all the years there are, and
        # so does whatever is asked for next.
        self._background.run(
            lambda: read_history(self._read_log(), self._settings(), self._clock()),
            self.view.show_years,
            self._on_refused,
        )

    def _wait_for_tomorrow(self) -> None:
        now = self._clock()
        left = day_turns(now, self._settings().day_start_hour) - now
        self._day_turns.start(max(0, left // timedelta(milliseconds=1)) + 1)

    def _on_day_turned(self) -> None:
        """Today is another day for whoever is still looking; others are told when they look."""
        if self.view.isVisible():
            self.refresh()

    def _ask_rows(
        self, search: Search, after: Place | None, count: int, answer: Callable[[RowPage], None]
    ) -> None:
        is_of_one_day = search.first_day is not None and search.first_day == search.last_day
        if not is_of_one_day:
            self._sought = search
        self._background.run(
            partial(self._rows, search, after, count),
            answer,
            self._on_rows_refused,
            is_awaited=True,
        )

    def _rows(self, search: Search, after: Place | None, count: int) -> RowPage:
        def is_wanted() -> bool:
            """A search through a million practices ends where another has taken its place."""
            return search == self._sought or not search.words

        return history_rows(self._read_log(), search, after, count, is_wanted)

    def _change(self, change: Change) -> None:
        def work() -> Undoable | None:
            return change(self._write_log(), self._clock())

        self._background.run(work, self._on_changed, self._on_change_refused, is_awaited=True)

    def _today(self) -> date:
        return local_date(self._clock(), self._settings().day_start_hour)

    @Slot(str)
    def _on_entry_asked(self, practice_id: str) -> None:
        self._background.run(
            lambda: detail(self._read_log(), practice_id),
            lambda found: self.view.show_practice(found, self._today()),
            self._on_change_refused,
            is_awaited=True,
        )

    @Slot(object)
    def _on_add_asked(self, day: date | None) -> None:
        now = self._clock()
        is_now = day is None or day == self._today()
        form = PracticeForm(category=Category.BREATH)
        began = now - timedelta(minutes=form.minutes)
        form = replace(
            form,
            day=began.date() if day is None or is_now else day,
            at=began.time().replace(second=0, microsecond=0) if is_now else _MORNING,
        )
        self.view.show_new(form, max(self._today(), now.date()), is_now)

    @Slot(str)
    def _on_delete_asked(self, practice_id: str) -> None:
        self._change(delete(practice_id))

    @Slot(object)
    def _on_added(self, form: PracticeForm) -> None:
        self._change(add(form, self._settings().day_start_hour, __version__))

    @Slot(object, object)
    def _on_edited(self, before: PracticeDetail, form: PracticeForm) -> None:
        self._change(edit(before, form))

    @Slot()
    def _on_undo_asked(self) -> None:
        done, self._undoable = self._undoable, None
        if done is None:
            # Asked twice: what was done is being undone already.
            return

        def work() -> None:
            done.undo(self._write_log(), self._clock())

        def refused(error: Exception) -> None:
            self._undoable = self._undoable or done
            self._on_change_refused(error)

        self._background.run(work, self._on_undone, refused, is_awaited=True)

    @Slot(object, object)
    def _on_picture_wanted(self, picture: QImage, path: Path) -> None:
        from thaw.shell.history.picture import save_picture

        self._background.run(
            lambda: save_picture(picture, path),
            lambda saved: self.view.say(self.tr("Saved as {0}").format(saved)),
            lambda error: self.view.say(self.tr("The picture can't be saved: {0}").format(error)),
            is_awaited=True,
        )

    def _on_changed(self, done: Undoable | None) -> None:
        self.view.leave_entry()
        if done is not None:
            self._undoable = done
            self.view.undo.offer(undo_text(done))
            self.refresh()

    def _on_undone(self, _done: None) -> None:
        if self._undoable is None:
            self.view.undo.hide()
        self.refresh()

    def _on_change_refused(self, error: Exception) -> None:
        if isinstance(error, ChangeRefused):
            words = fault_text(error.fault)
        elif isinstance(error, LogError):
            words = self.tr("It can't be kept just now: {0}").format(reason_text(error))
        else:
            logger.error("The history could not be changed", exc_info=error)
            words = self.tr("It can't be kept just now: {0}").format(error)
        self.view.say(words)

    def _on_rows_refused(self, error: Exception) -> None:
        if not isinstance(error, SearchDropped):
            self._on_refused(error)

    def _on_maybe_free(self) -> None:
        if self.view.isVisible():
            self.refresh()

    def _on_refused(self, error: Exception) -> None:
        if isinstance(error, LogBusy):
            words = self.tr(
                "The history is in use by another program. It is shown as soon as it is free."
            )
            self.view.show_refusal(words)
            self._free_again.start()
            return
        if not isinstance(error, LogError):
            logger.error("The history could not be read", exc_info=error)
        self.view.show_refusal(
            self.tr("The history can't be opened: {0}").format(reason_text(error))
        )
