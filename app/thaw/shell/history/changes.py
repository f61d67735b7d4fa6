"""What a person changes in their history, each with the way back: values in, values out."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from enum import Enum, auto
from typing import TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from thaw.practice.changes import (
    ChangeFault,
    ChangeRefused,
    Edit,
    Elsewhere,
    add_practice,
    delete_practice,
    edit_practice,
    put_back,
    set_tags,
    undelete,
    write_note,
)
from thaw.practice.clock import zone_name
from thaw.practice.entry import PracticeEntry
from thaw.practice.errors import UnknownPractice
from thaw.practice.journal import JournalPage, note_page, put_pages, remove_page
from thaw.practice.log import PracticeLog

_MINUTE_MS = 60_000


class Changed(Enum):
    """What was done."""

    ADDED = auto()
    EDITED = auto()
    DELETED = auto()


@dataclass(frozen=True, slots=True)
class Undoable:
    """Something that was done to the practice called ``title``, and how to undo it."""

    changed: Changed
    title: str
    undo: Callable[[PracticeLog, datetime], object]
    """Takes the log, and the time; raises LogError."""


Change: TypeAlias = Callable[[PracticeLog, datetime], Undoable | None]
"""Does something to the log at a time; None where there was nothing to do.

Raises ChangeRefused and LogError.
"""


@dataclass(frozen=True, slots=True)
class PracticeForm:
    """What a person can say of a practice. Day and time are the wall clock's where it was done."""

    title: str = ""
    day: date = date.min
    at: time = time()
    minutes: int = 10
    category: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class PracticeDetail:
    """A practice with all that is kept of it."""

    entry: PracticeEntry
    form: PracticeForm
    has_hidden_note: bool = False
    """There is a note that can't be read now; it stays as it is."""


def detail(log: PracticeLog, practice_id: str) -> PracticeDetail:
    """Return a practice and its note. Raises LogError."""
    entry = log.entry(practice_id)
    if entry is None:
        raise UnknownPractice(log.path, practice_id)
    note = note_page(log, practice_id)
    words = "" if note is None else note.words
    is_hidden = note is not None and note.sealed is not None
    return PracticeDetail(entry, _form(entry, words), is_hidden)


def add(form: PracticeForm, day_start_hour: int, app_version: str) -> Change:
    """Write down a practice that was done without Thaw."""

    def change(log: PracticeLog, now: datetime) -> Undoable:
        started = datetime.combine(form.day, form.at, now.tzinfo)
        practice = Elsewhere(
            title=form.title,
            started=started,
            tz_name=zone_name(started),
            practised_ms=form.minutes * _MINUTE_MS,
            day_start_hour=day_start_hour,
            app_version=app_version,
            category=form.category,
            tags=form.tags,
            note=form.note,
        )
        practice_id = add_practice(log, practice, now)
        return Undoable(Changed.ADDED, form.title, lambda log, _: delete_practice(log, practice_id))

    return change


def edit(before: PracticeDetail, form: PracticeForm) -> Change:
    """Make a practice what ``form`` says; what it says no differently stays to the millisecond."""

    def change(log: PracticeLog, now: datetime) -> Undoable | None:
        if form == before.form:
            return None
        practice_id = before.entry.id
        note = note_page(log, practice_id)
        changes_note = form.note != before.form.note
        if changes_note and note is not None and note.sealed is not None:
            raise ChangeRefused(ChangeFault.LOCKED)
        undo_edit = _edited(log, before, form, now)
        if changes_note:
            write_note(log, practice_id, form.note, now)

        def undo(log: PracticeLog, _now: datetime) -> None:
            undo_edit(log)
            if changes_note:
                _put_note_back(log, practice_id, note)

        return Undoable(Changed.EDITED, form.title, undo)

    return change


def delete(practice_id: str) -> Change:
    """Take a practice out of the log, with its note and its answers."""

    def change(log: PracticeLog, now: datetime) -> Undoable:
        del now
        deleted = delete_practice(log, practice_id)
        title = deleted.entry.start.title
        return Undoable(Changed.DELETED, title, lambda log, _: undelete(log, deleted))

    return change


def _put_note_back(log: PracticeLog, practice_id: str, note: JournalPage | None) -> None:
    """Have the note that was there before, which may be none; it need not be readable now."""
    written = note_page(log, practice_id)
    if note is not None:
        put_pages(log, [note])
    elif written is not None:
        remove_page(log, written.id)


def _edited(
    log: PracticeLog, before: PracticeDetail, form: PracticeForm, now: datetime
) -> Callable[[PracticeLog], None]:
    """Change the row; return what undoes that."""
    old = before.form
    has_moved = (form.day, form.at) != (old.day, old.at)
    edit = Edit(
        started=_started(before.entry, form) if has_moved else None,
        practised_ms=form.minutes * _MINUTE_MS if form.minutes != old.minutes else None,
        title=form.title if form.title != old.title else None,
        category=form.category if form.category != old.category else None,
    )
    if edit != Edit():
        tags = form.tags if form.tags != old.tags else None
        wanted = Edit(edit.started, edit.practised_ms, edit.title, edit.category, tags)
        entry = edit_practice(log, before.entry.id, wanted, now)
        return lambda log: put_back(log, entry)
    if form.tags != old.tags:
        # Tags say nothing about the practice itself, which so stays as it was recorded: it
        # may be going on, and must not be put back to where it was.
        set_tags(log, before.entry.id, form.tags)
        return lambda log: set_tags(log, before.entry.id, old.tags)
    return lambda _log: None


def _form(entry: PracticeEntry, note: str) -> PracticeForm:
    started = entry.started_utc.astimezone(_offset(entry))
    return PracticeForm(
        title=entry.start.title,
        day=started.date(),
        at=started.time().replace(second=0, microsecond=0),
        minutes=entry.progress.practised_ms // _MINUTE_MS,
        category=entry.start.category,
        tags=entry.tags,
        note=note,
    )


def _started(entry: PracticeEntry, form: PracticeForm) -> datetime:
    """What the form's wall clock means in the zone of the practice."""
    zone: tzinfo = _offset(entry)
    with suppress(ZoneInfoNotFoundError, ValueError, OSError):
        zone = ZoneInfo(entry.start.tz_name)
    return datetime.combine(form.day, form.at, zone)


def _offset(entry: PracticeEntry) -> timezone:
    return timezone(timedelta(minutes=entry.utc_offset_start_min))
