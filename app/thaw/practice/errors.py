"""What can keep a practice from being written or read. Facts only: the shell words them."""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from thaw.disk_faults import PRIMARY_CODE


class LogError(Exception):
    """The practice log at ``path`` could not do what was asked."""

    def __init__(self, path: Path, detail: str = "") -> None:
        super().__init__(f"{path}: {detail}" if detail else str(path))
        self.path = path
        self.detail = detail
        """The technical reason, in English, for a report."""


class LogBusy(LogError):
    """Another program holds the log, and did not let go in time."""


class LogUnwritable(LogError):
    """Disk full, read-only, or not a place where a file can be."""


class LogDamaged(LogError):
    """What is in the file is not, or no longer, a practice log."""


class LockDamaged(LogDamaged):
    """What the log keeps of the lock on journal and answers: nothing can be sealed with it."""


class LogTooNew(LogError):
    """Written by a later Thaw. Left as it is."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(path, f"schema {found}, this Thaw knows {known}")
        self.found = found
        self.known = known


class UnknownPractice(LogError):
    """No practice with this id is in the log."""

    def __init__(self, path: Path, practice_id: str) -> None:
        super().__init__(path, f"no practice {practice_id}")
        self.practice_id = practice_id


class Unsealable(Exception):
    """Not sealed with this key, for this row, or damaged since."""


_KINDS: dict[int, type[LogError]] = {
    sqlite3.SQLITE_BUSY: LogBusy,
    sqlite3.SQLITE_LOCKED: LogBusy,
    sqlite3.SQLITE_PROTOCOL: LogBusy,
    sqlite3.SQLITE_FULL: LogUnwritable,
    sqlite3.SQLITE_READONLY: LogUnwritable,
    sqlite3.SQLITE_CANTOPEN: LogUnwritable,
    sqlite3.SQLITE_IOERR: LogUnwritable,
    sqlite3.SQLITE_PERM: LogUnwritable,
    sqlite3.SQLITE_AUTH: LogUnwritable,
    sqlite3.SQLITE_CORRUPT: LogDamaged,
    sqlite3.SQLITE_NOTADB: LogDamaged,
}


@contextmanager
def log_errors(path: Path) -> Generator[None]:
    """Turn what the world did to SQLite, a file or a lock into a ``LogError``; let bugs rise."""
    try:
        yield
    except sqlite3.Error as exc:
        kind = _kind_of(exc)
        if kind is None:
            raise
        raise kind(path, str(exc)) from exc
    except Unsealable as exc:
        raise LockDamaged(path, "nothing can be sealed with its lock") from exc
    except UnicodeDecodeError as exc:
        # SQLite quotes what it stumbled over, and sqlite3 takes the quotation for text.
        raise LogDamaged(path, str(exc)) from exc
    except OSError as exc:
        raise LogUnwritable(path, exc.strerror or str(exc)) from exc


def _kind_of(exc: sqlite3.Error) -> type[LogError] | None:
    code = getattr(exc, "sqlite_errorcode", None)
    if code is not None:
        return _KINDS.get(code & PRIMARY_CODE)
    # Raised by the sqlite3 module itself: text that is not UTF-8 is the file's fault,
    # a closed connection is ours.
    return LogDamaged if isinstance(exc, sqlite3.OperationalError) else None
