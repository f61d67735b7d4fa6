"""Work done beside the window, one piece after another, and answered on its thread."""

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

logger = logging.getLogger(__name__)

_T = TypeVar("_T")


class Background(QObject):
    """One worker thread. ``done`` and ``failed`` are called on the thread of this object."""

    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._is_closed = False
        self._answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], _T],
        done: Callable[[_T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        *,
        is_awaited: bool = False,
    ) -> None:
        """Do ``work`` after what was asked before; an error nobody takes is logged.

        What a person is waiting for goes before all that nobody is waiting for.

        After ``close`` nothing is done any more.
        """
        if self._is_closed:
            return
        self._pool.start(_Work(work, done, failed, self._answered.emit), int(is_awaited))

    def settle(self, within_ms: int) -> None:
        """Wait for what was asked so far, though not for longer than that."""
        self._pool.waitForDone(within_ms)

    def close(self) -> None:
        """Wait for the work being done; drop what waits behind it, and every answer."""
        self._is_closed = True
        self._pool.clear()
        self._pool.waitForDone()

    @Slot(object)
    def _on_answered(self, answer: Callable[[], None]) -> None:
        if not self._is_closed:
            answer()


class _Work(QRunnable):
    def __init__(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None] | None,
        failed: Callable[[Exception], None] | None,
        answer: Callable[[Callable[[], None]], None],
    ) -> None:
        super().__init__()
        self._work = work
        self._done = done
        self._failed = failed
        self._answer = answer

    def run(self) -> None:
        try:
            outcome = self._work()
        except Exception as error:  # noqa: BLE001  the thread's outer edge
            self._answer(self._failure(error))
            return
        self._answer(lambda: self._done(outcome) if self._done is not None else None)

    def _failure(self, error: Exception) -> Callable[[], None]:
        failed = self._failed
        if failed is None:
            return lambda: logger.error("Background work failed", exc_info=error)
        return lambda: failed(error)
