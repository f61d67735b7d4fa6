"""Which running copies of Thaw are writing practices: each holds a lock the system keeps.

A process id would be reused and a clock can be set; a lock ends with its process.
"""

from pathlib import Path
from uuid import uuid4

from thaw.practice.file_lock import FileLock
from thaw.private_files import private_folder

_SUFFIX = ".writer"


class Writer:
    """One opened log's claim to the practices it has begun."""

    def __init__(self, writer_id: str, lock: FileLock) -> None:
        self.id = writer_id
        self._lock = lock

    @classmethod
    def enrol(cls, folder: Path) -> "Writer":
        """Take a place of one's own in ``folder``. Raises OSError."""
        private_folder(folder)
        while True:
            writer_id = uuid4().hex
            lock = FileLock.try_taking(folder / (writer_id + _SUFFIX))
            if lock is not None:
                return cls(writer_id, lock)

    def leave(self) -> None:
        self._lock.release()


def is_writing(folder: Path, writer_id: str) -> bool:
    """Return whether the copy known by ``writer_id`` still runs; tidy up after it if not."""
    path = folder / (writer_id + _SUFFIX)
    if not path.exists():
        return False
    lock = FileLock.try_taking(path)
    if lock is None:
        return path.exists()
    lock.release()
    return False


def writers_running(folder: Path) -> tuple[str, ...]:
    """Return the ids of all running copies."""
    ids = (path.stem for path in sorted(folder.glob(f"*{_SUFFIX}")))
    return tuple(writer_id for writer_id in ids if is_writing(folder, writer_id))
