"""Sound files whose header promises more than can be read: they play, and should be told of."""

import importlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from thaw.audio.decoding import checked, decoded
from thaw.audio.hushing import hushed
from thaw.audio.mp3_parts import tells_its_frames
from thaw.audio.sound_files import opened

_WAV_SIZES: Final = re.compile(r"^data : (\d+) \(should be (\d+)\)", re.MULTILINE)
"""What libsndfile notes of a wav file whose data are not as long as its header says."""
_AIFF_FRAMES: Final = re.compile(r"'COMM' chunk \((\d+)\) not equal to frame count")
_OGG_ENDLESS: Final = "lacks an end-of-stream bit"
_WAV_UNKNOWN: Final = 0xFFFF_FFFF
"""The length that a wav file has which was written into a pipe."""
_FLAC_UNKNOWN: Final = 1 << 36
"""A flac file tells its frames in 36 bits; libsndfile gives more where it tells none."""
_LEAST_S: Final = 0.1
_LEAST_SHARE: Final = 0.01


@dataclass(frozen=True, slots=True)
class CutShort:
    """Seconds that can be read, and those that the header promises, where it does."""

    read_s: float
    promised_s: float | None

    @property
    def is_clear(self) -> bool:
        """Whether more is missing than rounding, or an encoder's own padding, explains."""
        if self.promised_s is None:
            return True
        missing_s = self.promised_s - self.read_s
        return missing_s > max(_LEAST_S, _LEAST_SHARE * self.promised_s)


def cut_short(path: Path) -> CutShort | None:
    """How much of a file that plays is missing; None where nothing clearly is.

    What only ffmpeg reads, and an mp3 without a count of its frames, don't tell their
    length. Of whole files only flac is decoded for this: one that is damaged in its middle
    has its end, and is heard up to there. Raises RecordingUnusable.
    """
    checked(path)
    library: Any = importlib.import_module("soundfile")
    try:
        with hushed(), opened(path) as file:
            promise = _promise(file, path)
    except (library.SoundFileError, OSError):
        return None
    if promise is None:
        return None
    found = promise if isinstance(promise, CutShort) else _counted(path, promise)
    return found if found.is_clear else None


class _SoundFile(Protocol):
    """soundfile's SoundFile, as far as lengths go."""

    format: str
    frames: int
    samplerate: int
    extra_info: str

    def seek(self, frames: int) -> int: ...

    def read(self, frames: int) -> NDArray[np.float64]: ...


def _promise(file: _SoundFile, path: Path) -> CutShort | float | None:
    """What is missing; or the seconds promised, where what there is has to be counted."""
    match file.format:
        case "WAV" | "WAVEX":
            return _of_wav(file)
        case "AIFF":
            return _of_aiff(file)
        case "OGG":
            endless = _OGG_ENDLESS in file.extra_info
            return CutShort(file.frames / file.samplerate, None) if endless else None
        case "FLAC":
            may_be_short = 0 < file.frames < _FLAC_UNKNOWN
        case "MP3":
            may_be_short = tells_its_frames(path) and not _has_its_end(file)
        case _:
            may_be_short = False
    return file.frames / file.samplerate if may_be_short else None


def _counted(path: Path, promised_s: float) -> CutShort:
    source = decoded(path)
    read = sum(block.shape[1] for block in source.blocks)
    return CutShort(read / source.rate, promised_s)


def _of_wav(file: _SoundFile) -> CutShort | None:
    sizes = _WAV_SIZES.search(file.extra_info)
    if sizes is None:
        return None
    told, there = int(sizes[1]), int(sizes[2])
    if there == 0 or told == _WAV_UNKNOWN:
        return None
    read_s = file.frames / file.samplerate
    return CutShort(read_s, read_s * told / there)


def _of_aiff(file: _SoundFile) -> CutShort | None:
    told = _AIFF_FRAMES.search(file.extra_info)
    if told is None:
        return None
    return CutShort(file.frames / file.samplerate, int(told[1]) / file.samplerate)


def _has_its_end(file: _SoundFile) -> bool:
    library: Any = importlib.import_module("soundfile")
    try:
        file.seek(file.frames - 1)
        return len(file.read(1)) == 1
    except library.SoundFileError:
        return False
