"""A practice as Thaw exports it: plain keys, lengths in seconds, times in UTC.

What stands from ``session_version`` on is missing in the exports of format 1.

Columns, in CSV as in JSON:

=====================  ==============================================================
id                     a UUID; what tells an import that a practice is there already
session                the session's id
title                  its title when it was played
category level anchor  as in the session's file
language               such as ``en``
source                 where it was started: library, tray, terminal, quick, reminder,
                       autostart; manual for one done elsewhere, import for other apps'
started_utc ended_utc  ``2026-11-23T08:15:00.000Z``; no end while it runs
local_date             the practice day, ``2026-11-23``, frozen when it began
day_start_hour         the hour at which that day began
tz_name                the zone's name, or its offset
utc_offset_start_min   minutes east of UTC, at the start
utc_offset_end_min     and at the end, where it is known
planned_s              the length chosen
practised_s            what was heard
position_s             the place reached in the session
paused_s wall_s        time in pauses, and all time from start to end
outcome                completed, partial, stopped_by_choice, interrupted, open
pauses                 a list of ``{"at_s", "length_s", "reason"}``
had_voice had_holds    whether it was spoken, whether breath holds were in it
clock_suspect          whether the wall clock was changed meanwhile
tags                   a list of words
content_hash           what was played, exactly
app_version            the Thaw that wrote it
session_version        the session's own version, where it has one
programme              what suggested it, and in which of its weeks: empty where nothing did
programme_week
prepare_s              the countdown before the first sound
breath_pattern         the paced breathing in it, one breath of which takes ``breath_s``
breath_s breaths       and how many were heard whole
skips                  a list of ``{"at_s", "to_s"}``
extensions             a list of ``{"at_s", "by_s"}``
choices                a list of ``{"at_s", "question", "answer"}``
edited_utc             when somebody changed it by hand
=====================  ==============================================================
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone
from functools import partial
from typing import Any, Final, NoReturn, TypeAlias, TypeVar

from thaw.practice import cells
from thaw.practice.entry import (
    Outcome,
    Pause,
    PracticeEntry,
    PracticeStart,
    Progress,
    Source,
    interrupted,
)
from thaw.practice.problems import BadCell, ImportProblem, ProblemKind, shortened

T = TypeVar("T")

JsonObject: TypeAlias = dict[str, Any]
"""What ``json.dumps`` takes: the one place where a dict is the point."""

COLUMNS: Final = (
    "id",
    "session",
    "title",
    "category",
    "level",
    "anchor",
    "language",
    "source",
    "started_utc",
    "ended_utc",
    "local_date",
    "day_start_hour",
    "tz_name",
    "utc_offset_start_min",
    "utc_offset_end_min",
    "planned_s",
    "practised_s",
    "position_s",
    "paused_s",
    "wall_s",
    "outcome",
    "pauses",
    "had_voice",
    "had_holds",
    "clock_suspect",
    "tags",
    "content_hash",
    "app_version",
    "session_version",
    "programme",
    "programme_week",
    "prepare_s",
    "breath_pattern",
    "breath_s",
    "breaths",
    "skips",
    "extensions",
    "choices",
    "edited_utc",
)

LATER_COLUMNS: Final = frozenset(COLUMNS[COLUMNS.index("session_version") :])
"""What format 1 did not have: an import may do without."""

VALUE_COLUMNS: Final = frozenset(
    {
        "day_start_hour",
        "utc_offset_start_min",
        "utc_offset_end_min",
        "planned_s",
        "practised_s",
        "position_s",
        "paused_s",
        "wall_s",
        "pauses",
        "had_voice",
        "had_holds",
        "clock_suspect",
        "tags",
        "programme_week",
        "prepare_s",
        "breath_s",
        "breaths",
        "skips",
        "extensions",
        "choices",
    }
)
"""Numbers, flags and lists. All others are text."""

CLOCK_SKEW = timedelta(minutes=5)
"""How far ahead of ours another machine's clock may be."""

_FARTHEST_DAY = timedelta(days=2)
"""A frozen day is this near to its UTC date: a zone, a day-start hour, a day that never was."""


