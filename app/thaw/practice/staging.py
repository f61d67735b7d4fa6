"""Practices on their way into a log: checked, counted, and not in it yet.

They wait on the disk, in a table that SQLite drops with its connection, however the program
ends: a file of any length takes no more memory than a short one.
"""

import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from typing import Final

from thaw.practice.entry import PracticeEntry
from thaw.practice.errors import log_errors
from thaw.practice.log import PracticeLog
from thaw.practice.opening import connect_to_read
from thaw.practice.rows import COLUMNS, Value, entry_of, row_of

_AT_ONCE: Final = 500
_ALL = ", ".join(COLUMNS)
_PLACES = ", ".join("?" for _ in COLUMNS)
_FRESH = (
    "FROM temp.staged WHERE NOT EXISTS"
    " (SELECT 1 FROM main.practice WHERE main.practice.id = temp.staged.id)"
)


class Staging:
    """Practices in the order in which they were added. Raises LogError."""

    def __init__(self, log: PracticeLog, connection: sqlite3.Connection) -> None:
        self._path = log.path
        self._connection = connection
        self._waiting: list[tuple[Value, ...]] = []
        self._written = 0
        connection.execute(f"CREATE TEMP TABLE staged ({_ALL})")

    @property
    def count(self) -> int:
        """How many were added."""
        return self._written + len(self._waiting)

    def add(self, entry: PracticeEntry) -> None:
        self._waiting.append(tuple(row_of(entry).values()))
        if len(self._waiting) == _AT_ONCE:
            self._write()

    def fresh(self) -> int:
        """Return how many of them are not in the log: each id counts once."""
        self._write()
        with log_errors(self._path):
            row = self._connection.execute(f"SELECT COUNT(DISTINCT id) {_FRESH}").fetchone()
        return int(row[0])

    def first_fresh(self, most: int) -> tuple[PracticeEntry, ...]:
        """Return the first of those that are not in the log."""
        self._write()
        found: dict[str, PracticeEntry] = {}
        with log_errors(self._path):
            for row in self._connection.execute(f"SELECT {_ALL} {_FRESH} ORDER BY rowid"):
                if len(found) == most:
                    break
                found.setdefault(row["id"], entry_of(row))
        return tuple(found.values())

    def rows(self) -> Iterator[tuple[Value, ...]]:
        """Go through all of them as rows of ``COLUMNS``."""
        self._write()
        with log_errors(self._path):
            found = self._connection.execute(f"SELECT {_ALL} FROM temp.staged ORDER BY rowid")
            while batch := found.fetchmany(_AT_ONCE):
                yield from map(tuple, batch)

    def _write(self) -> None:
        with log_errors(self._path):
            self._connection.execute("BEGIN")
            self._connection.executemany(
                f"INSERT INTO temp.staged VALUES ({_PLACES})", self._waiting
            )
            self._connection.execute("COMMIT")
        self._written += len(self._waiting)
        self._waiting.clear()


@contextmanager
def staging(log: PracticeLog) -> Generator[Staging]:
    """Nothing is left of it afterwards. Raises LogError."""
    with log_errors(log.path):
        connection = connect_to_read(log.path)
    with closing(connection):
        yield Staging(log, connection)
