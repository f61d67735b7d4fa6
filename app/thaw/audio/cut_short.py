"""Sound files whose header promises more than can be read: they play, and should be told of."""

import importlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from thaw.audio.decoding import decoded

_WAV_SIZES: Final = re.compile(r"^data : (\d+) \(should be (\d+)\)", re.MULTILINE)
"""What libsndfile notes of a wav file whose data are not as long as its header says."""
_WAV_UNKNOWN: Final = 0xFFFF_FFFF
"""The length that a wav file has which was written into a pipe."""
_FLAC_UNKNOWN: Final = 1 << 36
"""A flac file tells its frames in 36 bits; libsndfile gives more where it tells none."""
_LEAST_S: Final = 0.1
_LEAST_SHARE: Final = 0.01


@dataclass(frozen=True, slots=True)
class CutShort:
    """Seconds that can be read, and those that the header promises."""

    read_s: float
    promised_s: float

    @property
    def is_clear(self) -> bool:
        """Whether more is missing than rounding, or an encoder's own padding, explains."""
        missing_s = self.promised_s - self.read_s
        return missing_s > max(_LEAST_S, _LEAST_SHARE * self.promised_s)


def cut_short(path: Path) -> CutShort | None:
    """How much of a wav or flac file that plays is missing; None where nothing clearly is.

    Other kinds of file don't tell their length, or only guess it. A whole file is not
    decoded for this. Raises RecordingUnusable.
    """
    library: Any = importlib.import_module("soundfile")
    try:
        with library.SoundFile(path) as file:
            lengths = _of_wav(file) or _of_flac(file, path)
    except (library.SoundFileError, OSError):
        return None
    return lengths if lengths is not None and lengths.is_clear else None


class _SoundFile(Protocol):
    """soundfile's SoundFile, as far as lengths go."""

    format: str
    frames: int
    samplerate: int
    extra_info: str

    def seek(self, frames: int) -> int: ...

    def read(self, frames: int) -> NDArray[np.float64]: ...


def _of_wav(file: _SoundFile) -> CutShort | None:
    sizes = _WAV_SIZES.search(file.extra_info)
    if file.format not in ("WAV", "WAVEX") or sizes is None:
        return None
    told, there = int(sizes[1]), int(sizes[2])
    if there == 0 or told == _WAV_UNKNOWN:
        return None
    read_s = file.frames / file.samplerate
    return CutShort(read_s, read_s * told / there)


def _of_flac(file: _SoundFile, path: Path) -> CutShort | None:
    if file.format != "FLAC" or not 0 < file.frames < _FLAC_UNKNOWN or _has_its_end(file):
        return None
    source = decoded(path)
    read = sum(block.shape[1] for block in source.blocks)
    return CutShort(read / source.rate, file.frames / source.rate)


def _has_its_end(file: _SoundFile) -> bool:
    library: Any = importlib.import_module("soundfile")
    try:
        file.seek(file.frames - 1)
        return len(file.read(1)) == 1
    except library.SoundFileError:
        return False
