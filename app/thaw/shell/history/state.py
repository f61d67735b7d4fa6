"""What the history shows, as plain values."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias

from thaw.care.items import Item
from thaw.care.medians import Medians
from thaw.player.looking_after import OverTime
from thaw.practice.answers import Occasion
from thaw.practice.entry import Outcome
from thaw.practice.search import Place, Search
from thaw.practice.stats import Aspect, Period, Share, TimeOfDay


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One practice. ``started`` is the wall clock of the place where it was done."""

    id: str
    local_date: date
    started: datetime
    title: str
    practised_s: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class RowPage:
    """Some practices, newest first; ``after`` is where the next page begins, or None."""

    rows: tuple[HistoryRow, ...] = ()
    after: Place | None = None


OwnMedians: TypeAlias = Mapping[tuple[Item, Occasion], Medians]
"""Of each item on each occasion, where there are ratings enough."""

AskRows: TypeAlias = Callable[[Search, Place | None, int, Callable[[RowPage], None]], None]
"""Asks for so many practices after a place; the answer may come at once, later or never."""


@dataclass(frozen=True, slots=True)
class DayFacts:
    """What was practised on one day; ``is_practised`` where it was enough to count."""

    practised_s: int
    practices: int
    is_practised: bool


@dataclass(frozen=True, slots=True)
class Trends:
    """Every week and every month since the first practice, the oldest first, today's last."""

    weeks: tuple[Period, ...] = ()
    months: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryState:
    """Everything but the practices themselves.

    ``days`` are the last 28 days, oldest first and today last, or fewer when the
    first practice is more recent; True where there was a practice.
    """

    today: date
    today_s: int = 0
    week_days: int = 0
    week_target: int = 3
    days: tuple[tuple[date, bool], ...] = ()
    is_empty: bool = True
    returns: int = 0
    """How often the person came back after a while in ``days``."""
    before: tuple[int, int] | None = None
    """Practice days in the 28 days before ``days``, and how many days those were."""
    week_start: int = 0
    """0 is Monday."""
    practices: int = 0
    """How many there are in all."""
    usual_gap_days: float | None = None
    """Median days from one practice day to the next."""
    run: int | None = None
    """Practice days of the present run, where the person wants to know."""
    usual_time: TimeOfDay | None = None
    """When practice begins, where the person wants to know and it can be told."""
    medians: OwnMedians = field(default_factory=dict[tuple[Item, Occasion], Medians])
    over_time: tuple[OverTime, ...] = ()
    """What was answered by the week and by the month in the last year."""
    has_hidden_answers: bool = False
    """Some answers are under the lock, and count for nothing while it is shut."""
    trends: Trends = field(default_factory=Trends)
    shares: Mapping[Aspect, Sequence[Share]] = field(default_factory=dict[Aspect, Sequence[Share]])
    """All that was ever practised, by what it was; the most practised first."""
    facts: dict[date, DayFacts] = field(default_factory=dict[date, DayFacts])
    """Every day on which anything was practised, oldest first."""

    @property
    def first_day(self) -> date:
        """The first day that may be looked at: of the first practice, or today."""
        return min(next(iter(self.facts), self.today), self.today)

    @property
    def last_day(self) -> date:
        """The last day that may be looked at: after today for who flew east."""
        return max(next(reversed(self.facts), self.today), self.today)
