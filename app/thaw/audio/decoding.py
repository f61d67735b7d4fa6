"""Sound files of any kind as blocks of samples, none of them trusted."""

import errno
import importlib
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from thaw.audio.hushing import hushed
from thaw.audio.loudness import Planar
from thaw.audio.mp3_parts import later_parts
from thaw.audio.sound_files import PartOfFile, opened
from thaw.audio.unfinished import Told, is_unfinished
from thaw.audio.unfinished import opened as opened_unfinished
from thaw.core.recording_faults import RecordingFault, RecordingUnusable

MOST_BYTES: Final = 2_000_000_000
LONGEST_S: Final = 4 * 3600
SHORTEST_S: Final = 0.02
"""What is shorter is no sound, but a click."""
RATES: Final = range(4_000, 768_001)
"""Frames a second that a sound file can mean."""

_BLOCK: Final = 1 << 16
_PIECE_S: Final = 600
"""Seconds that ffmpeg decodes at once: bounds memory."""
_ALL_BUT_S: Final = 0.5
"""A piece that is so much shorter, for what an encoder puts before the sound, is whole."""
_HALF: Final = 0.7071
_TELLING: Final = frozenset({b"RIFF", b"RIFX", b"RF64", b"fLaC", b"OggS", b"FORM", b"caff"})
"""How files begin that say what they are."""
_UNLIKELY: Final = 32.0
"""No sample is meant to be so far above full scale."""
_MAY_PASS_FULL_SCALE: Final = ("FLOAT", "DOUBLE")
_FAR_ABOVE: Final = 1.5
"""Nearly what the headroom of what is unpacked has room for."""
_MOST_WRONG: Final = 0.01
_NOT_SOUND_AT_ALL: Final = frozenset({"hls", "concat", "image2", "dash", "tty", "sdp", "rtsp"})
"""What ffmpeg would open that names further files, or is no sound."""
# Channels in the order of WAVE_FORMAT_EXTENSIBLE: what each gives to the left and the right.
# The deep channel is left out: small speakers and headphones make noise of it.
_SIDES: Final = {
    3: ((1, 0, _HALF), (0, 1, _HALF)),
    4: ((1, 0, _HALF, 0), (0, 1, 0, _HALF)),
    5: ((1, 0, _HALF, _HALF, 0), (0, 1, _HALF, 0, _HALF)),
    6: ((1, 0, _HALF, 0, _HALF, 0), (0, 1, _HALF, 0, 0, _HALF)),
    7: ((1, 0, _HALF, 0, _HALF, _HALF, 0), (0, 1, _HALF, 0, _HALF, 0, _HALF)),
    8: ((1, 0, _HALF, 0, _HALF, 0, _HALF, 0), (0, 1, _HALF, 0, 0, _HALF, 0, _HALF)),
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file being read: ``blocks`` have one channel or two, at ``rate`` frames a second."""

    rate: int
    blocks: Iterator[Planar]


def checked(path: Path) -> os.stat_result:
    """Look at ``path`` without opening what is no ordinary file. Raises RecordingUnusable."""
    try:
        state = path.stat()
    except (FileNotFoundError, NotADirectoryError) as exc:
        raise RecordingUnusable(RecordingFault.NO_FILE, path) from exc
    except (OSError, ValueError) as exc:
        raise RecordingUnusable(RecordingFault.UNREADABLE, path, str(exc)) from exc
    if not stat.S_ISREG(state.st_mode):
        raise RecordingUnusable(RecordingFault.NOT_A_FILE, path)
    if state.st_size == 0:
        raise RecordingUnusable(RecordingFault.EMPTY, path)
    if state.st_size > MOST_BYTES:
        raise RecordingUnusable(RecordingFault.TOO_BIG, path)
    return state


def decoded(path: Path) -> Decoded:
    """Begin to read ``path``. Raises RecordingUnusable, here or while its blocks are read.

    libsndfile reads wav, flac, ogg, opus, mp3 and aiff by itself; for all else
    pydub asks ffmpeg.
    """
    checked(path)
    try:
        with hushed() if _may_be_mp3(path) else nullcontext():
            file = opened(path)
        # WORKAROUND soundfile 0.14: after each block it seeks to where it already is, if it
        # can, and in an mp3 whose index is wrong that is somewhere else: a click.
        file.seekable = _never
    except _library().SoundFileError:
        return _by_ffmpeg(path)
    except OSError as exc:
        raise RecordingUnusable(RecordingFault.UNREADABLE, path, str(exc)) from exc
    return Decoded(_rate(file.samplerate, path), _tidied(_blocks(path, file), path))


class _Segment(Protocol):
    """pydub's AudioSegment, which carries no types of its own."""

    frame_rate: int
    sample_width: int
    channels: int
    raw_data: bytes

    def __len__(self) -> int: ...


class _SoundFile(Told, Protocol):
    """soundfile's SoundFile."""

    def __enter__(self) -> "_SoundFile": ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def read(
        self, *, dtype: str, always_2d: bool, out: NDArray[np.float32]
    ) -> NDArray[np.float32]: ...


def _never() -> bool:
    return False


def _library() -> ModuleType:
    return importlib.import_module("soundfile")


def _from_file(file: _SoundFile) -> Iterator[NDArray[np.float32]]:
    """Blocks of shape (frames, channels). A file that ends early gives what there is."""
    is_mp3 = file.format == "MP3"
    with file:
        while True:
            # What is read before a fault is told by what is no longer this.
            block = np.full((_BLOCK, file.channels), np.nan, np.float32)
            try:
                with hushed() if is_mp3 else nullcontext():
                    read = file.read(dtype="float32", always_2d=True, out=block)
            except _library().SoundFileError:
                if count := _filled(block):
                    yield block[:count]
                return
            if not len(read):
                return
            yield read


def _blocks(path: Path, file: _SoundFile) -> Iterator[NDArray[np.float32]]:
    if file.subtype in _MAY_PASS_FULL_SCALE:
        factor = _factor(path)
        for block in _as_written(path, file):
            yield block if factor == 1.0 else block * factor
    else:
        yield from _as_written(path, file)
        if file.format == "MP3":
            yield from _joined(path, file)


def _factor(path: Path) -> np.float32:
    """What makes room for peaks that lie far above full scale: it is levelled in any case."""
    highest = 0.0
    for block in _as_written(path, opened(path)):
        sizes = np.abs(block)
        highest = max(highest, float(sizes.max(initial=0.0, where=sizes < _UNLIKELY)))
    return np.float32(1.0 if highest < _FAR_ABOVE else 1 / highest)


def _as_written(path: Path, file: _SoundFile) -> Iterator[NDArray[np.float32]]:
    return _from_unfinished(path, file) if is_unfinished(file) else _from_file(file)


def _joined(path: Path, first: _SoundFile) -> Iterator[NDArray[np.float32]]:
    """What follows the first of several mp3 that were made one file, as far as it is alike."""
    for part in later_parts(path):
        with PartOfFile(path, part.begin, part.end) as raw:
            try:
                with hushed():
                    file = _library().SoundFile(raw)
            except _library().SoundFileError:
                return
            file.seekable = _never
            if (file.samplerate, file.channels) != (first.samplerate, first.channels):
                file.close()
                return
            yield from _from_file(file)


def _from_unfinished(path: Path, file: _SoundFile) -> Iterator[NDArray[np.float32]]:
    with file, opened_unfinished(path, file) as whole:
        yield from _from_file(whole)


def _filled(block: NDArray[np.float32]) -> int:
    """The frames of ``block`` before all that follow are no numbers."""
    written = np.flatnonzero(~np.isnan(block).all(axis=1))
    return int(written[-1]) + 1 if written.size else 0


def _may_be_mp3(path: Path) -> bool:
    """Whether libsndfile may ask libmpg123, which it does where nothing else is told at once."""
    with path.open("rb") as file:
        return file.read(4) not in _TELLING


def _by_ffmpeg(path: Path) -> Decoded:
    if shutil.which("ffmpeg") is None or shutil.which("ffprobe") is None:
        raise RecordingUnusable(RecordingFault.NO_FFMPEG, path)
    length_s = _told_length_s(path)
    if length_s > LONGEST_S:
        raise RecordingUnusable(RecordingFault.TOO_LONG, path)
    first = _piece(path, 0)
    return Decoded(_rate(first.frame_rate, path), _tidied(_pieces(path, first, length_s), path))


def _told_length_s(path: Path) -> float:
    """The length that ffprobe tells. Raises RecordingUnusable where it finds no sound."""
    pydub_utils: Any = importlib.import_module("pydub.utils")
    try:
        told: Any = pydub_utils.mediainfo_json(str(path.absolute()))
        kinds = {stream["codec_type"] for stream in told["streams"]}
        names = set(told["format"]["format_name"].split(","))
        length_s = float(told["format"].get("duration", 0.0))
    except (KeyError, IndexError, TypeError, ValueError, OSError) as exc:
        raise RecordingUnusable(RecordingFault.NOT_SOUND, path, str(exc)) from exc
    if "audio" not in kinds or names & _NOT_SOUND_AT_ALL:
        raise RecordingUnusable(RecordingFault.NOT_SOUND, path)
    return length_s


def _pieces(path: Path, first: _Segment, length_s: float) -> Iterator[NDArray[np.float32]]:
    """Piece after piece: to the length that is told, and past it for as long as they are whole.

    What was written into a pipe tells no length, and that of others is a guess.
    """
    piece, start_s = first, 0
    while len(piece):
        yield _samples(piece)
        start_s += _PIECE_S
        is_whole = len(piece) > (_PIECE_S - _ALL_BUT_S) * 1000
        if not is_whole and start_s > length_s:
            return
        piece = _piece(path, start_s)


def _piece(path: Path, start_s: int) -> _Segment:
    pydub: Any = importlib.import_module("pydub")
    failures: Any = importlib.import_module("pydub.exceptions")
    try:
        return pydub.AudioSegment.from_file(
            str(path.absolute()), start_second=start_s, duration=_PIECE_S
        )
    except (failures.PydubException, KeyError, IndexError, ValueError, OSError) as exc:
        raise RecordingUnusable(RecordingFault.NOT_SOUND, path, str(exc)[-500:]) from exc


def _samples(segment: _Segment) -> NDArray[np.float32]:
    kind = {1: np.int8, 2: np.int16, 4: np.int32}[segment.sample_width]
    flat = np.frombuffer(segment.raw_data, kind).astype(np.float32)
    flat *= np.float32(1 / (1 << (8 * segment.sample_width - 1)))
    return flat.reshape(-1, segment.channels)


def _rate(rate: int, path: Path) -> int:
    if rate not in RATES:
        raise RecordingUnusable(RecordingFault.NOT_SOUND, path, f"{rate} Hz")
    return rate


def _tidied(blocks: Iterator[NDArray[np.float32]], path: Path) -> Iterator[Planar]:
    """Fold to two channels at most, and mend what is no number. Shape (channels, frames)."""
    try:
        for block in blocks:
            yield _folded(_mended(block, path))
    except MemoryError as exc:
        raise RecordingUnusable(RecordingFault.TOO_BIG, path) from exc
    except OSError as exc:
        kind = RecordingFault.UNREADABLE
        if exc.errno in (errno.ENOSPC, errno.EDQUOT):
            kind = RecordingFault.DISK_FULL
        raise RecordingUnusable(kind, path, str(exc)) from exc


def _mended(block: NDArray[np.float32], path: Path) -> NDArray[np.float32]:
    """Draw a straight line over the odd sample that means nothing: no click is made of it."""
    wrong = ~(np.abs(block) < _UNLIKELY)
    if not wrong.any():
        return block
    if wrong.mean() > _MOST_WRONG:
        raise RecordingUnusable(RecordingFault.DAMAGED, path)
    mended = block.copy()
    at = np.arange(len(block))
    for channel in range(block.shape[1]):
        bad = wrong[:, channel]
        good = block[~bad, channel]
        mended[bad, channel] = np.interp(at[bad], at[~bad], good) if good.size else 0.0
    return mended


def _folded(block: NDArray[np.float32]) -> Planar:
    channels = block.shape[1]
    if channels <= 2:
        return np.ascontiguousarray(block.T)
    sides = np.zeros((2, channels), np.float32)
    if channels in _SIDES:
        sides[:] = _SIDES[channels]
    else:
        sides[0, ::2] = sides[1, 1::2] = 1.0
    sides /= sides.sum(axis=1, keepdims=True)
    return sides @ block.T
