"""From the rows of the log to what the history shows."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone

from PySide6.QtCore import QLocale, Qt

from thaw.practice.days import local_date
from thaw.practice.entry import PracticeEntry
from thaw.practice.errors import LogError
from thaw.practice.log import PracticeLog
from thaw.practice.stats import Summary, summary
from thaw.settings import Settings
from thaw.shell.history_state import HistoryRow, HistoryState

logger = logging.getLogger(__name__)


def read_history(log: PracticeLog, settings: Settings, now: datetime) -> HistoryState:
    """The sentences for the practice day that ``now`` belongs to. Raises LogError."""
    today = local_date(now, settings.day_start_hour)
    week_start = settings.week_start
    if week_start is None:
        week_start = QLocale().firstDayOfWeek().value - Qt.DayOfWeek.Monday.value
    return history_state(summary(log, today, week_start, settings.target_days))


def history_state(found: Summary) -> HistoryState:
    """The sentences above the list."""
    first = found.today - timedelta(days=found.last.of - 1)
    days = (first + timedelta(days=n) for n in range(found.last.of))
    return HistoryState(
        today=found.today,
        today_s=found.today_ms // 1000,
        week_days=found.week_days,
        week_target=found.target_days,
        days=tuple((day, day in found.practised_on) for day in days),
        is_empty=found.practices == 0,
    )


def history_rows(
    read_log: Callable[[], PracticeLog], offset: int, count: int
) -> Sequence[HistoryRow]:
    """So many practices from ``offset`` on, newest first; none where the log can't be read."""
    try:
        return [_row(entry) for entry in read_log().entries(limit=count, offset=offset)]
    except LogError as exc:
        logger.warning("The log can't be read: %s", exc)
        return ()


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
