"""What the history shows, as plain values."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from thaw.practice.entry import Outcome


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One practice. ``started`` is the wall clock of the place where it was done."""

    id: str
    local_date: date
    started: datetime
    title: str
    practised_s: int
    outcome: Outcome


ReadRows: TypeAlias = Callable[[int, int], Sequence[HistoryRow]]
"""Rows from an offset on, at most so many, newest first. Fewer than asked: no more."""


@dataclass(frozen=True, slots=True)
class HistoryState:
    """The sentences above the list.

    ``days`` are the last 28 days, oldest first and today last, or fewer when the
    first practice is more recent; True where there was a practice.
    """

    today: date
    today_s: int = 0
    week_days: int = 0
    week_target: int = 3
    days: tuple[tuple[date, bool], ...] = ()
    is_empty: bool = True
