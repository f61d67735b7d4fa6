"""Practices out of the log into a file, and what such a file holds."""

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NoReturn, TypeAlias, cast

from thaw.practice import cells
from thaw.practice.errors import log_errors
from thaw.practice.forms import COLUMNS, LATER_COLUMNS, VALUE_COLUMNS, entry_as_json
from thaw.practice.import_files import refuse, table_rows
from thaw.practice.log import PracticeLog
from thaw.practice.problems import ProblemKind, shortened
from thaw.private_files import written_whole

__all__ = ["entry_as_json", "export_csv", "export_json", "own_records"]

FORMAT = 2
_FORMAT_KEY = "thaw_practices"
_LIST_KEY = "practices"

_TIMES_OR_NONE = frozenset({"ended_utc", "edited_utc"})
_MOST_CELLS = 10 * len(COLUMNS)

Record: TypeAlias = dict[str, object]
Rows: TypeAlias = Iterator[tuple[int, Record]]
"""Each with the number by which a person finds it in the file."""


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


def own_records(content: str) -> Rows:
    """Go through the practices of an export, JSON or CSV. Raises Refused."""
    looks_like_json = content.lstrip()[:1] in {"{", "["}
    return _json_records(content) if looks_like_json else _csv_records(content)


def _json_records(content: str) -> Rows:
    """Read an export, or the bare list that ``history --json`` prints."""
    for number, record in enumerate(_json_list(content), start=1):
        if not isinstance(record, dict):
            refuse(ProblemKind.NOT_PRACTICES, number, value=record)
        yield number, cast(Record, record)


def _json_list(content: str) -> list[object]:
    try:
        document: object = json.loads(content, parse_constant=_no_constant)
    except json.JSONDecodeError as exc:
        refuse(ProblemKind.BROKEN_JSON, exc.lineno, value=exc.msg)
    except (ValueError, RecursionError):
        # A number of thousands of digits, or lists in lists without end.
        refuse(ProblemKind.BROKEN_JSON)
    if isinstance(document, dict):
        document = _list_in(cast(Record, document))
    if not isinstance(document, list):
        refuse(ProblemKind.NOT_PRACTICES)
    return cast("list[object]", document)


def _list_in(document: Record) -> object:
    version = document.get(_FORMAT_KEY)
    if not isinstance(version, int) or isinstance(version, bool):
        refuse(ProblemKind.NOT_PRACTICES)
    if not 1 <= version <= FORMAT:
        refuse(ProblemKind.TOO_NEW, column=_FORMAT_KEY, value=version)
    for key in document:
        if key not in {_FORMAT_KEY, _LIST_KEY}:
            refuse(ProblemKind.UNKNOWN_COLUMN, column=shortened(key))
    return document.get(_LIST_KEY)


def _csv_records(content: str) -> Rows:
    rows = table_rows(content)
    _, header = next(rows)
    _check_header(header)
    for number, line in rows:
        yield number, _record_from(header, line)


def _check_header(header: list[str]) -> None:
    if len(header) > _MOST_CELLS or not set(header) & set(COLUMNS):
        refuse(ProblemKind.NOT_PRACTICES, 1)
    for name in header:
        if name not in COLUMNS or header.count(name) > 1:
            refuse(ProblemKind.UNKNOWN_COLUMN, 1, name)
    is_of_format_1 = LATER_COLUMNS.isdisjoint(header)
    for name in COLUMNS:
        if name not in header and not (is_of_format_1 and name in LATER_COLUMNS):
            refuse(ProblemKind.MISSING, 1, name)


def _record_from(header: Iterable[str], line: Iterable[str]) -> Record:
    return {name: _value(name, cell) for name, cell in zip(header, line, strict=True)}


def _value(column: str, cell: str) -> object:
    if column in VALUE_COLUMNS:
        return cells.from_csv_value(cell)
    # The texts that may be absent; for all others an empty cell is an empty text.
    return None if column in _TIMES_OR_NONE and not cell else cells.from_csv_text(cell)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)
