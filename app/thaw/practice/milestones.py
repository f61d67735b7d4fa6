"""What is quietly remarked on at the end of a practice: beginning, coming back, keeping on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from thaw.practice.stats import PRACTICE_DAY_MS, RETURN_DAYS, days_apart, practice_days
from thaw.practice.totals import DayTotal

DAYS_OF_MONTH: Final = 5
"""So many practice days in one calendar month are remarked on, and no other number of them."""


class MilestoneKind(StrEnum):
    """What a practice was, beside what it was made of."""

    FIRST = "first"
    """The first practice day there is."""
    RETURN = "return"
    """The first practice day after a while."""
    FIVE_DAYS = "five_days"
    """The fifth practice day of its month."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """``days`` since the practice day before, for a return; otherwise how many days it makes."""

    kind: MilestoneKind
    days: int


def milestone(
    totals: Sequence[DayTotal],
    day: date,
    practised_ms: int,
    least_ms: int = PRACTICE_DAY_MS,
    never_were: frozenset[date] = frozenset(),
) -> Milestone | None:
    """Return what there is to remark on; None mostly.

    ``totals`` are oldest first and hold the practice of ``practised_ms`` on ``day``; dates
    that ``never_were`` (``lost_dates``) are no days away. Only
    the practice that makes its day a practice day is remarked on, so nothing is said twice.
    """
    on_day = sum(total.practised_ms for total in totals if total.day == day)
    if not on_day - practised_ms < least_ms <= on_day:
        return None
    before = [one for one in practice_days(totals, least_ms) if one < day]
    if not before:
        return Milestone(MilestoneKind.FIRST, 1)
    away = days_apart(before[-1], day, never_were)
    if away >= RETURN_DAYS:
        return Milestone(MilestoneKind.RETURN, away)
    in_month = sum(one >= day.replace(day=1) for one in before) + 1
    return Milestone(MilestoneKind.FIVE_DAYS, in_month) if in_month == DAYS_OF_MONTH else None
