"""Where a written step stands while it is laid out, and the variables it may use."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from msgspec import Struct

from thaw.core.places import Places

_BRACES: Final = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a step stands: its file's places, the variables it sees, the way it was included."""

    places: Places
    variables: Mapping[str, str] = field(default_factory=dict[str, str])
    chain: tuple[str, ...] = ()
    line: int = 0
    """The line in the session's own file, for steps that come from a fragment; 0 elsewhere."""
    used: set[str] = field(default_factory=set[str])
    """The variables met so far in this file."""
    is_optional: bool = False

    def line_of(self, step: Struct) -> int:
        """The line of ``step`` in the session's own file."""
        return self.line or self.places.of(step).line


def variables_of(text: str) -> list[str]:
    """Return the names in braces in ``text``."""
    return [name.strip() for name in _BRACES.findall(text)]


def has_stray_brace(text: str) -> bool:
    """Return whether a brace stands in ``text`` that belongs to no name."""
    return any(brace in _BRACES.sub("", text) for brace in "{}")


def filled(text: str, variables: Mapping[str, str]) -> str:
    """Return ``text`` with each name in braces replaced by its value."""
    return _BRACES.sub(lambda match: variables[match.group(1).strip()], text)
