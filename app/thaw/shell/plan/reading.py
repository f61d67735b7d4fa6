"""From the log and the settings to what is said of a plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from thaw.care.plan import reviewed_since, target_for
from thaw.core.catalogue_index import CatalogueEntry
from thaw.practice.days import local_date, week_begins
from thaw.practice.log import PracticeLog
from thaw.practice.lost_dates import lost_dates
from thaw.practice.stats import practice_days, returns
from thaw.settings import Settings
from thaw.shell.history.reading import least_ms, week_start_of
from thaw.shell.plan.state import PlannedSession, WeekFacts, Weeks

_WEEK = timedelta(days=7)
_LAST = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Since:
    """What was practised since a plan was begun, or last looked at."""

    days: int
    """How long ago that is."""
    practised: int
    """On how many days of them."""
    returns: int
    is_first: bool
    """Whether it is counted from the beginning of the plan."""


def planned_sessions(entries: Iterable[CatalogueEntry]) -> tuple[PlannedSession, ...]:
    """Return every session that can be planned, by its title."""
    found = (PlannedSession(one.id, one.title, *one.lengths.whole_minutes) for one in entries)
    return tuple(sorted(found, key=lambda one: one.title.casefold()))


def read_weeks(log: PracticeLog, settings: Settings, today: date) -> Weeks:
    """Return this week and the one before, each beside the target it had. Raises LogError."""
    first = week_begins(today, week_start_of(settings))
    days = practice_days(log.day_totals(first - _WEEK), least_ms(settings))
    this = _week(days, first, settings)
    begun = settings.plan.begun
    if begun is None or begun >= first:
        return Weeks(this)
    return Weeks(this, _week(days, first - _WEEK, settings))


def read_since(log: PracticeLog, settings: Settings, now: datetime) -> Since | None:
    """Return what was since the last review; None without a plan. Raises LogError."""
    plan, today = settings.plan, local_date(now, settings.day_start_hour)
    since = reviewed_since(plan, today)
    if since is None:
        return None
    # What came before says whether the first of these days was a return.
    days = practice_days(log.day_totals(), least_ms(settings))
    came_back = returns(days, lost_dates(log, now, today))
    return Since(
        days=(today - since).days,
        practised=sum(since <= day <= today for day in days),
        returns=sum(since <= day <= today for day in came_back),
        is_first=since == plan.begun,
    )


def _week(days: Iterable[date], first: date, settings: Settings) -> WeekFacts:
    last = first + _LAST
    target = target_for(settings.plan, settings.target_days, last)
    return WeekFacts(sum(first <= day <= last for day in days), target)
