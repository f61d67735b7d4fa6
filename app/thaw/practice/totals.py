"""Sums over the log, by day and by kind of practice: quick however long the log is.

What lies further back than ``FRESH_DAYS`` is added up once and kept in memory, and only
what is newer is added up again. Nothing of it is stored.
"""

import sqlite3
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from threading import Lock
from typing import Final, TypeAlias

FRESH_DAYS: Final = 62

Kind: TypeAlias = tuple[str, str, str]

_LAST_DAY = date.max.isoformat()

_DAYS = """
SELECT local_date, SUM(practised_ms), COUNT(*) FROM practice
WHERE practised_ms > 0 AND local_date >= ? AND local_date < ?
GROUP BY local_date ORDER BY local_date
"""
_KINDS = """
SELECT category, level, anchor, SUM(practised_ms), COUNT(*), SUM(outcome = 'completed')
FROM practice WHERE practised_ms > 0 AND local_date < ? GROUP BY category, level, anchor
"""
# Each kind is found from the one before, by the index, without going through its rows.
_NEXT_KINDS = tuple(
    f"SELECT category, level, anchor FROM practice WHERE {where} ORDER BY category, level, anchor"
    " LIMIT 1"
    for where in (
        "category = :category AND level = :level AND anchor > :anchor",
        "category = :category AND level > :level",
        "category > :category",
    )
)
_OF_KIND = """
SELECT SUM(practised_ms), COUNT(*), SUM(outcome = 'completed') FROM practice
WHERE category = ? AND level = ? AND anchor = ? AND local_date >= ? AND local_date < ?
    AND practised_ms > 0
"""
# A row that is written, moved or deleted says which day it was on, and which it is on now.
_WATCH = tuple(
    f"CREATE TEMP TRIGGER watch_{name} AFTER {event} ON main.practice BEGIN {told} END"
    for name, event, told in (
        ("new", "INSERT", "SELECT touched(NEW.local_date);"),
        ("old", "DELETE", "SELECT touched(OLD.local_date);"),
        ("moved", "UPDATE", "SELECT touched(MIN(OLD.local_date, NEW.local_date));"),
    )
)

_WATCH_NEW_AGAIN = _WATCH[0].replace("TRIGGER", "TRIGGER IF NOT EXISTS", 1)


@dataclass(frozen=True, slots=True)
class DayTotal:
    """What was practised on one day. ``practices`` counts those in which anything was heard."""

    day: date
    practised_ms: int
    practices: int


@dataclass(frozen=True, slots=True)
class KindTotal:
    """What was practised of one kind."""

    category: str
    level: str
    anchor: str
    practised_ms: int
    practices: int
    completed: int


@dataclass(frozen=True, slots=True)
class _Settled:
    """All sums of what lies before a day."""

    before: str
    days: tuple[DayTotal, ...]
    kinds: tuple[KindTotal, ...] | None


