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
    """Return the practice that ``record`` describes: see ``EntryReader``. Raises BadRow."""
    return EntryReader(latest).read(record)


class EntryReader:
    """Reads one practice after another; texts that many of them share are held once.

    ``latest`` is the last moment at which a practice may have been.
    """

    def __init__(self, latest: datetime) -> None:
        self._latest = latest
        self._texts: dict[str, str] = {}

    def read(self, record: Mapping[str, object]) -> PracticeEntry:
        """Return the practice; one still open is taken for cut off. Raises BadRow."""
        entry = _entry_of(self._values(record))
        _check_times(entry, record, self._latest)
        return interrupted(entry) if entry.outcome is Outcome.OPEN else entry

    def _values(self, record: Mapping[str, object]) -> dict[str, Any]:
        """Return each column's value as the log has it: any kind, by the reader of its column."""
        if not _KNOWN.issuperset(record):
            strange = next(name for name in record if name not in _KNOWN)
            raise BadRow(ProblemKind.UNKNOWN_COLUMN, strange)
        found: dict[str, Any] = {}
        for column in _TEXTS:
            written = record.get(column)
            if isinstance(written, str) and written in self._texts:
                found[column] = self._texts[written]
            else:
                found[column] = self._known(_value(record, column, cells.text))
        for column, read in _OTHERS.items():
            found[column] = _value(record, column, read)
        return found

    def _known(self, text: str) -> str:
        if len(self._texts) < _MOST_TEXTS:
            self._texts[text] = text
        return text


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


def _value(record: Mapping[str, object], column: str, read: Callable[[object], T]) -> T:
    try:
        return read(record[column])
    except BadCell as exc:
        raise BadRow(exc.kind, column + exc.place, exc.value) from exc
    except KeyError:
        if column not in _WITHOUT:
            raise BadRow(ProblemKind.MISSING, column) from None
        return _WITHOUT[column]


def _entry_of(read: Mapping[str, Any]) -> PracticeEntry:
    return PracticeEntry(
        id=read["id"],
        start=_start_from(read),
        progress=_progress_from(read),
        outcome=read["outcome"],
        started_utc=read["started_utc"],
        ended_utc=read["ended_utc"],
        local_date=read["local_date"],
        utc_offset_start_min=read["utc_offset_start_min"],
        utc_offset_end_min=read["utc_offset_end_min"],
        clock_suspect=read["clock_suspect"],
        tags=read["tags"],
        edited_utc=read["edited_utc"],
    )


def _start_from(read: Mapping[str, Any]) -> PracticeStart:
    offset = timezone(timedelta(minutes=read["utc_offset_start_min"]))
    return PracticeStart(
        session_id=read["session"],
        content_hash=read["content_hash"],
        title=read["title"],
        category=read["category"],
        level=read["level"],
        anchor=read["anchor"],
        language=read["language"],
        source=read["source"],
        planned_ms=read["planned_s"],
        started=read["started_utc"].astimezone(offset),
        tz_name=read["tz_name"],
        day_start_hour=read["day_start_hour"],
        app_version=read["app_version"],
        had_voice=read["had_voice"],
        had_holds=read["had_holds"],
        session_version=read["session_version"],
        programme=read["programme"],
        programme_week=read["programme_week"],
        prepare_ms=read["prepare_s"],
        breath_pattern=read["breath_pattern"],
        breath_ms=read["breath_s"],
    )


def _progress_from(read: Mapping[str, Any]) -> Progress:
    return Progress(
        practised_ms=read["practised_s"],
        position_ms=read["position_s"],
        paused_ms=read["paused_s"],
        wall_ms=read["wall_s"],
        pauses=read["pauses"],
        skips=read["skips"],
        extensions=read["extensions"],
        choices=read["choices"],
        breaths=read["breaths"],
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


def _pause_as_json(pause: Pause) -> JsonObject:
    return {
        "at_s": cells.seconds(pause.at_ms),
        "length_s": cells.seconds(pause.length_ms),
        "reason": pause.reason.value,
    }


_TEXTS: Final = (
    "session",
    "title",
    "category",
    "level",
    "anchor",
    "language",
    "tz_name",
    "content_hash",
    "app_version",
    "session_version",
    "programme",
    "breath_pattern",
)
"""The columns that are text, of which many practices share theirs."""

_OTHERS: Final[Mapping[str, Callable[[object], object]]] = {
    "id": cells.uuid,
    "source": partial(cells.word, Source),
    "started_utc": cells.time,
    "ended_utc": or_none(cells.time),
    "local_date": cells.day,
    "day_start_hour": cells.hour,
    "utc_offset_start_min": cells.offset,
    "utc_offset_end_min": or_none(cells.offset),
    "planned_s": cells.part_of_a_day,
    "practised_s": cells.part_of_a_day,
    "position_s": cells.part_of_a_day,
    "paused_s": cells.any_length,
    "wall_s": cells.any_length,
    "outcome": partial(cells.word, Outcome),
    "pauses": cells.pauses,
    "had_voice": cells.flag,
    "had_holds": cells.flag,
    "clock_suspect": cells.flag,
    "tags": cells.tags,
    "programme_week": or_none(cells.week),
    "prepare_s": cells.part_of_a_day,
    "breath_s": cells.part_of_a_day,
    "breaths": cells.count,
    "skips": cells.skips,
    "extensions": cells.extensions,
    "choices": cells.choices,
    "edited_utc": or_none(cells.time),
}
"""What each of the other columns must be."""

_WITHOUT: Final[Mapping[str, Any]] = {
    "session_version": "",
    "programme": "",
    "programme_week": None,
    "prepare_s": 0,
    "breath_pattern": "",
    "breath_s": 0,
    "breaths": 0,
    "skips": (),
    "extensions": (),
    "choices": (),
    "edited_utc": None,
}
"""What stands for a later column that an older export does not have."""

_KNOWN: Final = frozenset(COLUMNS)
_MOST_TEXTS: Final = 10_000
