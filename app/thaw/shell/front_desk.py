"""What happens when a person asks for something: from a click to a practice and back."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from thaw.core.catalogue import Catalogue
from thaw.core.problems import Problem, worded
from thaw.practice.log import PracticeLog
from thaw.settings import Settings
from thaw.shell.history_view import HistoryView
from thaw.shell.library_reading import library_state
from thaw.shell.library_view import LibraryView
from thaw.shell.main_window import MainWindow
from thaw.shell.notice_bar import NoticeBar
from thaw.shell.player_view import PlayerView
from thaw.shell.sitting import Sitting

logger = logging.getLogger(__name__)


class SessionUnreadable(Exception):
    """A session's file can't be read any more."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(worded(problem))


@dataclass(frozen=True, slots=True)
class Views:
    """The window and what is in it."""

    window: MainWindow
    library: LibraryView
    player: PlayerView
    history: HistoryView
    notices: NoticeBar


@dataclass(frozen=True, slots=True)
class Records:
    """Where the desk reads and writes. All called on the window's thread."""

    catalogue: Catalogue
    settings: Settings
    save_settings: Callable[[Settings], None]
    log: Callable[[], PracticeLog]
    """Raises LogError."""
    summary: "Callable[[PracticeLog, Settings], object]"


class FrontDesk(QObject):
    """Answers the views and the tray, and decides which view is in front."""

    quit_asked = Signal()
    playing_changed = Signal()
    """Something began, paused, went on or ended: for the tray."""

    def __init__(
        self, views: Views, records: Records, sitting: Sitting, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._views = views
        self._records = records
        self._settings = records.settings
        self._sitting = sitting
        self._connect_views()
        self._connect_sitting()

    def show_library(self) -> None:
        """Read the library again and put it in front."""
        self.refresh_library()
        self._views.window.show_library()

    def refresh_library(self) -> None:
        """Show the sessions as the catalogue has them now."""
        catalogue = self._records.catalogue
        state = library_state(
            catalogue.entries(), catalogue.problems(), self._settings, self._last_practised()
        )
        self._views.library.show_state(state)
