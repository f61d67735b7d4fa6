"""What a person may want to know of their practice, worked out from the log each time.

Days and rhythm, never a run that breaks: a pause of any length costs nothing, and
coming back after one is what is counted.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import Final

from thaw.practice.days import week_begins
from thaw.practice.log import DayTotal, PracticeLog

PRACTICE_DAY_MS: Final = 60_000
"""A day with this much practice, in one piece or several, is a practice day."""

RETURN_DAYS: Final = 3
"""Practising again this many days after the last practice day, or later, is a return."""

WINDOW_DAYS: Final = 28


@dataclass(frozen=True, slots=True)
class Rhythm:
    """``days`` of ``of``: practice days in a stretch of 28 days, fewer for a beginner."""

    days: int
    of: int
    returns: int
    practised_ms: int


@dataclass(frozen=True, slots=True)
class Summary:
    """The sentences above the history, as numbers."""

    today: date
    today_ms: int
    is_practice_day: bool
    """Whether today counts already."""
    week_from: date
    week_days: int
    target_days: int
    """What the person set out to do; ``week_days`` may well be more."""
    week_ms: int
    last: Rhythm
    """The last 28 days, today included."""
    before: Rhythm | None
    """The 28 days before those; None until practice began 56 days ago."""
    practised_on: frozenset[date]
    """The practice days of ``last``."""
    total_ms: int
    practices: int
    practice_days: int
    usual_gap_days: float | None
    """Median days from one practice day to the next; None with fewer than two."""
    returns: int
    first_day: date | None
    """The first practice day of all."""


def summary(log: PracticeLog, today: date, week_start: int, target_days: int) -> Summary:
    """Return what there is to say on ``today``. ``week_start`` 0 is Monday. Raises LogError."""
    return summarise(log.day_totals(), today, week_start, target_days)


def summarise(
    totals: Sequence[DayTotal], today: date, week_start: int, target_days: int
) -> Summary:
    """As ``summary``, from what was practised on each day, oldest first.

    A day after ``today`` is no mistake: whoever flew east across the date line
    practised on it. It counts in its week and in what is counted over all time.
    """
    days = practice_days(totals)
    week_from = week_begins(today, week_start)
    week_to = week_from + timedelta(days=6)
    last_from = today - timedelta(days=WINDOW_DAYS - 1)
    return Summary(
        today=today,
        today_ms=_practised_ms(totals, today, today),
        is_practice_day=today in days,
        week_from=week_from,
        week_days=len(_between(days, week_from, week_to)),
        target_days=target_days,
        week_ms=_practised_ms(totals, week_from, week_to),
        last=rhythm(totals, today),
        before=_rhythm_before(totals, days, today),
        practised_on=frozenset(_between(days, last_from, today)),
        total_ms=sum(total.practised_ms for total in totals),
        practices=sum(total.practices for total in totals),
        practice_days=len(days),
        usual_gap_days=usual_gap(days),
        returns=len(returns(days)),
        first_day=days[0] if days else None,
    )


def practice_days(totals: Sequence[DayTotal]) -> list[date]:
    """Return the days that count, in the order of ``totals``."""
    return [total.day for total in totals if total.practised_ms >= PRACTICE_DAY_MS]


def rhythm(totals: Sequence[DayTotal], last_day: date) -> Rhythm:
    """Return the 28 days up to ``last_day``, or those since practice began."""
    days = practice_days(totals)
    first_day = last_day - timedelta(days=WINDOW_DAYS - 1)
    begun = days[0] if days and days[0] <= last_day else last_day
    return Rhythm(
        days=len(_between(days, first_day, last_day)),
        of=(last_day - max(first_day, begun)).days + 1,
        returns=len(_between(returns(days), first_day, last_day)),
        practised_ms=_practised_ms(totals, first_day, last_day),
    )


def usual_gap(days: Sequence[date]) -> float | None:
    """Return the median number of days from one practice day to the next."""
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    return float(median(gaps)) if gaps else None


def returns(days: Sequence[date]) -> list[date]:
    """Return the practice days on which someone came back after a while."""
    return [later for earlier, later in pairwise(days) if (later - earlier).days >= RETURN_DAYS]


def _rhythm_before(totals: Sequence[DayTotal], days: Sequence[date], today: date) -> Rhythm | None:
    if not days or (today - days[0]).days + 1 < 2 * WINDOW_DAYS:
        return None
    return rhythm(totals, today - timedelta(days=WINDOW_DAYS))


def _between(days: Sequence[date], first: date, last: date) -> Sequence[date]:
    return days[bisect_left(days, first) : bisect_right(days, last)]


def _practised_ms(totals: Sequence[DayTotal], first: date, last: date) -> int:
    return sum(total.practised_ms for total in totals if first <= total.day <= last)
