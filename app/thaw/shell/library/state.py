"""What the library shows, as plain values."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from thaw.core.session import Category, Level

STANDARD_MINUTES: Final = (1, 2, 3, 5, 10, 15, 20, 30, 45)


def offered_minutes(shortest: int, longest: int) -> tuple[int, ...]:
    """The lengths offered by name between two ends, and the ends themselves."""
    inside = {one for one in STANDARD_MINUTES if shortest <= one <= longest}
    return tuple(sorted(inside | {shortest, longest}))


class Holds(StrEnum):
    """What becomes of the breath holds in a session."""

    NONE = "none"
    """It has none."""
    KEPT = "kept"
    LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True)
class Card:
    """One session as the library shows it. Lengths are whole minutes."""

    id: str
    title: str
    goal: str
    category: Category
    level: Level
    shortest: int
    longest: int
    minutes: int
    """The length it starts at: the one last chosen for it, or its own default."""
    note: str = ""
    """A quiet word on it, in place of a line of its goal."""
    under_a_minute_s: int = 0
    """What it takes in seconds, where it can't be as long as a minute; otherwise 0."""
    holds: Holds = Holds.NONE

    def offered_minutes(self) -> tuple[int, ...]:
        """The lengths offered by name; every whole minute between the ends may be picked."""
        return offered_minutes(self.shortest, self.longest)

    def clamped(self, minutes: int) -> int:
        """The nearest length this session can have."""
        return min(max(minutes, self.shortest), self.longest)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The one session offered first, and a few words on why."""

    session_id: str
    reason: str = ""
    longest: int = 0
    """It is offered at no more minutes than this; 0 leaves it to the session."""
    minutes: int = 0
    """It is offered at so many minutes; 0 leaves it to its card."""

    def offered(self, card: Card) -> Card:
        """Return ``card`` at the length it is offered at, where it can have that."""
        minutes = self.minutes or card.minutes
        if self.longest:
            minutes = min(minutes, self.longest)
        return card if minutes == card.minutes else replace(card, minutes=card.clamped(minutes))


@dataclass(frozen=True, slots=True)
class FileProblem:
    """A session file that could not be read, and what to mend in it, in words."""

    file: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LibraryState:
    """The whole library. ``quick`` is what one click starts, at its own ``minutes``."""

    cards: tuple[Card, ...] = ()
    is_whole: bool = True
    """False before anybody has looked which sessions there are."""
    suggestion: Suggestion | None = None
    quick: Card | None = None
    offers_breathing: bool = True
    """Whether breathing freely is among what is offered. The menu always has it."""
    problems: tuple[FileProblem, ...] = ()
    plan: str = ""
    """What somebody has planned, in one sentence; "" for nothing."""
