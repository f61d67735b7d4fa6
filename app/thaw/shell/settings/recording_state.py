"""What there is to see of a session's lines while somebody records them."""

from dataclasses import dataclass
from enum import StrEnum


class Doing(StrEnum):
    """What goes on with a line."""

    NOTHING = "nothing"
    RECORDING = "recording"
    KEEPING = "keeping"
    LISTENING = "listening"


@dataclass(frozen=True, slots=True)
class LineState:
    """One line of a session."""

    text: str
    is_recorded: bool = False
    doing: Doing = Doing.NOTHING
    words: str = ""
    """What came of the last thing asked of it."""
    can_begin: bool = True
    """False while something goes on with another line."""
