"""What keeps a disk from being written or read, told apart as far as a person can mend it."""

import errno
import sqlite3
from enum import Enum, auto


class DiskFault(Enum):
    """What is the matter. Words for it: ``shell.reasons``, ``commands.reasons``."""

    FULL = auto()
    READ_ONLY = auto()
    """A disk, folder or file that may only be read, or not even that."""
    FAILING = auto()
    """It was there and does not answer properly: torn out, or at its end."""
    NO_PLACE = auto()
    """There is no folder there, or something that is none."""


_OF_ERRNO = {
    errno.ENOSPC: DiskFault.FULL,
    errno.EDQUOT: DiskFault.FULL,
    errno.EFBIG: DiskFault.FULL,
    errno.EROFS: DiskFault.READ_ONLY,
    errno.EACCES: DiskFault.READ_ONLY,
    errno.EPERM: DiskFault.READ_ONLY,
    errno.EIO: DiskFault.FAILING,
    errno.ENXIO: DiskFault.FAILING,
    errno.ENODEV: DiskFault.FAILING,
    errno.ESTALE: DiskFault.FAILING,
    errno.ENOENT: DiskFault.NO_PLACE,
    errno.ENOTDIR: DiskFault.NO_PLACE,
    errno.EISDIR: DiskFault.NO_PLACE,
    errno.EEXIST: DiskFault.NO_PLACE,
}

_OF_SQLITE = {
    sqlite3.SQLITE_FULL: DiskFault.FULL,
    sqlite3.SQLITE_READONLY: DiskFault.READ_ONLY,
    sqlite3.SQLITE_PERM: DiskFault.READ_ONLY,
    sqlite3.SQLITE_AUTH: DiskFault.READ_ONLY,
    sqlite3.SQLITE_IOERR: DiskFault.FAILING,
    sqlite3.SQLITE_CANTOPEN: DiskFault.NO_PLACE,
}

PRIMARY_CODE = 0xFF
"""SQLite's extended result codes keep the primary one in the low byte."""


def disk_fault(error: BaseException | None) -> DiskFault | None:
    """Return what was the matter with the disk, in ``error`` or in what it came from.

    None where it was something else.
    """
    while error is not None:
        if isinstance(error, OSError) and error.errno is not None:
            return _OF_ERRNO.get(error.errno)
        code = getattr(error, "sqlite_errorcode", None)
        if isinstance(error, sqlite3.Error) and code is not None:
            return _OF_SQLITE.get(code & PRIMARY_CODE)
        error = error.__cause__
    return None
