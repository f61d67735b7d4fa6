"""Back to a copy of the history from an earlier day."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from thaw.practice.errors import LogBusy, LogDamaged
from thaw.shell.data.log_work import LogWork
from thaw.shell.data.store import HistoryStore, log_unless_expected
from thaw.shell.front_desk import FrontDesk
from thaw.shell.reasons import reason_text
from thaw.shell.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    # Not needed before the settings are asked for.
    from thaw.practice.copies import LogCopy
    from thaw.shell.data.copies_dialog import CopiesDialog, CopyState


class GoingBack(QObject):
    """Lists the copies, and puts one in the history's place while nothing else needs that.

    ``is_in_use`` tells whether an export or an import has the history.
    """

    changed = Signal()
    """The history is another one now."""

    def __init__(
        self,
        desk: FrontDesk,
        window: QWidget,
        store: HistoryStore,
        theme: Theme,
        is_in_use: "Callable[[], bool]",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._window = window
        self._store = store
        self._theme = theme
        self._is_in_use = is_in_use
        self._copies_dialog: CopiesDialog | None = None
        self._copying = LogWork(self)
        self._copying.done.connect(self._on_copying_done)
        self._copying.failed.connect(self._on_copying_failed)

    @property
    def dialog(self) -> "CopiesDialog | None":
        """The dialog, in sight or out of the way of a practice; None where nobody asked."""
        return self._copies_dialog

    @Slot()
    def ask(self) -> None:
        """Look which copies there are, and show them."""
        self._copying.begin(lambda _tell: self._found_copies())

    def close(self) -> None:
        """End what is running, and wait until nothing half done is left."""
        self._copying.close()

    def _found_copies(self) -> "list[CopyState]":
        """Called beside the window."""
        from thaw.practice.copies import content_of
        from thaw.shell.data.copies_dialog import CopyState

        return [CopyState(copy, content_of(copy)) for copy in self._store.copies()]

    def _show_copies(self, found: "list[CopyState]") -> None:
        from thaw.shell.data.copies_dialog import CopiesDialog

        self._copies_dialog = dialog = CopiesDialog(self._theme, found, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.restore_asked.connect(self._on_restore_asked)
        dialog.finished.connect(self._on_copies_finished)
        dialog.open()

    @Slot(object)
    def _on_restore_asked(self, copy: "LogCopy") -> None:
        if self._desk.is_practising:
            self._tell_refusal(self.tr("A practice is on. Its end has to be kept first."))
        elif self._is_in_use():
            self._tell_refusal(self.tr("The history is being read just now."))
        else:
            self._copying.begin(lambda _tell: _Restored(copy, self._store.restore(copy)))

    @Slot(object)
    def _on_copying_done(self, result: object) -> None:
        if isinstance(result, _Restored):
            self._tell_restored(result)
        elif isinstance(result, list):
            self._show_copies(result)

    def _tell_restored(self, done: "_Restored") -> None:
        from thaw.shell.day_words import date_text

        words = self.tr("The history is as it was on {0} at {1}.").format(
            date_text(done.copy.day), f"{done.copy.at:%H:%M}"
        )
        if done.aside is not None:
            kept = self.tr("What it was until now is kept as {0}").format(done.aside)
            words = f"{words} {kept}"
        if self._copies_dialog is not None:
            self._copies_dialog.show_outcome(self.tr("Done"), words)
        self.changed.emit()

    @Slot(object)
    def _on_copying_failed(self, error: Exception) -> None:
        log_unless_expected("A copy could not be put back", error)
        if isinstance(error, LogBusy):
            words = self.tr("Another Thaw has the history open. Close it, and try again.")
        elif isinstance(error, LogDamaged):
            words = self.tr("That copy is damaged. Another one may be whole.")
        else:
            words = reason_text(error)
        self._tell_refusal(words)

    def _tell_refusal(self, words: str) -> None:
        heading = self.tr("Nothing was changed")
        if self._copies_dialog is None:
            self._desk.say(f"{heading}. {words}")
        else:
            self._copies_dialog.show_outcome(heading, words)

    @Slot()
    def _on_copies_finished(self) -> None:
        self._copies_dialog = None


@dataclass(frozen=True, slots=True)
class _Restored:
    """A copy in the history's place, and where the history is now, if there was one."""

    copy: "LogCopy"
    aside: Path | None
