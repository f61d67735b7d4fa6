"""From the rows of the log to what the history shows."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Final

from PySide6.QtCore import QLocale, Qt

from thaw.player.looking_after import over_time, own_medians
from thaw.practice.days import local_date
from thaw.practice.entry import PracticeEntry
from thaw.practice.lock import has_hidden_answers
from thaw.practice.log import PracticeLog
from thaw.practice.lost_dates import lost_dates
from thaw.practice.search import Place, Search, found
from thaw.practice.stats import (
    Aspect,
    Summary,
    TimeOfDay,
    practice_days,
    run_length,
    shares,
    summarise,
    time_of_day,
)
from thaw.practice.totals import DayTotal
from thaw.settings import Settings
from thaw.shell.history.periods import planned, trends
from thaw.shell.history.state import DayFacts, HistoryRow, HistoryState, RowPage

_LATELY: Final = timedelta(days=112)
"""Further back than anything that is said of these days, but for a long time away."""
_USUAL: Final = timedelta(days=84)
"""So far back lies what says when somebody usually practises."""


def read_lately(log: PracticeLog, settings: Settings, now: datetime) -> HistoryState:
    """What there is to say of these days: as quick with a million practices as with one.

    Of what lies further back only the first day is known, and the present run where
    that is wanted. Raises LogError.
    """
    today = local_date(now, settings.day_start_hour)
    since = today - _LATELY
    first_day = log.first_day()
    totals = log.day_totals(since)
    if first_day is not None and first_day < since:
        totals.insert(0, DayTotal(first_day, least_ms(settings), 1))
    never_were = lost_dates(log, now, today)
    state = _state(totals, settings, today, never_were)
    return replace(
        state,
        medians=own_medians(log, today),
        over_time=over_time(log, today),
        has_hidden_answers=has_hidden_answers(log),
        run=_run(log, settings, today, never_were) if settings.shows_run_length else None,
        usual_time=_usual_time(log, today) if settings.shows_usual_time else None,
    )


def read_history(log: PracticeLog, settings: Settings, now: datetime) -> HistoryState:
    """All but the practices, for the practice day that ``now`` belongs to. Raises LogError."""
    today = local_date(now, settings.day_start_hour)
    totals = log.day_totals()
    state = _state(totals, settings, today, lost_dates(log, now, today))
    found = trends(totals, today, state.week_start, least_ms(settings))
    weeks = planned(found.weeks, settings.plan, settings.target_days)
    kinds = log.kind_totals()
    return replace(
        state,
        trends=replace(found, weeks=weeks),
        shares={aspect: shares(kinds, aspect) for aspect in Aspect},
    )


def least_ms(settings: Settings) -> int:
    """What makes a day a practice day, as the person has it."""
    return settings.practice_minimum_s * 1000


def week_start_of(settings: Settings) -> int:
    """The day a week begins on, as the person or else the locale has it; 0 is Monday."""
    if settings.week_start is not None:
        return settings.week_start
    return QLocale().firstDayOfWeek().value - Qt.DayOfWeek.Monday.value


def _run(
    log: PracticeLog, settings: Settings, today: date, never_were: frozenset[date]
) -> int | None:
    days = practice_days(log.day_totals(), least_ms(settings))
    plan = settings.plan
    return run_length(days, today, plan.rest_weekdays, never_were, plan.rest_days)


def _usual_time(log: PracticeLog, today: date) -> TimeOfDay | None:
    return time_of_day(log.starting_minutes(today - _USUAL))


def _state(
    totals: Sequence[DayTotal], settings: Settings, today: date, never_were: frozenset[date]
) -> HistoryState:
    week_start, least = week_start_of(settings), least_ms(settings)
    facts = {
        total.day: DayFacts(
            total.practised_ms // 1000, total.practices, total.practised_ms >= least
        )
        for total in totals
    }
    summed = summarise(totals, today, week_start, settings.target_days, least, never_were)
    return history_state(summed, week_start, facts)


def history_state(summed: Summary, week_start: int, facts: dict[date, DayFacts]) -> HistoryState:
    """What there is to say and to draw."""
    return HistoryState(
        today=summed.today,
        today_s=summed.today_ms // 1000,
        week_days=summed.week_days,
        week_target=summed.target_days,
        days=summed.last_days,
        is_empty=summed.practices == 0,
        returns=summed.last.returns,
        before=None if summed.before is None else (summed.before.days, summed.before.of),
        week_start=week_start,
        practices=summed.practices,
        usual_gap_days=summed.usual_gap_days,
        facts=facts,
    )


def history_rows(
    log: PracticeLog,
    search: Search,
    after: Place | None,
    count: int,
    is_wanted: Callable[[], bool] = lambda: True,
) -> RowPage:
    """So many practices that come after a place, newest first. Raises LogError, SearchDropped."""
    page = found(log, search, after, count, is_wanted)
    return RowPage(tuple(_row(entry) for entry in page.entries), page.after)


def _row(entry: PracticeEntry) -> HistoryRow:
    # The wall clock of the place where it was done, wherever one is now.
    there = timezone(timedelta(minutes=entry.utc_offset_start_min))
    return HistoryRow(
        id=entry.id,
        local_date=entry.local_date,
        started=entry.started_utc.astimezone(there),
        title=entry.start.title,
        practised_s=entry.progress.practised_ms // 1000,
        outcome=entry.outcome,
    )
