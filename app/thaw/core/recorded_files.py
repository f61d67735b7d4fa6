"""Sound files that a session names: beside it or below, and nowhere else."""

from pathlib import Path, PurePosixPath
from typing import Final

from thaw.core.problems import Findings, Place, ProblemKind, listed

SOUND_SUFFIXES: Final = (
    ".wav",
    ".flac",
    ".ogg",
    ".oga",
    ".opus",
    ".mp3",
    ".m4a",
    ".aac",
    ".wma",
    ".aif",
    ".aiff",
)
"""What the name of a recording ends with."""


def recorded_file(
    name: str, place: Place, findings: Findings, missing: ProblemKind = ProblemKind.NO_RECORDING
) -> Path | None:
    """Return the sound file that ``name``, written at ``place``, means; None notes why not.

    One that isn't there is noted as ``missing``, and returned: what names it may have
    another way on.
    """
    folder = place.file.parent
    if not _is_within(name, folder):
        findings.add(place, ProblemKind.RECORDING_PATH, name=name)
        return None
    path = folder / name
    if path.suffix.lower() not in SOUND_SUFFIXES:
        known = listed(SOUND_SUFFIXES)
        findings.add(place, ProblemKind.RECORDING_ENDING, name=name, known=known)
        return None
    if not path.is_file():
        findings.add(place, missing, name=name)
    return path


def _is_within(name: str, folder: Path) -> bool:
    """Whether ``name`` stays in ``folder`` on any system, links included."""
    plain = PurePosixPath(name)
    if any(sign in name for sign in "\\:\0") or plain.is_absolute() or ".." in plain.parts:
        return False
    try:
        return (folder / name).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        # A ring of links.
        return False
