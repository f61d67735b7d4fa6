"""Keeps a library's own words from the terminal while it looks at a sound file."""

import contextlib
import os
import threading
from collections.abc import Generator
from typing import Final

_ONE_AT_A_TIME: Final = threading.Lock()
"""The error stream belongs to the whole program: two that turn it aside would lose it."""
_ERRORS: Final = 2


@contextlib.contextmanager
def hushed() -> Generator[None]:
    """Nothing reaches the error stream meanwhile, from any thread: keep it short.

    WORKAROUND libmpg123, inside libsndfile: of a file that is odd or no mp3 at all it
    writes sentences there, and libsndfile has no way to ask it not to.
    """
    with _ONE_AT_A_TIME, contextlib.ExitStack() as ends:
        # Without such a stream nothing is written.
        with contextlib.suppress(OSError):
            kept = os.dup(_ERRORS)
            ends.callback(os.close, kept)
            nowhere = os.open(os.devnull, os.O_WRONLY)
            ends.callback(os.close, nowhere)
            os.dup2(nowhere, _ERRORS)
            ends.callback(os.dup2, kept, _ERRORS)
        yield
