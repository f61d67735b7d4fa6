"""The names a session may use for what lies outside its file."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from thaw.core.breath import Pattern
from thaw.core.patterns import PATTERNS


@dataclass(frozen=True, slots=True)
class KnownNames:
    """What there is to name: passed in, because the sounds are made outside the core."""

    bells: frozenset[str]
    beds: frozenset[str]
    patterns: Mapping[str, Pattern] = field(default_factory=lambda: PATTERNS)
