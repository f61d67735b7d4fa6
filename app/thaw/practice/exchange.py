"""Practices out of the log into a file, and from such a file into a log."""

import csv
import io
import json
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn, TypeAlias, cast

from thaw.practice import cells
from thaw.practice.clock import Clock, local_now
from thaw.practice.entry import PracticeEntry
from thaw.practice.errors import log_errors
from thaw.practice.files import written_whole
from thaw.practice.forms import (
    CLOCK_SKEW,
    COLUMNS,
    LATER_COLUMNS,
    VALUE_COLUMNS,
    BadRow,
    entry_as_json,
    entry_from_json,
)
from thaw.practice.log import PracticeLog
from thaw.practice.problems import ImportProblem, ProblemKind, Refused, shortened

__all__ = ["ImportReport", "entry_as_json", "export_csv", "export_json", "import_own"]

logger = logging.getLogger(__name__)

FORMAT = 2
_FORMAT_KEY = "thaw_practices"
_LIST_KEY = "practices"

_LARGEST_BYTES = 512 * 1024 * 1024
_MOST_PROBLEMS = 200
_TIMES_OR_NONE = frozenset({"ended_utc", "edited_utc"})
_MOST_CELLS = 10 * len(COLUMNS)

Record: TypeAlias = dict[str, object]
Rows: TypeAlias = Iterator[tuple[int, Record]]
"""Each with the number by which a person finds it in the file."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import found. With any problem nothing was taken in."""

    found: int = 0
    """Practices in the file."""
    added: int = 0
    already_there: int = 0
    """In the log before, or twice in the file."""
    problems: tuple[ImportProblem, ...] = ()
    """The first of them, in the order of the file."""
    bad_rows: int = 0
    """Rows with a problem: at least as many as are named in ``problems``."""

    @property
    def is_refused(self) -> bool:
        return bool(self.problems)


def export_json(log: PracticeLog, path: Path) -> int:
    """Write every practice to ``path``, one on a line; return how many. Raises LogError."""
    with log_errors(path), written_whole(path) as stream:
        stream.write(f'{{"{_FORMAT_KEY}": {FORMAT}, "{_LIST_KEY}": [')
        count = 0
        for count, entry in enumerate(log.every_entry(), start=1):
            stream.write("\n" if count == 1 else ",\n")
            json.dump(entry_as_json(entry), stream, ensure_ascii=False, allow_nan=False)
        stream.write("\n]}\n")
    return count


def export_csv(log: PracticeLog, path: Path) -> int:
    """Write every practice to ``path`` as CSV with ``COLUMNS``; return how many.

    UTF-8 with a byte order mark, by which spreadsheets know it. A text that a
    spreadsheet would take for a formula has an apostrophe before it, which an import
    takes away again. Raises LogError.
    """
    count = 0
    with log_errors(path), written_whole(path, encoding="utf-8-sig") as stream:
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        for entry in log.every_entry():
            count += 1
            writer.writerow(map(cells.to_csv, entry_as_json(entry).values()))
    return count


def import_own(log: PracticeLog, path: Path, clock: Clock = local_now) -> ImportReport:
    """Take in a file that Thaw exported, JSON or CSV: all that is new in it, or nothing.

    What is wrong with the file is in the report. Raises LogError if the log can't be written.
    """
    latest = clock().astimezone(UTC) + CLOCK_SKEW
    try:
        entries, report = _read_entries(_records(_content(path)), latest)
    except Refused as exc:
        return ImportReport(problems=(exc.problem,))
    if report.is_refused:
        return report
    added = log.add(entries)
    logger.info("imported %d practices of %d", added, len(entries))
    return replace(report, added=added, already_there=len(entries) - added)


