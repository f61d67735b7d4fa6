"""What the list of one's own sounds shows, as plain values."""

from dataclasses import dataclass
from pathlib import Path

from thaw.core.own_sounds import SoundKind


@dataclass(frozen=True, slots=True)
class OwnSoundRow:
    """One file. ``name`` is what sessions call it, "" where it can't be named."""

    kind: SoundKind
    name: str
    path: Path
    words: str = ""
    """How long it is, or why it can't be used."""
    can_be_heard: bool = True
