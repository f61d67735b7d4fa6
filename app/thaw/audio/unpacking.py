"""A sound file unpacked to disk, so that one of hours needs no memory, and measured there."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Final

import numpy as np
from numpy.typing import NDArray

from thaw.audio import loudness, store
from thaw.audio.centring import centred
from thaw.audio.decoding import LONGEST_S, SHORTEST_S, Decoded
from thaw.audio.loudness import Planar
from thaw.audio.resampling import resampled
from thaw.core.recording_faults import RecordingFault, RecordingUnusable
from thaw.core.units import RATE

HEADROOM: Final = 0.5
"""Samples wait at half their size: those of a float file may pass full scale."""
MOST_BOOST_DB: Final = 30.0
"""More would make noise of a recording that is all but silent."""
SILENT_LUFS: Final = -65.0
_BELOW_OFFSET_DB: Final = -36.0
"""What stays so far below a steady offset is what a lossy encoder made of that offset."""
_STEP: Final = RATE // 10
BOTH_SPEAKERS_DB: Final = 3.01
"""How much louder one channel is that both speakers play."""


def unpacked(
    source: Decoded, waiting: IO[bytes], path: Path, most_s: float | None = None
) -> NDArray[np.int16]:
    """Write everything to ``waiting``; return it from there, shape (frames, channels).

    A steady offset is taken away first: it is no sound, and would click at both ends.
    No more than ``most_s`` is read where that is given; otherwise what is longer than
    ``LONGEST_S`` is refused, and so is a file in which there is nothing but an offset.
    Raises RecordingUnusable.
    """
    count, channels = 0, 1
    offset, loudest = _Offset(), 0.0
    for block in resampled(centred(offset.seen(source.blocks), source.rate), source.rate):
        channels = block.shape[0]
        count += block.shape[1]
        loudest = max(loudest, _loudest(block))
        if most_s is None and count > LONGEST_S * RATE:
            raise RecordingUnusable(RecordingFault.TOO_LONG, path)
        scaled = np.clip(block.T * np.float32(HEADROOM * 32767), -32767, 32767)
        waiting.write(np.rint(scaled).astype(np.int16).tobytes())
        if most_s is not None and count >= most_s * RATE:
            break
    if count < SHORTEST_S * RATE:
        raise RecordingUnusable(RecordingFault.EMPTY, path)
    if loudest < offset.power * loudness.gain(2 * _BELOW_OFFSET_DB):
        raise RecordingUnusable(RecordingFault.SILENT, path)
    waiting.flush()
    return np.memmap(waiting, np.int16, "r", shape=(count, channels))


class _Offset:
    """The steady offset of what it has seen."""

    def __init__(self) -> None:
        self._count = 0
        self._sum = 0.0

    @property
    def power(self) -> float:
        """That of the offset alone, of the channel where it is largest."""
        return float(np.max(np.square(self._sum / max(self._count, 1))))

    def seen(self, blocks: Iterable[Planar]) -> Iterator[Planar]:
        """Pass ``blocks`` on."""
        for block in blocks:
            self._count += block.shape[1]
            self._sum = self._sum + block.sum(axis=1, dtype=np.float64)
            yield block


def _loudest(block: Planar) -> float:
    """The power of the loudest tenth of a second; a shorter rest counts as one."""
    power = np.square(block).mean(axis=0)
    padded = np.pad(power, (0, -power.size % _STEP))
    return float(padded.reshape(-1, _STEP).mean(axis=1).max(initial=0.0))


def sound_of(raw: NDArray[np.int16]) -> Planar:
    """A piece of what was unpacked as it was in the file, shape (channels, frames)."""
    return np.ascontiguousarray(raw.T * np.float32(1 / (HEADROOM * 32767)))


def minutes(raw: NDArray[np.int16]) -> Iterator[NDArray[np.int16]]:
    """What was unpacked minute by minute, none of which stays in memory."""
    for start in range(0, len(raw), 60 * RATE):
        yield raw[start : start + 60 * RATE]
        store.let_go(raw)


def loudness_of(raw: NDArray[np.int16]) -> float:
    """Gated loudness as heard from both speakers, minute by minute to spare memory."""
    heard = [
        loudness.integrated(minute.T.astype(np.float32) / np.float32(32767))
        for minute in minutes(raw)
    ]
    powers = [loudness.power_of(one) for one in heard if one > SILENT_LUFS - 20]
    if not powers:
        return loudness.SILENCE
    alone = BOTH_SPEAKERS_DB if raw.shape[1] == 1 else 0.0
    # Minutes that are all but silent don't count, as within one they don't.
    loudest = max(powers)
    counted = [power for power in powers if power > loudest / 10]
    mean = 10 * np.log10(sum(counted) / len(counted)) - 0.691
    return float(mean) + alone - 20 * float(np.log10(HEADROOM))


def content_key(path: Path, made_as: str) -> str:
    """Names what is made of the file's content: another for another way of making it."""
    told = f"{made_as}\0".encode()
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, lambda: hashlib.sha256(told)).hexdigest()[:40]
    except OSError as exc:
        raise RecordingUnusable(RecordingFault.UNREADABLE, path, str(exc)) from exc