def _content(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise Refused(ImportProblem(ProblemKind.TOO_BIG))
        content = path.read_bytes()
    except OSError as exc:
        raise Refused(ImportProblem(ProblemKind.UNREADABLE, value=exc.strerror)) from exc
    if not content.strip():
        raise Refused(ImportProblem(ProblemKind.EMPTY))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        line = content.count(b"\n", 0, exc.start) + 1
        raise Refused(ImportProblem(ProblemKind.NOT_UTF8, row=line)) from exc


def _records(content: str) -> Rows:
    looks_like_json = content.lstrip()[:1] in {"{", "["}
    return _json_records(content) if looks_like_json else _csv_records(content)


def _read_entries(rows: Rows, latest: datetime) -> tuple[list[PracticeEntry], ImportReport]:
    entries: list[PracticeEntry] = []
    problems: list[ImportProblem] = []
    found = bad_rows = 0
    for number, record in rows:
        found += 1
        try:
            entries.append(entry_from_json(record, latest))
        except BadRow as exc:
            bad_rows += 1
            if len(problems) < _MOST_PROBLEMS:
                problems.append(exc.at(number))
    return entries, ImportReport(found=found, problems=tuple(problems), bad_rows=bad_rows)


def _json_records(content: str) -> Rows:
    """Read an export, or the bare list that ``history --json`` prints."""
    for number, record in enumerate(_json_list(content), start=1):
        if not isinstance(record, dict):
            _refuse(ProblemKind.NOT_PRACTICES, number, value=record)
        yield number, cast(Record, record)


def _json_list(content: str) -> list[object]:
    try:
        document: object = json.loads(content, parse_constant=_no_constant)
    except json.JSONDecodeError as exc:
        _refuse(ProblemKind.BROKEN_JSON, exc.lineno, value=exc.msg)
    except (ValueError, RecursionError):
        # A number of thousands of digits, or lists in lists without end.
        _refuse(ProblemKind.BROKEN_JSON)
    if isinstance(document, dict):
        document = _list_in(cast(Record, document))
    if not isinstance(document, list):
        _refuse(ProblemKind.NOT_PRACTICES)
    return cast("list[object]", document)


def _list_in(document: Record) -> object:
    version = document.get(_FORMAT_KEY)
    if not isinstance(version, int) or isinstance(version, bool):
        _refuse(ProblemKind.NOT_PRACTICES)
    if not 1 <= version <= FORMAT:
        _refuse(ProblemKind.TOO_NEW, column=_FORMAT_KEY, value=version)
    for key in document:
        if key not in {_FORMAT_KEY, _LIST_KEY}:
            _refuse(ProblemKind.UNKNOWN_COLUMN, column=shortened(key))
    return document.get(_LIST_KEY)


def _csv_records(content: str) -> Rows:
    lines = csv.reader(io.StringIO(content, newline=""), strict=True)
    try:
        header = next(lines)
        _check_header(header)
        for number, line in enumerate(lines, start=2):
            if len(line) != len(header):
                _refuse(ProblemKind.WRONG_CELL_COUNT, number, value=len(line))
            yield number, _record_from(header, line)
    except csv.Error as exc:
        raise Refused(
            ImportProblem(ProblemKind.BROKEN_CSV, row=lines.line_num, value=str(exc))
        ) from exc


def _check_header(header: list[str]) -> None:
    if len(header) > _MOST_CELLS or not set(header) & set(COLUMNS):
        _refuse(ProblemKind.NOT_PRACTICES, 1)
    for name in header:
        if name not in COLUMNS or header.count(name) > 1:
            _refuse(ProblemKind.UNKNOWN_COLUMN, 1, name)
    is_of_format_1 = LATER_COLUMNS.isdisjoint(header)
    for name in COLUMNS:
        if name not in header and not (is_of_format_1 and name in LATER_COLUMNS):
            _refuse(ProblemKind.MISSING, 1, name)


def _record_from(header: Iterable[str], line: Iterable[str]) -> Record:
    return {name: _value(name, cell) for name, cell in zip(header, line, strict=True)}


def _value(column: str, cell: str) -> object:
    if column in VALUE_COLUMNS:
        return cells.from_csv_value(cell)
    # The texts that may be absent; for all others an empty cell is an empty text.
    return None if column in _TIMES_OR_NONE and not cell else cells.from_csv_text(cell)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _refuse(
    kind: ProblemKind, row: int | None = None, column: str | None = None, value: object = None
) -> NoReturn:
    raise Refused(ImportProblem(kind, row, column, shortened(value)))
