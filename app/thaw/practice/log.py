"""The practice log: one SQLite file that loses at most one checkpoint, whatever happens."""

import sqlite3
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, datetime
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING
from uuid import uuid4

from thaw.practice import entry as turns
from thaw.practice.clock import Clock, local_now
from thaw.practice.entry import Outcome, PracticeEntry, PracticeStart, Progress
from thaw.practice.errors import LogDamaged, LogError, UnknownPractice, log_errors
from thaw.practice.opening import (
    PATIENCE_S,
    LogOpening,
    connect,
    connect_to_read,
    is_ours,
    locks_folder,
    make_ready,
    only_one_opens,
)
from thaw.practice.rows import COLUMNS, MOVING_COLUMNS, Value, entry_of, row_of
from thaw.practice.schema import bundled_migrations, transaction, version_of
from thaw.practice.totals import DayTotal, KindTotal, Totals, days_since, kinds_between
from thaw.practice.writers import Writer, is_writing, writers_running
from thaw.private_files import private_folder

if TYPE_CHECKING:
    from thaw.practice.sealing import Keys

_ALL = ", ".join(COLUMNS)

# A row only moves forward: a checkpoint that comes late changes nothing, nor does
# anything that comes after the end. Only a practice taken for cut off may go on, and
# what a person has changed by hand is theirs.
_PUT = f"""
INSERT INTO practice ({_ALL}, writer)
VALUES ({", ".join(f":{name}" for name in COLUMNS)}, :writer)
ON CONFLICT (id) DO UPDATE
SET {", ".join(f"{name} = excluded.{name}" for name in MOVING_COLUMNS)}, writer = excluded.writer
WHERE excluded.wall_ms >= practice.wall_ms AND practice.outcome IN ('open', 'interrupted')
    AND practice.edited_utc_ms IS NULL
"""

_ADD = f"""
INSERT INTO practice ({_ALL}) VALUES ({", ".join("?" for _ in COLUMNS)})
ON CONFLICT (id) DO NOTHING
"""

_BATCH = 500

# Many rows at once touch the pages of every index all over. SQLite keeps 2 MB of them
# otherwise, and would write and read the same ones again and again. Negative: in KiB.
_PAGES_FOR_MANY = "PRAGMA cache_size = -65536"
_PAGES_AS_USUAL = "PRAGMA cache_size = -2000"

_NEWEST_FIRST = "ORDER BY local_date DESC, started_utc_ms DESC, id DESC"
"""The same order in every log that holds the same practices."""

# The order of the index practice_by_day, which alone is walked up to the offset.
_AS_INDEXED = "ORDER BY local_date DESC, started_utc_ms DESC, practised_ms DESC, place DESC"

_PAGE = f"""
SELECT {_ALL} FROM practice JOIN (
    SELECT rowid AS place FROM practice WHERE local_date >= ? {_AS_INDEXED} LIMIT ? OFFSET ?
) ON practice.rowid = place {_AS_INDEXED}
"""


