"""One long piece of work at a time, on a thread of its own, so that nothing waits for it."""

import threading
from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QObject, Qt, Signal, Slot

Work: TypeAlias = Callable[[Callable[[float], object], Callable[[], bool]], object]
"""Given what hears the share done and what asks whether it was cancelled; raises what fails."""


class LongWork(QObject):
    """Runs one piece of work at a time. Signals come on the thread of this object."""

    progressed = Signal(float)
    """The share done, 0 to 1."""
    finished = Signal()
    failed = Signal(object)
    """What was raised; what is cancelled says so in its own way."""

    _ended = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        """``name`` is what its threads are called."""
        super().__init__(parent)
        self._name = name
        self._thread: threading.Thread | None = None
        self._is_cancelled = threading.Event()
        self._is_closed = False
        self._next: Work | None = None
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    @property
    def is_running(self) -> bool:
        return self._thread is not None

    def begin(self, work: Work) -> None:
        """Start ``work``; what runs already is cancelled first. After ``close`` nothing happens."""
        if self._is_closed:
            return
        if self.is_running:
            self.cancel()
            self._next = work
        else:
            self._start(work)

    def cancel(self) -> None:
        """Ask the work to end; it fails soon."""
        self._next = None
        self._is_cancelled.set()

    def close(self) -> None:
        """Cancel, and wait until nothing half written is left. Nothing is told any more."""
        self._is_closed = True
        self.cancel()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _start(self, work: Work) -> None:
        self._is_cancelled.clear()
        self._thread = threading.Thread(target=self._run, args=(work,), name=self._name)
        self._thread.start()

    def _run(self, work: Work) -> None:
        try:
            work(self._tell, self._is_cancelled.is_set)
        except Exception as error:  # noqa: BLE001  the thread's outer edge
            self._ended.emit(error)
        else:
            self._ended.emit(None)

    def _tell(self, share: float) -> None:
        if not self._is_cancelled.is_set():
            self.progressed.emit(share)

    @Slot(object)
    def _on_ended(self, error: Exception | None) -> None:
        if self._thread is None or self._is_closed:
            return
        self._thread.join()
        self._thread = None
        following, self._next = self._next, None
        if following is not None:
            self._start(following)
        elif error is None:
            self.finished.emit()
        else:
            self.failed.emit(error)
