"""A lock on a file that the system lets go of when its holder ends, however it ends."""

import os
import sys
import time
from pathlib import Path

from thaw.private_files import OWNER_ONLY_FILE

_RETRY_S = 0.02

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    # flock belongs to the open file, not to the process: two logs opened in one
    # process exclude each other as two processes do.
    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FileLock:
    """Holds ``path`` until ``release``. The file is there for as long as it is held."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._descriptor = descriptor

    @classmethod
    def try_taking(cls, path: Path) -> "FileLock | None":
        """Return the lock, or None if another holds it. Raises OSError."""
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, OWNER_ONLY_FILE)
        try:
            _lock(descriptor)
        except (BlockingIOError, PermissionError):
            os.close(descriptor)
            return None
        except OSError:
            os.close(descriptor)
            raise
        if _is_the_file_at(path, descriptor):
            return cls(path, descriptor)
        # Its last holder removed it between our opening and our locking it.
        os.close(descriptor)
        return None

    @classmethod
    def take(cls, path: Path, patience_s: float) -> "FileLock | None":
        """As ``try_taking``, again and again for ``patience_s``."""
        give_up = time.monotonic() + patience_s
        while (lock := cls.try_taking(path)) is None and time.monotonic() < give_up:
            time.sleep(_RETRY_S)
        return lock

    def release(self) -> None:
        """Remove the file and let go. Doing it twice is harmless."""
        if self._descriptor < 0:
            return
        # Removed while still held, so that nobody can lock a file about to vanish.
        # Windows can't remove an open file: there it stays, unlocked, and means nobody.
        try:
            self.path.unlink(missing_ok=True)
        except OSError:
            pass
        finally:
            os.close(self._descriptor)
            self._descriptor = -1


def _is_the_file_at(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False
