"""A practice out of a record that Thaw exported: every value checked, one after the other."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from functools import partial
from typing import Any, Final, NoReturn, TypeVar

from thaw.practice import cells
from thaw.practice.entry import (
    Outcome,
    PracticeEntry,
    PracticeStart,
    Progress,
    Source,
    interrupted,
)
from thaw.practice.forms import COLUMNS, BadRow, check_moment, or_none
from thaw.practice.problems import BadCell, ProblemKind

T = TypeVar("T")

_FARTHEST_DAY = timedelta(days=2)
"""A frozen day is this near to its UTC date: a zone, a day-start hour, a day that never was."""


def entry_from_json(record: Mapping[str, object], latest: datetime) -> PracticeEntry:
    """Return the practice that ``record`` describes: see ``EntryReader``. Raises BadRow."""
    return EntryReader(latest).read(record)


class EntryReader:
    """Reads one practice after another; what many of them share is held once, and read once.

    ``latest`` is the last moment at which a practice can have been: what is dated after it
    was practised while the clock was wrong, and is marked ``clock_suspect``.
    """

    def __init__(self, latest: datetime) -> None:
        self._latest = latest
        self._texts: dict[str, str] = {}
        self._before: dict[str, tuple[object, Any]] = {}
        """What stood in a column of the practice before, and what it was read as."""

    def read(self, record: Mapping[str, object]) -> PracticeEntry:
        """Return the practice; one still open is taken for cut off. Raises BadRow."""
        values = self._values(record)
        # First: near the ends of the calendar there is no local time to be told.
        _check_times(values, record, self._latest)
        entry = _entry_of(values)
        if max(entry.started_utc, entry.ended_utc or entry.started_utc) > self._latest:
            entry = replace(entry, clock_suspect=True)
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
        for column, read in _OFTEN_THE_SAME.items():
            found[column] = self._read_again(record, column, read)
        for column, read in _OTHERS.items():
            found[column] = _value(record, column, read)
        return found

    def _read_again(
        self, record: Mapping[str, object], column: str, read: Callable[[object], T]
    ) -> T:
        """As ``_value``, at a glance where the same stands there as in the practice before."""
        written = record.get(column)
        before = self._before.get(column)
        if before is not None and before[0] == written and type(before[0]) is type(written):
            return before[1]
        value = _value(record, column, read)
        # What is equal is the same but in a list, where false and 0 are equal, too.
        if written is not None and (not isinstance(written, list) or not written):
            self._before[column] = (written, value)
        return value

    def _known(self, text: str) -> str:
        if len(self._texts) < _MOST_TEXTS:
            self._texts[text] = text
        return text


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
        breath_pattern=read["breath_pattern"],
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
        prepare_ms=read["prepare_s"],
        breaths=read["breaths"],
        breath_ms=read["breath_s"],
    )


def _check_times(read: Mapping[str, Any], record: Mapping[str, object], latest: datetime) -> None:
    """See that the times agree with each other and with the calendar."""

    def refuse(kind: ProblemKind, column: str) -> NoReturn:
        raise BadRow(kind, column, record[column])

    started, ended = read["started_utc"], read["ended_utc"]
    check_moment(started, latest, "started_utc", record["started_utc"])
    if ended is not None:
        check_moment(ended, latest, "ended_utc", record["ended_utc"])
        if ended < started:
            refuse(ProblemKind.OUT_OF_RANGE, "ended_utc")
    elif read["outcome"] is not Outcome.OPEN:
        refuse(ProblemKind.MISSING, "ended_utc")
    if abs(read["local_date"] - started.date()) > _FARTHEST_DAY:
        refuse(ProblemKind.OUT_OF_RANGE, "local_date")


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

_OFTEN_THE_SAME: Final[Mapping[str, Callable[[object], object]]] = {
    "source": partial(cells.word, Source),
    "day_start_hour": cells.hour,
    "utc_offset_start_min": cells.offset,
    "utc_offset_end_min": or_none(cells.offset),
    "paused_s": cells.any_length,
    "outcome": partial(cells.word, Outcome),
    "pauses": cells.pauses,
    "had_voice": cells.flag,
    "had_holds": cells.flag,
    "clock_suspect": cells.flag,
    "tags": cells.tags,
    "prepare_s": cells.part_of_a_day,
    "breath_s": cells.part_of_a_day,
    "breaths": cells.count,
    "skips": cells.skips,
    "extensions": cells.extensions,
    "choices": cells.choices,
}
"""What must stand in the columns in which many practices have what the one before had."""

_OTHERS: Final[Mapping[str, Callable[[object], object]]] = {
    "id": cells.uuid,
    "started_utc": cells.time,
    "ended_utc": or_none(cells.time),
    "local_date": cells.day,
    "planned_s": cells.part_of_a_day,
    "practised_s": cells.part_of_a_day,
    "position_s": cells.part_of_a_day,
    "wall_s": cells.any_length,
    "programme_week": or_none(cells.week),
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
