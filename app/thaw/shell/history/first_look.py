"""The log opened beside the window, and again while another program holds it."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from thaw.shell.background import Background
from thaw.shell.notice_bar import NoticeBar

if TYPE_CHECKING:
    from thaw.practice.log import PracticeLog

logger = logging.getLogger(__name__)

LOOK_AGAIN_MS: Final = 1000
"""After so long a log that another program holds is tried once more."""


class FirstLook(QObject):
    """Says in ``notices`` what there was to say, and takes it back once it is no longer so."""

    opened = Signal(object)
    """The ``PracticeLog`` can be used."""

    def __init__(
        self,
        open_log: "Callable[[], PracticeLog]",
        background: Background,
        notices: NoticeBar,
        parent: QObject,
    ) -> None:
        """``open_log`` is called on the thread of ``background``, and raises LogError."""
        super().__init__(parent)
        self._open_log = open_log
        self._background = background
        self._notices = notices
        self._refusal = ""
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(LOOK_AGAIN_MS)
        self._again.timeout.connect(self.begin)

    @Slot()
    def begin(self) -> None:
        self._background.run(self._open_log, self._on_opened, self._on_refused)

    def _on_opened(self, log: "PracticeLog") -> None:
        from thaw.shell.history.opening_words import opened_text

        self.opened.emit(log)
        self._notices.take_back(self._refusal)
        words = opened_text(log.opening)
        if words is not None:
            self._notices.say(words)

    def _on_refused(self, error: Exception) -> None:
        from thaw.practice.errors import LogBusy
        from thaw.shell.history.opening_words import refused_text

        words = refused_text(error)
        if words is None:
            logger.error("The log could not be opened", exc_info=error)
        elif words != self._refusal:
            # Said once, though it may have been put away since.
            self._refusal = words
            self._notices.say(words)
        if isinstance(error, LogBusy):
            self._again.start()
