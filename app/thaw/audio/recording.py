"""A recording from a file: trimmed, as loud as the voice, and kept so that it is read once."""

import contextlib
import importlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from thaw.audio import limiting, loudness, store
from thaw.audio.decoding import LONGEST_S, SHORTEST_S, checked, decoded
from thaw.audio.loudness import Planar
from thaw.audio.store import Samples
from thaw.audio.unpacking import (
    HEADROOM,
    MOST_BOOST_DB,
    SILENT_LUFS,
    content_key,
    loudness_of,
    unpacked,
)
from thaw.audio.voice.polish import VOICE_LUFS
from thaw.core.recording_faults import RecordingFault, RecordingUnusable
from thaw.core.units import RATE, Frames, frames

_VERSION: Final = 2
_BLOCK: Final = limiting.STEP * 2000
_CONTEXT: Final = limiting.STEP * (limiting.REACH + 1)
"""What a limited piece depends on at each side."""
_QUIETER_DB: Final = 35.0
"""What is so far below the recording's own loudness, at either end, is not part of it."""
_SEARCHED_S: Final = 120
_BEFORE, _AFTER = frames(0.05), frames(0.15)
_FADE: Final = frames(0.01)


@dataclass(frozen=True, slots=True)
class Recording:
    """Samples at ``RATE``, 16 bits, shape (channels, frames), with one channel or two."""

    samples: Samples

    @property
    def length(self) -> Frames:
        return Frames(self.samples.array.shape[1])

    @property
    def channels(self) -> int:
        return self.samples.array.shape[0]

    def sound(self) -> Planar:
        """All of it, within ±1; for a long one this is much memory."""
        return self.samples.array.astype(np.float32) * np.float32(1 / 32767)


def track_length(path: Path) -> Frames:
    """How long the whole of ``path`` plays, counted and not believed. Raises RecordingUnusable."""
    source = decoded(path)
    count = 0
    for block in source.blocks:
        count += block.shape[1]
        if count > LONGEST_S * source.rate:
            raise RecordingUnusable(RecordingFault.TOO_LONG, path)
    if count < SHORTEST_S * source.rate:
        raise RecordingUnusable(RecordingFault.EMPTY, path)
    return Frames(-(-count * RATE // source.rate))


def read_recording(
    path: Path, cache: Path | None = None, *, trims: bool = True, lufs: float = VOICE_LUFS
) -> Recording:
    """Read the sound file at ``path``; raise RecordingUnusable.

    It is levelled to ``lufs`` as heard from both speakers, its true peaks stay below
    the limiter's ceiling, and it neither begins nor ends with a click. With ``trims``
    silence before and after it goes. What was read is kept in the folder ``cache``
    under a name made of its content, and found there the next time.
    """
    checked(path)
    made_as = f"{_VERSION} {trims} {lufs}"
    kept = None if cache is None else cache / f"{content_key(path, made_as)}{store.ENDING}"
    found = None if kept is None else store.find(kept)
    if kept is not None and found is not None and found.array.ndim == 2:
        with contextlib.suppress(OSError):
            os.utime(kept)
        return Recording(found)
    with contextlib.ExitStack() as closings:
        try:
            waiting = closings.enter_context(tempfile.TemporaryFile())
            raw = unpacked(decoded(path), waiting, path)
            levelled = _levelled(_whole(raw, path, lufs, trims=trims), closings)
            if kept is None:
                return Recording(Samples(np.array(levelled)))
            return Recording(store.keep(kept, levelled))
        except OSError as exc:
            raise RecordingUnusable(RecordingFault.DISK_FULL, path, str(exc)) from exc


@dataclass(frozen=True, slots=True)
class _Whole:
    """What is to be kept of a file, and the factor that makes it as loud as it should be."""

    raw: NDArray[np.int16]
    gain: float


def _whole(raw: NDArray[np.int16], path: Path, lufs: float, *, trims: bool) -> _Whole:
    measured = loudness_of(raw)
    if measured < SILENT_LUFS:
        raise RecordingUnusable(RecordingFault.SILENT, path)
    boost = min(lufs - measured, MOST_BOOST_DB)
    if trims:
        raw = _trimmed(raw, measured - _QUIETER_DB)
    return _Whole(raw, loudness.gain(boost) / (HEADROOM * 32767))


def _trimmed(raw: NDArray[np.int16], below: float) -> NDArray[np.int16]:
    """Without the silence at both ends, as pydub finds it; ``below`` is in dBFS."""
    search = raw[: _SEARCHED_S * RATE], raw[-_SEARCHED_S * RATE :][::-1]
    threshold = below + 20 * float(np.log10(HEADROOM))
    first, last = (_silence(one, threshold) for one in search)
    if first >= len(search[0]):
        return raw
    return raw[max(first - _BEFORE, 0) : max(len(raw) - max(last - _AFTER, 0), first + 1)]


def _silence(raw: NDArray[np.int16], below: float) -> int:
    """Frames before the sound begins."""
    pydub: Any = importlib.import_module("pydub")
    silence: Any = importlib.import_module("pydub.silence")
    data = np.ascontiguousarray(raw).tobytes()
    segment = pydub.AudioSegment(data=data, sample_width=2, frame_rate=RATE, channels=raw.shape[1])
    return silence.detect_leading_silence(segment, below, chunk_size=10) * RATE // 1000


def _levelled(whole: _Whole, closings: contextlib.ExitStack) -> NDArray[np.int16]:
    count, channels = whole.raw.shape
    file = closings.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - it is one
    made = np.memmap(file, np.int16, "w+", shape=(channels, count))
    for start, piece in _limited(whole):
        _fade_ends(piece, start, count)
        made[:, start : start + piece.shape[1]] = np.rint(piece * np.float32(32767))
        store.let_go(whole.raw)
        store.let_go(made)
    return made


def _limited(whole: _Whole) -> Iterator[tuple[int, Planar]]:
    """Pieces with their places. Each is limited within its surroundings, so no seam is left."""
    count = len(whole.raw)
    for start in range(0, count, _BLOCK):
        first, last = max(start - _CONTEXT, 0), min(start + _BLOCK + _CONTEXT, count)
        sound = whole.raw[first:last].T * np.float32(whole.gain)
        piece = limiting.limited(np.ascontiguousarray(sound))
        yield start, piece[:, start - first : start - first + _BLOCK].copy()


def _fade_ends(piece: Planar, start: int, count: int) -> None:
    """Rise from silence and sink into it, where ``piece`` is at an end of the whole."""
    at = np.arange(start, start + piece.shape[1], dtype=np.float64)
    near = np.minimum(at + 0.5, count - at - 0.5) / max(min(_FADE, count / 2), 1)
    if near.size and near.min() < 1.0:
        piece *= (0.5 - 0.5 * np.cos(np.pi * np.minimum(near, 1.0))).astype(np.float32)
