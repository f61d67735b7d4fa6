"""The lock: a passphrase for journal and answers, set, opened, changed, taken away, given up.

Under it, what was written and every rating are sealed; so are the words of the weekly and
monthly questions. Still to be read are days, times, which practice and which question it
was, how much was written in steps of 64 bytes, and the words said after a practice
(``answers.STAYS_READABLE``). Whoever has not unlocked can write and answer all the same.

Deriving a key takes most of a second: call from beside the window's thread.
"""

import logging
import sqlite3
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from thaw.practice.answers import reseal_answers_in
from thaw.practice.copies import no_copying
from thaw.practice.errors import LockDamaged, LogError, Unsealable
from thaw.practice.every_file import COPYING_S, change_others, has_table, pack
from thaw.practice.journal import reseal_pages_in
from thaw.practice.log import PracticeLog
from thaw.practice.schema import bundled_migrations, migrate, transaction
from thaw.practice.seals import Seals, Which, lock_in, put_lock_in, seals_in

if TYPE_CHECKING:
    from thaw.practice.sealing import Keys, Stretching, Wrapped

logger = logging.getLogger(__name__)


class AlreadyLocked(Exception):
    """A lock is set; it is changed or taken away, not set once more."""


class WrongPassphrase(Exception):
    """It opens nothing, and nothing was changed."""


@dataclass(frozen=True, slots=True)
class Relocked:
    """What became of the files when a lock was set, changed or taken away."""

    rows: int
    """Pages and answers in the log that are sealed now, or are not any more."""
    left_in: tuple[Path, ...] = ()
    """Files in which the change could not be made: what they hold is as it was before."""


def is_lock_set(log: PracticeLog) -> bool:
    """Raises LogError."""
    with log.looking() as reading:
        return seals_in(reading, None).public_key is not None


def can_read(log: PracticeLog) -> bool:
    """Whether no lock is set, or somebody has unlocked. Raises LogError."""
    with log.looking() as reading:
        seals = seals_in(reading, log.keys)
    return seals.public_key is None or seals.keys is not None


def unreadable(log: PracticeLog) -> int:
    """Return how many pages and answers can't be read while it is locked. Raises LogError."""
    return _unreadable(log, "journal") + _unreadable(log, "answer")


def has_hidden_answers(log: PracticeLog) -> bool:
    """Whether there are answers that can't be read while it is locked. Raises LogError."""
    return _unreadable(log, "answer") > 0


def set_lock(log: PracticeLog, passphrase: str, stretching: "Stretching | None" = None) -> Relocked:
    """Seal what is there and all that comes, in the log and in every copy of it.

    The log stays open to this program. Raises AlreadyLocked and LogError; then all is as
    it was.
    """
    from thaw.practice.sealing import new_keys, wrapped

    keys = new_keys()
    lock = wrapped(keys, passphrase, stretching)
    seals = Seals(keys.public, keys)
    with no_copying(log.path, COPYING_S):
        with log.changing() as writing:
            if lock_in(writing) is not None:
                raise AlreadyLocked
            put_lock_in(writing, lock)
            rows = _resealed(writing, Which.READABLE, seals, seals)
        log.keys = keys
        left_in = change_others(log.path, partial(_lock_copy, lock, keys))
        return Relocked(rows, (*_packed(log), *left_in))


def unlock(log: PracticeLog, passphrase: str) -> bool:
    """Open the lock for this program; False where the passphrase is another.

    A copy that holds something readable, because setting the lock was cut off or the
    copy was put there since, is sealed now. Raises LogError, and LockDamaged where the
    lock itself can't be made out.
    """
    keys = _keys_for(log, passphrase)
    if keys is None:
        return False
    log.keys = keys
    if log.is_writable:
        _take_in(log, keys)
    return True


def lock_again(log: PracticeLog) -> None:
    """Forget the keys: until the next ``unlock`` nothing sealed can be read."""
    log.keys = None


def change_passphrase(
    log: PracticeLog, old: str, new: str, stretching: "Stretching | None" = None
) -> Relocked:
    """Have another passphrase open the same lock, in the copies as well.

    Nothing is sealed anew: who has an older file and the older passphrase can read that
    file. Raises WrongPassphrase and LogError; then all is as it was.
    """
    from thaw.practice.sealing import wrapped

    keys = _keys_for(log, old)
    if keys is None:
        raise WrongPassphrase
    lock = wrapped(keys, new, stretching)
    with no_copying(log.path, COPYING_S):
        with log.changing() as writing:
            put_lock_in(writing, lock)
        log.keys = keys
        left_in = change_others(log.path, partial(_change_copy, lock))
        return Relocked(0, (*_packed(log), *left_in))


