"""What a person may want to know of their practice, worked out from the log each time.

Days and rhythm first: a pause of any length costs nothing, and coming back after one is
what is counted. A run of days is told to whoever asked for it, and only while it lasts.
"""

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from statistics import median, quantiles
from typing import Final

from thaw.practice.days import week_begins
from thaw.practice.log import PracticeLog
from thaw.practice.totals import DayTotal, KindTotal

PRACTICE_DAY_MS: Final = 60_000
"""A day with this much practice, in one piece or several, is a practice day."""

RETURN_DAYS: Final = 3
"""Practising again this many days after the last practice day, or later, is a return."""

WINDOW_DAYS: Final = 28

GRACE_DAYS: Final = 2
"""So many days without practice in any seven leave a run as it is."""

_WEEK: Final = 7
_DAY_MIN: Final = 24 * 60


@dataclass(frozen=True, slots=True)
class Rhythm:
    """``days`` of ``of``: practice days in a stretch of 28 days, fewer for a beginner.

    Dates that never were are not among them.
    """

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
    last_days: tuple[tuple[date, bool], ...]
    """The days of ``last``, oldest first; True for a practice day."""
    total_ms: int
    practices: int
    practice_days: int
    usual_gap_days: float | None
    """Median days from one practice day to the next; None with fewer than two."""
    returns: int
    first_day: date | None
    """The first practice day of all."""


@dataclass(frozen=True, slots=True)
class Share:
    """What was practised of one kind. ``completed`` of ``practices`` were heard to the closing."""

    name: str
    practised_ms: int
    practices: int
    completed: int


class Aspect(StrEnum):
    """By what practices are told apart."""

    CATEGORY = "category"
    LEVEL = "level"
    ANCHOR = "anchor"


@dataclass(frozen=True, slots=True)
class Period:
    """A week or a month: its first day, what was practised, on how many practice days."""

    first_day: date
    practised_ms: int
    practice_days: int
    target_days: int | None = None
    """How many were meant at the time; None where nothing was planned."""


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """When practice usually begins, in minutes after midnight; ``until`` may be past midnight.

    Half of all practices begin from ``since`` to ``until``, in the middle of all.
    """

    usual: int
    since: int
    until: int


def summary(
    log: PracticeLog,
    today: date,
    week_start: int,
    target_days: int,
    least_ms: int = PRACTICE_DAY_MS,
    never_were: frozenset[date] = frozenset(),
) -> Summary:
    """Return what there is to say on ``today``. ``week_start`` 0 is Monday.

    ``least_ms`` is what makes a day a practice day; ``never_were`` are dates that never
    happened where the person was (``lost_dates``). Raises LogError.
    """
    return summarise(log.day_totals(), today, week_start, target_days, least_ms, never_were)


def summarise(
    totals: Sequence[DayTotal],
    today: date,
    week_start: int,
    target_days: int,
    least_ms: int = PRACTICE_DAY_MS,
    never_were: frozenset[date] = frozenset(),
) -> Summary:
    """As ``summary``, from what was practised on each day, oldest first.

    A day after ``today`` is no mistake: whoever flew east across the date line
    practised on it. It counts in its week and in what is counted over all time.
    """
    days = practice_days(totals, least_ms)
    came_back = returns(days, never_were)
    week_from = week_begins(today, week_start)
    week_to = week_from + timedelta(days=6)
    practised_on = frozenset(_between(days, today - timedelta(days=WINDOW_DAYS), today))
    return Summary(
        today=today,
        today_ms=_practised_ms(totals, today, today),
        is_practice_day=today in days,
        week_from=week_from,
        week_days=len(_between(days, week_from, week_to)),
        target_days=target_days,
        week_ms=_practised_ms(totals, week_from, week_to),
        last=_rhythm(totals, days, came_back, today, never_were),
        before=_rhythm_before(totals, days, came_back, today, never_were),
        last_days=tuple((day, day in practised_on) for day in _stretch(days, today, never_were)),
        total_ms=sum(total.practised_ms for total in totals),
        practices=sum(total.practices for total in totals),
        practice_days=len(days),
        usual_gap_days=usual_gap(days, never_were),
        returns=len(came_back),
        first_day=days[0] if days else None,
    )


def practice_days(totals: Sequence[DayTotal], least_ms: int = PRACTICE_DAY_MS) -> list[date]:
    """Return the days that count, in the order of ``totals``."""
    return [total.day for total in totals if total.practised_ms >= least_ms]


def usual_gap(days: Sequence[date], never_were: frozenset[date] = frozenset()) -> float | None:
    """Return the median number of days from one practice day to the next."""
    gaps = [days_apart(one, next_one, never_were) for one, next_one in pairwise(days)]
    return float(median(gaps)) if gaps else None


def returns(days: Sequence[date], never_were: frozenset[date] = frozenset()) -> list[date]:
    """Return the practice days on which someone came back after a while."""
    return [
        later
        for earlier, later in pairwise(days)
        if days_apart(earlier, later, never_were) >= RETURN_DAYS
    ]


def days_apart(earlier: date, later: date, never_were: frozenset[date]) -> int:
    """Return how many days ``later`` comes after ``earlier``, without those that never were."""
    days = (later - earlier).days
    # Thousands of pairs are asked about, and mostly there is nothing to leave out.
    if days > 1 and never_were:
        days -= sum(earlier < day < later for day in never_were)
    return days


