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
prepare_s              from asking for it to the first sound heard
breath_pattern         the paced breathing that was planned, as seconds in, held, out, held
breaths                how many paced breaths were heard whole
breath_s               how long one of these was: the time they took, over ``breaths``
skips                  a list of ``{"at_s", "to_s"}``
extensions             a list of ``{"at_s", "by_s"}``
choices                a list of ``{"at_s", "question", "answer"}``
edited_utc             when somebody changed it by hand
=====================  ==============================================================
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, TypeAlias, TypeVar

from thaw.practice import cells
from thaw.practice.entry import (
    Pause,
    PracticeEntry,
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

FARTHEST_AHEAD = timedelta(days=36_525)
"""So far ahead a clock may have been when Thaw wrote something: a century, and no further."""


def or_none(read: Callable[[object], T]) -> Callable[[object], T | None]:
    """Return a reader of what may be absent."""
    return lambda value: None if value is None else read(value)


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
        "prepare_s": cells.seconds(progress.prepare_ms),
        "breath_pattern": start.breath_pattern,
        "breath_s": cells.seconds(progress.breath_ms),
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


class BadRow(Exception):
    """One value that keeps a whole practice from being taken in."""

    def __init__(self, kind: ProblemKind, column: str, value: object = None) -> None:
        super().__init__(kind, column, value)
        self.kind = kind
        self.column = column
        self.value = value

    def at(self, row: int) -> ImportProblem:
        return ImportProblem(self.kind, row, shortened(self.column), shortened(self.value))


def check_moment(moment: datetime, latest: datetime, column: str, written: object) -> None:
    """Raise BadRow for what no clock can have said.

    What Thaw wrote while the clock was ahead of ``latest`` is taken back as it is.
    """
    # Subtracted, not added: beyond the last day of the calendar there is no time.
    if moment - latest > FARTHEST_AHEAD:
        raise BadRow(ProblemKind.IN_THE_FUTURE, column, written)


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


def _pause_as_json(pause: Pause) -> JsonObject:
    return {
        "at_s": cells.seconds(pause.at_ms),
        "length_s": cells.seconds(pause.length_ms),
        "reason": pause.reason.value,
    }
