"""Dates that never were for a person: neither practised nor missed.

Who flies west over the date line, or lives where the line itself is moved (Samoa had no 30
December 2011), goes from one date to the next but one. Where a clock at ``before`` minutes
from UTC is set to ``after`` at some moment between two practices, what is left of a date
between them is, at the kindest moment, 24 h - (``after`` - ``before``), or nothing: it ends
by the new clock so much later than it began by the old. Which of several dates it was can't
be told from that; never more than one is lost.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from thaw.practice.clock import zone_name
from thaw.practice.days import happens
from thaw.practice.entry import offset_min
from thaw.practice.log import PracticeLog
from thaw.practice.moments import utc_ms

HALF_A_DAY_MIN: Final = 12 * 60
"""A jump of the clock of more than this leaves less than half of a date."""

_MOST_CHANGES: Final = 1000
"""So many changes of the clock are looked at, the newest first."""

_DAY = timedelta(days=1)

# The terms of the index practice_by_offset, without which it would not be used.
_FIRSTHAND = "FROM practice WHERE source NOT IN ('import', 'manual')"
_NEXT_OFFSET = f"SELECT MIN(utc_offset_start_min) {_FIRSTHAND} AND utc_offset_start_min > ?"
_LAST_BEFORE = (
    f"SELECT MAX(started_utc_ms) {_FIRSTHAND} AND utc_offset_start_min = ? AND started_utc_ms < ?"
)
_FIRST_AFTER = (
    f"SELECT MIN(started_utc_ms) {_FIRSTHAND} AND utc_offset_start_min = ? AND started_utc_ms > ?"
)
_PLACE = (
    f"SELECT local_date, tz_name {_FIRSTHAND} AND utc_offset_start_min = ? AND started_utc_ms = ?"
)


@dataclass(frozen=True, slots=True)
class Whence:
    """By which calendar a practice was done."""

    day: date
    """Its practice day."""
    offset_min: int
    """Minutes east of UTC."""
    tz_name: str


def lost_date(
    before: Whence, after: Whence, is_practised: Callable[[date], bool] = lambda _day: False
) -> date | None:
    """Return the date lost between two practices that follow each other; None mostly.

    The zone's own calendar says which, where both are of one zone. Otherwise it is the
    last date on which nothing was practised: who travels mostly practises again soon.
    """
    if after.offset_min - before.offset_min <= HALF_A_DAY_MIN:
        return None
    zone = _zone(before.tz_name) if before.tz_name == after.tz_name else None
    day = after.day - _DAY
    while day > before.day:
        if (zone is None or not happens(day, zone)) and not is_practised(day):
            return day
        day -= _DAY
    return None


def lost_dates(log: PracticeLog, now: datetime, today: date) -> frozenset[date]:
    """Return the dates that never were, up to ``today``, the practice day of ``now``.

    Takes as long as there were changes of the clock, however many practices there are.
    Raises LogError.
    """
    here = Whence(today, offset_min(now), zone_name(now))
    with log.looking() as reading:
        offsets = list(_offsets(reading))
        known = [*offsets, here.offset_min]
        if max(known) - min(known) <= HALF_A_DAY_MIN:
            return frozenset()

        def is_practised(day: date) -> bool:
            query = "SELECT 1 FROM practice WHERE local_date = ? AND practised_ms > 0 LIMIT 1"
            return reading.execute(query, (day.isoformat(),)).fetchone() is not None

        changes = _changes(reading, offsets, here, utc_ms(now))
        found = (lost_date(before, after, is_practised) for before, after in changes)
        # Who flew back the next day may live it after all.
        return frozenset(day for day in found if day not in (None, today))


def _offsets(reading: sqlite3.Connection) -> Iterator[int]:
    """Go through the offsets there are, each found from the one before by the index."""
    lowest = -HALF_A_DAY_MIN * 10
    while (found := reading.execute(_NEXT_OFFSET, (lowest,)).fetchone()[0]) is not None:
        yield found
        lowest = found


def _changes(
    reading: sqlite3.Connection, offsets: Iterable[int], here: Whence, now_ms: int
) -> Iterator[tuple[Whence, Whence]]:
    """Go through neighbours whose clocks are far apart, the newest first."""
    offset, at_ms = here.offset_min, now_ms
    for _ in range(_MOST_CHANGES):
        earlier = [
            (found, other)
            for other in offsets
            if other != offset and (found := _only(reading, _LAST_BEFORE, other, at_ms)) is not None
        ]
        if not earlier:
            return
        before_ms, before = max(earlier)
        if offset - before > HALF_A_DAY_MIN:
            after_ms = _only(reading, _FIRST_AFTER, offset, before_ms)
            is_here = after_ms is None or after_ms > now_ms
            after = here if is_here else _place(reading, offset, after_ms)
            yield _place(reading, before, before_ms), after
        offset, at_ms = before, before_ms


def _only(reading: sqlite3.Connection, query: str, offset: int, at_ms: int) -> int | None:
    return reading.execute(query, (offset, at_ms)).fetchone()[0]


def _place(reading: sqlite3.Connection, offset: int, at_ms: int | None) -> Whence:
    row = reading.execute(_PLACE, (offset, at_ms)).fetchone()
    return Whence(date.fromisoformat(row["local_date"]), offset, row["tz_name"])


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
