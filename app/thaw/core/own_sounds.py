"""The person's own bells and soundscapes: sound files in two folders, known by their names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final

from thaw.core.naming import plain_name
from thaw.core.recorded_files import SOUND_SUFFIXES

_NEVER: Final = frozenset({"off"})
"""What `bed: off` means already."""


class SoundKind(StrEnum):
    """What a sound of one's own is for."""

    BELL = "bell"
    BED = "soundscape"


@dataclass(frozen=True, slots=True)
class SoundFolders:
    """Where the sound files of each kind are. The folders need not be there."""

    bells: Path
    beds: Path

    def of(self, kind: SoundKind) -> Path:
        return self.bells if kind is SoundKind.BELL else self.beds


@dataclass(frozen=True, slots=True)
class Overlooked:
    """A file that is not used, for its name is taken: by another file, or by Thaw's own sound."""

    kind: SoundKind
    name: str
    path: Path
    taken_by: Path | None


@dataclass(frozen=True, slots=True)
class OwnSounds:
    """What there is, by the names that sessions use."""

    bells: Mapping[str, Path] = field(default_factory=lambda: MappingProxyType({}))
    beds: Mapping[str, Path] = field(default_factory=lambda: MappingProxyType({}))
    overlooked: tuple[Overlooked, ...] = ()

    def of(self, kind: SoundKind) -> Mapping[str, Path]:
        return self.bells if kind is SoundKind.BELL else self.beds


def own_sounds(
    folders: SoundFolders, made_bells: frozenset[str], made_beds: frozenset[str]
) -> OwnSounds:
    """Look into the folders; ``made_*`` are the names of Thaw's own sounds, which win."""
    overlooked: list[Overlooked] = []
    bells = _named(SoundKind.BELL, folders.bells, made_bells, overlooked)
    beds = _named(SoundKind.BED, folders.beds, made_beds | _NEVER, overlooked)
    return OwnSounds(bells, beds, tuple(overlooked))


def _named(
    kind: SoundKind, folder: Path, made: frozenset[str], overlooked: list[Overlooked]
) -> Mapping[str, Path]:
    found: dict[str, Path] = {}
    for path in _sound_files(folder):
        name = plain_name(path.stem, otherwise="sound")
        if name in made or name in found:
            overlooked.append(Overlooked(kind, name, path, found.get(name)))
        else:
            found[name] = path
    return MappingProxyType(found)


def _sound_files(folder: Path) -> Iterator[Path]:
    """In the order of their names; none where the folder isn't there or can't be read."""
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        return
    for path in paths:
        if path.suffix.lower() in SOUND_SUFFIXES and not path.name.startswith("."):
            yield path
