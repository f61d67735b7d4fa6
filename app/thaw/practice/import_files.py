"""The text of a file that is to be imported, and the cells of a table in it."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NoReturn

from thaw.practice.problems import ImportProblem, ProblemKind, Refused, shortened

LARGEST_BYTES: Final = 512 * 1024 * 1024


def text_of(path: Path) -> str:
    """Return the text of a file in UTF-8. Raises Refused."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
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


def table_rows(text: str, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """Go through a table, header and all, each line with its row; 1 is the header.

    Raises Refused where it is no CSV, and where a row is wider or narrower than the header.
    """
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    width = 0
    try:
        for number, line in enumerate(lines, start=1):
            if not line:
                continue
            width = width or len(line)
            if len(line) != width:
                refuse(ProblemKind.WRONG_CELL_COUNT, number, value=len(line))
            yield number, line
    except csv.Error as exc:
        raise Refused(
            ImportProblem(ProblemKind.BROKEN_CSV, row=lines.line_num, value=str(exc))
        ) from exc


def refuse(
    kind: ProblemKind, row: int | None = None, column: str | None = None, value: object = None
) -> NoReturn:
    """Refuse the whole file for one fault."""
    raise Refused(ImportProblem(kind, row, column, shortened(value)))
