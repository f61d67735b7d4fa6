"""What a person changes in their log by hand: each change whole or not at all, and undone."""

import sqlite3
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import uuid4

from thaw.practice import entry as turns
from thaw.practice.answers import Answer, answers_of, put_answers_in
from thaw.practice.clock import zone_name
from thaw.practice.days import local_date
from thaw.practice.entry import (
    Outcome,
    PracticeEntry,
    PracticeStart,
    Progress,
    Source,
    offset_min,
    whole_ms,
)
from thaw.practice.errors import UnknownPractice
from thaw.practice.journal import (
    LONGEST_TEXT,
    JournalPage,
    PageKind,
    pages_of,
    put_pages_in,
)
from thaw.practice.log import PracticeLog, entry_in
from thaw.practice.rows import COLUMNS, row_of
from thaw.practice.seals import seals_in

LONGEST_MS: Final = 24 * 3_600_000 - 1
LONGEST_TITLE: Final = 200
MOST_TAGS: Final = 50

_AHEAD = timedelta(minutes=5)
"""Nobody minds a clock that is a little slow."""

_ALL = ", ".join(COLUMNS)
_UPDATE = f"""
UPDATE practice SET {", ".join(f"{name} = :{name}" for name in COLUMNS if name != "id")}
WHERE id = :id
"""
_INSERT = f"INSERT INTO practice ({_ALL}) VALUES ({', '.join(f':{name}' for name in COLUMNS)})"


class ChangeFault(StrEnum):
    """Why a change is refused."""

    NO_TITLE = "no_title"
    TEXT_TOO_LONG = "text_too_long"
    TOO_MANY_TAGS = "too_many_tags"
    NOTHING_PRACTISED = "nothing_practised"
    LONGER_THAN_A_DAY = "longer_than_a_day"
    IN_THE_FUTURE = "in_the_future"
    LOCKED = "locked"
    """There is a note that can't be read now, and would be lost."""
    STILL_RUNNING = "still_running"


