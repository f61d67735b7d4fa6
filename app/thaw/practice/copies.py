"""Copies of the log: one for each day of use, thinned out with time, put back when asked."""

import logging
import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Generator, Iterable
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import Final
from uuid import uuid4

from thaw.practice.days import week_begins
from thaw.practice.errors import LogBusy, LogDamaged, LogError, log_errors
from thaw.practice.file_lock import FileLock
from thaw.practice.files import dated_sibling
from thaw.practice.opening import (
    COMPANIONS,
    PATIENCE_S,
    backup_folder,
    connect,
    connect_to_read,
    is_sound,
    locks_folder,
    only_one_opens,
)
from thaw.practice.schema import bundled_migrations
from thaw.practice.writers import writers_running
from thaw.private_files import private_file, private_folder

logger = logging.getLogger(__name__)

DAYS_KEPT: Final = 7
WEEKS_KEPT: Final = 4

_DRAFT_SUFFIX = ".part"
_PAGES_AT_ONCE = 1_000
"""Between so many pages, some 4 MB, the copying looks whether it should stop."""
_STEPS_AT_ONCE = 100_000


class CopyKind(StrEnum):
    """Why a copy was made."""

    DAY = "day"
    SCHEMA = "schema"
    """Before the log was brought to a newer schema."""
    REPLACED = "replaced"
    """What a restored copy took the place of."""


@dataclass(frozen=True, slots=True)
class LogCopy:
    """A copy in the backup folder, by the wall clock when it was made."""

    path: Path
    kind: CopyKind
    day: date
    at: time


@dataclass(frozen=True, slots=True)
class CopyContent:
    """What is in a copy."""

    practices: int
    last_day: date | None


class CopyStopped(Exception):
    """The copying was asked to stop, and left nothing behind."""


def copies(path: Path) -> list[LogCopy]:
    """Return the copies of the log at ``path``, the newest first. Raises LogUnwritable."""
    with log_errors(path):
        found = [_copy_at(path, file) for file in backup_folder(path).glob(f"*{path.suffix}")]
    known = (copy for copy in found if copy is not None)
    return sorted(known, key=lambda copy: (copy.day, copy.at, copy.path.name), reverse=True)


def content_of(copy: LogCopy) -> CopyContent | None:
    """Return what is in ``copy``; None where it can't be read."""
    try:
        with log_errors(copy.path), closing(connect_to_read(copy.path)) as reading:
            count, last_day = reading.execute(
                "SELECT COUNT(*), MAX(local_date) FROM practice"
            ).fetchone()
    except (LogError, sqlite3.Error) as exc:
        logger.info("a copy can't be read: %s", exc)
        return None
    return CopyContent(count, None if last_day is None else date.fromisoformat(last_day))


def copy_for_today(
    path: Path, now: datetime, should_stop: Callable[[], bool] = lambda: False
) -> Path | None:
    """Copy the log at ``path`` unless today has a copy, and thin the older ones out.

    Returns the copy; None where there is one, where nothing was practised yet, or
    another running copy of Thaw is making it. The log may be written to meanwhile:
    the copy is of one moment. ``should_stop`` is asked now and then. Raises
    CopyStopped, and LogError.
    """
    with _only_one_copies(path, patience_s=0) as is_ours:
        if not is_ours:
            return None
        if any(one.kind is CopyKind.DAY and one.day == now.date() for one in copies(path)):
            return None
        made = _made(path, now, should_stop)
        for one in _no_longer_kept(copies(path)):
            with log_errors(one.path):
                one.path.unlink(missing_ok=True)
        return made


@contextmanager
def no_copying(path: Path, patience_s: float) -> Generator[None]:
    """Keep copies of the log at ``path`` from being made meanwhile.

    One that is being made is waited for. Raises LogBusy after ``patience_s``.
    """
    with _only_one_copies(path, patience_s) as is_ours:
        if not is_ours:
            raise LogBusy(path, "it is being copied")
        yield


def restore(
    path: Path, copy: LogCopy, now: datetime, patience_s: float = PATIENCE_S
) -> Path | None:
    """Put ``copy`` in the place of the log at ``path``; return where the log went, if any.

    Nothing may have the log open. The log is kept among the copies, so that this can
    be taken back. Raises LogBusy, LogTooNew and LogUnwritable, and LogDamaged where
    the copy is not sound; then all is as it was.
    """
    with log_errors(path):
        private_folder(locks_folder(path))
    with only_one_opens(path, patience_s):
        with log_errors(path):
            if writers_running(locks_folder(path)):
                raise LogBusy(path, "another running copy has it open")
        if not is_sound(copy.path, bundled_migrations()):
            raise LogDamaged(copy.path, "not a sound copy of a practice log")
        with log_errors(path):
            return _exchanged(path, copy, now)


@contextmanager
def _only_one_copies(path: Path, patience_s: float) -> Generator[bool]:
    with log_errors(path):
        private_folder(backup_folder(path))
        private_folder(locks_folder(path))
        lock = FileLock.take(locks_folder(path) / "copying.lock", patience_s)
    try:
        yield lock is not None
    finally:
        if lock is not None:
            lock.release()


