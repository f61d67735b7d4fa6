"""A first look at a file that is to be imported: what it is, and what its columns may hold."""

import csv
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Final

from thaw.practice.documents import looks_like_json
from thaw.practice.forms import COLUMNS
from thaw.practice.import_files import ImportText, opened_text, refuse, table_rows
from thaw.practice.other_apps import (
    DELIMITERS,
    MOST_COLUMNS,
    DateOrder,
    Practised,
    TableMapping,
    Unit,
    Whereabouts,
    is_insight_timer,
    understood,
)
from thaw.practice.problems import ImportProblem, ProblemKind, Refused

ROWS_LOOKED_AT: Final = 5
_ROWS_GUESSED_FROM: Final = 50

_STARTED = ("started", "start", "began", "begin", "date", "day", "when", "datum", "fecha")
_TIMES = ("time", "clock", "uhrzeit", "hora", "heure")
_LENGTHS = ("duration", "length", "minutes", "mins", "seconds", "hours", "dauer", "min")
_TITLES = ("title", "name", "what", "session", "preset", "practice", "titel", "titre")
_ACTIVITIES = ("activity", "type", "kind", "category")
_NOTES = ("note", "notes", "comment", "journal", "remark", "notiz")

_DATE = re.compile(r"\s*(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})")
_LAST_MONTH = 12


class FileKind(StrEnum):
    """What a file to be imported is."""

    OWN = "own"
    INSIGHT_TIMER = "insight_timer"
    TABLE = "table"
    """Any other: its columns need to be named."""


@dataclass(frozen=True, slots=True)
class FileLook:
    """How a file begins. Without columns unless it is a table."""

    kind: FileKind
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[int, tuple[str, ...]], ...] = ()
    """The first of them, each with its number."""
    guess: TableMapping | None = None
    """What the columns may hold, by their names; "" where nothing fits."""
    order: DateOrder | None = None
    """How dates are written; None where those seen could be read either way."""


def look_at(path: Path) -> FileLook:
    """Look at how a file begins. Raises Refused."""
    with opened_text(path) as text:
        if looks_like_json(text) or set(COLUMNS[:3]) <= set(_header(text, ",")):
            return FileLook(FileKind.OWN)
        if is_insight_timer(text.head):
            return FileLook(FileKind.INSIGHT_TIMER)
        return _table(text)


def first_lines(
    look: FileLook, mapping: TableMapping, where: Whereabouts, latest: datetime
) -> list[tuple[int, Practised]]:
    """Return how the first rows are understood, notes left aside. Raises Refused."""
    rows = look.rows[:ROWS_LOOKED_AT]
    plain = (mapping.started, mapping.duration, mapping.time, mapping.title, mapping.activity)
    without_note = TableMapping(*plain, unit=mapping.unit, order=mapping.order)
    return list(understood(look.columns, rows, without_note, where, latest))


def _table(text: ImportText) -> FileLook:
    delimiter = max(DELIMITERS, key=lambda one: len(_header(text, one)))
    rows = table_rows(text, delimiter)
    _, header = next(rows)
    if not 2 <= len(header) <= MOST_COLUMNS:
        refuse(ProblemKind.NOT_PRACTICES, 1)
    found: list[tuple[int, tuple[str, ...]]] = []
    # What is wrong further down is told when the whole is looked through.
    with suppress(Refused):
        found.extend((number, tuple(row)) for number, row in islice(rows, _ROWS_GUESSED_FROM))
    columns = tuple(name.strip() for name in header)
    guess = _guess(columns)
    return FileLook(FileKind.TABLE, columns, tuple(found), guess, _order(columns, found, guess))


def _header(text: ImportText, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([text.head.lstrip().splitlines()[0]], delimiter=delimiter))
    except csv.Error as exc:
        raise Refused(ImportProblem(ProblemKind.BROKEN_CSV, 1, value=str(exc))) from exc


def _guess(columns: Sequence[str]) -> TableMapping:
    left = list(columns)

    def named(words: Iterable[str]) -> str:
        """Take the column that has one of the words in its name, the first words first."""
        for word in words:
            for column in left:
                if word in re.split(r"[\W_]+", column.casefold()):
                    left.remove(column)
                    return column
        return ""

    duration, started = named(_LENGTHS), named(_STARTED)
    time = named(_TIMES)
    if not started:
        started, time = time, ""
    title, activity, note = named(_TITLES), named(_ACTIVITIES), named(_NOTES)
    return TableMapping(
        started=started,
        duration=duration,
        time=time,
        title=title or activity,
        activity=activity if title else "",
        note=note,
        unit=_unit(duration),
    )


def _unit(column: str) -> Unit:
    name = column.casefold()
    if "sec" in name:
        return Unit.SECONDS
    return Unit.HOURS if "hour" in name else Unit.MINUTES


def _order(
    columns: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]], guess: TableMapping
) -> DateOrder | None:
    """Return the one order in which every date seen is one."""
    if not guess.started:
        return None
    place = columns.index(guess.started)
    matches = [_DATE.match(row[place]) for _, row in rows]
    parts = [match.groups() for match in matches if match is not None]
    if parts and all(len(first) == 4 for first, _, _ in parts):
        return DateOrder.YMD
    if any(int(first) > _LAST_MONTH for first, _, _ in parts if len(first) < 4):
        return DateOrder.DMY
    if any(int(second) > _LAST_MONTH for _, second, _ in parts):
        return DateOrder.MDY
    return None
