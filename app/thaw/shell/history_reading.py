"""From the rows of the log to what the history shows."""

from collections.abc import Sequence
from datetime import timedelta, timezone

from thaw.practice.entry import PracticeEntry
from thaw.practice.log import PracticeLog
from thaw.practice.stats import Summary
from thaw.shell.history_state import HistoryRow, HistoryState


def history_state(summary: Summary) -> HistoryState:
    """The sentences above the list."""
    first = summary.today - timedelta(days=summary.last.of - 1)
    days = (first + timedelta(days=n) for n in range(summary.last.of))
    return HistoryState(
        today=summary.today,
        today_s=summary.today_ms // 1000,
        week_days=summary.week_days,
        week_target=summary.target_days,
        days=tuple((day, day in summary.practised_on) for day in days),
        is_empty=summary.practices == 0,
    )


def history_rows(log: PracticeLog, offset: int, count: int) -> Sequence[HistoryRow]:
    """So many practices from ``offset`` on, newest first. Raises LogError."""
    return [_row(entry) for entry in log.entries(limit=count, offset=offset)]


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
