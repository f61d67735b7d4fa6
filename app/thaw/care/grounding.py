"""Stop and ground: a few lines about the place around, one after another, at one's own pace.

Eyes stay open, and nothing is said of the breath or of what is inside the body. The lines
are read and not heard: whoever stopped may have had enough of a voice.
"""

from dataclasses import dataclass, replace
from typing import Final

READ_S: Final = 60 / 105
"""For one word, in seconds: the pace at which lines are said elsewhere."""
_SETTLE_S: Final = 1.5
"""From one line to the next, before reading begins."""


@dataclass(frozen=True, slots=True)
class Line:
    """What is shown, and the room that is left after it was read, in seconds."""

    text: str
    room_s: float

    @property
    def stays_s(self) -> float:
        """How long it is shown to somebody who presses nothing, in seconds."""
        return _SETTLE_S + len(self.text.split()) * READ_S + self.room_s


LINES: Final = (
    Line("You can stop here. That is fine, and nothing more is asked of you.", 1),
    Line("There is time. Eyes can be open, and you can move as you like.", 1),
    Line("If looking suits you, you might find three things with an edge or a corner.", 6),
    Line("Perhaps there is a colour close by, and another one further off.", 4),
    Line("If listening suits you, there may be a sound nearby, or one far away.", 5),
    Line("You might find something solid near you: a table, a wall, a cup.", 3),
    Line("Is its outside smooth or rough, warm or cool? Guessing is fine.", 4),
    Line("You might say where you are, and what day it is.", 3),
    Line("Next could be a drink of water, another room, or a word with somebody.", 2),
    Line("Thank you for taking this time.", 1),
)
"""English, like the sessions that come with Thaw."""

LENGTH_S: Final = sum(line.stays_s for line in LINES)
"""All of it, for somebody who presses nothing, in seconds."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is: at which line, and since when, in seconds of a steady clock."""

    index: int
    since_s: float

    @property
    def is_over(self) -> bool:
        return self.index >= len(LINES)

    @property
    def text(self) -> str:
        """The line to show; nothing once it is over."""
        return "" if self.is_over else LINES[self.index].text


def reached(place: Place, now_s: float) -> Place:
    """Return where time alone has led from ``place`` by ``now_s``."""
    while not place.is_over and left_s(place, now_s) <= 0:
        place = Place(place.index + 1, place.since_s + LINES[place.index].stays_s)
    return place


def gone_on(place: Place, now_s: float) -> Place:
    """Return the next line, which has all its time before it from ``now_s`` on."""
    place = reached(place, now_s)
    return place if place.is_over else Place(place.index + 1, now_s)


def come_back(place: Place, now_s: float) -> Place:
    """Return the same line, with all its time before it: it was out of sight until ``now_s``."""
    return replace(place, since_s=now_s)


def left_s(place: Place, now_s: float) -> float:
    """Return for how long the line at ``place`` is still shown after ``now_s``; 0 once over."""
    return 0.0 if place.is_over else place.since_s + LINES[place.index].stays_s - now_s
