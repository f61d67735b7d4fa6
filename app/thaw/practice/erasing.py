"""What a person wrote or answered, erased: from the log's file and from every copy of it.

The files hold none of it afterwards; what a disk keeps of a file's earlier state is out
of reach.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from thaw.practice.copies import no_copying
from thaw.practice.errors import LogBusy, LogError, log_errors
from thaw.practice.log import PracticeLog
from thaw.practice.opening import backup_folder, connect

_JOURNAL = "journal"
_ANSWERS = "answer"

_COPYING_S = 10.0
"""How long a copy that is being made is waited for."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What became of what was to be erased."""

    rows: int
    """Pages or answers that were in the log itself."""
    left_in: tuple[Path, ...] = ()
    """Files that could not be looked through, and may still hold some of it."""


def erase_journal(log: PracticeLog) -> Erased:
    """Erase every note and page.

    Raises LogBusy where another program reads the log meanwhile: then they are out of
    the log, and to be rid of what is left of them it is done again. Raises LogError.
    """
    return _erased(log, _JOURNAL)


def erase_answers(log: PracticeLog) -> Erased:
    """Erase every answer, as ``erase_journal`` does the journal."""
    return _erased(log, _ANSWERS)


def _erased(log: PracticeLog, table: str) -> Erased:
    # A copy that is being made holds what was there when it was begun.
    with no_copying(log.path, _COPYING_S):
        count = _emptied(log, table)
        left_in = [path for path in _other_files(log.path) if not _is_free_of(table, path)]
    return Erased(count, tuple(left_in))


def _emptied(log: PracticeLog, table: str) -> int:
    with log.changing() as writing:
        count = writing.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]
        writing.execute(f"DELETE FROM {table}")
    with log.alone() as connection:
        # Deleted rows are overwritten already; this drops the pages they were on, and
        # with the write-ahead log what was in it before.
        connection.execute("VACUUM")
        is_busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if is_busy:
        raise LogBusy(log.path, "another program reads it, and part of what was erased is left")
    return int(count)


def _other_files(path: Path) -> list[Path]:
    """Every other file that may hold a state of the log: copies, and what was set aside."""
    with log_errors(path):
        aside = path.parent.glob(f"{path.stem}.damaged-*{path.suffix}")
        return sorted([*backup_folder(path).glob(f"*{path.suffix}"), *aside])


def _is_free_of(table: str, path: Path) -> bool:
    try:
        with log_errors(path), closing(connect(path)) as connection:
            connection.execute("PRAGMA secure_delete = ON")
            has_one = connection.execute(
                "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", (table,)
            ).fetchone()
            if has_one is not None:
                connection.execute(f"DELETE FROM {table}")
                connection.execute("PRAGMA journal_mode = DELETE")
                connection.execute("VACUUM")
    except (LogError, sqlite3.Error):
        return False
    return True
