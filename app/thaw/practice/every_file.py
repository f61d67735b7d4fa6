"""The log's file and every other that may hold a state of it, changed so that nothing is left.

What a disk keeps of a file's earlier state is out of reach.
"""

import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

from thaw.practice.errors import LogBusy, LogError, log_errors
from thaw.practice.log import PracticeLog
from thaw.practice.opening import backup_folder, connect

logger = logging.getLogger(__name__)

COPYING_S: Final = 10.0
"""How long a copy that is being made is waited for: it holds what was there when it was begun."""


def pack(log: PracticeLog) -> None:
    """Drop what the log's file and its write-ahead log still hold of what was changed.

    Raises LogBusy where another program reads the log meanwhile, and LogError: then it
    is done again.
    """
    with log.alone() as connection:
        # Deleted rows are overwritten already; this drops the pages they were on, and
        # with the write-ahead log what was in it before.
        connection.execute("VACUUM")
        is_busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if is_busy:
        raise LogBusy(log.path, "another program reads it, and part of what was there is left")


def other_files(path: Path) -> list[Path]:
    """Every other file that may hold a state of the log: copies, and what was set aside."""
    with log_errors(path):
        aside = path.parent.glob(f"{path.stem}.damaged-*{path.suffix}")
        return sorted([*backup_folder(path).glob(f"*{path.suffix}"), *aside])


def change_others(path: Path, change: Callable[[sqlite3.Connection], bool]) -> tuple[Path, ...]:
    """Have ``change`` made in every other file, and those packed; return which could not be.

    It says whether there was anything to change. Call with ``no_copying``.
    """
    return tuple(other for other in other_files(path) if not _is_changed(other, change))


def has_table(connection: sqlite3.Connection, table: str) -> bool:
    found = connection.execute(
        "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", (table,)
    )
    return found.fetchone() is not None


def _is_changed(path: Path, change: Callable[[sqlite3.Connection], bool]) -> bool:
    try:
        with log_errors(path), closing(connect(path)) as connection:
            connection.execute("PRAGMA secure_delete = ON")
            if change(connection):
                connection.execute("PRAGMA journal_mode = DELETE")
                connection.execute("VACUUM")
    except (LogError, sqlite3.Error) as exc:
        logger.info("a copy can't be changed: %s", exc)
        return False
    return True
