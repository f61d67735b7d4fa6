"""What a person wrote: notes on practices, and pages written at a session's prompt.

Nothing is kept here unless somebody says keep. No word of it is ever logged.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeAlias
from uuid import uuid4

from thaw.practice.errors import log_errors
from thaw.practice.log import PracticeLog
from thaw.private_files import written_whole

LONGEST_TEXT: Final = 1_000_000

_COLUMNS = "id, practice_id, kind, prompt, words, local_date, written_utc_ms, edited_utc_ms"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)
_VALUES = f"INTO journal ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_PUT = f"INSERT OR REPLACE {_VALUES}"
_ADD = f"INSERT OR IGNORE {_VALUES}"

Row: TypeAlias = tuple[str, str | None, str, str, str, str, int, int | None]


class PageKind(StrEnum):
    """What was written about."""

    NOTE = "note"
    """About one practice, which has one note at most."""
    PAGE = "page"
    """Written at a prompt, or freely."""


@dataclass(frozen=True, slots=True)
class JournalPage:
    """Something written, and kept. Times are kept to the millisecond."""

    id: str
    kind: PageKind
    words: str
    written_utc: datetime
    local_date: date
    prompt: str = ""
    """What the session asked; "" where nothing did."""
    practice_id: str | None = None
    edited_utc: datetime | None = None


def keep_page(
    log: PracticeLog,
    words: str,
    now: datetime,
    local_date: date,
    prompt: str = "",
    practice_id: str | None = None,
) -> JournalPage:
    """Keep what was written; return it. ``now`` has its zone. Raises LogError."""
    page = JournalPage(
        id=str(uuid4()),
        kind=PageKind.PAGE,
        words=words[:LONGEST_TEXT],
        written_utc=_whole_ms(now),
        local_date=local_date,
        prompt=prompt,
        practice_id=practice_id,
    )
    put_pages(log, [page])
    return page


def put_pages(log: PracticeLog, pages: Iterable[JournalPage]) -> None:
    """Keep pages as they stand, in the place of those with the same ids. Raises LogError."""
    with log.changing() as writing:
        writing.executemany(_PUT, map(row_of_page, pages))


def remove_page(log: PracticeLog, page_id: str) -> JournalPage | None:
    """Take a page out and return it, for ``put_pages`` to take that back. Raises LogError."""
    with log.changing() as writing:
        row = writing.execute(f"SELECT {_COLUMNS} FROM journal WHERE id = ?", (page_id,)).fetchone()
        writing.execute("DELETE FROM journal WHERE id = ?", (page_id,))
    return None if row is None else page_of_row(row)


def pages(log: PracticeLog, sought: str = "") -> list[JournalPage]:
    """Return the pages in which every word of ``sought`` stands, newest first.

    Upper and lower case are one. Raises LogError.
    """
    with log.looking() as reading:
        rows = reading.execute(
            f"SELECT {_COLUMNS} FROM journal ORDER BY local_date DESC, written_utc_ms DESC, id DESC"
        ).fetchall()
    # Compared here: SQLite's LIKE knows the case of ASCII letters alone.
    parts = sought.casefold().split()
    return [page for page in map(page_of_row, rows) if _has_all(page, parts)]


def note_of(log: PracticeLog, practice_id: str) -> str:
    """Return the note on a practice; "" without one. Raises LogError."""
    with log.looking() as reading:
        row = reading.execute(
            "SELECT words FROM journal WHERE practice_id = ? AND kind = 'note'", (practice_id,)
        ).fetchone()
    return "" if row is None else str(row["words"])


def pages_of(connection: sqlite3.Connection, practice_id: str) -> tuple[JournalPage, ...]:
    """Return all that was written of one practice."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM journal WHERE practice_id = ?", (practice_id,)
    )
    return tuple(page_of_row(row) for row in rows)


def put_pages_in(connection: sqlite3.Connection, found: Iterable[JournalPage]) -> None:
    """As ``put_pages``, in a transaction that is open."""
    connection.executemany(_PUT, map(row_of_page, found))


def add_pages_in(connection: sqlite3.Connection, found: Iterable[JournalPage]) -> int:
    """Keep those that are not there yet, in a transaction that is open; return how many."""
    return connection.executemany(_ADD, map(row_of_page, found)).rowcount


def export_journal(log: PracticeLog, path: Path) -> int:
    """Write every page to ``path`` as Markdown, oldest first; return how many.

    Raises LogError.
    """
    found = pages(log)[::-1]
    titles = _titles(log)
    with log_errors(path), written_whole(path) as stream:
        stream.write("# Journal\n")
        for page in found:
            stream.writelines(_as_markdown(page, titles.get(page.practice_id or "", "")))
    return len(found)


def row_of_page(page: JournalPage) -> Row:
    return (
        page.id,
        page.practice_id,
        page.kind.value,
        page.prompt,
        page.words,
        page.local_date.isoformat(),
        (page.written_utc - _EPOCH) // _MS,
        None if page.edited_utc is None else (page.edited_utc - _EPOCH) // _MS,
    )


def page_of_row(row: sqlite3.Row) -> JournalPage:
    edited = row["edited_utc_ms"]
    return JournalPage(
        id=row["id"],
        kind=PageKind(row["kind"]),
        words=row["words"],
        written_utc=_EPOCH + row["written_utc_ms"] * _MS,
        local_date=date.fromisoformat(row["local_date"]),
        prompt=row["prompt"],
        practice_id=row["practice_id"],
        edited_utc=None if edited is None else _EPOCH + edited * _MS,
    )


def _has_all(page: JournalPage, parts: list[str]) -> bool:
    text = f"{page.prompt}\n{page.words}".casefold()
    return all(part in text for part in parts)


def _titles(log: PracticeLog) -> dict[str, str]:
    with log.looking() as reading:
        rows = reading.execute(
            "SELECT practice.id, title FROM journal JOIN practice ON practice.id = practice_id"
        )
        return {row["id"]: row["title"] for row in rows}


def _as_markdown(page: JournalPage, title: str) -> Iterator[str]:
    yield f"\n## {page.local_date.isoformat()}{', ' if title else ''}{title}\n\n"
    if page.prompt:
        yield "".join(f"> {line}\n" for line in page.prompt.splitlines()) + "\n"
    yield page.words.rstrip() + "\n"


def _whole_ms(when: datetime) -> datetime:
    utc = when.astimezone(UTC)
    return utc.replace(microsecond=utc.microsecond // 1000 * 1000)