def entry_as_json(entry: PracticeEntry) -> JsonObject:
    """Return the practice as ``history --json`` and the exports write it."""
    start, progress = entry.start, entry.progress
    return {
        "id": entry.id,
        "session": start.session_id,
        "title": start.title,
        "category": start.category,
        "level": start.level,
        "anchor": start.anchor,
        "language": start.language,
        "source": start.source.value,
        "started_utc": cells.time_text(entry.started_utc),
        "ended_utc": None if entry.ended_utc is None else cells.time_text(entry.ended_utc),
        "local_date": entry.local_date.isoformat(),
        "day_start_hour": start.day_start_hour,
        "tz_name": start.tz_name,
        "utc_offset_start_min": entry.utc_offset_start_min,
        "utc_offset_end_min": entry.utc_offset_end_min,
        "planned_s": cells.seconds(start.planned_ms),
        "practised_s": cells.seconds(progress.practised_ms),
        "position_s": cells.seconds(progress.position_ms),
        "paused_s": cells.seconds(progress.paused_ms),
        "wall_s": cells.seconds(progress.wall_ms),
        "outcome": entry.outcome.value,
        "pauses": [_pause_as_json(pause) for pause in progress.pauses],
        "had_voice": start.had_voice,
        "had_holds": start.had_holds,
        "clock_suspect": entry.clock_suspect,
        "tags": list(entry.tags),
        "content_hash": start.content_hash,
        "app_version": start.app_version,
        "session_version": start.session_version,
        "programme": start.programme,
        "programme_week": start.programme_week,
        "prepare_s": cells.seconds(start.prepare_ms),
        "breath_pattern": start.breath_pattern,
        "breath_s": cells.seconds(start.breath_ms),
        "breaths": progress.breaths,
        "skips": [
            {"at_s": cells.seconds(skip.at_ms), "to_s": cells.seconds(skip.to_ms)}
            for skip in progress.skips
        ],
        "extensions": [
            {"at_s": cells.seconds(more.at_ms), "by_s": cells.seconds(more.by_ms)}
            for more in progress.extensions
        ],
        "choices": [
            {"at_s": cells.seconds(made.at_ms), "question": made.question, "answer": made.answer}
            for made in progress.choices
        ],
        "edited_utc": None if entry.edited_utc is None else cells.time_text(entry.edited_utc),
    }


def entry_from_json(record: Mapping[str, object], latest: datetime) -> PracticeEntry:
    """Return the practice that ``record`` describes; one still open is taken for cut off.

    ``latest`` is the last moment at which a practice may have been. Raises BadRow.
    """
    for column in record:
        if column not in COLUMNS:
            raise BadRow(ProblemKind.UNKNOWN_COLUMN, column)
    row = RowReader(record)
    started_utc = row.take("started_utc", cells.time)
    ended_utc = row.take("ended_utc", or_none(cells.time))
    entry = PracticeEntry(
        id=row.take("id", cells.uuid),
        start=_start_from(row, started_utc),
        progress=_progress_from(row),
        outcome=row.take("outcome", partial(cells.word, Outcome)),
        started_utc=started_utc,
        ended_utc=ended_utc,
        local_date=row.take("local_date", cells.day),
        utc_offset_start_min=row.take("utc_offset_start_min", cells.offset),
        utc_offset_end_min=row.take("utc_offset_end_min", or_none(cells.offset)),
        clock_suspect=row.take("clock_suspect", cells.flag),
        tags=row.take("tags", cells.tags),
        edited_utc=row.take_or("edited_utc", or_none(cells.time), None),
    )
    _check_times(entry, record, latest)
    return interrupted(entry) if entry.outcome is Outcome.OPEN else entry


class BadRow(Exception):
    """One value that keeps a whole practice from being taken in."""

    def __init__(self, kind: ProblemKind, column: str, value: object = None) -> None:
        super().__init__(kind, column, value)
        self.kind = kind
        self.column = column
        self.value = value

    def at(self, row: int) -> ImportProblem:
        return ImportProblem(self.kind, row, shortened(self.column), shortened(self.value))


