"""The controls of a practice: they come with a movement or a key, and go by themselves."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from thaw.shell.widgets.fading import Fading

REST_MS: Final = 3000
"""How long they stay after the last movement."""


class Resting(QObject):
    """Keeps ``chrome`` in sight for a while each time somebody does something."""

    due = Signal()
    """Nobody did anything for a while."""

    def __init__(self, chrome: Fading, parent: QObject) -> None:
        super().__init__(parent)
        self._chrome = chrome
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST_MS)
        self._timer.timeout.connect(self.due)

    @property
    def is_awake(self) -> bool:
        """True while the controls are there, or on their way in."""
        return self._chrome.is_shown

    def wake(self) -> None:
        """Bring the controls, and let them go again after a while."""
        self._chrome.set_shown(True)
        self._timer.start()

    def wait(self) -> None:
        """Ask again after a while: they are in use."""
        self._timer.start()

    def rest(self) -> None:
        """Let the controls go."""
        self._chrome.set_shown(False)

    def stop(self) -> None:
        """Leave everything as it is: nobody sees it."""
        self._timer.stop()
