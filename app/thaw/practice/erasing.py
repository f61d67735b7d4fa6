"""What a person wrote or answered, erased: from the log's file and from every copy of it.

The files hold none of it afterwards; what a disk keeps of a file's earlier state is out
of reach.
"""

import sqlite3
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from thaw.practice.copies import no_copying
from thaw.practice.every_file import COPYING_S, change_others, has_table, pack
from thaw.practice.log import PracticeLog

_JOURNAL = "journal"
_ANSWERS = "answer"


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
    with no_copying(log.path, COPYING_S):
        with log.changing() as writing:
            count = writing.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]
            writing.execute(f"DELETE FROM {table}")
        pack(log)
        left_in = change_others(log.path, partial(_emptied, table))
    return Erased(int(count), left_in)


def _emptied(table: str, connection: sqlite3.Connection) -> bool:
    if not has_table(connection, table):
        return False
    connection.execute(f"DELETE FROM {table}")
    return True
