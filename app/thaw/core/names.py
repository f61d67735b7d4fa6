"""The names a session may use for what lies outside its file."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from thaw.core.breath import Pattern
from thaw.core.own_sounds import OwnSounds, SoundKind
from thaw.core.patterns import PATTERNS


@dataclass(frozen=True, slots=True)
class KnownNames:
    """What there is to name: passed in, because the sounds are made outside the core."""

    bells: frozenset[str]
    beds: frozenset[str]
    patterns: Mapping[str, Pattern] = field(default_factory=lambda: PATTERNS)

    def with_own(self, own: OwnSounds) -> "KnownNames":
        """These names, and those of the person's own sounds."""
        return replace(self, bells=self.bells | own.bells.keys(), beds=self.beds | own.beds.keys())

    def of(self, kind: SoundKind) -> frozenset[str]:
        return self.bells if kind is SoundKind.BELL else self.beds