def remove_lock(log: PracticeLog, passphrase: str) -> Relocked:
    """Have everything readable again, in the copies as well.

    What is damaged stays as it is. Raises WrongPassphrase and LogError; then all is as
    it was.
    """
    keys = _keys_for(log, passphrase)
    if keys is None:
        raise WrongPassphrase
    with no_copying(log.path, COPYING_S):
        with log.changing() as writing:
            rows = _opened(keys, writing)
        log.keys = None
        left_in = change_others(log.path, partial(_open_copy, keys))
        return Relocked(rows, (*_packed(log), *left_in))


def give_up_lock(log: PracticeLog) -> Relocked:
    """Erase all that is sealed, and the lock with it: for a passphrase that is lost.

    The copies under this lock lose the same; practices stay, and so do the words that
    were never sealed. Raises LogError; then all is as it was.
    """
    with no_copying(log.path, COPYING_S):
        with log.changing() as writing:
            public_key = seals_in(writing, None).public_key
            if public_key is None:
                raise LogError(log.path, "no lock is set")
            rows = _erase_sealed(writing)
        log.keys = None
        left_in = change_others(log.path, partial(_give_up_copy, public_key))
        return Relocked(rows, (*_packed(log), *left_in))


def _unreadable(log: PracticeLog, table: str) -> int:
    if can_read(log):
        return 0
    with log.looking() as reading:
        return int(reading.execute(f"SELECT COUNT(sealed) FROM {table}").fetchone()[0])


def _erase_sealed(connection: sqlite3.Connection) -> int:
    put_lock_in(connection, None)
    return sum(
        connection.execute(f"DELETE FROM {table} WHERE {Which.SEALED}").rowcount
        for table in ("journal", "answer")
    )


def _give_up_copy(public_key: bytes, connection: sqlite3.Connection) -> bool:
    if not _is_under(public_key, connection):
        return False
    with transaction(connection):
        _erase_sealed(connection)
    return True


def _keys_for(log: PracticeLog, passphrase: str) -> "Keys | None":
    with log.looking() as reading:
        lock = lock_in(reading)
    if lock is None:
        raise LogError(log.path, "no lock is set")
    from thaw.practice.sealing import unwrapped

    try:
        return unwrapped(lock, passphrase)
    except Unsealable as exc:
        raise LockDamaged(log.path, "its lock can't be made out") from exc


def _resealed(connection: sqlite3.Connection, which: Which, before: Seals, after: Seals) -> int:
    pages = reseal_pages_in(connection, which, before, after)
    return pages + reseal_answers_in(connection, which, before, after)


def _opened(keys: "Keys", connection: sqlite3.Connection) -> int:
    put_lock_in(connection, None)
    before, after = Seals(keys.public, keys), Seals(None, None)
    return _resealed(connection, Which.SEALED, before, after)


def _take_in(log: PracticeLog, keys: "Keys") -> None:
    """Seal under the data key what was written while it was locked: that is read sooner."""
    seals = Seals(keys.public, keys)
    try:
        with log.changing() as writing:
            lock = lock_in(writing)
            _resealed(writing, Which.TO_PUBLIC, seals, seals)
        if lock is not None:
            with no_copying(log.path, patience_s=0):
                change_others(log.path, partial(_lock_copy, lock, keys))
    except LogError as exc:
        # It can be read as it is.
        logger.info("What was sealed meanwhile stays as it is: %s", exc)


def _lock_copy(lock: "Wrapped", keys: "Keys", connection: sqlite3.Connection) -> bool:
    """Seal a copy as it would be had the lock been set before it was made."""
    if not has_table(connection, "journal"):
        # From before there was anything to be sealed.
        return False
    migrate(connection, bundled_migrations())
    seals = Seals(keys.public, keys)
    with transaction(connection):
        if lock_in(connection) is not None:
            # Sealed then, all of it, under this lock or an earlier one.
            return False
        put_lock_in(connection, lock)
        _resealed(connection, Which.READABLE, seals, seals)
    return True


def _change_copy(lock: "Wrapped", connection: sqlite3.Connection) -> bool:
    if not _is_under(lock.public_key, connection):
        return False
    with transaction(connection):
        put_lock_in(connection, lock)
    return True


def _open_copy(keys: "Keys", connection: sqlite3.Connection) -> bool:
    if not _is_under(keys.public, connection):
        return False
    with transaction(connection):
        _opened(keys, connection)
    return True


def _is_under(public_key: bytes, connection: sqlite3.Connection) -> bool:
    """Whether a copy is under this very lock, and not under another, or none."""
    if not has_table(connection, "lock"):
        return False
    return seals_in(connection, None).public_key == public_key


def _packed(log: PracticeLog) -> tuple[Path, ...]:
    try:
        pack(log)
    except LogError as exc:
        # The lock is as it was wanted, on the disk; what is left of the time before is not.
        logger.info("The log is not packed: %s", exc)
        return (log.path,)
    return ()
