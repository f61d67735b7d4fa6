"""The player's way to the log: nothing here waits for the disk, and nothing is given up."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Condition, Thread
from uuid import uuid4

from thaw.practice import entry as turns
from thaw.practice.entry import Outcome, PracticeEntry, PracticeStart, Progress
from thaw.practice.errors import LogError
from thaw.practice.log import PracticeLog
from thaw.practice.rescue import RescueFile

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LogFault:
    """Why something is not in the log yet. Set, never raised."""

    error: LogError | None
    """None for an error of our own, which is in the program's messages."""
    rescued_to: Path | None
    """Where the practices wait meanwhile; None: in memory only."""


class PracticeRecorder:
    """Keeps practices in the log from a thread of its own.

    ``begin``, ``checkpoint``, ``close`` and ``discard`` return at once and may be
    called from any thread. What cannot be written is tried again whenever there is
    something new to write, and waits in a rescue file meanwhile. Only the newest
    state of a practice is ever written, so a slow disk builds up no queue.
    """

    def __init__(self, open_log: Callable[[], PracticeLog], rescue_folders: Sequence[Path]) -> None:
        """``open_log`` is called on the recorder's thread, again after each failure.

        It may hand out one log again and again; whoever opened it shuts it.
        """
        self._open_log = open_log
        self._rescue = RescueFile(rescue_folders)
        self._changed = Condition()
        # All below is guarded by _changed.
        self._running: dict[str, PracticeEntry] = {}
        self._unsaved: dict[str, PracticeEntry] = {}
        self._discarded: set[str] = set()
        self._known: set[str] = set()
        self._fault: LogFault | None = None
        self._asked = 0
        self._answered = 0
        self._is_stopping = False
        self._thread: Thread | None = None

    @property
    def fault(self) -> LogFault | None:
        """What keeps practices out of the log now; None once all are in."""
        with self._changed:
            return self._fault

    def is_saved(self, practice_id: str) -> bool | None:
        """Return whether the log holds all that was said of a practice; None if it is unknown."""
        with self._changed:
            return practice_id not in self._unsaved if practice_id in self._known else None

    def begin(self, start: PracticeStart) -> str:
        """Open a row; return its id. The practice day is frozen here."""
        entry = turns.opened(str(uuid4()), start)
        with self._changed:
            self._known.add(entry.id)
            self._keep(entry)
        return entry.id

    def checkpoint(self, practice_id: str, progress: Progress) -> None:
        """Keep how far a practice has come. Raises KeyError unless it was begun and runs."""
        with self._changed:
            self._keep(turns.advanced(self._running[practice_id], progress))

    def close(
        self, practice_id: str, progress: Progress, outcome: Outcome, ended: datetime
    ) -> None:
        """Keep a practice's end. Raises KeyError unless it was begun and runs."""
        with self._changed:
            self._keep(turns.closed(self._running[practice_id], progress, outcome, ended))
            del self._running[practice_id]

    def discard(self, practice_id: str) -> None:
        """Forget a practice in which nothing was heard. Raises KeyError unless it runs."""
        with self._changed:
            del self._running[practice_id]
            self._unsaved.pop(practice_id, None)
            self._known.discard(practice_id)
            self._discarded.add(practice_id)
            self._ask()

    def flush(self, timeout_s: float) -> bool:
        """Try once more to write what is unsaved; return whether all is in the log."""
        give_up = time.monotonic() + timeout_s
        with self._changed:
            if self._is_all_saved():
                return True
            self._ask()
            asked = self._asked
            while self._answered < asked:
                left = give_up - time.monotonic()
                if left <= 0 or not self._changed.wait(left):
                    break
            return self._is_all_saved()

    def shut_down(self, timeout_s: float) -> bool:
        """Flush, then end the thread. Practices still running stay open for ``recover``.

        What a disk has not answered for by then is rescued, in case it never does.
        """
        is_all_saved = self.flush(timeout_s)
        with self._changed:
            self._is_stopping = True
            self._changed.notify_all()
            thread, unsaved = self._thread, list(self._unsaved.values())
        if thread is not None and is_all_saved:
            thread.join()
        if unsaved:
            self._rescue.keep(unsaved)
        return is_all_saved

    # On the caller's thread, with _changed held

    def _keep(self, entry: PracticeEntry) -> None:
        self._running[entry.id] = entry
        self._unsaved[entry.id] = entry
        self._ask()

    def _ask(self) -> None:
        self._asked += 1
        if self._thread is None and not self._is_stopping:
            # A daemon: a disk that never answers must not keep the program from ending.
            self._thread = Thread(target=self._work, name="practice-recorder", daemon=True)
            self._thread.start()
        self._changed.notify_all()

    def _is_all_saved(self) -> bool:
        return not self._unsaved and not self._discarded

    # On the recorder's thread

    def _work(self) -> None:
        while True:
            with self._changed:
                while self._answered == self._asked and not self._is_stopping:
                    self._changed.wait()
                if self._answered == self._asked:
                    return
                asked = self._asked
            self._save()
            with self._changed:
                self._answered = asked
                self._changed.notify_all()

    def _save(self) -> None:
        with self._changed:
            entries, discarded = list(self._unsaved.values()), list(self._discarded)
        error: LogError | None = None
        try:
            self._write(entries, discarded)
        except LogError as exc:
            logger.warning("a practice is not in the log yet: %s", exc.detail)
            error = exc
        except Exception:
            # The outer edge of this thread: a bug must not take the practice with it.
            logger.exception("a practice could not be written")
        else:
            self._settle(entries, discarded)
            return
        rescued_to = self._rescue.keep(entries)
        with self._changed:
            self._fault = LogFault(error, rescued_to)

    def _write(self, entries: list[PracticeEntry], discarded: list[str]) -> None:
        if not entries and not discarded:
            return
        log = self._open_log()
        if entries:
            log.put(entries)
        for practice_id in discarded:
            log.discard(practice_id)

    def _settle(self, entries: list[PracticeEntry], discarded: list[str]) -> None:
        with self._changed:
            for entry in entries:
                if self._unsaved.get(entry.id) is entry:
                    del self._unsaved[entry.id]
            self._discarded.difference_update(discarded)
            self._fault = None
        self._rescue.keep([])
