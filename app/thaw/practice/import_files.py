"""The text of a file that is to be imported, and the cells of a table in it."""

import codecs
import csv
import os
import re
import stat
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NoReturn, TextIO

from thaw.practice.problems import ImportProblem, ProblemKind, Refused, shortened

LARGEST_BYTES: Final = 4 * 1024**3
"""Some four million practices. It takes no more memory than a short file, but most of ten
minutes; and what is longer is no history of one person."""
LONGEST_SIGNS: Final = 32 * 1024 * 1024
"""Of one line of a table, or of one value in JSON: more is not held in memory."""

_HEAD_SIGNS: Final = 64 * 1024
_BLANKS: Final = " \t\r\n\0"
"""What a file may be full of and still be empty: a disk that failed leaves zeros."""
_BYTES_AT_ONCE: Final = 1024 * 1024


class ImportText:
    """A text in UTF-8 that is read from front to back, a piece at a time."""

    def __init__(self, stream: TextIO, descriptor: int) -> None:
        self._stream = stream
        self._descriptor = descriptor
        self._size = os.fstat(descriptor).st_size
        self.head = stream.read(_HEAD_SIGNS)
        """How it begins: enough to see what it is."""
        stream.seek(0)

    def read(self, count: int = -1) -> str:
        """Return the next ``count`` signs, all there are by default; "" at the end."""
        return self._stream.read(count)

    def lines(self) -> Iterator[str]:
        """Go through the lines, each with its ending. Raises Refused where one has no end."""
        number = 0
        while line := self._stream.readline(LONGEST_SIGNS):
            number += 1
            if len(line) == LONGEST_SIGNS:
                refuse(ProblemKind.BROKEN_CSV, number)
            yield line

    def share(self) -> float:
        """Return how much of the file was read, from 0 to 1."""
        return min(1.0, os.lseek(self._descriptor, 0, os.SEEK_CUR) / max(1, self._size))


@contextmanager
def opened_text(path: Path) -> Generator[ImportText]:
    """Open a file to be imported. Raises Refused; inside as well, where it is no UTF-8."""
    try:
        _check_kind(path)
        stream = path.open(encoding="utf-8-sig", newline="")
    except OSError as exc:
        raise Refused(ImportProblem(ProblemKind.UNREADABLE, value=exc.strerror)) from exc
    with stream:
        try:
            text = ImportText(stream, stream.fileno())
            if not text.head.strip(_BLANKS):
                refuse(ProblemKind.EMPTY)
            if "\0" in text.head.partition("\n")[0]:
                # UTF-16 without its mark reads as letters with a zero beside each.
                refuse(ProblemKind.NOT_UTF8, 1)
            yield text
        except UnicodeDecodeError as exc:
            raise Refused(ImportProblem(ProblemKind.NOT_UTF8, row=_undecodable(path))) from exc
        except OSError as exc:
            raise Refused(ImportProblem(ProblemKind.UNREADABLE, value=exc.strerror)) from exc


def table_rows(text: ImportText, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """Go through a table, header and all, each line with its row; 1 is the header.

    Raises Refused where it is no CSV, and where a row is wider or narrower than the header.
    """
    unread: list[str] = []
    """What was taken from the text for a row that is not whole yet."""
    header: list[str] = []
    number = 0
    try:
        lines = csv.reader(_noted(text.lines(), unread), delimiter=delimiter, strict=True)
        for number, line in enumerate(lines, start=1):
            unread.clear()
            if not line:
                continue
            header = header or line
            if len(line) != len(header):
                refuse(ProblemKind.WRONG_CELL_COUNT, number, value=len(line))
            yield number, line
    except csv.Error as exc:
        # An open quote swallows what follows: told is where it was opened, not where it ended.
        place = _broken_cell("".join(unread), delimiter)
        column = header[place] if place < len(header) else None
        refuse(ProblemKind.BROKEN_CSV, number + 1, column, str(exc))


def refuse(
    kind: ProblemKind, row: int | None = None, column: str | None = None, value: object = None
) -> NoReturn:
    """Refuse the whole file for one fault."""
    raise Refused(ImportProblem(kind, row, column, shortened(value)))


def _noted(lines: Iterator[str], unread: list[str]) -> Iterator[str]:
    for line in lines:
        unread.append(line)
        yield line


def _broken_cell(row: str, delimiter: str) -> int:
    """Return the place of the first cell of ``row`` that does not end as a cell does."""
    whole = re.compile(rf'(?:"[^"]*(?:""[^"]*)*"|[^"{delimiter}][^{delimiter}]*)?{delimiter}')
    place = cell = 0
    while (match := whole.match(row, place)) is not None:
        place, cell = match.end(), cell + 1
    return cell


def _check_kind(path: Path) -> None:
    """Refuse what is no plain file: a pipe might never end. Raises OSError and Refused."""
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        refuse(ProblemKind.UNREADABLE, value="a folder")
    if not stat.S_ISREG(status.st_mode):
        refuse(ProblemKind.UNREADABLE, value="not a plain file")
    if status.st_size > LARGEST_BYTES:
        refuse(ProblemKind.TOO_BIG)


def _undecodable(path: Path) -> int | None:
    """Return the line of the first byte that is not UTF-8; None if the file has changed."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    line = 1
    with path.open("rb") as stream:
        while piece := stream.read(_BYTES_AT_ONCE):
            waiting = decoder.getstate()[0]
            try:
                decoder.decode(piece)
            except UnicodeDecodeError as exc:
                return line + (waiting + piece).count(b"\n", 0, exc.start)
            line += piece.count(b"\n")
    return line
