"""The controls of a practice: they come with a movement or a key, and go by themselves."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from thaw.shell.widgets.fading import Fading

REST_MS: Final = 3000
"""How long they stay after the last movement."""


class Resting(QObject):
    """Keeps ``chrome`` and the pointer over ``view`` in sight while somebody uses them."""

    def __init__(self, chrome: Fading, is_used: Callable[[], bool], view: QWidget) -> None:
        super().__init__(view)
        self._chrome = chrome
        self._is_used = is_used
        self._view = view
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST_MS)
        self._timer.timeout.connect(self.rest_now)

    @property
    def is_awake(self) -> bool:
        """True while the controls are there, or on their way in."""
        return self._chrome.is_shown

    def wake(self) -> None:
        """Bring the controls, and let them go again after a while."""
        self._chrome.set_shown(True)
        self._view.unsetCursor()
        self._timer.start()

    def rest_now(self) -> None:
        """Let the controls go, unless they are in use."""
        if self._is_used():
            self._timer.start()
            return
        self._chrome.set_shown(False)
        self._view.setCursor(Qt.CursorShape.BlankCursor)

    def stop(self) -> None:
        """Leave everything as it is: nobody sees it."""
        self._timer.stop()
