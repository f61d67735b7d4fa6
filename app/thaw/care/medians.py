"""A person's own ratings of the last four weeks beside those of the four weeks before.

Two numbers, with no verdict: neither is called better, and nobody else's are known.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Final

WINDOW_DAYS: Final = 28
LEAST_RATINGS: Final = 6
"""Fewer in either stretch say nothing."""


@dataclass(frozen=True, slots=True)
class Rating:
    """One answer from 0 to 10, on a practice day."""

    day: date
    value: int


@dataclass(frozen=True, slots=True)
class Medians:
    """The middle of both stretches."""

    last: float
    before: float


def medians(ratings: Iterable[Rating], today: date) -> Medians | None:
    """Return both medians of one item; None where either has fewer than six ratings."""
    first_day = today - timedelta(days=WINDOW_DAYS - 1)
    first_before = first_day - timedelta(days=WINDOW_DAYS)
    last: list[int] = []
    before: list[int] = []
    for rating in ratings:
        if first_day <= rating.day <= today:
            last.append(rating.value)
        elif first_before <= rating.day < first_day:
            before.append(rating.value)
    if min(len(last), len(before)) < LEAST_RATINGS:
        return None
    return Medians(median(last), median(before))
