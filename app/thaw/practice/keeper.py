"""The log as a running Thaw holds it: opened once, mended once, shared by those who write."""

import logging
import os
import tempfile
from hashlib import sha256
from pathlib import Path
from threading import Lock

from thaw.practice.errors import LogError
from thaw.practice.log import PracticeLog
from thaw.practice.rescue import take_in

logger = logging.getLogger(__name__)


class LogKeeper:
    """Opens the log when it is first needed, and closes what a crash left open.

    Safe to call from several threads.
    """

    def __init__(self, path: Path) -> None:
        """``path`` is the log's file, made when it is first opened."""
        self._path = path
        self._log: PracticeLog | None = None
        self._reading: PracticeLog | None = None
        self._lock = Lock()

    @property
    def rescue_folders(self) -> tuple[Path, ...]:
        """Where a practice waits while the log can't be written, the best place first."""
        # A folder for this log alone: what waits there must not end up in another.
        log_name = sha256(os.fsencode(self._path.absolute())).hexdigest()[:16]
        return (self._path.parent, Path(tempfile.gettempdir()) / f"thaw-rescue-{log_name}")

    def log(self) -> PracticeLog:
        """Return the log, open for writing. Raises LogError, and may be asked again."""
        with self._lock:
            if self._log is None:
                self._log = self._opened()
            return self._log

    def log_to_read(self) -> PracticeLog:
        """Return the log, for reading alone where it can't be written. Raises LogError."""
        try:
            return self.log()
        except LogError as exc:
            logger.info("The log is opened for reading alone: %s", exc)
        with self._lock:
            if self._reading is None:
                self._reading = PracticeLog.open_to_read(self._path)
            return self._reading

    def shut(self) -> None:
        """Let go of the file."""
        with self._lock:
            for log in (self._log, self._reading):
                if log is not None:
                    log.shut()
            self._log = self._reading = None

    def _opened(self) -> PracticeLog:
        log = PracticeLog.open(self._path)
        try:
            recovered = log.recover()
            taken = take_in(log, self.rescue_folders)
        except LogError:
            log.shut()
            raise
        logger.info("Closed %d practices cut off; %s", len(recovered), taken)
        return log
