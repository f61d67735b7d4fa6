"""What happens when a person looks back: reading beside the window, and saying what fails."""

import logging
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from thaw.practice.clock import Clock
from thaw.practice.errors import LogError
from thaw.practice.log import PracticeLog
from thaw.practice.search import Place, Search, SearchDropped
from thaw.settings import Settings
from thaw.shell.background import Background
from thaw.shell.history_reading import history_rows, read_history
from thaw.shell.history_state import HistoryState, RowPage
from thaw.shell.history_view import HistoryView
from thaw.shell.theme import Theme

logger = logging.getLogger(__name__)


class HistoryDesk(QObject):
    """Answers the history's view. The log is read on the thread of ``background``."""

    def __init__(
        self,
        theme: Theme,
        read_log: Callable[[], PracticeLog],
        settings: Callable[[], Settings],
        clock: Clock,
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        """``read_log`` is called on the thread of ``background``, and raises LogError."""
        super().__init__(parent)
        self._read_log = read_log
        self._settings = settings
        self._clock = clock
        self._background = background
        self.view = HistoryView(theme, self._ask_rows)
        self.view.state_asked.connect(self.refresh)

    def refresh(self) -> None:
        """Read again what there is, and show it."""
        self._background.run(self._read, self._on_read, self._on_refused, is_awaited=True)

    def _read(self) -> HistoryState:
        return read_history(self._read_log(), self._settings(), self._clock())

    def _on_read(self, state: HistoryState) -> None:
        self.view.show_state(state)

    def _ask_rows(
        self, search: Search, after: Place | None, answer: Callable[[RowPage], None]
    ) -> None:
        self._background.run(
            partial(self._rows, search, after), answer, self._on_rows_refused, is_awaited=True
        )

    def _rows(self, search: Search, after: Place | None) -> RowPage:
        return history_rows(self._read_log(), search, after)

    def _on_rows_refused(self, error: Exception) -> None:
        if not isinstance(error, SearchDropped):
            self._on_refused(error)

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, LogError):
            logger.error("The history could not be read", exc_info=error)
        self.view.show_refusal(self.tr("The history can't be opened: {0}").format(error))
