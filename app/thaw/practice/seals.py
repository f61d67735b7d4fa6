"""What is written into a row, and read from it, whether or not a lock is set.

``cryptography`` is loaded only once there is something sealed, or a lock to seal under.
"""

import sqlite3
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from thaw.practice.errors import Unsealable

if TYPE_CHECKING:
    from thaw.practice.sealing import Keys, Wrapped

LOCK_COLUMNS: Final = "salt, scrypt_n, scrypt_r, scrypt_p, data_key, public_key, private_key"


class Which(StrEnum):
    """Which rows are to be sealed anew, as SQLite tells them."""

    READABLE = "sealed IS NULL"
    SEALED = "sealed IS NOT NULL"
    TO_PUBLIC = "substr(sealed, 1, 1) = x'02'"
    """Sealed while nobody had unlocked."""


@dataclass(frozen=True, slots=True)
class Seals:
    """One look at the lock, for the rows of one transaction."""

    public_key: bytes | None
    """None where no lock is set."""
    keys: "Keys | None"
    """None until somebody unlocks, or where the lock is another one by now."""

    def sealed(self, row: str, content: object) -> bytes | None:
        """Return ``content`` sealed for a row; None where no lock is set.

        Raises Unsealable where the lock is damaged: the log tells it as LockDamaged.
        """
        if self.public_key is None:
            return None
        from thaw.practice import sealing

        if self.keys is None:
            return sealing.sealed_to(self.public_key, row, content)
        return sealing.sealed(self.keys, row, content)

    def opened(self, row: str, sealed: bytes) -> object:
        """Return what was sealed for a row; None where it can't be read now."""
        if self.keys is None:
            return None
        from thaw.practice import sealing

        try:
            return sealing.unsealed(self.keys, row, sealed)
        except Unsealable:
            return None


def seals_in(connection: sqlite3.Connection, keys: "Keys | None") -> Seals:
    """Look at the lock; ``keys`` are those that were unlocked, if any."""
    row = connection.execute("SELECT public_key FROM lock").fetchone()
    public = None if row is None else bytes(row["public_key"])
    fits = keys is not None and keys.public == public
    return Seals(public, keys if fits else None)


def lock_in(connection: sqlite3.Connection) -> "Wrapped | None":
    """Return the keys as they are kept; None where no lock is set."""
    row = connection.execute(f"SELECT {LOCK_COLUMNS} FROM lock").fetchone()
    if row is None:
        return None
    from thaw.practice.sealing import Stretching, Wrapped

    how = Stretching(row["salt"], row["scrypt_n"], row["scrypt_r"], row["scrypt_p"])
    return Wrapped(how, row["data_key"], row["public_key"], row["private_key"])


def put_lock_in(connection: sqlite3.Connection, lock: "Wrapped | None") -> None:
    """Keep ``lock`` in place of the one there is; None takes that away."""
    connection.execute("DELETE FROM lock")
    if lock is not None:
        how = lock.stretching
        connection.execute(
            f"INSERT INTO lock (only_one, {LOCK_COLUMNS}) VALUES (1, ?, ?, ?, ?, ?, ?, ?)",
            (how.salt, how.n, how.r, how.p, lock.data_key, lock.public_key, lock.private_key),
        )
