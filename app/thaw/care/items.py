"""What is asked about, and what may be answered. The shell words and translates it."""

from enum import StrEnum
from typing import Final

LOWEST: Final = 0
HIGHEST: Final = 10


class Item(StrEnum):
    """What is rated from 0 to 10. Each may be skipped."""

    BODY = "body"
    """From very unsettled to very settled."""
    FEELING = "feeling"
    """From nothing, or far away, to a lot, or close."""
    ENERGY = "energy"
    """From shut down to over-wound: 5 is the middle, and neither end is good."""
    CONTACT = "contact"
    """Contact with people, in the last week."""
    LIKED = "liked"
    """Doing something one used to like, in the last week."""
    SATISFIED = "ons4_satisfied"
    WORTHWHILE = "ons4_worthwhile"
    HAPPY = "ons4_happy"
    ANXIOUS = "ons4_anxious"


class Question(StrEnum):
    """What is answered with a word."""

    AFTER_EFFECT = "after_effect"
    AMOUNT = "amount"
    NEXT_DAY = "next_day"
    ASKED = "asked"
    """Whether one wished to be asked at all: ``WAVED_AWAY`` is its one answer."""


WAVED_AWAY: Final = "waved_away"
"""Kept like an answer, so that nobody is asked the same again the next hour."""


class AfterEffect(StrEnum):
    """How it is after a practice, in the person's own words' stead."""

    BETTER = "better"
    SAME = "same"
    NUMB = "numb"
    """Further away, or more numb."""
    UPSET = "upset"
    """More upset."""
    UNSURE = "unsure"


class Amount(StrEnum):
    """How much practice the week felt like."""

    TOO_LITTLE = "too_little"
    RIGHT = "right"
    TOO_MUCH = "too_much"


class NextDay(StrEnum):
    """How it is on the day after a practice that was hard."""

    PASSED = "passed"
    STILL_WORSE = "still_worse"
    UNSURE = "unsure"


WORSE: Final = frozenset({AfterEffect.NUMB, AfterEffect.UPSET})

BESIDE_A_PRACTICE: Final = (Item.BODY, Item.FEELING, Item.ENERGY)
"""Before it, and once more after it."""

WEEKLY: Final = (Item.CONTACT, Item.LIKED)
"""With ``Question.AMOUNT``."""

MONTHLY: Final = (Item.SATISFIED, Item.WORTHWHILE, Item.HAPPY, Item.ANXIOUS)
