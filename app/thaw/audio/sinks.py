"""Where an exported plan goes: libsndfile by itself, or ffmpeg for what only it can write."""

import contextlib
import errno
import importlib
import shutil
import subprocess
import tempfile
from collections.abc import Generator, Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from thaw.audio.sound_files import name_for_library
from thaw.audio.tags import ARTIST, Tags, room_for, write_comments
from thaw.core.units import RATE

_ALMOST_NOTHING = 1 << 20
# FLAC at its default takes half as long again, and saves 4 % of a soundscape.
_QUICK = 0.125
_DIRECT: Mapping[str, Mapping[str, object]] = MappingProxyType(
    {
        "flac": {"format": "FLAC", "subtype": "PCM_16", "compression_level": _QUICK},
        "ogg": {"format": "OGG", "subtype": "VORBIS"},
        "opus": {"format": "OGG", "subtype": "OPUS"},
        "wav": {"format": "WAV", "subtype": "PCM_16"},
    }
)
_BY_FFMPEG: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "m4a": ("-c:a", "aac", "-b:a", "160k", "-f", "ipod"),
        "mp3": ("-c:a", "libmp3lame", "-q:a", "3", "-f", "mp3"),
        # Only where libsndfile was built without it.
        "opus": ("-c:a", "libopus", "-b:a", "112k", "-f", "opus"),
    }
)

ENDINGS: Final = ("flac", "ogg", "opus", "wav", "m4a", "mp3")
"""The endings that can be written; those after wav need ffmpeg."""


class ExportFault(StrEnum):
    """Why a file was not written."""

    UNKNOWN_ENDING = "unknown-ending"
    NO_FFMPEG = "no-ffmpeg"
    DISK_FULL = "disk-full"
    NO_FOLDER = "no-folder"
    NO_FILES_THERE = "no-files-there"
    """The folder takes no new file: read-only, somebody else's, or no place for files."""
    IS_HEARD_IN_IT = "is-heard-in-it"
    """A recording, or a sound of the person's own, that the session itself plays."""
    CANNOT_WRITE = "cannot-write"
    CANCELLED = "cancelled"


class ExportFailed(Exception):
    """No file was written, and no part of one is left behind."""

    def __init__(self, kind: ExportFault, detail: str = "") -> None:
        super().__init__(f"{kind}: {detail}" if detail else kind.value)
        self.kind = kind
        self.detail = detail


class Sink(Protocol):
    """Takes sound in order, shape (frames, 2), and makes a file of it. Raises ExportFailed."""

    def write(self, block: NDArray[np.int16]) -> None: ...

    def close(self) -> None:
        """Finish the file. Raises ExportFailed where it is not whole."""
        ...


def obstacle(ending: str) -> ExportFault | None:
    """Why files of this ending can't be written here; None where they can."""
    if ending not in ENDINGS:
        return ExportFault.UNKNOWN_ENDING
    if _is_direct(ending) or shutil.which("ffmpeg") is not None:
        return None
    return ExportFault.NO_FFMPEG


def sink_for(path: Path, ending: str, tags: Tags) -> Sink:
    """Open what writes files of this ending. Raises ExportFailed."""
    if _is_direct(ending):
        return _SoundFile(path, _DIRECT[ending], tags)
    program = shutil.which("ffmpeg")
    if program is None:
        raise ExportFailed(ExportFault.NO_FFMPEG)
    return _Ffmpeg(program, path, _BY_FFMPEG[ending], tags)


def _is_direct(ending: str) -> bool:
    """Whether libsndfile writes it by itself, as it was built."""
    library: Any = importlib.import_module("soundfile")
    known = _DIRECT.get(ending)
    return known is not None and library.check_format(known["format"], known["subtype"])


def fault_of(number: int | None, path: Path) -> ExportFault:
    """Disk full, or something else: libraries that say only "failed" are asked no more."""
    if number in (errno.ENOSPC, errno.EDQUOT):
        return ExportFault.DISK_FULL
    if number in (None, errno.EPIPE):
        with contextlib.suppress(OSError):
            usage = shutil.disk_usage(path.parent)
            # What is no disk, such as /proc, has no room at all and is not full.
            if usage.total and usage.free < _ALMOST_NOTHING:
                return ExportFault.DISK_FULL
    return ExportFault.CANNOT_WRITE


class _SoundFile:
    """libsndfile, whose errors are told as ours."""

    def __init__(self, path: Path, known: Mapping[str, object], tags: Tags) -> None:
        self._library: Any = importlib.import_module("soundfile")
        self._path = path
        # A wave file has no field for chapters.
        self._comments = () if known["format"] == "WAV" else tags.comments
        name = name_for_library(path)
        with self._told():
            self._file = self._library.SoundFile(name, "w", samplerate=RATE, channels=2, **known)
            self._file.title, self._file.artist = tags.title, ARTIST
            if self._comments:
                self._file.comment = room_for(self._comments)

    def write(self, block: NDArray[np.int16]) -> None:
        with self._told():
            self._file.write(block)

    def close(self) -> None:
        with self._told():
            self._file.close()
            if self._comments:
                write_comments(self._path, self._comments)

    @contextlib.contextmanager
    def _told(self) -> Generator[None]:
        try:
            yield
        # soundfile asserts that a write was whole: on a full disk it is not, and then
        # there may be no place for comments either.
        except (self._library.SoundFileError, AssertionError, ValueError) as exc:
            raise ExportFailed(fault_of(None, self._path), str(exc)) from exc


class _Ffmpeg:
    """Feeds a pipe to ffmpeg: nothing is written twice, however long the session."""

    def __init__(self, program: str, path: Path, codec: tuple[str, ...], tags: Tags) -> None:
        self._path = path
        self._folder = tempfile.TemporaryDirectory(prefix="thaw-")
        told = Path(self._folder.name) / "tags"
        told.write_text(tags.for_ffmpeg, encoding="utf-8")
        self._words = tempfile.TemporaryFile()  # noqa: SIM115 - closed by close()
        command = [program, "-hide_banner", "-loglevel", "error", "-y"]
        command += ["-f", "s16le", "-ar", str(RATE), "-ac", "2", "-i", "pipe:0"]
        command += ["-f", "ffmetadata", "-i", str(told)]
        command += ["-map", "0:a", "-map_metadata", "1", "-map_chapters", "1"]
        self._process = subprocess.Popen(
            [*command, *codec, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=self._words,
        )

    def write(self, block: NDArray[np.int16]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(block.tobytes())

    def close(self) -> None:
        assert self._process.stdin is not None
        with self._folder, self._words:
            # ffmpeg closed the pipe first: why is told below, in its own words.
            with contextlib.suppress(BrokenPipeError):
                self._process.stdin.close()
            failed = self._process.wait() != 0
            self._words.seek(0)
            detail = self._words.read(2000).decode("utf-8", "replace").strip()
        if failed:
            raise ExportFailed(fault_of(None, self._path), detail)
