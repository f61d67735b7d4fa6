"""Practices found by their words, their kind and their days, a page at a time.

A page goes on where the one before ended: the ten-thousandth costs what the first does.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from thaw.practice.entry import PracticeEntry
from thaw.practice.errors import log_errors
from thaw.practice.log import PracticeLog, entry_in
from thaw.practice.opening import connect_to_read
from thaw.practice.rows import COLUMNS

Place: TypeAlias = tuple[str, int, int, int]
"""Where a row stands in the order of the log: what ``practice_by_day`` is sorted by."""

_ALL = ", ".join(COLUMNS)
_BELOW = "(local_date, started_utc_ms, practised_ms, rowid) < (?, ?, ?, ?)"
_ORDER = "ORDER BY local_date DESC, started_utc_ms DESC, practised_ms DESC, rowid DESC"
_HAS_WORD = """
(title LIKE ? ESCAPE '!' OR tags LIKE ? ESCAPE '!' OR id IN (
    SELECT practice_id FROM journal WHERE kind = 'note' AND words LIKE ? ESCAPE '!'
))
"""
_HAS_FOLDED = """
(holds(title, ?) OR holds(tags, ?) OR id IN (
    SELECT practice_id FROM journal WHERE kind = 'note' AND holds(words, ?)
))
"""
_STEPS_BETWEEN_LOOKS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for; an empty one finds everything.

    Every word of ``words`` is in the title, the tags or the note; upper and lower
    case are one. The days are both included.
    """

    words: str = ""
    category: str = ""
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what was found, newest first; ``after`` is None where there is no more."""

    entries: tuple[PracticeEntry, ...]
    after: Place | None


class SearchDropped(Exception):
    """Nobody wants the answer any more."""


def found(
    log: PracticeLog,
    search: Search,
    after: Place | None,
    count: int,
    is_wanted: Callable[[], bool] = lambda: True,
) -> Found:
    """Return at most ``count`` practices that come after the place a page ended at.

    It reads beside everything else, on any thread, and looks now and then whether it
    ``is_wanted``. Raises LogError, and SearchDropped where it is not.
    """
    # A connection of its own: a long search holds nobody up, and can be given up.
    with log_errors(log.path), closing(connect_to_read(log.path)) as reading:
        reading.create_function("holds", 2, _holds, deterministic=True)
        reading.set_progress_handler(lambda: not is_wanted(), _STEPS_BETWEEN_LOOKS)
        wheres, values = _conditions(search, after)
        try:
            rows = reading.execute(
                f"SELECT rowid, {_ALL} FROM practice{wheres} {_ORDER} LIMIT ?",
                (*values, count),
            ).fetchall()
        except sqlite3.OperationalError as exc:
            if exc.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise SearchDropped from exc
            raise
    entries = tuple(entry_in(log.path, row) for row in rows)
    return Found(entries, _place(rows[-1]) if len(rows) == count else None)


def _conditions(search: Search, after: Place | None) -> tuple[str, list[str | int]]:
    wheres: list[str] = []
    values: list[str | int] = []
    if after is not None:
        wheres.append(_BELOW)
        values.extend(after)
    for where, value in (
        # The plus keeps SQLite from sorting the whole of a kind: most kinds are found soon.
        ("+category = ?", search.category),
        ("local_date >= ?", "" if search.first_day is None else search.first_day.isoformat()),
        ("local_date <= ?", "" if search.last_day is None else search.last_day.isoformat()),
    ):
        if value:
            wheres.append(where)
            values.append(value)
    for word in search.words.casefold().split():
        # LIKE is several times as quick, and knows the case of ASCII letters alone.
        wheres.append(_HAS_WORD if word.isascii() else _HAS_FOLDED)
        values.extend([_pattern(word) if word.isascii() else word] * 3)
    return (" WHERE " + " AND ".join(wheres) if wheres else ""), values


def _pattern(word: str) -> str:
    for sign in "!%_":
        word = word.replace(sign, f"!{sign}")
    return f"%{word}%"


def _holds(text: str, word: str) -> bool:
    return word in text.casefold()


def _place(row: sqlite3.Row) -> Place:
    return (row["local_date"], row["started_utc_ms"], row["practised_ms"], row["rowid"])