class Totals:
    """The sums of one log. Reading is done by one thread at a time; writing by another."""

    def __init__(self) -> None:
        self._lock = Lock()
        # All below is guarded by _lock.
        self._settled: _Settled | None = None
        self._generation = 0
        self._oldest_touched = _LAST_DAY
        self._is_watching = False

    def watch(self, writing: sqlite3.Connection) -> None:
        """Be told of every row that is written through ``writing``."""
        writing.create_function("touched", 1, self._note)
        for trigger in _WATCH:
            writing.execute(trigger)
        self._is_watching = True

    @contextmanager
    def told_at_once(self, writing: sqlite3.Connection) -> Generator[None]:
        """Inside, new rows are not told one by one, which would cost as much as writing them.

        Inside a transaction; no row may be changed there but by adding it.
        """
        if not self._is_watching:
            yield
            return
        writing.execute("DROP TRIGGER temp.watch_new")
        try:
            yield
        finally:
            # Taken back with the transaction, the trigger is there again already.
            writing.execute(_WATCH_NEW_AGAIN)
            self._note("")

    def commit(self) -> None:
        """What was written since the last call is in the log now, or was taken back."""
        with self._lock:
            touched, self._oldest_touched = self._oldest_touched, _LAST_DAY
            if self._settled is None or touched < self._settled.before:
                self._generation += 1
                self._settled = None

    def forget(self) -> None:
        """Another program has changed the log."""
        with self._lock:
            self._generation += 1
            self._settled = None

    def days(self, reading: sqlite3.Connection) -> list[DayTotal]:
        """Return what was practised on each day on which anything was, oldest first."""
        settled = self._settled_days(reading)
        return [*settled.days, *_days(reading, settled.before, _LAST_DAY)]

    def kinds(self, reading: sqlite3.Connection) -> list[KindTotal]:
        """Return what was practised of each kind, ever."""
        settled = self._settled_kinds(reading)
        fresh = _kinds_between(reading, settled.before, _LAST_DAY)
        return _added(settled.kinds or (), fresh)

    def _note(self, day: str) -> None:
        with self._lock:
            self._oldest_touched = min(self._oldest_touched, day)

    def _settled_days(self, reading: sqlite3.Connection) -> _Settled:
        with self._lock:
            settled, generation = self._settled, self._generation
        if settled is None:
            newest = reading.execute("SELECT MAX(local_date) FROM practice").fetchone()[0]
            if newest is None:
                return _Settled("", (), ())
            before = _days_before(newest, FRESH_DAYS)
            settled = _Settled(before, tuple(_days(reading, "", before)), None)
            self._keep(settled, generation)
        return settled

    def _settled_kinds(self, reading: sqlite3.Connection) -> _Settled:
        with self._lock:
            # Before the days are looked at: what is written from here on makes both stale.
            generation = self._generation
        settled = self._settled_days(reading)
        if settled.kinds is None:
            kinds = tuple(KindTotal(*row) for row in reading.execute(_KINDS, (settled.before,)))
            settled = _Settled(settled.before, settled.days, kinds)
            self._keep(settled, generation)
        return settled

    def _keep(self, settled: _Settled, generation: int) -> None:
        with self._lock:
            # Unless something was written while it was added up.
            if self._generation == generation:
                self._settled = settled


def kinds_between(reading: sqlite3.Connection, first: date, last: date) -> list[KindTotal]:
    """Return what was practised of each kind from ``first`` to ``last``, both included."""
    return list(_kinds_between(reading, first.isoformat(), _day_after(last)))


def days_since(reading: sqlite3.Connection, since: date) -> list[DayTotal]:
    """Return what was practised on each day from ``since`` on, oldest first."""
    return list(_days(reading, since.isoformat(), _LAST_DAY))


def _days(reading: sqlite3.Connection, since: str, before: str) -> Iterator[DayTotal]:
    for day, ms, practices in reading.execute(_DAYS, (since, before)):
        yield DayTotal(date.fromisoformat(day), ms, practices)


def _kinds_between(reading: sqlite3.Connection, since: str, before: str) -> Iterator[KindTotal]:
    # Before the first of all kinds comes the one without any name.
    kind: Kind | None = ("", "", "")
    while kind is not None:
        ms, practices, completed = reading.execute(_OF_KIND, (*kind, since, before)).fetchone()
        if practices:
            yield KindTotal(*kind, ms, practices, completed)
        kind = _kind_after(reading, kind)


def _kind_after(reading: sqlite3.Connection, kind: Kind) -> Kind | None:
    names = {"category": kind[0], "level": kind[1], "anchor": kind[2]}
    for query in _NEXT_KINDS:
        row = reading.execute(query, names).fetchone()
        if row is not None:
            return (row["category"], row["level"], row["anchor"])
    return None


def _added(settled: Iterable[KindTotal], fresh: Iterable[KindTotal]) -> list[KindTotal]:
    sums = {(one.category, one.level, one.anchor): one for one in settled}
    for one in fresh:
        kind = (one.category, one.level, one.anchor)
        known = sums.get(kind)
        sums[kind] = one if known is None else _sum(known, one)
    return list(sums.values())


def _sum(one: KindTotal, other: KindTotal) -> KindTotal:
    return KindTotal(
        one.category,
        one.level,
        one.anchor,
        one.practised_ms + other.practised_ms,
        one.practices + other.practices,
        one.completed + other.completed,
    )


def _days_before(newest: str, days: int) -> str:
    return (date.fromisoformat(newest) - timedelta(days=days)).isoformat()


def _day_after(day: date) -> str:
    return _LAST_DAY if day == date.max else (day + timedelta(days=1)).isoformat()
