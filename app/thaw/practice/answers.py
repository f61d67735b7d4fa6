"""What a person answered when they were asked how it is. What the items mean is not known here."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final, TypeAlias, cast
from uuid import uuid4

from thaw.practice.log import PracticeLog
from thaw.practice.moments import as_kept, moment, utc_ms
from thaw.practice.seals import Seals, Which, seals_in

_COLUMNS = "id, practice_id, occasion, item, rating, word, local_date, answered_utc_ms, sealed"
_VALUES = f"INTO answer ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_PUT = f"INSERT OR REPLACE {_VALUES}"
_ADD = f"INSERT OR IGNORE {_VALUES}"

Row: TypeAlias = tuple[str, str | None, str, str, int | None, str, str, int, bytes | None]


class Occasion(StrEnum):
    """When it was asked."""

    BEFORE = "before"
    AFTER = "after"
    NEXT_DAY = "next_day"
    """Of a practice for sleep, which asks nothing in the evening."""
    WEEKLY = "weekly"
    MONTHLY = "monthly"


STAYS_READABLE: Final = frozenset({Occasion.AFTER, Occasion.NEXT_DAY})
"""Words said then are never sealed: what is offered next goes by them, lock or no lock."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One item answered: with a ``rating`` from 0 to 10, or with a ``word`` of its own.

    What was skipped is no answer. Times are kept to the millisecond. One that can't be
    read now has neither: it is as it was ``sealed``.
    """

    id: str
    occasion: Occasion
    item: str
    rating: int | None
    word: str
    answered_utc: datetime
    local_date: date
    practice_id: str | None = None
    sealed: bytes | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if self.sealed is not None and self.rating is None and not self.word:
            return
        if (self.rating is None) == (not self.word):
            raise ValueError("an answer is a rating or a word")
        if self.rating is not None and not 0 <= self.rating <= 10:
            raise ValueError(f"a rating is from 0 to 10, not {self.rating}")


def answered(
    occasion: Occasion,
    item: str,
    given: int | str,
    now: datetime,
    local_date: date,
    practice_id: str | None = None,
) -> Answer:
    """Return the answer ``given`` now; ``now`` has its zone. Raises ValueError."""
    return Answer(
        id=str(uuid4()),
        occasion=occasion,
        item=item,
        rating=given if isinstance(given, int) else None,
        word=given if isinstance(given, str) else "",
        answered_utc=as_kept(now),
        local_date=local_date,
        practice_id=practice_id,
    )


def keep_answers(
    log: PracticeLog, found: Iterable[Answer], taken_back: Iterable[Answer] = ()
) -> None:
    """Keep answers, and forget those ``taken_back``: all or none. Raises LogError.

    A practice's item answered again is replaced. To take back what isn't there is no fault.
    """
    with log.changing() as writing:
        writing.executemany("DELETE FROM answer WHERE id = ?", [(one.id,) for one in taken_back])
        put_answers_in(writing, found, seals_in(writing, log.keys))


def answers(log: PracticeLog, since: date) -> list[Answer]:
    """Return the answers of practice days from ``since`` on, oldest first. Raises LogError.

    Those that can't be read now are left out.
    """
    return _read(log, "", since)


def answers_on(log: PracticeLog, occasions: Iterable[Occasion], since: date) -> list[Answer]:
    """Return those of ``answers`` that were given on one of ``occasions``. Raises LogError."""
    named = [occasion.value for occasion in occasions]
    return _read(log, f"AND occasion IN ({', '.join('?' * len(named))})", since, named)


def last_answered(log: PracticeLog, occasion: Occasion, until: date) -> date | None:
    """Return the last day up to ``until`` on which ``occasion`` was answered. Raises LogError."""
    with log.looking() as reading:
        day = reading.execute(
            "SELECT MAX(local_date) FROM answer WHERE occasion = ? AND local_date <= ?",
            (occasion.value, until.isoformat()),
        ).fetchone()[0]
    return None if day is None else date.fromisoformat(day)


def answers_of(
    connection: sqlite3.Connection, practice_id: str, seals: Seals
) -> tuple[Answer, ...]:
    """Return all that was answered about one practice."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM answer WHERE practice_id = ?", (practice_id,)
    )
    return tuple(_answer_of(row, seals) for row in rows)


def put_answers_in(connection: sqlite3.Connection, found: Iterable[Answer], seals: Seals) -> None:
    """Keep answers, in a transaction that is open."""
    connection.executemany(_PUT, (_row_of(one, seals) for one in found))


def add_answers_in(connection: sqlite3.Connection, found: Iterable[Answer], seals: Seals) -> int:
    """Keep those that are not there yet, in a transaction that is open; return how many."""
    return connection.executemany(_ADD, (_row_of(one, seals) for one in found)).rowcount


def reseal_answers_in(
    connection: sqlite3.Connection, which: Which, before: Seals, after: Seals
) -> int:
    """Keep under ``after`` what can be read under ``before``; return how many. As above."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM answer WHERE {which}").fetchall()
    found = [one for one in (_answer_of(row, before) for row in rows) if one.sealed is None]
    put_answers_in(connection, found, after)
    return len(found)


def _read(log: PracticeLog, also: str, since: date, values: Sequence[str] = ()) -> list[Answer]:
    with log.looking() as reading:
        seals = seals_in(reading, log.keys)
        rows = reading.execute(
            f"SELECT {_COLUMNS} FROM answer WHERE local_date >= ? {also}"
            " ORDER BY local_date, answered_utc_ms, id",
            (since.isoformat(), *values),
        ).fetchall()
    found = (_answer_of(row, seals) for row in rows)
    return [one for one in found if one.sealed is None]


def _row_of(answer: Answer, seals: Seals) -> Row:
    sealed = answer.sealed
    stays_readable = bool(answer.word) and answer.occasion in STAYS_READABLE
    if sealed is None and not stays_readable:
        sealed = seals.sealed(_row_name(answer.id), [answer.rating, answer.word])
    return (
        answer.id,
        answer.practice_id,
        answer.occasion.value,
        answer.item,
        answer.rating if sealed is None else None,
        answer.word if sealed is None else "",
        answer.local_date.isoformat(),
        utc_ms(answer.answered_utc),
        sealed,
    )


def _row_name(answer_id: str) -> str:
    return f"answer {answer_id}"


def _answer_of(row: sqlite3.Row, seals: Seals) -> Answer:
    rating, word, sealed = row["rating"], row["word"], row["sealed"]
    if sealed is not None:
        content = seals.opened(_row_name(row["id"]), sealed)
        if content is not None:
            (rating, word), sealed = cast("tuple[int | None, str]", content), None
    return Answer(
        id=row["id"],
        occasion=Occasion(row["occasion"]),
        item=row["item"],
        rating=rating,
        word=word,
        answered_utc=moment(row["answered_utc_ms"]),
        local_date=date.fromisoformat(row["local_date"]),
        practice_id=row["practice_id"],
        sealed=sealed,
    )
