"""Bringing the log's file to where it can be used: made, migrated, or set aside."""

import logging
import sqlite3
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from thaw.disk_faults import PRIMARY_CODE
from thaw.practice.errors import LogBusy, LogDamaged, LogTooNew, log_errors
from thaw.practice.file_lock import FileLock
from thaw.practice.files import dated_sibling
from thaw.practice.rows import COLUMNS
from thaw.practice.schema import APPLICATION_ID, Migration, application_of, migrate, version_of
from thaw.private_files import private_file, private_folder

logger = logging.getLogger(__name__)

PATIENCE_S = 5.0
"""How long to wait for another program to let go of the log."""

_CHECKED_THROUGH_BYTES = 32 * 1024 * 1024
"""Up to this size every page is looked at when opening: some 60,000 practices."""

COMPANIONS = ("-wal", "-shm")
"""What SQLite keeps beside a database. A write-ahead log holds practices, too."""


@dataclass(frozen=True, slots=True)
class LogOpening:
    """What happened when the log was opened. All None: nothing out of the ordinary."""

    set_aside: Path | None = None
    """A damaged file was found and is here now, as it was."""
    restored_from: Path | None = None
    """The backup that took its place; None with ``set_aside``: the log began empty."""
    migrated_from: int | None = None
    """The older schema that was found."""
    copied_to: Path | None = None
    """The copy made before it was migrated."""


def backup_folder(path: Path) -> Path:
    """Where copies of the log at ``path`` are kept."""
    return path.with_name(f"{path.stem}-backups")


def locks_folder(path: Path) -> Path:
    """Where those who have the log at ``path`` open hold their locks."""
    return path.with_name(f"{path.stem}-locks")


@contextmanager
def only_one_opens(path: Path, patience_s: float) -> Generator[None]:
    """Keep others from opening the log meanwhile. Raises LogBusy after ``patience_s``."""
    with log_errors(path):
        lock = FileLock.take(locks_folder(path) / "opening.lock", patience_s)
    if lock is None:
        raise LogBusy(path, "another copy is opening it")
    try:
        yield
    finally:
        lock.release()


def make_ready(
    path: Path,
    steps: Sequence[Migration],
    now: datetime,
    *,
    is_shared: bool,
    patience_s: float = PATIENCE_S,
) -> LogOpening:
    """Make ``path`` a sound log of the newest schema in ``steps``.

    ``is_shared`` says that another copy of Thaw is writing to it: then a damaged
    file is left in place. Call with the opening lock held. Raises LogError.
    """
    opening = LogOpening()
    if not path.exists():
        _set_aside(path, now)
    elif not is_sound(path, steps, patience_s):
        if is_shared:
            raise LogDamaged(path, "another running copy has it open")
        opening = _replace_damaged(path, steps, now)
    with log_errors(path):
        private_file(path)
        try:
            return _bring_up_to_date(path, steps, now, opening, patience_s)
        except BaseException:
            if not is_shared:
                _remove_empty(path)
            raise


def connect(path: Path, patience_s: float = PATIENCE_S) -> sqlite3.Connection:
    """Open a connection in autocommit mode that may be used from any one thread at a time."""
    connection = sqlite3.connect(
        path, timeout=patience_s, isolation_level=None, check_same_thread=False
    )
    connection.row_factory = sqlite3.Row
    return connection


def connect_to_read(path: Path, patience_s: float = PATIENCE_S) -> sqlite3.Connection:
    """Open a connection that changes nothing in the file.

    Where nothing can be written beside it either, what a write-ahead log still
    holds is not seen.
    """
    try:
        return _connect_by_uri(path, "mode=ro", patience_s)
    except sqlite3.OperationalError as exc:
        # Read past another program's lock, a file may be found half changed.
        if exc.sqlite_errorcode & PRIMARY_CODE == sqlite3.SQLITE_BUSY:
            raise
        return _connect_by_uri(path, "mode=ro&immutable=1", patience_s)


def is_ours(path: Path, connection: sqlite3.Connection, steps: Sequence[Migration]) -> bool:
    """Return whether this is a practice log that the newest of ``steps`` knows or can mend.

    Raises LogTooNew.
    """
    if application_of(connection) != APPLICATION_ID:
        return False
    found, known = version_of(connection), steps[-1].number
    if found > known:
        raise LogTooNew(path, found, known)
    return found < known or _has_columns(connection)


