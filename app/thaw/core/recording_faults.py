"""What can be wrong with a recording, and the words for it."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Final


class RecordingFault(StrEnum):
    """Why a recording can't be used."""

    NO_FILE = "no-file"
    NOT_A_FILE = "not-a-file"
    UNREADABLE = "unreadable"
    TOO_BIG = "too-big"
    TOO_LONG = "too-long"
    TOO_SHORT = "too-short"
    EMPTY = "empty"
    NOT_SOUND = "not-sound"
    DAMAGED = "damaged"
    SILENT = "silent"
    NO_FFMPEG = "no-ffmpeg"
    DISK_FULL = "disk-full"


MAY_PASS: Final = frozenset(
    {RecordingFault.NO_FFMPEG, RecordingFault.DISK_FULL, RecordingFault.UNREADABLE}
)
"""What is mended elsewhere, while the file stays as it is: it is worth another try."""


class RecordingUnusable(Exception):
    """A file that can't be played. ``detail`` is a library's own words, for a report."""

    def __init__(self, kind: RecordingFault, path: Path, detail: str = "") -> None:
        super().__init__(f"{path}: {kind}: {detail}" if detail else f"{path}: {kind}")
        self.kind = kind
        self.path = path
        self.detail = detail


REASONS: Final[Mapping[RecordingFault, tuple[str, str]]] = {
    RecordingFault.NO_FILE: ("it is not there", "check its name"),
    RecordingFault.NOT_A_FILE: ("it is not an ordinary file", "name a sound file"),
    RecordingFault.UNREADABLE: ("the system refuses to read it", "check its permissions"),
    RecordingFault.TOO_BIG: ("it is larger than 2 GB", "save it as FLAC, or in pieces"),
    RecordingFault.TOO_LONG: ("it is longer than 4 hours", "cut it into pieces"),
    RecordingFault.TOO_SHORT: (
        "it is too short to go round and round",
        "use one of two seconds or more",
    ),
    RecordingFault.EMPTY: ("there is no sound in it", "record or export it again"),
    RecordingFault.NOT_SOUND: ("it is not a sound file that can be read", "export it as FLAC"),
    RecordingFault.DAMAGED: ("most of it is damaged", "export it again"),
    RecordingFault.SILENT: ("it is silent", "record it again, nearer or louder"),
    RecordingFault.NO_FFMPEG: (
        "this kind of file needs ffmpeg, which is not here",
        "install ffmpeg, or save it as FLAC, Ogg or WAV",
    ),
    RecordingFault.DISK_FULL: ("there is no room on the disk", "make room, then check again"),
}
"""For each fault what is wrong, and how to mend it."""
