"""How a command ends: with a status, or with one sentence on why it could not."""

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from typing import Final

EXIT_DONE: Final = 0
EXIT_INPUT: Final = 1
EXIT_USAGE: Final = 2
EXIT_WORLD: Final = 3


class InputError(Exception):
    """What was asked for can't be done as asked; the text is the sentence to show."""


class WorldError(Exception):
    """A device, a disk or a library is in the way; the text is the sentence to show."""


class AnswerLost(Exception):
    """The answer can't be written: its reader has gone, or the disk it goes to is full."""

    def __init__(self, error: OSError) -> None:
        super().__init__(f"the answer can't be written: {error.strerror}")
        self.is_unwanted = isinstance(error, BrokenPipeError)
        """Whether the reader has gone: no failure, it has seen what it wanted."""


def say(text: str) -> None:
    """Print one line of a command's answer. Raises AnswerLost."""
    with writing():
        sys.stdout.write(f"{text}\n")


def finish() -> None:
    """Write out all that was said. Raises AnswerLost."""
    with writing():
        sys.stdout.flush()


def note(text: str) -> None:
    """Print one line beside the answer, for the person only."""
    # Where this can't be written, there is nobody to say it to.
    with suppress(OSError):
        sys.stderr.write(f"{text}\n")


def counted(number: int, what: str, several: str = "") -> str:
    """Return ``1 practice``, ``2 practices``; ``several`` where an s is not enough."""
    return f"{number} {what if number == 1 else several or what + 's'}"


def reason_in(error: OSError) -> str:
    """Which file the system refused, and why: a clause without a full stop."""
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}"


@contextmanager
def writing() -> Generator[None]:
    """Turn what keeps the answer from being written into AnswerLost."""
    try:
        yield
    except OSError as error:
        # What still waits to be written must not fail once more when the program ends.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
        raise AnswerLost(error) from error
