"""How a command ends: with a status, or with one sentence on why it could not."""

import sys
from typing import Final

EXIT_DONE: Final = 0
EXIT_INPUT: Final = 1
EXIT_USAGE: Final = 2
EXIT_WORLD: Final = 3


class InputError(Exception):
    """What was asked for can't be done as asked; the text is the sentence to show."""


class WorldError(Exception):
    """A device, a disk or a library is in the way; the text is the sentence to show."""


def say(text: str) -> None:
    """Print one line of a command's answer."""
    sys.stdout.write(f"{text}\n")


def note(text: str) -> None:
    """Print one line beside the answer, for the person only."""
    sys.stderr.write(f"{text}\n")
