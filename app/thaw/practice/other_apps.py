"""Practices out of another app's table: Insight Timer's, or any for which columns are named."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from enum import StrEnum
from typing import Final, TypeAlias
from uuid import UUID, uuid5

from thaw.practice import cells
from thaw.practice import entry as turns
from thaw.practice.clock import zone_name
from thaw.practice.entry import Outcome, PracticeEntry, PracticeStart, Progress, Source
from thaw.practice.forms import BadRow
from thaw.practice.import_files import ImportText, refuse, table_rows
from thaw.practice.journal import JournalPage, PageKind
from thaw.practice.problems import BadCell, ProblemKind

Practised: TypeAlias = PracticeEntry | JournalPage | BadRow | None

_NAMESPACE = UUID("7b0f2a52-6c56-4f0e-9a3e-0d9f6a4f1c11")
"""Made once: the same row of the same kind of table has the same id for ever."""

DELIMITERS: Final = (",", ";", "\t")
MOST_COLUMNS: Final = 500
_MOST_DIGITS = 12

_MOMENT = re.compile(
    r"(?P<a>\d{1,4})[-/.](?P<b>\d{1,2})[-/.](?P<c>\d{1,4})"
    r"(?:[T ,]+(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?"
    r"(?:\s*(?P<half>[AaPp])\.?[Mm]\.?)?)?"
    r"\s*(?P<zone>Z|[+-]\d\d:?\d\d)?"
)
_CLOCK = re.compile(r"(?P<sign>-?)(\d{1,5}):(\d{1,2})(?::(\d{1,2}))?")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


class DateOrder(StrEnum):
    """How a date is written. A year of four digits in front is one in any order."""

    YMD = "ymd"
    MDY = "mdy"
    DMY = "dmy"


class Unit(StrEnum):
    """What a plain number in the column of lengths counts."""

    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURS = "hours"


_UNIT_S: Final = {Unit.SECONDS: 1, Unit.MINUTES: 60, Unit.HOURS: 3600}


@dataclass(frozen=True, slots=True)
class TableMapping:
    """Which column of a table holds what. "" is a column that is not there.

    A length may always be ``h:mm:ss``; of two numbers the first counts hours where
    ``unit`` is hours, and minutes otherwise.
    """

    started: str
    """Date and time, or the date alone: noon then, unless ``time`` names its column."""
    duration: str
    time: str = ""
    title: str = ""
    activity: str = ""
    """What was done: the title where there is none, a tag where there is one."""
    note: str = ""
    """What was written of it: a note on the practice, in the journal."""
    unit: Unit = Unit.MINUTES
    order: DateOrder = DateOrder.YMD


INSIGHT_TIMER: Final = TableMapping(
    started="Started At",
    duration="Duration",
    title="Preset",
    activity="Activity",
    unit=Unit.HOURS,
    order=DateOrder.MDY,
)

_CATEGORIES: Final = {
    "walking": "move",
    "yoga": "move",
    "tai chi": "move",
    "movement": "move",
    "breathing": "breathing",
    "breathwork": "breathing",
    "sleep": "sleep",
    "body scan": "body",
}
"""Everything else is a timer's: nobody knows what was done."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What a table from elsewhere does not say."""

    zone: tzinfo
    """Where its times were read off a clock."""
    day_start_hour: int = 0
    app_version: str = ""
    default_title: str = "–"


def is_insight_timer(text: str) -> bool:
    """Return whether the text begins as Insight Timer's export does."""
    return _names_in(text, ",")[:2] == ["started at", "duration"]


def practices_in(
    text: ImportText, mapping: TableMapping, where: Whereabouts, latest: datetime
) -> Iterator[tuple[int, Practised]]:
    """Go through a table: each row's number with its practice, or with what is wrong in it.

    A note follows its practice, with the same number. None is a row of no length, in which
    nothing was practised. ``latest`` is the last moment at which a practice may have been.
    Raises Refused.
    """
    rows = table_rows(text, _delimiter(text.head, mapping))
    _, header = next(rows)
    return understood(header, rows, mapping, where, latest)


