"""Reading a session file without trusting it: its kind and size are looked at first."""

import os
import stat
from pathlib import Path
from typing import Final

from thaw.core.problems import Place, Problem, ProblemKind

SUFFIXES: Final = (".yaml", ".yml")
"""What the name of a session or fragment ends with."""
FRAGMENTS_FOLDER: Final = "fragments"
"""The folder beside sessions that holds what they include."""
MAX_BYTES: Final = 1_000_000
"""A 60-step session has some 5,000 bytes."""


def read_bytes(path: Path) -> bytes | Problem:
    """Return the bytes of the ordinary file at ``path``, or why they cannot be had."""
    try:
        # Opened without waiting: a pipe in the folder must not hang the library.
        descriptor = os.open(path, os.O_RDONLY | _WITHOUT_WAITING | _BINARY)
        try:
            return _read_ordinary(descriptor, path)
        finally:
            os.close(descriptor)
    except (FileNotFoundError, NotADirectoryError):
        return Problem(Place(path), ProblemKind.NO_FILE)
    except IsADirectoryError:
        return Problem(Place(path), ProblemKind.NOT_A_FILE)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return Problem(Place(path), ProblemKind.UNREADABLE, {"reason": reason})


_WITHOUT_WAITING: Final[int] = getattr(os, "O_NONBLOCK", 0)
_BINARY: Final[int] = getattr(os, "O_BINARY", 0)


def _read_ordinary(descriptor: int, path: Path) -> bytes | Problem:
    state = os.fstat(descriptor)
    if not stat.S_ISREG(state.st_mode):
        return Problem(Place(path), ProblemKind.NOT_A_FILE)
    if state.st_size > MAX_BYTES:
        return _too_big(path, state.st_size)
    with os.fdopen(descriptor, "rb", closefd=False) as file:
        data = file.read(MAX_BYTES + 1)
    return data if len(data) <= MAX_BYTES else _too_big(path, len(data))


def _too_big(path: Path, size: int) -> Problem:
    values = {"size": f"{size / 1e6:.1f} MB", "limit": f"{MAX_BYTES / 1e6:.0f} MB"}
    return Problem(Place(path), ProblemKind.TOO_BIG, values)
