"""The practice day: a date on the person's own calendar, and how dates are counted.

Days are subtracted as dates, never as seconds: some last 23 hours, some 25, some
have no midnight, and a few never happen at all.
"""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_LONGEST_DAY = timedelta(hours=50)
"""A day repeated when the date line is moved lasts 48 hours."""


def local_date(started: datetime, day_start_hour: int = 0) -> date:
    """Return the practice day that ``started``, an aware time, belongs to.

    Before ``day_start_hour`` on the wall clock it is still the day before: the last
    one that happened in that zone (Samoa had no 30 December 2011).
    """
    if started.tzinfo is None:
        raise ValueError("a practice day needs a zone")
    day = started.date()
    if started.hour >= day_start_hour:
        return day
    day -= _DAY
    while not happens(day, started.tzinfo):
        day -= _DAY
    return day


def day_turns(now: datetime, day_start_hour: int = 0) -> datetime:
    """Return the first whole minute, in UTC, at which ``now``'s practice day is over.

    Searched for rather than built: the hour at which a day should begin may not exist.
    """
    today = local_date(now, day_start_hour)
    before = now.astimezone(UTC).replace(second=0, microsecond=0)
    after = before + _LONGEST_DAY
    while after - before > _MINUTE:
        middle = before + (after - before) // (2 * _MINUTE) * _MINUTE
        if local_date(middle.astimezone(now.tzinfo), day_start_hour) == today:
            before = middle
        else:
            after = middle
    return after


def week_begins(day: date, week_start: int = 0) -> date:
    """Return the first day of ``day``'s week; ``week_start`` 0 is Monday, 6 is Sunday."""
    return day - timedelta(days=(day.weekday() - week_start) % 7)


def happens(day: date, zone: tzinfo) -> bool:
    """Return whether ``zone``'s calendar has that date."""
    noon = datetime.combine(day, time(12), zone)
    return noon.astimezone(UTC).astimezone(zone).date() == day
