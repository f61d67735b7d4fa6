"""What a person wrote: notes on practices, and pages written at a session's prompt.

Nothing is kept here unless somebody says keep. No word of it is ever logged.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeAlias, cast
from uuid import uuid4

from thaw.practice.errors import log_errors
from thaw.practice.log import PracticeLog
from thaw.practice.moments import as_kept, moment, utc_ms
from thaw.practice.seals import Seals, Which, seals_in
from thaw.private_files import written_whole

LONGEST_TEXT: Final = 1_000_000

_COLUMNS = "id, practice_id, kind, prompt, words, local_date, written_utc_ms, edited_utc_ms, sealed"
_VALUES = f"INTO journal ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_PUT = f"INSERT OR REPLACE {_VALUES}"
_ADD = f"INSERT OR IGNORE {_VALUES}"

Row: TypeAlias = tuple[str, str | None, str, str, str, str, int, int | None, bytes | None]


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
    sealed: bytes | None = field(default=None, repr=False)
    """What can't be read now: under the lock, or damaged. Then there are no words."""


def written_page(
    words: str,
    now: datetime,
    local_date: date,
    prompt: str = "",
    practice_id: str | None = None,
) -> JournalPage:
    """Return what was written as a page; ``now`` has its zone. It is kept nowhere yet."""
    return JournalPage(
        id=str(uuid4()),
        kind=PageKind.PAGE,
        words=words[:LONGEST_TEXT],
        written_utc=as_kept(now),
        local_date=local_date,
        prompt=prompt,
        practice_id=practice_id,
    )


def keep_page(
    log: PracticeLog,
    words: str,
    now: datetime,
    local_date: date,
    prompt: str = "",
    practice_id: str | None = None,
) -> JournalPage:
    """Keep what was written; return it. Raises LogError."""
    page = written_page(words, now, local_date, prompt, practice_id)
    put_pages(log, [page])
    return page


def put_pages(log: PracticeLog, pages: Iterable[JournalPage]) -> None:
    """Keep pages as they stand, in the place of those with the same ids. Raises LogError."""
    with log.changing() as writing:
        put_pages_in(writing, pages, seals_in(writing, log.keys))


def edit_page(log: PracticeLog, page: JournalPage, words: str, now: datetime) -> JournalPage:
    """Keep other words for a page that could be read; return it. Raises LogError."""
    changed = replace(page, words=words[:LONGEST_TEXT], edited_utc=as_kept(now))
    put_pages(log, [changed])
    return changed


def remove_page(log: PracticeLog, page_id: str) -> JournalPage | None:
    """Take a page out and return it, for ``put_pages`` to take that back. Raises LogError."""
    with log.changing() as writing:
        row = writing.execute(f"SELECT {_COLUMNS} FROM journal WHERE id = ?", (page_id,)).fetchone()
        writing.execute("DELETE FROM journal WHERE id = ?", (page_id,))
        seals = seals_in(writing, log.keys)
    return None if row is None else page_of_row(row, seals)


def pages(log: PracticeLog, sought: str = "") -> list[JournalPage]:
    """Return the pages in which every word of ``sought`` stands, newest first.

    Upper and lower case are one. What can't be read now has no words. Raises LogError.
    """
    with log.looking() as reading:
        seals = seals_in(reading, log.keys)
        rows = reading.execute(
            f"SELECT {_COLUMNS} FROM journal ORDER BY local_date DESC, written_utc_ms DESC, id DESC"
        ).fetchall()
    # Compared here: SQLite's LIKE knows the case of ASCII letters alone.
    parts = sought.casefold().split()
    found = (page_of_row(row, seals) for row in rows)
    return [page for page in found if _has_all(page, parts)]


def page_of(log: PracticeLog, page_id: str) -> JournalPage | None:
    """Return one page; None where it is not there. Raises LogError."""
    with log.looking() as reading:
        row = reading.execute(f"SELECT {_COLUMNS} FROM journal WHERE id = ?", (page_id,)).fetchone()
        return None if row is None else page_of_row(row, seals_in(reading, log.keys))


