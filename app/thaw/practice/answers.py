"""What a person answered when they were asked how it is. What the items mean is not known here."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TypeAlias
from uuid import uuid4

from thaw.practice.log import PracticeLog

_COLUMNS = "id, practice_id, occasion, item, rating, word, local_date, answered_utc_ms"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)
_VALUES = f"INTO answer ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_PUT = f"INSERT OR REPLACE {_VALUES}"
_ADD = f"INSERT OR IGNORE {_VALUES}"

Row: TypeAlias = tuple[str, str | None, str, str, int | None, str, str, int]


class Occasion(StrEnum):
    """When it was asked."""

    BEFORE = "before"
    AFTER = "after"
    NEXT_DAY = "next_day"
    """Of a practice for sleep, which asks nothing in the evening."""
    WEEKLY = "weekly"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class Answer:
    """One item answered: with a ``rating`` from 0 to 10, or with a ``word`` of its own.

    What was skipped is no answer. Times are kept to the millisecond.
    """

    id: str
    occasion: Occasion
    item: str
    rating: int | None
    word: str
    answered_utc: datetime
    local_date: date
    practice_id: str | None = None

    def __post_init__(self) -> None:
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
    utc = now.astimezone(UTC)
    return Answer(
        id=str(uuid4()),
        occasion=occasion,
        item=item,
        rating=given if isinstance(given, int) else None,
        word=given if isinstance(given, str) else "",
        answered_utc=utc.replace(microsecond=utc.microsecond // 1000 * 1000),
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
        put_answers_in(writing, found)


def answers(log: PracticeLog, since: date) -> list[Answer]:
    """Return the answers of practice days from ``since`` on, oldest first. Raises LogError."""
    with log.looking() as reading:
        rows = reading.execute(
            f"SELECT {_COLUMNS} FROM answer WHERE local_date >= ?"
            " ORDER BY local_date, answered_utc_ms, id",
            (since.isoformat(),),
        ).fetchall()
    return [_answer_of(row) for row in rows]


def last_answered(log: PracticeLog, occasion: Occasion) -> date | None:
    """Return the last day on which ``occasion`` was answered. Raises LogError."""
    with log.looking() as reading:
        day = reading.execute(
            "SELECT MAX(local_date) FROM answer WHERE occasion = ?", (occasion.value,)
        ).fetchone()[0]
    return None if day is None else date.fromisoformat(day)


def answers_of(connection: sqlite3.Connection, practice_id: str) -> tuple[Answer, ...]:
    """Return all that was answered about one practice."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM answer WHERE practice_id = ?", (practice_id,)
    )
    return tuple(_answer_of(row) for row in rows)


def put_answers_in(connection: sqlite3.Connection, found: Iterable[Answer]) -> None:
    """Keep answers, in a transaction that is open."""
    connection.executemany(_PUT, map(_row_of, found))


def add_answers_in(connection: sqlite3.Connection, found: Iterable[Answer]) -> int:
    """Keep those that are not there yet, in a transaction that is open; return how many."""
    return connection.executemany(_ADD, map(_row_of, found)).rowcount


def _row_of(answer: Answer) -> Row:
    return (
        answer.id,
        answer.practice_id,
        answer.occasion.value,
        answer.item,
        answer.rating,
        answer.word,
        answer.local_date.isoformat(),
        (answer.answered_utc - _EPOCH) // _MS,
    )


def _answer_of(row: sqlite3.Row) -> Answer:
    return Answer(
        id=row["id"],
        occasion=Occasion(row["occasion"]),
        item=row["item"],
        rating=row["rating"],
        word=row["word"],
        answered_utc=_EPOCH + row["answered_utc_ms"] * _MS,
        local_date=date.fromisoformat(row["local_date"]),
        practice_id=row["practice_id"],
    )