def is_sound(path: Path, steps: Sequence[Migration], patience_s: float = PATIENCE_S) -> bool:
    """Return whether ``path`` is a whole log. Raises LogTooNew, LogBusy and LogUnwritable."""
    try:
        with log_errors(path):
            if path.stat().st_size == 0:
                return False
            connection = connect(path, patience_s)
            try:
                return is_ours(path, connection, steps) and _is_whole(path, connection)
            finally:
                connection.close()
    except LogDamaged as exc:
        logger.warning("the practice log is damaged: %s", exc.detail)
        return False


def _connect_by_uri(path: Path, options: str, patience_s: float) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{options}",
        timeout=patience_s,
        uri=True,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.row_factory = sqlite3.Row
    try:
        version_of(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _has_columns(connection: sqlite3.Connection) -> bool:
    rows = connection.execute("SELECT name FROM pragma_table_info('practice')")
    return {row["name"] for row in rows}.issuperset(COLUMNS)


def _is_whole(path: Path, connection: sqlite3.Connection) -> bool:
    if _ends_within_a_page(path, connection):
        return False
    if path.stat().st_size > _CHECKED_THROUGH_BYTES:
        # Reading the schema has shown that no page is missing at the end; the rest
        # would take seconds, and what is unreadable will say so when it is read.
        return True
    return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")


def _ends_within_a_page(path: Path, connection: sqlite3.Connection) -> bool:
    """Return whether the file's last page was cut: SQLite takes what is missing for zeros."""
    page_bytes = connection.execute("PRAGMA page_size").fetchone()[0]
    if path.stat().st_size % page_bytes:
        # A crash may have torn it while it was written: then the write-ahead log has it whole.
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    return bool(path.stat().st_size % page_bytes)


def _replace_damaged(path: Path, steps: Sequence[Migration], now: datetime) -> LogOpening:
    backup = _newest_sound_backup(path, steps)
    aside = _set_aside(path, now)
    if backup is None:
        return LogOpening(set_aside=aside)
    with log_errors(path):
        _copy(backup, path)
    return LogOpening(set_aside=aside, restored_from=backup)


def _set_aside(path: Path, now: datetime) -> Path:
    """Rename ``path`` and what belongs to it, as far as they exist."""
    aside = dated_sibling(path, "damaged", now)
    with log_errors(path):
        for ending in ("", *COMPANIONS):
            part = path.with_name(path.name + ending)
            if part.exists():
                part.rename(aside.with_name(aside.name + ending))
    return aside


def _newest_sound_backup(path: Path, steps: Sequence[Migration]) -> Path | None:
    with log_errors(path):
        # What a person had replaced by a copy is not what they would want back.
        replaced = set(backup_folder(path).glob(f"{path.stem}.replaced-*"))
        newest_first = sorted(
            set(backup_folder(path).glob(f"*{path.suffix}")) - replaced,
            key=lambda backup: (backup.stat().st_mtime_ns, backup.name),
            reverse=True,
        )
    for backup in newest_first:
        try:
            if is_sound(backup, steps):
                return backup
        except LogTooNew:
            continue
    return None


def _bring_up_to_date(
    path: Path,
    steps: Sequence[Migration],
    now: datetime,
    opening: LogOpening,
    patience_s: float,
) -> LogOpening:
    connection = connect(path, patience_s)
    try:
        found = version_of(connection)
        if 0 < found < steps[-1].number:
            opening = replace(
                opening, migrated_from=found, copied_to=_copy_before(path, found, now)
            )
        migrate(connection, steps)
    finally:
        connection.close()
    return opening


def _remove_empty(path: Path) -> None:
    """Remove what a full disk leaves of a new log: later it would pass for a damaged one."""
    parts = [path.with_name(path.name + ending) for ending in ("", *COMPANIONS)]
    sizes = [part.stat().st_size for part in parts[:2] if part.exists()]
    if not any(sizes):
        for part in parts:
            part.unlink(missing_ok=True)


def _copy_before(path: Path, found: int, now: datetime) -> Path:
    folder = backup_folder(path)
    private_folder(folder)
    goal = dated_sibling(folder / path.name, f"schema-{found}", now)
    _copy(path, goal)
    return goal


def _copy(source: Path, goal: Path) -> None:
    """Copy a database with what its write-ahead log holds; leave nothing half-copied."""
    private_file(goal)
    reading, writing = connect(source), connect(goal)
    try:
        reading.backup(writing)
        # One file, whatever looks into it later.
        writing.execute("PRAGMA journal_mode = DELETE")
    except BaseException:
        writing.close()
        goal.unlink(missing_ok=True)
        raise
    finally:
        reading.close()
        writing.close()
