"""One piece of work on the history at a time, beside the window, that can be ended early."""

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal, Slot

from thaw.practice.telling import Cancelled, Tell
from thaw.shell.long_work import LongWork

Work: TypeAlias = Callable[[Tell], object]
"""Given what hears the share done; what that raises ends the work, and nothing is left."""


class LogWork(QObject):
    """Runs work on a thread of its own. Signals come on the thread of this object."""

    progressed = Signal(float)
    """The share done, 0 to 1."""
    done = Signal(object)
    """What the work returned."""
    failed = Signal(object)
    """What it raised: ``Cancelled`` where somebody ended it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = LongWork("own data", self)
        self._result: object = None
        self._thread.progressed.connect(self.progressed)
        self._thread.finished.connect(self._on_finished)
        self._thread.failed.connect(self.failed)

    @property
    def is_running(self) -> bool:
        return self._thread.is_running

    def begin(self, work: Work) -> None:
        """Start ``work``; what runs already is ended first. After ``close`` nothing happens."""

        def run(progress: Callable[[float], object], is_cancelled: Callable[[], bool]) -> None:
            def tell(share: float) -> None:
                if is_cancelled():
                    raise Cancelled
                progress(share)

            self._result = work(tell)

        self._thread.begin(run)

    def cancel(self) -> None:
        """Ask the work to end; it fails soon, unless it is done before."""
        self._thread.cancel()

    def close(self) -> None:
        """End the work, and wait until nothing half done is left. Nothing is told any more."""
        self._thread.close()

    @Slot()
    def _on_finished(self) -> None:
        result, self._result = self._result, None
        self.done.emit(result)