def shares(kinds: Iterable[KindTotal], aspect: Aspect) -> list[Share]:
    """Return what was practised by one aspect, the most practised first.

    ``name`` "" is what has no such aspect, as a practice done elsewhere.
    """
    sums: dict[str, list[int]] = {}
    for kind in kinds:
        name = str(getattr(kind, aspect.value))
        sum_of = sums.setdefault(name, [0, 0, 0])
        sum_of[0] += kind.practised_ms
        sum_of[1] += kind.practices
        sum_of[2] += kind.completed
    found = [Share(name, *sum_of) for name, sum_of in sums.items()]
    return sorted(found, key=lambda share: (-share.practised_ms, share.name))


def by_week(
    totals: Sequence[DayTotal], week_start: int, least_ms: int = PRACTICE_DAY_MS
) -> list[Period]:
    """Return every week from the first practice to the last, those without practice too."""
    return _periods(
        totals,
        lambda day: week_begins(day, week_start),
        lambda first: first + timedelta(days=_WEEK),
        least_ms,
    )


def by_month(totals: Sequence[DayTotal], least_ms: int = PRACTICE_DAY_MS) -> list[Period]:
    """Return every month from the first practice to the last, those without practice too."""
    return _periods(
        totals,
        lambda day: day.replace(day=1),
        lambda first: (first + timedelta(days=31)).replace(day=1),
        least_ms,
    )


def time_of_day(starting_minutes: Sequence[int]) -> TimeOfDay | None:
    """Return when practices begin, from the minute of the day each began at.

    The day is a circle: it is cut where nobody practises for longest, so that 23:50 and
    0:10 are close. None with fewer than four: that is no habit yet.
    """
    if len(starting_minutes) < 4:
        return None
    minutes = sorted(starting_minutes)
    gaps = [
        (later - earlier, index)
        for index, (earlier, later) in enumerate(
            pairwise([*minutes, minutes[0] + _DAY_MIN]), start=1
        )
    ]
    _, cut = max(gaps, key=lambda gap: (gap[0], -gap[1]))
    in_a_row = [*minutes[cut:], *(minute + _DAY_MIN for minute in minutes[:cut])]
    low, middle, high = (int(at) for at in quantiles(in_a_row, n=4, method="inclusive"))
    return TimeOfDay(middle % _DAY_MIN, low % _DAY_MIN, high % _DAY_MIN)


def run_length(
    days: Sequence[date],
    today: date,
    rest_weekdays: frozenset[int] = frozenset(),
    never_were: frozenset[date] = frozenset(),
    rest_days: frozenset[date] = frozenset(),
) -> int | None:
    """Return how many practice days the run up to ``today`` has; None where there is none.

    ``days`` are practice days in order. Up to ``GRACE_DAYS`` days without practice in any
    seven keep a run going; planned rest, by the day of the week (0 is Monday) or by date,
    and dates that never happened where the person was cost none; nor does today, which
    is not over. A practice that is added later mends a run.
    """
    practised = set(days)
    left_out = never_were | rest_days
    missed: deque[date] = deque()
    count = 0
    day = today
    while days and day >= days[0]:
        if day in practised:
            count += 1
        elif day != today and day.weekday() not in rest_weekdays and day not in left_out:
            while missed and (missed[0] - day).days >= _WEEK:
                missed.popleft()
            missed.append(day)
            if len(missed) > GRACE_DAYS:
                break
        day -= timedelta(days=1)
    return count or None


def _periods(
    totals: Sequence[DayTotal],
    first_of: Callable[[date], date],
    after: Callable[[date], date],
    least_ms: int,
) -> list[Period]:
    if not totals:
        return []
    sums: dict[date, list[int]] = {}
    first, last = first_of(totals[0].day), first_of(totals[-1].day)
    while first <= last:
        sums[first] = [0, 0]
        first = after(first)
    for total in totals:
        sum_of = sums[first_of(total.day)]
        sum_of[0] += total.practised_ms
        sum_of[1] += total.practised_ms >= least_ms
    return [Period(first, ms, count) for first, (ms, count) in sums.items()]


def _stretch(days: Sequence[date], last_day: date, never_were: frozenset[date]) -> list[date]:
    """Return the 28 days up to ``last_day``, fewer for a beginner, that there were."""
    begun = days[0] if days and days[0] <= last_day else last_day
    first = max(last_day - timedelta(days=WINDOW_DAYS - 1), begun)
    dates = (first + timedelta(days=n) for n in range((last_day - first).days + 1))
    return [day for day in dates if day not in never_were]


def _rhythm(
    totals: Sequence[DayTotal],
    days: Sequence[date],
    came_back: Sequence[date],
    last_day: date,
    never_were: frozenset[date],
) -> Rhythm:
    first_day = last_day - timedelta(days=WINDOW_DAYS - 1)
    return Rhythm(
        days=len(_between(days, first_day, last_day)),
        of=len(_stretch(days, last_day, never_were)),
        returns=len(_between(came_back, first_day, last_day)),
        practised_ms=_practised_ms(totals, first_day, last_day),
    )


def _rhythm_before(
    totals: Sequence[DayTotal],
    days: Sequence[date],
    came_back: Sequence[date],
    today: date,
    never_were: frozenset[date],
) -> Rhythm | None:
    if not days or (today - days[0]).days + 1 < 2 * WINDOW_DAYS:
        return None
    return _rhythm(totals, days, came_back, today - timedelta(days=WINDOW_DAYS), never_were)


def _between(days: Sequence[date], first: date, last: date) -> Sequence[date]:
    return days[bisect_left(days, first) : bisect_right(days, last)]


def _practised_ms(totals: Sequence[DayTotal], first: date, last: date) -> int:
    return sum(total.practised_ms for total in totals if first <= total.day <= last)