def understood(
    header: Sequence[str],
    rows: Iterable[tuple[int, Sequence[str]]],
    mapping: TableMapping,
    where: Whereabouts,
    latest: datetime,
) -> Iterator[tuple[int, Practised]]:
    """As ``practices_in``, of rows that were read before. Raises Refused."""
    places = _places(header, mapping)
    for number, cells_in_row in rows:
        line = _Line(cells_in_row, places)
        try:
            practice = _practice(line, mapping, where, latest)
            yield number, practice
            if practice is not None and (words := line.long_cell(mapping.note)):
                yield number, _note_on(practice, words)
        except BadRow as exc:
            yield number, exc


class _Line:
    """One row of the table, asked for by the columns of the mapping."""

    def __init__(self, line: Sequence[str], places: dict[str, int]) -> None:
        self._line = line
        self._places = places

    def cell(self, column: str) -> str:
        """Return the cell; "" where the mapping has no such column."""
        if not column:
            return ""
        return self._read(column, cells.text)

    def long_cell(self, column: str) -> str:
        """As ``cell``, for one in which somebody may have written a page."""
        return self._read(column, cells.long_text) if column else ""

    def _read(self, column: str, read: Callable[[object], str]) -> str:
        written = self._line[self._places[column]].strip()
        try:
            return read(written)
        except BadCell as exc:
            raise BadRow(exc.kind, column, written) from exc


def _delimiter(text: str, mapping: TableMapping) -> str:
    for delimiter in DELIMITERS:
        if mapping.duration.casefold() in _names_in(text, delimiter):
            return delimiter
    return DELIMITERS[0]


def _names_in(text: str, delimiter: str) -> list[str]:
    header = text.lstrip().splitlines()[0]
    return [cell.strip().strip('"').casefold() for cell in header.split(delimiter)]


def _places(header: Sequence[str], mapping: TableMapping) -> dict[str, int]:
    """Return where each column of the mapping is. Raises Refused."""
    if len(header) > MOST_COLUMNS:
        refuse(ProblemKind.NOT_PRACTICES, 1)
    names = [name.strip().casefold() for name in header]
    places: dict[str, int] = {}
    for column in (
        mapping.started,
        mapping.duration,
        mapping.time,
        mapping.title,
        mapping.activity,
        mapping.note,
    ):
        if not column:
            continue
        count = names.count(column.strip().casefold())
        if count != 1:
            kind = ProblemKind.MISSING if count == 0 else ProblemKind.UNKNOWN_COLUMN
            refuse(kind, 1, column)
        places[column] = names.index(column.strip().casefold())
    return places


def _practice(
    line: _Line, mapping: TableMapping, where: Whereabouts, latest: datetime
) -> PracticeEntry | None:
    ms = _length_ms(line.cell(mapping.duration), mapping)
    written = " ".join(filter(None, (line.cell(mapping.started), line.cell(mapping.time))))
    started = _moment(written, mapping, where.zone)
    # Subtracted, not added: beyond the last day of the calendar there is no time.
    if latest - started < timedelta(milliseconds=ms):
        raise BadRow(ProblemKind.IN_THE_FUTURE, mapping.started, written)
    if ms == 0:
        return None
    title, activity = line.cell(mapping.title), line.cell(mapping.activity)
    start = PracticeStart(
        session_id="",
        content_hash="",
        title=title or activity or where.default_title,
        category=_CATEGORIES.get(activity.casefold(), "timer"),
        level="",
        anchor="",
        language="",
        source=Source.IMPORT,
        planned_ms=ms,
        started=started,
        tz_name=zone_name(started),
        day_start_hour=where.day_start_hour,
        app_version=where.app_version,
        had_voice=False,
        had_holds=False,
    )
    # From what is written, not from the moment: read again in another zone, it is the
    # same practice.
    same = uuid5(_NAMESPACE, "\x1f".join((written, str(ms), title, activity)))
    done = Progress(practised_ms=ms, position_ms=ms, paused_ms=0, wall_ms=ms)
    tags = (activity,) if title and activity else ()
    return turns.whole(str(same), start, done, Outcome.COMPLETED, tags)


