"""What is said beside the library for what care asks for: one thing, and each only once.

What is offered before a practice is said there, and not here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from thaw.care.items import WORSE
from thaw.care.rules import Now, Response, Sitting


class Saying(StrEnum):
    """What may be said; the weightiest first."""

    HELP_FIRST = "help_first"
    IT_HAPPENS = "it_happens"
    """Practice can do this, stopping is sound, and here is where help is found."""
    REST_OR_WALK = "rest_or_walk"
    GROUNDING = "grounding"
    REST = "rest"
    """So much in a day is a lot."""


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be said, and the practice day that gave cause for it."""

    saying: Saying
    day: date


_CAUSES: Final = (
    (Response.HELP_FIRST, Saying.HELP_FIRST),
    (Response.SAY_IT_HAPPENS, Saying.IT_HAPPENS),
    (Response.REST_OR_WALK, Saying.REST_OR_WALK),
    (Response.OFFER_GROUNDING, Saying.GROUNDING),
    (Response.NOTE_ON_REST, Saying.REST),
)
_OF_TODAY: Final = frozenset({Saying.HELP_FIRST, Saying.REST})
_AFTER_WORSE: Final = (Saying.IT_HAPPENS, Saying.REST_OR_WALK, Saying.GROUNDING)
"""Whoever has answered one of these is not told a lighter one of the same practice."""


def due(
    found: frozenset[Response],
    sittings: Sequence[Sitting],
    now: Now,
    answered: Mapping[Saying, date],
) -> Due | None:
    """Return what is to be said now; None where nothing is, or it was answered before.

    ``answered`` has for each saying the day it was answered for last. What a person
    marked themselves is said until it has passed.
    """
    worse = [one.day for one in sittings if one.effect in WORSE or one.is_still_worse]
    for response, saying in _CAUSES:
        if response not in found:
            continue
        day = now.today if saying in _OF_TODAY or not worse else worse[-1]
        is_late = saying is Saying.GROUNDING and day != now.today
        if not is_late and not _is_answered(saying, day, answered):
            return Due(saying, day)
    return None


def _is_answered(saying: Saying, day: date, answered: Mapping[Saying, date]) -> bool:
    if saying is Saying.HELP_FIRST:
        return False
    is_of_chain = saying in _AFTER_WORSE
    heavier = _AFTER_WORSE[: _AFTER_WORSE.index(saying) + 1] if is_of_chain else (saying,)
    return any(answered.get(one, date.min) >= day for one in heavier)
