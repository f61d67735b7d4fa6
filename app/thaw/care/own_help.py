"""The people and the support a person has written down for themselves, in a file of their own.

Nobody in it is ever contacted by Thaw, and none of it goes into a log.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, cast
from unicodedata import category

from thaw.private_files import private_folder, set_aside, written_whole

FORMAT: Final = 1
LONGEST_NAME: Final = 80
LONGEST_REACH: Final = 200
LONGEST_ASK: Final = 300
MOST: Final = 40
"""So many are kept; nobody would look through more."""

_MOST_BYTES: Final = 200_000


class Side(StrEnum):
    """Which of the two lists somebody is in."""

    PEOPLE = "people"
    """Friends, family, neighbours."""
    SUPPORT = "support"
    """A doctor, a counsellor, a line."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to turn to. Only the name is needed."""

    name: str
    reach: str = ""
    """A number, an address, or where they are to be found."""
    ask: str = ""
    """What to ask them for."""


@dataclass(frozen=True, slots=True)
class OwnHelp:
    """Both lists, in the order in which they were written down."""

    people: tuple[Contact, ...] = ()
    support: tuple[Contact, ...] = ()

    def of(self, side: Side) -> tuple[Contact, ...]:
        return self.people if side is Side.PEOPLE else self.support

    def with_side(self, side: Side, contacts: Iterable[Contact]) -> "OwnHelp":
        """Return this with ``contacts`` as one of the lists, cleaned; those without a name go."""
        cleaned = (_cleaned(one) for one in contacts)
        found = tuple(one for one in cleaned if one.name)[:MOST]
        if side is Side.PEOPLE:
            return OwnHelp(found, self.support)
        return OwnHelp(self.people, found)


@dataclass(frozen=True, slots=True)
class KeptHelp:
    """What was found in the file."""

    own: OwnHelp
    set_aside: Path | None = None
    """Where a damaged file is now; None where none was."""


class OwnHelpRefused(Exception):
    """The file can't be read or written just now, or is a newer Thaw's; it is as it was."""

    def __init__(self, reason: str = "", *, is_newer: bool = False) -> None:
        super().__init__(reason)
        self.is_newer = is_newer


def load_own_help(path: Path) -> KeptHelp:
    """Read both lists; without a file they are empty. A damaged one is renamed, never lost.

    Raises OwnHelpRefused.
    """
    try:
        if not path.exists():
            return KeptHelp(OwnHelp())
        data = path.read_bytes()
    except OSError as exc:
        raise OwnHelpRefused(exc.strerror or str(exc)) from exc
    try:
        return KeptHelp(_own_help(data))
    except (ValueError, TypeError, RecursionError):
        return KeptHelp(OwnHelp(), _set_aside(path))


def save_own_help(own: OwnHelp, path: Path) -> None:
    """Write both lists, whole or not at all, for their owner alone. Raises OwnHelpRefused."""
    stored: dict[str, object] = {"thaw": FORMAT}
    for side in Side:
        stored[side.value] = [
            {"name": one.name, "reach": one.reach, "ask": one.ask} for one in own.of(side)
        ]
    try:
        private_folder(path.parent)
        with written_whole(path) as stream:
            stream.write(json.dumps(stored, indent=2) + "\n")
    except OSError as exc:
        raise OwnHelpRefused(exc.strerror or str(exc)) from exc


def _own_help(data: bytes) -> OwnHelp:
    """Raises ValueError, TypeError, RecursionError and OwnHelpRefused."""
    if len(data) > _MOST_BYTES:
        raise ValueError("too big")
    stored: object = json.loads(data.decode("utf-8-sig"))
    if not isinstance(stored, dict):
        raise TypeError("not an object")
    found = cast("dict[str, object]", stored)
    version = found.get("thaw")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise ValueError("not a version")
    if version > FORMAT:
        raise OwnHelpRefused(is_newer=True)
    own = OwnHelp()
    for side in Side:
        own = own.with_side(side, _contacts(found.get(side.value, [])))
    return own


def _contacts(stored: object) -> list[Contact]:
    if not isinstance(stored, list):
        raise TypeError("not a list")
    return [_contact(one) for one in cast("list[object]", stored)]


def _contact(stored: object) -> Contact:
    if not isinstance(stored, dict):
        raise TypeError("not an object")
    found = cast("dict[str, object]", stored)
    values = [found.get(key, "") for key in ("name", "reach", "ask")]
    if not all(isinstance(value, str) for value in values):
        raise TypeError("not a text")
    return Contact(*(str(value) for value in values))


def _cleaned(contact: Contact) -> Contact:
    return Contact(
        _line(contact.name, LONGEST_NAME),
        _line(contact.reach, LONGEST_REACH),
        _line(contact.ask, LONGEST_ASK),
    )


def _line(text: str, longest: int) -> str:
    """``text`` on one line, without what can't be shown."""
    shown = "".join(c for c in text if c.isspace() or category(c) not in ("Cc", "Cs"))
    return " ".join(shown.split())[:longest].strip()


def _set_aside(path: Path) -> Path:
    """Raises OwnHelpRefused."""
    try:
        return set_aside(path)
    except OSError as exc:
        raise OwnHelpRefused(exc.strerror or str(exc)) from exc