class RowReader:
    """The values of one record, each asked for by column."""

    def __init__(self, record: Mapping[str, object]) -> None:
        self._record = record

    def take(self, column: str, read: Callable[[object], T]) -> T:
        if column not in self._record:
            raise BadRow(ProblemKind.MISSING, column)
        try:
            return read(self._record[column])
        except BadCell as exc:
            raise BadRow(exc.kind, column + exc.place, exc.value) from exc

    def take_or(self, column: str, read: Callable[[object], T], without: T) -> T:
        """As ``take``, for a column that an older export does not have."""
        return self.take(column, read) if column in self._record else without


def _start_from(row: RowReader, started_utc: datetime) -> PracticeStart:
    offset = row.take("utc_offset_start_min", cells.offset)
    return PracticeStart(
        session_id=row.take("session", cells.text),
        content_hash=row.take("content_hash", cells.text),
        title=row.take("title", cells.text),
        category=row.take("category", cells.text),
        level=row.take("level", cells.text),
        anchor=row.take("anchor", cells.text),
        language=row.take("language", cells.text),
        source=row.take("source", partial(cells.word, Source)),
        planned_ms=row.take("planned_s", cells.part_of_a_day),
        started=started_utc.astimezone(timezone(timedelta(minutes=offset))),
        tz_name=row.take("tz_name", cells.text),
        day_start_hour=row.take("day_start_hour", cells.hour),
        app_version=row.take("app_version", cells.text),
        had_voice=row.take("had_voice", cells.flag),
        had_holds=row.take("had_holds", cells.flag),
        session_version=row.take_or("session_version", cells.text, ""),
        programme=row.take_or("programme", cells.text, ""),
        programme_week=row.take_or("programme_week", or_none(cells.week), None),
        prepare_ms=row.take_or("prepare_s", cells.part_of_a_day, 0),
        breath_pattern=row.take_or("breath_pattern", cells.text, ""),
        breath_ms=row.take_or("breath_s", cells.part_of_a_day, 0),
    )


def _progress_from(row: RowReader) -> Progress:
    return Progress(
        practised_ms=row.take("practised_s", cells.part_of_a_day),
        position_ms=row.take("position_s", cells.part_of_a_day),
        paused_ms=row.take("paused_s", cells.any_length),
        wall_ms=row.take("wall_s", cells.any_length),
        pauses=row.take("pauses", cells.pauses),
        skips=row.take_or("skips", cells.skips, ()),
        extensions=row.take_or("extensions", cells.extensions, ()),
        choices=row.take_or("choices", cells.choices, ()),
        breaths=row.take_or("breaths", cells.count, 0),
    )


def _check_times(entry: PracticeEntry, record: Mapping[str, object], latest: datetime) -> None:
    """See that the times agree with each other and with the calendar."""

    def refuse(kind: ProblemKind, column: str) -> NoReturn:
        raise BadRow(kind, column, record[column])

    if entry.started_utc > latest:
        refuse(ProblemKind.IN_THE_FUTURE, "started_utc")
    if entry.ended_utc is not None:
        if entry.ended_utc > latest:
            refuse(ProblemKind.IN_THE_FUTURE, "ended_utc")
        if entry.ended_utc < entry.started_utc:
            refuse(ProblemKind.OUT_OF_RANGE, "ended_utc")
    elif entry.outcome is not Outcome.OPEN:
        refuse(ProblemKind.MISSING, "ended_utc")
    if abs(entry.local_date - entry.started_utc.date()) > _FARTHEST_DAY:
        refuse(ProblemKind.OUT_OF_RANGE, "local_date")


def or_none(read: Callable[[object], T]) -> Callable[[object], T | None]:
    return lambda value: None if value is None else read(value)


def _pause_as_json(pause: Pause) -> JsonObject:
    return {
        "at_s": cells.seconds(pause.at_ms),
        "length_s": cells.seconds(pause.length_ms),
        "reason": pause.reason.value,
    }