def _note_on(practice: PracticeEntry, words: str) -> JournalPage:
    return JournalPage(
        id=str(uuid5(_NAMESPACE, f"note on {practice.id}")),
        kind=PageKind.NOTE,
        words=words,
        written_utc=practice.started_utc,
        local_date=practice.local_date,
        practice_id=practice.id,
    )


def _length_ms(written: str, mapping: TableMapping) -> int:
    """Return a length in whole milliseconds, shorter than a day."""
    seconds = _seconds(written, mapping)
    if seconds < 0 or written.startswith("-"):
        raise BadRow(ProblemKind.NEGATIVE, mapping.duration, written)
    ms = round(seconds * 1000)
    if ms >= cells.DAY_MS:
        raise BadRow(ProblemKind.TOO_LONG, mapping.duration, written)
    return ms


def _seconds(written: str, mapping: TableMapping) -> float:
    clock = _CLOCK.fullmatch(written)
    if clock is not None:
        first, second, third = clock[2], clock[3], clock[4]
        if third is None and mapping.unit is not Unit.HOURS:
            first, second, third = "0", first, second
        if int(third or 0) >= 60 or (int(second) >= 60 and int(first) > 0):
            raise BadRow(ProblemKind.NOT_A_NUMBER, mapping.duration, written)
        return int(first) * 3600 + int(second) * 60 + int(third or 0)
    if _NUMBER.fullmatch(written) is None or len(written) > _MOST_DIGITS:
        raise BadRow(ProblemKind.NOT_A_NUMBER, mapping.duration, written)
    return float(written.replace(",", ".")) * _UNIT_S[mapping.unit]


def _moment(written: str, mapping: TableMapping, zone: tzinfo) -> datetime:
    match = _MOMENT.fullmatch(written)
    if match is None:
        raise BadRow(ProblemKind.NOT_A_TIME, mapping.started, written)
    year, month, day = _in_order(match, mapping)
    hour, minute, second = _time_of(match)
    try:
        read = datetime(year, month, day, hour, minute, second, tzinfo=_zone_of(match, zone))
        utc = read.astimezone(UTC)
    except (ValueError, OverflowError) as exc:
        raise BadRow(ProblemKind.NOT_A_TIME, mapping.started, written) from exc
    if utc.year < cells.EARLIEST.year:
        raise BadRow(ProblemKind.OUT_OF_RANGE, mapping.started, written)
    return read


def _in_order(match: re.Match[str], mapping: TableMapping) -> tuple[int, int, int]:
    a, b, c = match["a"], match["b"], match["c"]
    if len(a) == 4:
        return int(a), int(b), int(c)
    if len(c) != 4 or mapping.order is DateOrder.YMD:
        # Two digits of a year, or an order that would have to be guessed.
        raise BadRow(ProblemKind.NOT_A_TIME, mapping.started, match[0])
    day, month = (a, b) if mapping.order is DateOrder.DMY else (b, a)
    return int(c), int(month), int(day)


def _time_of(match: re.Match[str]) -> tuple[int, int, int]:
    if match["hour"] is None:
        return 12, 0, 0
    hour = int(match["hour"])
    if match["half"] is not None:
        hour = hour % 12 + (12 if match["half"] in "Pp" else 0)
    return hour, int(match["minute"]), int(match["second"] or 0)


def _zone_of(match: re.Match[str], zone: tzinfo) -> tzinfo:
    written = match["zone"]
    if written is None:
        return zone
    if written == "Z":
        return UTC
    sign = -1 if written[0] == "-" else 1
    digits = written[1:].replace(":", "")
    return timezone(sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:])))