def note_of(log: PracticeLog, practice_id: str) -> str:
    """Return the note on a practice; "" without one that can be read now. Raises LogError."""
    note = note_page(log, practice_id)
    return "" if note is None else note.words


def note_page(log: PracticeLog, practice_id: str) -> JournalPage | None:
    """Return the note on a practice; None without one. Raises LogError."""
    with log.looking() as reading:
        found = pages_of(reading, practice_id, seals_in(reading, log.keys))
    return next((page for page in found if page.kind is PageKind.NOTE), None)


def pages_of(
    connection: sqlite3.Connection, practice_id: str, seals: Seals
) -> tuple[JournalPage, ...]:
    """Return all that was written of one practice."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM journal WHERE practice_id = ?", (practice_id,)
    )
    return tuple(page_of_row(row, seals) for row in rows)


def put_pages_in(
    connection: sqlite3.Connection, found: Iterable[JournalPage], seals: Seals
) -> None:
    """As ``put_pages``, in a transaction that is open."""
    connection.executemany(_PUT, (row_of_page(page, seals) for page in found))


def add_pages_in(connection: sqlite3.Connection, found: Iterable[JournalPage], seals: Seals) -> int:
    """Keep those that are not there yet, in a transaction that is open; return how many."""
    return connection.executemany(_ADD, (row_of_page(page, seals) for page in found)).rowcount


def reseal_pages_in(
    connection: sqlite3.Connection, which: Which, before: Seals, after: Seals
) -> int:
    """Keep under ``after`` what can be read under ``before``; return how many. As above."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM journal WHERE {which}").fetchall()
    found = [one for one in (page_of_row(row, before) for row in rows) if one.sealed is None]
    put_pages_in(connection, found, after)
    return len(found)


def export_journal(log: PracticeLog, path: Path) -> int:
    """Write every page to ``path`` as Markdown, oldest first; return how many.

    What can't be read now is left out. Raises LogError.
    """
    found = [page for page in pages(log)[::-1] if page.sealed is None]
    titles = titles_of_practices(log)
    with log_errors(path), written_whole(path) as stream:
        stream.write("# Journal\n")
        for page in found:
            stream.writelines(_as_markdown(page, titles.get(page.practice_id or "", "")))
    return len(found)


def row_of_page(page: JournalPage, seals: Seals) -> Row:
    sealed = page.sealed
    if sealed is None:
        sealed = seals.sealed(_row_name(page.id), [page.prompt, page.words])
    return (
        page.id,
        page.practice_id,
        page.kind.value,
        page.prompt if sealed is None else "",
        page.words if sealed is None else "",
        page.local_date.isoformat(),
        utc_ms(page.written_utc),
        None if page.edited_utc is None else utc_ms(page.edited_utc),
        sealed,
    )


def page_of_row(row: sqlite3.Row, seals: Seals) -> JournalPage:
    edited, sealed = row["edited_utc_ms"], row["sealed"]
    prompt, words = row["prompt"], row["words"]
    if sealed is not None:
        content = seals.opened(_row_name(row["id"]), sealed)
        if content is not None:
            (prompt, words), sealed = cast("tuple[str, str]", content), None
    return JournalPage(
        id=row["id"],
        kind=PageKind(row["kind"]),
        words=words,
        written_utc=moment(row["written_utc_ms"]),
        local_date=date.fromisoformat(row["local_date"]),
        prompt=prompt,
        practice_id=row["practice_id"],
        edited_utc=None if edited is None else moment(edited),
        sealed=sealed,
    )


def _row_name(page_id: str) -> str:
    return f"journal {page_id}"


def _has_all(page: JournalPage, parts: list[str]) -> bool:
    text = f"{page.prompt}\n{page.words}".casefold()
    return all(part in text for part in parts)


def titles_of_practices(log: PracticeLog) -> dict[str, str]:
    """Return what each practice was called of which something was written. Raises LogError."""
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
