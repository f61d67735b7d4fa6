"""Work done beside the window, one piece after another, and answered on its thread."""

import logging
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

logger = logging.getLogger(__name__)

_T = TypeVar("_T")


class Background(QObject):
    """One worker thread. ``done`` and ``failed`` are called on the thread of this object."""

    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="background")
        self._answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], _T],
        done: Callable[[_T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do ``work`` after what was asked before; an error nobody takes is logged."""

        def finished(future: Future[_T]) -> None:
            self._answered.emit(lambda: _answer(future, done, failed))

        self._pool.submit(work).add_done_callback(finished)

    def close(self) -> None:
        """Wait for the work being done; drop what waits behind it."""
        self._answered.disconnect(self._on_answered)
        self._pool.shutdown(wait=True, cancel_futures=True)

    @Slot(object)
    def _on_answered(self, answer: Callable[[], None]) -> None:
        answer()


def _answer(
    future: Future[Any],
    done: Callable[[Any], None] | None,
    failed: Callable[[Exception], None] | None,
) -> None:
    try:
        outcome = future.result()
    except CancelledError:
        return
    except Exception as error:  # the thread's outer edge
        if failed is None:
            logger.exception("Background work failed")
        else:
            failed(error)
        return
    if done is not None:
        done(outcome)
