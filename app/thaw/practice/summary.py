"""What a person may hand to somebody: what was practised in a span of days, and their notes.

Worked out from the log when it is asked for, and kept nowhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from thaw.practice.days import week_begins
from thaw.practice.journal import JournalPage, PageKind, pages
from thaw.practice.log import PracticeLog
from thaw.practice.stats import PRACTICE_DAY_MS, Aspect, Period, Share, by_week, shares
from thaw.practice.totals import DayTotal

SPAN_DAYS: Final = 28
MOST_SPANS: Final = 13
"""So many are offered: a year of them."""

_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Span:
    """Days in a row, both included."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be told. Nothing of it is told that is not wanted."""

    span: Span
    weeks: bool = True
    kinds: bool = True
    ratings: bool = False
    """Medians of what was rated."""
    notes: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """What was written about one practice, on the day of that practice."""

    day: date
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class SpanFacts:
    """What there is to tell of a span."""

    span: Span
    practised_ms: int
    practices: int
    practice_days: int
    least_ms: int
    """What makes a day a practice day."""
    weeks: tuple[Period, ...] = ()
    """Each with what of it lies in the span; those without practice as well."""
    kinds: tuple[Share, ...] = ()
    """By category, the most practised first."""
    notes: tuple[Note, ...] = ()
    """Oldest first."""
    sealed_notes: int = 0
    """How many can't be read now, and are left out."""


def spans(first_day: date | None, today: date) -> tuple[Span, ...]:
    """Return the stretches of four weeks up to ``today`` since practice began, newest first.

    One at least, and no more than ``MOST_SPANS``.
    """
    found = [Span(today - timedelta(days=SPAN_DAYS - 1), today)]
    while first_day is not None and first_day < found[-1].first and len(found) < MOST_SPANS:
        last = found[-1].first - timedelta(days=1)
        found.append(Span(last - timedelta(days=SPAN_DAYS - 1), last))
    return tuple(found)


def span_of_all(first_day: date | None, today: date) -> Span:
    """Return all days since practice began."""
    return Span(min(first_day or today, today), today)


def span_facts(
    log: PracticeLog, wanted: Wanted, week_start: int, least_ms: int = PRACTICE_DAY_MS
) -> SpanFacts:
    """Return what is wanted of a span. ``week_start`` 0 is Monday. Raises LogError."""
    span = wanted.span
    totals = [total for total in log.day_totals(span.first) if span.holds(total.day)]
    notes, sealed = _notes(log, span) if wanted.notes else ((), 0)
    kinds = shares(log.kind_totals(span.first, span.last), Aspect.CATEGORY) if wanted.kinds else ()
    return SpanFacts(
        span=span,
        practised_ms=sum(total.practised_ms for total in totals),
        practices=sum(total.practices for total in totals),
        practice_days=sum(total.practised_ms >= least_ms for total in totals),
        least_ms=least_ms,
        weeks=_weeks(totals, span, week_start, least_ms) if wanted.weeks else (),
        kinds=tuple(kinds),
        notes=notes,
        sealed_notes=sealed,
    )


def _weeks(
    totals: Sequence[DayTotal], span: Span, week_start: int, least_ms: int
) -> tuple[Period, ...]:
    practised = {week.first_day: week for week in by_week(totals, week_start, least_ms)}
    found: list[Period] = []
    first = week_begins(span.first, week_start)
    while first <= span.last:
        found.append(practised.get(first, Period(first, 0, 0)))
        if first > date.max - _WEEK:
            break
        first += _WEEK
    return tuple(found)


def _notes(log: PracticeLog, span: Span) -> tuple[tuple[Note, ...], int]:
    of_span = [
        page for page in pages(log) if page.kind is PageKind.NOTE and span.holds(page.local_date)
    ]
    readable = [page for page in reversed(of_span) if page.sealed is None]
    return tuple(_note(log, page) for page in readable), len(of_span) - len(readable)


def _note(log: PracticeLog, page: JournalPage) -> Note:
    entry = None if page.practice_id is None else log.entry(page.practice_id)
    return Note(page.local_date, "" if entry is None else entry.start.title, page.words)
