"""Practices out of the log into a file."""

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from thaw.practice import cells
from thaw.practice.documents import OF_PRACTICES, PRACTICES
from thaw.practice.errors import log_errors
from thaw.practice.forms import COLUMNS, JsonObject, entry_as_json
from thaw.practice.log import PracticeLog
from thaw.private_files import written_whole

__all__ = ["TableWriter", "entry_as_json", "export_csv", "export_json", "write_json_list"]


def export_json(log: PracticeLog, path: Path) -> int:
    """Write every practice to ``path``, one on a line; return how many. Raises LogError."""
    with log_errors(path), written_whole(path) as stream:
        stream.write(f'{{"{OF_PRACTICES.key}": {OF_PRACTICES.newest}, "{PRACTICES}": ')
        count = write_json_list(stream, map(entry_as_json, log.every_entry()))
        stream.write("}\n")
    return count


def export_csv(log: PracticeLog, path: Path) -> int:
    """Write every practice to ``path`` as CSV with ``COLUMNS``; return how many.

    UTF-8 with a byte order mark, by which spreadsheets know it. A text that a
    spreadsheet would take for a formula has an apostrophe before it, which an import
    takes away again. Raises LogError.
    """
    with log_errors(path), written_whole(path, encoding="utf-8-sig") as stream:
        table = TableWriter(stream)
        for entry in log.every_entry():
            table.write(entry_as_json(entry))
    return table.rows


class TableWriter:
    """Writes practices as CSV, below a header of ``COLUMNS``."""

    def __init__(self, stream: IO[str]) -> None:
        self._writer = csv.writer(stream)
        self._writer.writerow(COLUMNS)
        self.rows = 0

    def write(self, record: JsonObject) -> None:
        self.rows += 1
        self._writer.writerow(map(cells.to_csv, record.values()))


def write_json_list(stream: IO[str], records: Iterable[object]) -> int:
    """Write a list, each item on a line of its own; return how many there were."""
    count = 0
    stream.write("[")
    for count, record in enumerate(records, start=1):
        stream.write("\n" if count == 1 else ",\n")
        stream.write(json.dumps(record, ensure_ascii=False, allow_nan=False))
    stream.write("\n]")
    return count
