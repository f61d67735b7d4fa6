"""What happens when a person takes the history out, brings one in, or goes back to a copy."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from thaw.practice.clock import Clock
from thaw.shell.data.coming_in import ComingIn
from thaw.shell.data.going_back import GoingBack
from thaw.shell.data.going_out import GoingOut
from thaw.shell.data.store import HistoryStore
from thaw.shell.front_desk import FrontDesk
from thaw.shell.theme import Theme

if TYPE_CHECKING:
    # Not needed before the settings are asked for.
    from thaw.shell.data.section import DataSection


class DataDesk(QObject):
    """Answers the part of the settings for one's own data, and files dropped on the history."""

    changed = Signal()
    """The history is another one now, or there is more in it."""

    def __init__(
        self,
        desk: FrontDesk,
        window: QWidget,
        store: HistoryStore,
        clock: Clock,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._store = store
        self._out = GoingOut(window, store, clock, self)
        self._in = ComingIn(desk, window, store, clock, theme, self)
        self._back = GoingBack(desk, window, store, theme, self._is_in_use, self)
        self._in.changed.connect(self.changed)
        self._back.changed.connect(self.changed)
        desk.library_shown.connect(self._on_library_shown)

    def serve(self, section: "DataSection") -> None:
        """Answer ``section`` from now on."""
        self._out.serve(section)
        section.import_asked.connect(self._in.ask)
        section.copies_asked.connect(self._back.ask)
        section.folder_asked.connect(self._on_folder_asked)

    def close(self) -> None:
        """End what is running, and wait until nothing half done is left."""
        for part in (self._out, self._in, self._back):
            part.close()

    @Slot()
    def ask_import(self) -> None:
        """Ask which file is to be taken in."""
        self._in.ask()

    @Slot(object)
    def take_in(self, path: Path) -> None:
        """Begin with a file that was dropped."""
        self._in.take_in(path)

    def _is_in_use(self) -> bool:
        return self._out.is_running or self._in.is_running

    @Slot()
    def _on_library_shown(self) -> None:
        """Show again what went out of the way of a practice, and how it went meanwhile."""
        for dialog in (self._in.dialog, self._back.dialog):
            if dialog is not None and dialog.isHidden() and not self._desk.is_practising:
                dialog.open()

    @Slot()
    def _on_folder_asked(self) -> None:
        folder = self._store.folder
        if not self._store.open_folder(folder):
            self._desk.say(self.tr("No program here shows folders. It is {0}").format(folder))