class ChangeRefused(Exception):
    """What was asked for would make no sense in the log; nothing was changed."""

    def __init__(self, fault: ChangeFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Edit:
    """What is to be otherwise in a practice. None leaves it as it is."""

    started: datetime | None = None
    """With the zone it was practised in."""
    practised_ms: int | None = None
    title: str | None = None
    category: str | None = None
    tags: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A practice done without Thaw. ``started`` carries its zone."""

    title: str
    started: datetime
    tz_name: str
    practised_ms: int
    day_start_hour: int
    app_version: str
    category: str = "timer"
    level: str = ""
    anchor: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Deleted:
    """All that was deleted with a practice: ``undelete`` puts it back."""

    entry: PracticeEntry
    pages: tuple[JournalPage, ...]
    answers: tuple[Answer, ...]


def edited(entry: PracticeEntry, edit: Edit, now: datetime) -> PracticeEntry:
    """Return ``entry`` with what ``edit`` says, ``now``. Raises ChangeRefused.

    Who says when it was says on which day it was, too: the practice day follows.
    """
    if entry.outcome is Outcome.OPEN:
        raise ChangeRefused(ChangeFault.STILL_RUNNING)
    start, progress = entry.start, entry.progress
    if edit.practised_ms is not None:
        progress = replace(
            progress,
            practised_ms=edit.practised_ms,
            wall_ms=edit.practised_ms + progress.paused_ms,
        )
    changed = replace(
        entry,
        start=replace(
            start,
            title=start.title if edit.title is None else edit.title.strip(),
            category=start.category if edit.category is None else edit.category,
        ),
        progress=progress,
        tags=entry.tags if edit.tags is None else _clean(edit.tags),
        edited_utc=whole_ms(now).astimezone(UTC),
    )
    if edit.started is not None:
        changed = _moved(changed, edit.started)
    if edit.started is not None or edit.practised_ms is not None:
        changed = replace(
            changed,
            ended_utc=changed.started_utc + timedelta(milliseconds=progress.wall_ms),
            clock_suspect=False,
        )
        _check_past(changed, now)
    _check(changed)
    return changed


def edit_practice(log: PracticeLog, practice_id: str, edit: Edit, now: datetime) -> PracticeEntry:
    """Change a practice; return it as it was, for ``put_back``.

    Raises ChangeRefused, UnknownPractice and LogError.
    """
    with log.changing() as writing:
        entry = _found(log, writing, practice_id)
        writing.execute(_UPDATE, row_of(edited(entry, edit, now)))
    return entry


def put_back(log: PracticeLog, entry: PracticeEntry) -> None:
    """Undo an edit: the practice is as it was. Raises UnknownPractice and LogError."""
    with log.changing() as writing:
        if writing.execute(_UPDATE, row_of(entry)).rowcount == 0:
            raise UnknownPractice(log.path, entry.id)


def write_note(
    log: PracticeLog,
    practice_id: str,
    words: str,
    now: datetime,
    known: JournalPage | None = None,
) -> JournalPage | None:
    """Keep a note on a practice in place of the one before; "" takes it away. Return it.

    One that can't be read now stays as it is, unless it is the ``known`` one. Raises
    ChangeRefused, UnknownPractice and LogError.
    """
    if len(words) > LONGEST_TEXT:
        raise ChangeRefused(ChangeFault.TEXT_TOO_LONG)
    moment = whole_ms(now).astimezone(UTC)
    with log.changing() as writing:
        entry = _found(log, writing, practice_id)
        seals = seals_in(writing, log.keys)
        written = pages_of(writing, practice_id, seals)
        before = [page for page in written if page.kind is PageKind.NOTE]
        if before and before[0].sealed is not None:
            if known is None or known.id != before[0].id:
                raise ChangeRefused(ChangeFault.LOCKED)
            before = [known]
        if not words.strip():
            writing.execute(
                "DELETE FROM journal WHERE practice_id = ? AND kind = 'note'", (practice_id,)
            )
            return None
        if before:
            note = replace(before[0], words=words, edited_utc=moment)
        else:
            note = _note(entry, words, moment)
        put_pages_in(writing, [note], seals)
    return note


def set_tags(log: PracticeLog, practice_id: str, tags: tuple[str, ...]) -> None:
    """Give a practice these tags and no others. Raises as ``edit_practice``."""
    clean = _clean(tags)
    with log.changing() as writing:
        entry = _found(log, writing, practice_id)
        writing.execute(_UPDATE, row_of(replace(entry, tags=clean)))


def delete_practice(log: PracticeLog, practice_id: str) -> Deleted:
    """Delete a practice with its note, its pages and its answers; return them all.

    Raises ChangeRefused, UnknownPractice and LogError.
    """
    with log.changing() as writing:
        entry = _found(log, writing, practice_id)
        if entry.outcome is Outcome.OPEN:
            raise ChangeRefused(ChangeFault.STILL_RUNNING)
        seals = seals_in(writing, log.keys)
        deleted = Deleted(
            entry,
            pages_of(writing, practice_id, seals),
            answers_of(writing, practice_id, seals),
        )
        for table, column in (
            ("practice", "id"),
            ("journal", "practice_id"),
            ("answer", "practice_id"),
        ):
            writing.execute(f"DELETE FROM {table} WHERE {column} = ?", (practice_id,))
    return deleted


def undelete(log: PracticeLog, deleted: Deleted) -> None:
    """Put back what was deleted; doing it twice changes nothing. Raises LogError."""
    with log.changing() as writing:
        writing.execute(_INSERT.replace("INSERT", "INSERT OR IGNORE", 1), row_of(deleted.entry))
        seals = seals_in(writing, log.keys)
        put_pages_in(writing, deleted.pages, seals)
        put_answers_in(writing, deleted.answers, seals)


def add_practice(log: PracticeLog, practice: Elsewhere, now: datetime) -> str:
    """Write down a practice done elsewhere; return its id. Raises ChangeRefused and LogError."""
    entry = _written_down(practice, now)
    _check(entry)
    _check_past(entry, now)
    if len(practice.note) > LONGEST_TEXT:
        raise ChangeRefused(ChangeFault.TEXT_TOO_LONG)
    with log.changing() as writing:
        writing.execute(_INSERT, row_of(entry))
        if practice.note.strip():
            moment = whole_ms(now).astimezone(UTC)
            note = _note(entry, practice.note, moment)
            put_pages_in(writing, [note], seals_in(writing, log.keys))
    return entry.id


def _found(log: PracticeLog, connection: sqlite3.Connection, practice_id: str) -> PracticeEntry:
    row = connection.execute(f"SELECT {_ALL} FROM practice WHERE id = ?", (practice_id,)).fetchone()
    if row is None:
        raise UnknownPractice(log.path, practice_id)
    return entry_in(log.path, row)


def _written_down(practice: Elsewhere, now: datetime) -> PracticeEntry:
    start = PracticeStart(
        session_id="",
        content_hash="",
        title=practice.title.strip(),
        category=practice.category,
        level=practice.level,
        anchor=practice.anchor,
        language=practice.language,
        source=Source.MANUAL,
        planned_ms=max(0, practice.practised_ms),
        started=practice.started,
        tz_name=practice.tz_name,
        day_start_hour=practice.day_start_hour,
        app_version=practice.app_version,
        had_voice=False,
        had_holds=False,
    )
    ms = max(0, practice.practised_ms)
    done = Progress(practised_ms=ms, position_ms=ms, paused_ms=0, wall_ms=ms)
    ended = practice.started + timedelta(milliseconds=ms)
    entry = turns.closed(turns.opened(str(uuid4()), start), done, Outcome.COMPLETED, ended)
    return replace(entry, tags=_clean(practice.tags), edited_utc=whole_ms(now).astimezone(UTC))


def _moved(entry: PracticeEntry, started: datetime) -> PracticeEntry:
    moment = whole_ms(started)
    is_same_zone = offset_min(moment) == entry.utc_offset_start_min
    tz_name = entry.start.tz_name if is_same_zone else zone_name(moment)
    return replace(
        entry,
        start=replace(entry.start, started=moment, tz_name=tz_name),
        started_utc=moment.astimezone(UTC),
        local_date=local_date(moment, entry.start.day_start_hour),
        utc_offset_start_min=offset_min(moment),
        utc_offset_end_min=offset_min(moment),
    )


def _check_past(entry: PracticeEntry, now: datetime) -> None:
    """Raise ChangeRefused where somebody says of a time to come that it was.

    One that was practised while the clock was ahead can have another name all the same.
    """
    if max(entry.started_utc, entry.ended_utc or entry.started_utc) > now + _AHEAD:
        raise ChangeRefused(ChangeFault.IN_THE_FUTURE)


def _check(entry: PracticeEntry) -> None:
    """Raise ChangeRefused unless ``entry`` can have been."""
    fault = None
    if not entry.start.title:
        fault = ChangeFault.NO_TITLE
    elif len(entry.start.title) > LONGEST_TITLE:
        fault = ChangeFault.TEXT_TOO_LONG
    elif entry.progress.practised_ms <= 0:
        fault = ChangeFault.NOTHING_PRACTISED
    elif entry.progress.practised_ms > LONGEST_MS:
        fault = ChangeFault.LONGER_THAN_A_DAY
    if fault is not None:
        raise ChangeRefused(fault)


def _clean(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Return the tags without blanks and doubles, in their order."""
    clean = tuple(dict.fromkeys(" ".join(tag.split()) for tag in tags if tag.strip()))
    if len(clean) > MOST_TAGS:
        raise ChangeRefused(ChangeFault.TOO_MANY_TAGS)
    if any(len(tag) > LONGEST_TITLE for tag in clean):
        raise ChangeRefused(ChangeFault.TEXT_TOO_LONG)
    return clean


def _note(entry: PracticeEntry, words: str, moment: datetime) -> JournalPage:
    return JournalPage(
        id=str(uuid4()),
        kind=PageKind.NOTE,
        words=words,
        written_utc=moment,
        local_date=entry.local_date,
        practice_id=entry.id,
    )
