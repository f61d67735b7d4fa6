"""Files that only their owner may read, and that are written whole or not at all."""

import os
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from itertools import count, takewhile
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

OWNER_ONLY_FILE = 0o600
OWNER_ONLY_FOLDER = 0o700

DRAFT_PREFIX = ".thaw-"
"""Begins the name of what is not whole yet."""

_ASIDE = ".unreadable"


def private_folder(folder: Path) -> None:
    """Make ``folder``, and those above it, unless they are there: these keep their mode.

    Raises OSError.
    """
    # Left to itself, mkdir would make those above for everybody.
    if not folder.parent.exists():
        private_folder(folder.parent)
    folder.mkdir(mode=OWNER_ONLY_FOLDER, exist_ok=True)


def private_file(path: Path) -> None:
    """See to it that ``path`` exists and is its owner's alone. Raises OSError."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, OWNER_ONLY_FILE))
    if os.name == "posix" and path.stat().st_mode & 0o077:
        path.chmod(OWNER_ONLY_FILE)


def set_aside(path: Path) -> Path:
    """Rename a damaged file, beside any that were set aside before; return its name now.

    Raises OSError.
    """
    aside = next(name for name in _aside_names(path) if not name.exists())
    return path.replace(aside)


def last_set_aside(path: Path) -> Path | None:
    """Return under which name ``path`` was set aside last; None where it never was."""
    found = list(takewhile(Path.exists, _aside_names(path)))
    return found[-1] if found else None


@contextmanager
def written_whole(path: Path, *, encoding: str = "utf-8") -> Generator[IO[str]]:
    """Open a text file that takes ``path``'s place once it is safely on the disk.

    Until then, and after any error, ``path`` stays as it was. A device or a pipe is
    written to directly: nothing may take its place. Raises OSError.
    """
    if path.exists() and not path.is_file():
        with path.open("w", encoding=encoding, newline="") as stream:
            yield stream
        return
    goal = path.resolve()
    with NamedTemporaryFile(
        "w", encoding=encoding, newline="", dir=goal.parent, prefix=DRAFT_PREFIX, delete=False
    ) as stream:
        draft = Path(stream.name)
        try:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        except BaseException:
            # The error that counts is on its way up. What cannot be flushed is dropped
            # by the flush in close(), which fails once more.
            with suppress(OSError):
                stream.close()
            draft.unlink(missing_ok=True)
            raise
    try:
        draft.replace(goal)
    except OSError:
        draft.unlink(missing_ok=True)
        raise


def _aside_names(path: Path) -> Iterator[Path]:
    return (path.with_name(f"{path.name}{_ASIDE}{n or ''}") for n in count())
