"""Ctrl+C, a logout or a shutdown reach the event loop as an ordinary signal."""

import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")


class QuitSignals(QObject):
    """Emits ``asked`` once the operating system wants Thaw to end.

    Python runs its handlers between two steps of Python code, and an idle event loop
    takes none: so the interpreter writes to a socket the loop watches.
    """

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading, self._writing = socket.socketpair()
        self._reading.setblocking(False)
        self._writing.setblocking(False)
        self._notifier = QSocketNotifier(self._reading.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_woken)
        self._fd_before = signal.set_wakeup_fd(self._writing.fileno())
        self._before = {
            name: signal.signal(getattr(signal, name), _noted)
            for name in _NAMES
            if hasattr(signal, name)
        }

    def close(self) -> None:
        """Give the signals back to whoever had them."""
        for name, handler in self._before.items():
            signal.signal(getattr(signal, name), handler)
        signal.set_wakeup_fd(self._fd_before)
        self._notifier.setEnabled(False)
        self._reading.close()
        self._writing.close()

    @Slot()
    def _on_woken(self) -> None:
        self._reading.recv(64)
        self.asked.emit()


def _noted(_signal: int, _frame: FrameType | None) -> None:
    """The socket has told the event loop; nothing else is to be done here."""
