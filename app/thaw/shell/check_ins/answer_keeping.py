"""Answers on their way into the log: kept at once, beside the window, and never given up."""

import logging
from collections.abc import Callable, Iterable
from threading import Lock

from PySide6.QtCore import QObject, Signal

from thaw.practice.answers import Answer, keep_answers
from thaw.practice.errors import LogError
from thaw.practice.log import PracticeLog
from thaw.shell.background import Background

logger = logging.getLogger(__name__)


class AnswerKeeping(QObject):
    """Keeps and takes back answers. What can't be written waits for the next, or for the end."""

    kept = Signal()
    """All that was answered is in the log."""
    refused = Signal(object)
    """Something can't be written now; carries the error."""

    def __init__(
        self,
        write_log: Callable[[], PracticeLog],
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        """``write_log`` is called on the thread of ``background``, and raises LogError."""
        super().__init__(parent)
        self._write_log = write_log
        self._background = background
        self._lock = Lock()
        # Guarded by _lock: what waits, by its id, and whether it is kept or taken back.
        self._waiting: dict[str, tuple[Answer, bool]] = {}

    def keep(self, answers: Iterable[Answer]) -> None:
        """Keep ``answers``; those that were kept under the same id are replaced."""
        self._change((answer, True) for answer in answers)

    def take_back(self, answers: Iterable[Answer]) -> None:
        """Forget ``answers``, by their ids."""
        self._change((answer, False) for answer in answers)

    def close(self) -> None:
        """Write what still waits. Called once nothing is answered any more."""
        try:
            self._write()
        except LogError as exc:
            logger.error("Answers could not be kept: %s", exc)

    def _change(self, changes: Iterable[tuple[Answer, bool]]) -> None:
        with self._lock:
            for answer, is_kept in changes:
                self._waiting.pop(answer.id, None)
                self._waiting[answer.id] = answer, is_kept
        # Before anything else is read: what is asked next depends on it.
        self._background.run(self._write, self._on_written, self.refused.emit, is_awaited=True)

    def _write(self) -> None:
        with self._lock:
            waiting = dict(self._waiting)
        if not waiting:
            return
        kept = [answer for answer, is_kept in waiting.values() if is_kept]
        taken = [answer for answer, is_kept in waiting.values() if not is_kept]
        keep_answers(self._write_log(), kept, taken)
        with self._lock:
            # What was changed meanwhile waits on.
            left = self._waiting.items()
            self._waiting = {name: one for name, one in left if waiting.get(name) is not one}

    def _on_written(self, _done: None) -> None:
        self.kept.emit()