class PracticeLog:
    """Every practice, kept. May be used from several threads; every method may wait for the disk.

    Each method raises ``LogError`` when the file will not have it; what was written
    before is then as it was.
    """

    def __init__(
        self,
        path: Path,
        opening: LogOpening,
        writing: sqlite3.Connection,
        reading: sqlite3.Connection,
        writer: Writer | None,
        totals: Totals | None = None,
    ) -> None:
        self.path = path
        self.opening = opening
        """What was met when the file was opened."""
        self._writing = writing
        self._reading = reading
        self._writer = writer
        # One lock each: a long look at the history never delays a checkpoint.
        self._write_lock = RLock()
        self._read_lock = RLock()
        self._totals = totals or Totals()
        self.keys: Keys | None = None
        """What opens the lock; None until somebody unlocks. See ``lock``."""
        self._others_version = 0

    @classmethod
    def open(
        cls, path: Path, clock: Clock = local_now, patience_s: float = PATIENCE_S
    ) -> "PracticeLog":
        """Open the log at ``path``, made or migrated if need be.

        A damaged file is renamed, and the newest sound backup or an empty log takes
        its place: see ``opening``. Other programs are waited for, ``patience_s`` each
        time while it is opened. Raises LogTooNew, LogBusy, LogUnwritable, and
        LogDamaged where another running copy still holds a damaged file.
        """
        with log_errors(path):
            private_folder(path.parent)
            locks = locks_folder(path)
            private_folder(locks)
        with only_one_opens(path, patience_s):
            with log_errors(path):
                is_shared = bool(writers_running(locks))
            opening = make_ready(
                path, bundled_migrations(), clock(), is_shared=is_shared, patience_s=patience_s
            )
            return cls._connected(path, opening, patience_s)

    @classmethod
    def open_to_read(cls, path: Path, patience_s: float = PATIENCE_S) -> "PracticeLog":
        """Open a log that cannot be written to, for the history alone. Raises LogError."""
        steps = bundled_migrations()
        with log_errors(path):
            connection = connect_to_read(path, patience_s)
            try:
                if not is_ours(path, connection, steps):
                    raise LogDamaged(path, "not a practice log")
                if version_of(connection) < steps[-1].number:
                    older = "an older Thaw wrote it, and it can't be brought up to date here"
                    raise LogError(path, older)
            except BaseException:
                connection.close()
                raise
        return cls(path, LogOpening(), connection, connection, None)

    @classmethod
    def _connected(cls, path: Path, opening: LogOpening, patience_s: float) -> "PracticeLog":
        with log_errors(path):
            writing, reading = connect(path, patience_s), connect(path, patience_s)
            try:
                writing.execute("PRAGMA journal_mode = WAL")
                # FULL: a commit is on the disk before a practice is called saved.
                writing.execute("PRAGMA synchronous = FULL")
                writing.execute("PRAGMA foreign_keys = ON")
                # What is deleted is overwritten, not only left out.
                writing.execute("PRAGMA secure_delete = ON")
                reading.execute("PRAGMA query_only = ON")
                totals = Totals()
                totals.watch(writing)
                writer = Writer.enrol(locks_folder(path))
            except BaseException:
                writing.close()
                reading.close()
                raise
        return cls(path, opening, writing, reading, writer, totals)

    @property
    def is_writable(self) -> bool:
        return self._writer is not None

    def wait_for_others(self, patience_s: float) -> None:
        """From now on wait so long for another program, in each call. Raises LogError."""
        with self.alone():
            for connection in (self._writing, self._reading):
                connection.execute(f"PRAGMA busy_timeout = {round(patience_s * 1000)}")

    def shut(self) -> None:
        """Let go of the file. Practices still open are then taken for cut off."""
        with self._write_lock, self._read_lock:
            self._reading.close()
            self._writing.close()
            if self._writer is not None:
                self._writer.leave()

    # Writing

    def begin(self, start: PracticeStart) -> str:
        """Open a row and return its id. The practice day is frozen here."""
        entry = turns.opened(str(uuid4()), start)
        self.put([entry])
        return entry.id

    def checkpoint(self, practice_id: str, progress: Progress) -> None:
        """Keep how far a practice has come."""
        self.put([turns.advanced(self._known(practice_id), progress)])

    def close(
        self, practice_id: str, progress: Progress, outcome: Outcome, ended: datetime
    ) -> None:
        """Keep a practice's end. ``ended`` is the wall clock's word, with its zone."""
        self.put([turns.closed(self._known(practice_id), progress, outcome, ended)])

    def discard(self, practice_id: str) -> None:
        """Forget a practice in which nothing was heard; one that is not there is no error."""
        with self.changing():
            self._writing.execute("DELETE FROM practice WHERE id = ?", (practice_id,))

    def put(self, entries: Iterable[PracticeEntry]) -> int:
        """Keep practices as they stand: all of them or none.

        Rows that are there move forward, never back; a closed row stays as it is.
        Returns how many rows were made or moved.
        """
        writer_id = None if self._writer is None else self._writer.id
        with self.changing():
            changed_before = self._writing.total_changes
            for entry in entries:
                owner = writer_id if entry.outcome is Outcome.OPEN else None
                self._writing.execute(_PUT, {**row_of(entry), "writer": owner})
            return self._writing.total_changes - changed_before

    def add(self, entries: Iterable[PracticeEntry]) -> int:
        """Keep practices that are not in the log yet, all or none; return how many.

        What is there stays as it is.
        """
        with self.adding() as writing:
            return add_in(writing, (tuple(row_of(entry).values()) for entry in entries))

    def recover(self, is_alive: Callable[[str], bool] | None = None) -> tuple[str, ...]:
        """Close the practices that were cut off, each at its last checkpoint; return their ids.

        One of which nothing was practised is forgotten. A practice whose writer still
        runs is left alone. ``is_alive`` answers for a writer's id; without it the
        writers' own locks do.
        """
        alive = is_alive or self._is_alive
        with self.changing():
            rows = self._writing.execute(
                f"SELECT {_ALL}, writer FROM practice WHERE outcome = 'open'"
            ).fetchall()
            cut_off = [row for row in rows if row["writer"] is None or not alive(row["writer"])]
            ended = [turns.interrupted(self._entry(row)) for row in cut_off]
            for entry in ended:
                if entry.is_empty:
                    # Should its writer run after all, the next checkpoint brings it back.
                    self._writing.execute("DELETE FROM practice WHERE id = ?", (entry.id,))
                else:
                    self._writing.execute(_PUT, {**row_of(entry), "writer": None})
            return tuple(entry.id for entry in ended if not entry.is_empty)

    # Reading

    def entry(self, practice_id: str) -> PracticeEntry | None:
        """Return one practice, or None if there is none."""
        with self.looking() as reading:
            row = reading.execute(
                f"SELECT {_ALL} FROM practice WHERE id = ?", (practice_id,)
            ).fetchone()
        return None if row is None else self._entry(row)

    def entries(
        self, since: date | None = None, limit: int | None = None, offset: int = 0
    ) -> list[PracticeEntry]:
        """Return practices, newest first; ``since`` is the earliest practice day wanted."""
        first_day = date.min if since is None else since
        with self.looking() as reading:
            rows = reading.execute(
                _PAGE,
                (first_day.isoformat(), -1 if limit is None else limit, offset),
            ).fetchall()
        return [self._entry(row) for row in rows]

    def every_entry(self) -> Iterator[PracticeEntry]:
        """Go through all practices as they are now, newest first, a few in memory at a time."""
        # A connection of its own: it may take long, and sees one state throughout.
        with log_errors(self.path), closing(connect_to_read(self.path)) as reading:
            rows = reading.execute(f"SELECT {_ALL} FROM practice {_NEWEST_FIRST}")
            while batch := rows.fetchmany(_BATCH):
                yield from map(self._entry, batch)

    def count(self) -> int:
        """Return how many practices there are."""
        with self.looking() as reading:
            return int(reading.execute("SELECT COUNT(*) FROM practice").fetchone()[0])

    def day_totals(self, since: date | None = None) -> list[DayTotal]:
        """Return what was practised on each day on which anything was, oldest first.

        ``since`` is the earliest day wanted; all are, where it is not given.
        """
        with self.looking() as reading:
            if since is not None:
                return days_since(reading, since)
            self._notice_others()
            return self._totals.days(reading)

    def first_day(self) -> date | None:
        """Return the first day there is a practice of; None without any."""
        with self.looking() as reading:
            day = reading.execute("SELECT MIN(local_date) FROM practice").fetchone()[0]
        return None if day is None else date.fromisoformat(day)

    def kind_totals(self, first: date | None = None, last: date | None = None) -> list[KindTotal]:
        """Return what was practised of each category, level and anchor.

        From ``first`` to ``last``, both included; ever, where neither is given.
        """
        with self.looking() as reading:
            if first is None and last is None:
                self._notice_others()
                return self._totals.kinds(reading)
            return kinds_between(reading, first or date.min, last or date.max)

    def starting_minutes(self, since: date) -> list[int]:
        """Return at which minute of the local day each practice from ``since`` on began."""
        with self.looking() as reading:
            rows = reading.execute(
                "SELECT (started_utc_ms / 60000 + utc_offset_start_min) % 1440 FROM practice"
                " WHERE local_date >= ? AND practised_ms > 0",
                (since.isoformat(),),
            )
            return [minute for (minute,) in rows]

    # For the modules beside this one

    @contextmanager
    def changing(self) -> Generator[sqlite3.Connection]:
        """All that is written inside, or nothing. Raises LogError; not to be nested."""
        with self._write_lock:
            try:
                with log_errors(self.path), transaction(self._writing):
                    yield self._writing
            finally:
                self._totals.commit()

    @contextmanager
    def adding(self) -> Generator[sqlite3.Connection]:
        """As ``changing``, with room for very many new practices: see ``add_in``."""
        with self.changing() as writing:
            writing.execute(_PAGES_FOR_MANY)
            try:
                with self._totals.told_at_once(writing):
                    yield writing
            finally:
                writing.execute(_PAGES_AS_USUAL)

    @contextmanager
    def looking(self) -> Generator[sqlite3.Connection]:
        """Read inside. Raises LogError."""
        with self._read_lock, log_errors(self.path):
            yield self._reading

    @contextmanager
    def alone(self) -> Generator[sqlite3.Connection]:
        """Nobody else in this process reads or writes inside; no transaction is open."""
        with self._write_lock, self._read_lock, log_errors(self.path):
            yield self._writing

    # Inner workings

    def _notice_others(self) -> None:
        """Drop the sums that are kept where another program has written since."""
        # While this one writes there is no asking; the next look will tell.
        if not self._write_lock.acquire(blocking=False):
            return
        try:
            version = self._writing.execute("PRAGMA data_version").fetchone()[0]
        finally:
            self._write_lock.release()
        if version != self._others_version:
            self._others_version = version
            self._totals.forget()

    def _known(self, practice_id: str) -> PracticeEntry:
        entry = self.entry(practice_id)
        if entry is None:
            raise UnknownPractice(self.path, practice_id)
        return entry

    def _entry(self, row: sqlite3.Row) -> PracticeEntry:
        return entry_in(self.path, row)

    def _is_alive(self, writer_id: str) -> bool:
        return is_writing(locks_folder(self.path), writer_id)


def entry_in(path: Path, row: sqlite3.Row) -> PracticeEntry:
    """Return the practice in a row of the log at ``path``. Raises LogDamaged."""
    try:
        return entry_of(row)
    except (ValueError, TypeError, OverflowError) as exc:
        raise LogDamaged(path, f"in practice {row['id']}: {exc}") from exc


def add_in(writing: sqlite3.Connection, rows: Iterable[Sequence[Value]]) -> int:
    """Keep rows of ``COLUMNS`` that are not there yet; return how many.

    Inside ``PracticeLog.adding``.
    """
    return writing.executemany(_ADD, rows).rowcount
