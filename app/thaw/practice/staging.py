"""Practices on their way into a log: checked, counted, and not in it yet.

They wait on the disk, in tables that SQLite drops with their connection, however the program
ends: a file of any length takes no more memory than a short one.
"""

import marshal
import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from typing import Final, TypeAlias, cast

from thaw.practice.entry import PracticeEntry
from thaw.practice.errors import log_errors
from thaw.practice.log import PracticeLog, entry_in
from thaw.practice.opening import connect_to_read
from thaw.practice.rows import COLUMNS, Value, row_of

_AT_ONCE: Final = 500
_FRESH = (
    "FROM temp.staged WHERE NOT EXISTS"
    " (SELECT 1 FROM main.practice WHERE main.practice.id = temp.staged.id)"
)
_AS_ROW = f"SELECT {', '.join(f'? AS {name}' for name in COLUMNS)}"

Row: TypeAlias = tuple[Value, ...]
"""The values of ``COLUMNS``."""


class Staging:
    """Practices in the order in which they were added; all are, before any is asked for.

    Raises LogError.
    """

    def __init__(self, log: PracticeLog, connection: sqlite3.Connection) -> None:
        self._path = log.path
        self._connection = connection
        self._waiting: list[Row] = []
        self.count = 0
        """How many were added."""
        connection.execute("CREATE TEMP TABLE staged (id)")
        # Five hundred to a row: SQLite would take them apart into cells, and make them again.
        connection.execute("CREATE TEMP TABLE batch (practices)")

    def add(self, entry: PracticeEntry) -> None:
        self._waiting.append(tuple(row_of(entry).values()))
        self.count += 1
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
        places: dict[str, int] = {}
        with log_errors(self._path):
            for row in self._connection.execute(f"SELECT id, rowid {_FRESH} ORDER BY rowid"):
                if len(places) == most:
                    break
                places.setdefault(row["id"], row["rowid"] - 1)
            return tuple(self._entry(place) for place in places.values())

    def rows(self) -> Iterator[Row]:
        """Go through all of them."""
        self._write()
        with log_errors(self._path):
            for (batch,) in self._connection.execute(
                "SELECT practices FROM temp.batch ORDER BY rowid"
            ):
                yield from _unpacked(batch)

    def _entry(self, place: int) -> PracticeEntry:
        number, index = divmod(place, _AT_ONCE)
        (batch,) = self._connection.execute(
            "SELECT practices FROM temp.batch WHERE rowid = ?", (number + 1,)
        ).fetchone()
        row = self._connection.execute(_AS_ROW, _unpacked(batch)[index]).fetchone()
        return entry_in(self._path, row)

    def _write(self) -> None:
        if not self._waiting:
            return
        with log_errors(self._path):
            self._connection.execute("BEGIN")
            self._connection.executemany(
                "INSERT INTO temp.staged VALUES (?)", [(row[0],) for row in self._waiting]
            )
            self._connection.execute(
                "INSERT INTO temp.batch VALUES (?)", (marshal.dumps(self._waiting),)
            )
            self._connection.execute("COMMIT")
        self._waiting.clear()


def _unpacked(batch: bytes) -> list[Row]:
    # Of our own making a moment ago, in a file that nobody else can open.
    return cast("list[Row]", marshal.loads(batch))


@contextmanager
def staging(log: PracticeLog) -> Generator[Staging]:
    """Nothing is left of it afterwards. Raises LogError."""
    with log_errors(log.path):
        connection = connect_to_read(log.path)
    with closing(connection):
        yield Staging(log, connection)
