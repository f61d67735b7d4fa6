"""The log as a running Thaw holds it: opened once, mended once, shared by those who write."""

import logging
import os
import tempfile
from datetime import date
from hashlib import sha256
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Final

from thaw.practice.clock import Clock, local_now
from thaw.practice.copies import CopyStopped, LogCopy, copies, copy_for_today, restore
from thaw.practice.errors import LogError
from thaw.practice.log import PracticeLog
from thaw.practice.opening import PATIENCE_S
from thaw.practice.rescue import take_in

logger = logging.getLogger(__name__)

GLANCE_S: Final = 0.5
"""How long another program that holds the log is waited for where somebody looks on."""

LAST_COPY_S: Final = 0.25
"""How long a copy may still take when the log is shut, before it is given up."""


class LogKeeper:
    """Opens the log when it is first needed, and closes what a crash left open.

    On each day of use the log is copied, on a thread of its own. Safe to call from
    several threads.
    """

    def __init__(self, path: Path, clock: Clock = local_now) -> None:
        """``path`` is the log's file, made when it is first opened."""
        self._path = path
        self._clock = clock
        self._copying = _DailyCopying(path, clock)
        self._log: PracticeLog | None = None
        self._reading: PracticeLog | None = None
        self._lock = Lock()

    @property
    def rescue_folders(self) -> tuple[Path, ...]:
        """Where a practice waits while the log can't be written, the best place first."""
        # A folder for this log alone: what waits there must not end up in another.
        log_name = sha256(os.fsencode(self._path.absolute())).hexdigest()[:16]
        return (self._path.parent, Path(tempfile.gettempdir()) / f"thaw-rescue-{log_name}")

    def log(self, patience_s: float = PATIENCE_S) -> PracticeLog:
        """Return the log, open for writing. Raises LogError, and may be asked again.

        Until it is open, another program is waited for ``patience_s`` at a time.
        """
        with self._lock:
            if self._log is None:
                self._log = self._opened(patience_s)
            self._copying.see_to_it()
            return self._log

    def log_to_read(self) -> PracticeLog:
        """Return the log, for reading alone where it can't be written. Raises LogError.

        Another program is not waited for long: whoever looks on is told, and asks again.
        """
        try:
            return self.log(GLANCE_S)
        except LogError as exc:
            logger.info("The log is opened for reading alone: %s", exc)
        with self._lock:
            if self._reading is None:
                self._reading = PracticeLog.open_to_read(self._path, GLANCE_S)
            return self._reading

    def shut(self) -> None:
        """Let go of the file. A copy that is being made is given up, and made another time."""
        with self._lock:
            self._copying.stop()
            for log in (self._log, self._reading):
                if log is not None:
                    log.shut()
            self._log = self._reading = None

    def wait_for_copy(self) -> None:
        """Return once today's copy is made, or could not be."""
        self._copying.wait()

    def copies(self) -> list[LogCopy]:
        """Return the copies there are, the newest first. Raises LogError."""
        return copies(self._path)

    def restore(self, copy: LogCopy) -> Path | None:
        """Shut the log and put ``copy`` in its place; return where the log is kept.

        Whoever holds the log from before asks for it anew. Raises LogError, and then
        all is as it was: see ``copies.restore``.
        """
        self.shut()
        with self._lock:
            return restore(self._path, copy, self._clock())

    def _opened(self, patience_s: float) -> PracticeLog:
        log = PracticeLog.open(self._path, patience_s=patience_s)
        try:
            recovered = log.recover()
            taken = take_in(log, self.rescue_folders)
            log.wait_for_others(PATIENCE_S)
        except LogError:
            log.shut()
            raise
        _add_up(log)
        logger.info("Closed %d practices cut off; %s", len(recovered), taken)
        return log


def _add_up(log: PracticeLog) -> None:
    """Add up here, where nobody waits, and not when the history is first shown."""
    try:
        log.kind_totals()
    except (LogError, ValueError) as exc:
        # Whoever looks back is told; a practice can be kept all the same.
        logger.warning("The history can't be added up: %s", exc)


class _DailyCopying:
    """At most one thread that copies the log, once a day. Called with the keeper's lock held."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self._path = path
        self._clock = clock
        self._seen_to: date | None = None
        self._is_unwanted = Event()
        self._thread: Thread | None = None

    def see_to_it(self) -> None:
        """Begin today's copy, unless it was begun before."""
        today = self._clock().date()
        if self._seen_to == today or (self._thread is not None and self._thread.is_alive()):
            return
        self._seen_to = today
        self._is_unwanted.clear()
        # A daemon: a disk that never answers must not keep the program from ending.
        self._thread = Thread(target=self._copy, name="practice-copy", daemon=True)
        self._thread.start()

    def wait(self) -> None:
        if self._thread is not None:
            self._thread.join()

    def stop(self) -> None:
        """End the copying: most logs are copied before they could be asked not to be."""
        if self._thread is not None:
            self._thread.join(LAST_COPY_S)
        self._is_unwanted.set()
        self.wait()
        self._seen_to = None

    def _copy(self) -> None:
        try:
            made = copy_for_today(self._path, self._clock(), self._is_unwanted.is_set)
        except CopyStopped:
            logger.debug("Today's copy of the log is left for another time")
        except LogError as exc:
            logger.warning("There is no copy of the log for today: %s", exc)
        except Exception:
            # The outer edge of this thread: a bug here must not cost anybody a practice.
            logger.exception("The log could not be copied")
        else:
            logger.info("Today's copy of the log: %s", made or "was there")