def _exchanged(path: Path, copy: LogCopy, now: datetime) -> Path | None:
    for left_over in path.parent.glob(f"{path.name}.*{_DRAFT_SUFFIX}"):
        # Of a program that was ended in the middle: only one at a time gets here.
        left_over.unlink(missing_ok=True)
    draft = path.with_name(f"{path.name}.{uuid4().hex}{_DRAFT_SUFFIX}")
    try:
        _copy_file(copy.path, draft)
        _fold_in_companions(path)
        aside = dated_sibling(backup_folder(path) / path.name, CopyKind.REPLACED.value, now)
        for ending in ("", *COMPANIONS):
            part = path.with_name(path.name + ending)
            if part.exists():
                _copy_file(part, aside.with_name(aside.name + ending))
        _fold_in_companions(aside)
        # What SQLite kept beside the old file does not belong to the new one.
        for ending in COMPANIONS:
            path.with_name(path.name + ending).unlink(missing_ok=True)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return aside if aside.exists() else None


def _fold_in_companions(path: Path) -> None:
    """Have a log in one file, for now and for later looks, unless it is too damaged for that."""
    if not path.exists():
        return
    try:
        with closing(connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.DatabaseError as exc:
        logger.info("the log is set aside as it is: %s", exc)


def _copy_file(source: Path, goal: Path) -> None:
    private_file(goal)
    with source.open("rb") as reading, goal.open("r+b") as writing:
        shutil.copyfileobj(reading, writing)
        writing.flush()
        os.fsync(writing.fileno())


def _made(path: Path, now: datetime, should_stop: Callable[[], bool]) -> Path | None:
    folder = backup_folder(path)
    for left_over in folder.glob(f"*{_DRAFT_SUFFIX}"):
        left_over.unlink(missing_ok=True)
    draft = folder / f"{path.name}{_DRAFT_SUFFIX}"
    try:
        with log_errors(path):
            private_file(draft)
            if not _fill(path, draft, should_stop):
                return None
            goal = dated_sibling(folder / path.name, CopyKind.DAY.value, now)
            return draft.rename(goal)
    finally:
        for ending in ("", "-journal", *COMPANIONS):
            draft.with_name(draft.name + ending).unlink(missing_ok=True)


def _fill(path: Path, draft: Path, should_stop: Callable[[], bool]) -> bool:
    """Copy the log into ``draft``; return whether there is anything in it."""

    def look(_status: int, _remaining: int, _total: int) -> None:
        if should_stop():
            raise CopyStopped

    with closing(connect(path)) as reading, closing(connect(draft)) as writing:
        # One look at the log throughout: else every practice written meanwhile would
        # make the copying begin again.
        reading.execute("BEGIN")
        if reading.execute("SELECT 1 FROM practice LIMIT 1").fetchone() is None:
            return False
        reading.backup(writing, pages=_PAGES_AT_ONCE, progress=look)
        reading.execute("COMMIT")
        writing.execute("PRAGMA journal_mode = DELETE")
        _check(path, writing, should_stop)
    return True


def _check(path: Path, copied: sqlite3.Connection, should_stop: Callable[[], bool]) -> None:
    """See that the copy is sound: a damaged one must not push a sound one out."""
    copied.set_progress_handler(should_stop, _STEPS_AT_ONCE)
    try:
        found = copied.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.OperationalError:
        if should_stop():
            raise CopyStopped from None
        raise
    if found != "ok":
        raise LogDamaged(path, str(found))


def _no_longer_kept(found: Iterable[LogCopy]) -> list[LogCopy]:
    """Return the day copies to remove from ``found``, which are sorted, the newest first.

    Kept are those of the last days and, of the weeks before, the newest of each.
    Days and weeks of use are counted: nothing goes while nobody practises.
    """
    of_days = [copy for copy in found if copy.kind is CopyKind.DAY]
    newest_of_day = {copy.day: copy for copy in reversed(of_days)}
    days = sorted(newest_of_day, reverse=True)
    newest_of_week: dict[date, date] = {}
    for day in days[DAYS_KEPT:]:
        newest_of_week.setdefault(week_begins(day), day)
    weeks = sorted(newest_of_week, reverse=True)[:WEEKS_KEPT]
    kept = {*days[:DAYS_KEPT], *(newest_of_week[week] for week in weeks)}
    return [copy for copy in of_days if copy.day not in kept or newest_of_day[copy.day] != copy]


def _copy_at(log_path: Path, file: Path) -> LogCopy | None:
    match = re.fullmatch(
        rf"{re.escape(log_path.stem)}\.(?P<kind>day|schema|replaced)(-\d{{1,4}})?"
        rf"-(?P<day>\d{{8}})-(?P<at>\d{{6}})(-\d+)?{re.escape(log_path.suffix)}",
        file.name,
    )
    if match is None:
        return None
    try:
        day, at = date.fromisoformat(match["day"]), time.fromisoformat(match["at"])
    except ValueError:
        return None
    return LogCopy(file, CopyKind(match["kind"]), day, at)
