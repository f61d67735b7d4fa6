"""The numbered steps that bring a database to the schema this Thaw knows."""

import re
import sqlite3
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files

APPLICATION_ID = 0x54484157
"""``THAW`` in the file's header, so that another program's database is not taken for ours."""

_STEP_NAME = re.compile(r"(?P<number>\d{4})_\w+\.sql")


@dataclass(frozen=True, slots=True)
class Migration:
    """One step; after it, ``PRAGMA user_version`` is ``number``."""

    number: int
    sql: str


def bundled_migrations() -> tuple[Migration, ...]:
    """Read the steps that come with Thaw, in order."""
    found: list[Migration] = []
    for resource in files("thaw.practice.migrations").iterdir():
        match = _STEP_NAME.fullmatch(resource.name)
        if match is not None:
            found.append(Migration(int(match["number"]), resource.read_text("utf-8")))
    return tuple(sorted(found, key=lambda step: step.number))


def version_of(connection: sqlite3.Connection) -> int:
    """Return the schema's number; 0 is a database in which nothing was made yet."""
    return _pragma(connection, "user_version")


def application_of(connection: sqlite3.Connection) -> int:
    return _pragma(connection, "application_id")


def migrate(connection: sqlite3.Connection, steps: Sequence[Migration]) -> None:
    """Apply the steps that are missing, each whole or not at all."""
    for step in steps:
        # Where there is nothing to do, another program's writing is not waited for.
        if version_of(connection) >= step.number:
            continue
        with transaction(connection):
            # Asked again inside: another copy of Thaw may have been quicker.
            if version_of(connection) >= step.number:
                continue
            for statement in _statements(step.sql):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {step.number}")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Generator[None]:
    """All that is written inside, or nothing. The connection is in autocommit mode."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # SQLite has already rolled back after a full disk; then there is nothing to do.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _statements(sql: str) -> Iterator[str]:
    # executescript() would commit what is open; one statement at a time does not.
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement
