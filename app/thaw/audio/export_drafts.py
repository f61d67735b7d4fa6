"""A sound file while it is written, beside where it will lie; and those that were cut off.

Who writes one holds it locked, where the system has locks that let a program rename and write
what it holds. The system lets go of them however the program ends.
"""

import contextlib
import logging
import os
import re
import secrets
import stat
import sys
import time
from collections.abc import Generator
from pathlib import Path
from typing import Final

from thaw.audio.sinks import ENDINGS
from thaw.private_files import DRAFT_PREFIX

logger = logging.getLogger(__name__)

QUIET_S: Final = 60.0
"""A draft is written to all the time. A lock may be unknown on another machine: this is not."""
DAY_S: Final = 24 * 3600.0
"""The same where there is no lock to ask."""

_NAME: Final = re.compile(rf"{re.escape(DRAFT_PREFIX)}[0-9a-f]{{16}}\.({'|'.join(ENDINGS)})")

if sys.platform == "win32":

    def _lock(descriptor: int) -> bool | None:  # noqa: ARG001 - a lock there bars every writer
        return None
else:
    import fcntl

    def _lock(descriptor: int) -> bool | None:
        """Lock an open file; False where it is held already, None where nothing can be."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return None
        return True


@contextlib.contextmanager
def draft_for(path: Path) -> Generator[Path]:
    """An empty file beside ``path``, gone afterwards unless it was moved there.

    Raises OSError where it can't be made.
    """
    draft = path.with_name(f"{DRAFT_PREFIX}{secrets.token_hex(8)}{path.suffix.lower()}")
    try:
        with _held(draft):
            yield draft
    finally:
        with contextlib.suppress(OSError):
            draft.unlink()


def clear_abandoned(folder: Path) -> None:
    """Remove this person's drafts in ``folder`` whose program is gone. What can't be stays."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if _NAME.fullmatch(path.name):
                _clear(path)


@contextlib.contextmanager
def _held(draft: Path) -> Generator[None]:
    draft.touch(exist_ok=False)
    descriptor = os.open(draft, os.O_RDWR)
    try:
        if _lock(descriptor) is None:
            # Windows renames no file that is open.
            os.close(descriptor)
            descriptor = -1
        yield
    finally:
        if descriptor >= 0:
            os.close(descriptor)


def _clear(path: Path) -> None:
    try:
        status = path.lstat()
        is_own = os.name != "posix" or status.st_uid == os.getuid()
        if stat.S_ISREG(status.st_mode) and is_own and _is_abandoned(path, status.st_mtime):
            path.unlink()
            logger.info("A sound file that was cut off is cleared away")
    except OSError as exc:
        logger.debug("A sound file that was cut off stays: %s", exc)


def _is_abandoned(path: Path, written: float) -> bool:
    quiet_s = time.time() - written
    if quiet_s < QUIET_S:
        return False
    descriptor = os.open(path, os.O_RDWR)
    try:
        was_locked = _lock(descriptor)
    finally:
        os.close(descriptor)
    return quiet_s > DAY_S if was_locked is None else was_locked
