"""A soundscape from a file: as loud as those that are made, and without a seam where it joins.

The end of the file crosses into its beginning, at equal power; of all places near the end
the one is taken where both are most alike, so that a hum goes on in step. What is stored is
one period: its last sample is followed by its first.
"""

import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from thaw.audio import limiting, loudness, store
from thaw.audio.beds import LUFS, between, copy_period
from thaw.audio.loudness import Planar
from thaw.audio.store import Samples
from thaw.audio.unpacking import MOST_BOOST_DB, SILENT_LUFS, loudness_of, minutes, sound_of
from thaw.core.recording_faults import RecordingFault, RecordingUnusable
from thaw.core.units import frames

SHORTEST: Final = frames(1.0)
"""What is left of it once its ends are cut must be as long as this."""
CROSSFADE: Final = frames(4.0)

_STORED_LUFS: Final = -24.0
_END: Final = frames(0.25)
"""The ends of a file often fade: they are looked at in pieces of this length."""
_MOST_CUT: Final = frames(20.0)
_FADED_DB: Final = -6.0
_IN_STEP_WITHIN: Final = frames(0.05)
_LEAST_ALIKE: Final = -0.3
_PIECE: Final = limiting.STEP * 2000
_CONTEXT: Final = limiting.STEP * (limiting.REACH + 1)
_LET_GO_EVERY: Final = frames(10.0)


class RecordedBed:
    """One soundscape kept as a period of samples, ready to be heard at any frame."""

    def __init__(self, samples: Samples) -> None:
        """``samples``: what ``period_of`` returned."""
        self._samples = samples
        self._level = np.float32(loudness.gain(LUFS - _STORED_LUFS) / 32767)

    @property
    def period(self) -> int:
        """After how many frames it comes round."""
        return self._samples.array.shape[1]

    def into(
        self,
        sound: Planar,
        spare: Planar,  # noqa: ARG002 - others need it
        frame: int,
        levels: NDArray[np.float64] | float = 1.0,
    ) -> None:
        """Write it from ``frame`` on into ``sound``, at ``levels``: see ``beds.Bed.into``."""
        copy_period(self._samples.array, sound, frame)
        sound *= self._level
        sound *= between(levels) if isinstance(levels, np.ndarray) else np.float32(levels)
        if frame % _LET_GO_EVERY < sound.shape[1]:
            # Hours of it would otherwise fill memory while they are heard.
            self._samples.let_go()


@dataclass(frozen=True, slots=True)
class _Loop:
    """Where in ``raw`` the period lies, and how its beginning is blended with the end."""

    raw: NDArray[np.int16]
    period: int
    rises: Planar
    falls: Planar

    def piece(self, start: int, count: int) -> Planar:
        """``count`` frames from ``start`` on, round and round."""
        done = 0
        pieces: list[Planar] = []
        while done < count:
            at = (start + done) % self.period
            step = min(count - done, self.period - at)
            pieces.append(self._within(at, step))
            done += step
        return np.concatenate(pieces, axis=1)

    def _within(self, at: int, count: int) -> Planar:
        sound = sound_of(self.raw[at : at + count])
        blended = min(len(self.rises) - at, count)
        if blended > 0:
            end = sound_of(self.raw[self.period + at : self.period + at + blended])
            sound[:, :blended] *= self.rises[at : at + blended]
            sound[:, :blended] += end * self.falls[at : at + blended]
        return sound


def period_of(
    raw: NDArray[np.int16], path: Path, closings: contextlib.ExitStack
) -> NDArray[np.int16]:
    """Return one period of what was unpacked, to be stored; shape (channels, frames).

    It lies in a file that ``closings`` removes. Raises RecordingUnusable where there is
    nothing to be heard, or too little.
    """
    measured = loudness_of(raw)
    if measured < SILENT_LUFS:
        raise RecordingUnusable(RecordingFault.SILENT, path)
    loop = _loop(_without_faded_ends(raw), path)
    factor = np.float32(loudness.gain(min(_STORED_LUFS - measured, MOST_BOOST_DB)))
    file = closings.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - it is one
    made = np.memmap(file, np.int16, "w+", shape=(raw.shape[1], loop.period))
    for start in range(0, loop.period, _PIECE):
        count = min(_PIECE, loop.period - start)
        around = loop.piece(start - _CONTEXT, count + 2 * _CONTEXT) * factor
        piece = limiting.limited(around)[:, _CONTEXT : _CONTEXT + count]
        made[:, start : start + count] = np.rint(piece * np.float32(32767))
        store.let_go(raw)
        store.let_go(made)
    return made


def _loop(raw: NDArray[np.int16], path: Path) -> _Loop:
    count = len(raw)
    if count < SHORTEST:
        raise RecordingUnusable(RecordingFault.TOO_SHORT, path)
    blended = min(CROSSFADE, count // 4)
    back, alike = _most_alike(raw, blended)
    at = np.pi / 2 * (np.arange(blended) + 0.5) / blended
    rises, falls = np.sin(at), np.cos(at)
    # What is alike adds up to more than what is not: the power stays the same all the same.
    power = np.sqrt(1 + 2 * max(alike, _LEAST_ALIKE) * rises * falls)
    return _Loop(
        raw,
        count - blended - back,
        (rises / power).astype(np.float32),
        (falls / power).astype(np.float32),
    )


def _most_alike(raw: NDArray[np.int16], blended: int) -> tuple[int, float]:
    """How far before the last possible place the end is most like the beginning, and how much."""
    within = min(_IN_STEP_WITHIN, blended // 2)
    begin = raw[:blended].sum(axis=1, dtype=np.float64)
    end = raw[len(raw) - blended - within :].sum(axis=1, dtype=np.float64)
    size = 1 << (len(end) + blended).bit_length()
    spectrum = np.fft.rfft(end, size) * np.conj(np.fft.rfft(begin, size))
    products = np.fft.irfft(spectrum, size)[: within + 1]
    sums = np.concatenate(([0.0], np.cumsum(end**2)))
    energies = (sums[blended:] - sums[:-blended]) * float((begin**2).sum())
    alike = products / np.sqrt(np.maximum(energies, 1.0))
    best = int(np.argmax(alike))
    return within - best, float(np.clip(alike[best], -1.0, 1.0))


def _without_faded_ends(raw: NDArray[np.int16]) -> NDArray[np.int16]:
    """Without what a fade, or silence, has left at either end."""
    faint = _power(raw) * loudness.gain(2 * _FADED_DB)
    most = min(_MOST_CUT, len(raw) // 4)
    first = _cut(_ends(raw, most), faint)
    last = _cut(_ends(raw[::-1], most), faint)
    return raw[first : len(raw) - last]


def _ends(raw: NDArray[np.int16], most: int) -> Iterator[float]:
    for start in range(0, most, _END):
        yield _power(raw[start : start + _END])


def _cut(powers: Iterator[float], faint: float) -> int:
    return next((number * _END for number, power in enumerate(powers) if power >= faint), 0)


def _power(raw: NDArray[np.int16]) -> float:
    """Mean power, minute by minute to spare memory."""
    total = 0.0
    for minute in minutes(raw):
        flat = minute.astype(np.float32).reshape(-1)
        total += float(flat @ flat)
    return total / raw.size
