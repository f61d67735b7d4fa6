"""A folder that is being written, beside where it will lie; and those that were abandoned.

Who writes one holds a lock in it, which the system lets go of however the program ends.
"""

import logging
import os
import shutil
import stat
import time
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from thaw.practice.file_lock import FileLock
from thaw.private_files import DRAFT_PREFIX

logger = logging.getLogger(__name__)

LOCK_NAME: Final = "writing.lock"
_DAY_S: Final = 24 * 3600


class Draft:
    """A new folder in ``into``, its owner's alone. Raises OSError."""

    def __init__(self, into: Path) -> None:
        self.folder = Path(mkdtemp(prefix=DRAFT_PREFIX, dir=into))
        self._lock = FileLock.try_taking(self.folder / LOCK_NAME)

    def let_go(self) -> None:
        """It is whole: nothing but what was written is in it, and it may be renamed."""
        if self._lock is not None:
            self._lock.release()
            # Windows leaves the file of a lock that was let go of.
            self._lock.path.unlink(missing_ok=True)

    def discard(self) -> None:
        """Leave nothing of it."""
        if self._lock is not None:
            self._lock.release()
        shutil.rmtree(self.folder, ignore_errors=True)


def clear_abandoned(into: Path, names: frozenset[str]) -> None:
    """Remove drafts in ``into`` whose program is gone, or that are a day old and have no lock.

    Only folders of this person in which there is nothing but files called one of ``names``,
    or drafts of these. What can't be removed stays.
    """
    try:
        found = [path for path in into.glob(f"{DRAFT_PREFIX}*") if _is_ours(path, names)]
    except OSError as exc:
        logger.debug("abandoned drafts can't be looked for: %s", exc)
        return
    for folder in found:
        try:
            _remove_abandoned(folder)
        except OSError as exc:
            logger.debug("an abandoned draft stays: %s", exc)


def _is_ours(folder: Path, names: frozenset[str]) -> bool:
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or (os.name == "posix" and status.st_uid != os.getuid()):
        return False
    known = {*names, LOCK_NAME}
    return all(
        (path.name in known or path.name.startswith(DRAFT_PREFIX))
        and stat.S_ISREG(path.lstat().st_mode)
        for path in folder.iterdir()
    )


def _remove_abandoned(folder: Path) -> None:
    path = folder / LOCK_NAME
    if path.exists():
        lock = FileLock.try_taking(path)
        if lock is None:
            return
        lock.release()
    elif time.time() - folder.stat().st_mtime < _DAY_S:
        return
    shutil.rmtree(folder)
    logger.info("An export that was cut off is cleared away")
