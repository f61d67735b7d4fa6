"""Bells and breath cues: struck metal as a sum of decaying, slowly beating partials.

The recipe is modal synthesis: partial i sounds as
``a * exp(-6.91 t / T60) * (.55 sin 2pi(f - b/2)t + .45 sin 2pi(f + b/2)t)``,
each split pair being the shimmer of a slightly uneven rim. Frequency ratios are
measured or taken from ring theory: a Tibetan bowl has 1, 2.98, 5.70, 9.0, 12.8, 17.3.
"""

import math
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from thaw.audio import loudness
from thaw.audio.loudness import Planar
from thaw.core.units import RATE, Frames, frames

RING: Final = 0.8
"""The share of the longest T60 for which a strike is heard: 48 dB of decay."""

PADDED: Final = 1800.0
"""The ``mallet_hz`` of felt or leather."""
HARD: Final = 5000.0
"""The ``mallet_hz`` of wood or metal."""

_SHORTEST_S = 0.4
_FALL = math.log(1000.0)
"""60 dB as a natural logarithm: the 6.91 of the recipe."""
_ROW = 100
_PIECE = 9600
"""Frames from one matrix product, whose left side is (_PIECE / _ROW, 2 * sines)."""
_TAIL = frames(0.25)
_JUDGED_S = 0.5
"""So much of a strike is looked at for its loudest moment, and half of its slowest beat."""
_APART = np.pi / 3
"""How far a sine's phase in one ear is from that in the other: wide, yet whole in one speaker."""
_PARTIAL_VARIES_DB = 1.5
_PITCH_VARIES = 0.001
_INAUDIBLE = 1e-5


@dataclass(frozen=True, slots=True)
class Partial:
    """One mode of vibration. ``beat_hz`` is the distance between its split pair."""

    ratio: float
    amplitude: float
    t60_s: float
    beat_hz: float = 0.0


@dataclass(frozen=True, slots=True)
class BellRecipe:
    """All that makes one struck sound.

    ``mallet_hz`` is the mallet's softness: a partial at f is scaled by
    ``exp(-(f / mallet_hz)^2)``: see ``PADDED`` and ``HARD``. ``notes`` are pitches
    as ratios of ``hz``, struck ``note_gap_s`` apart: more than one makes a melody.
    ``lufs`` is the loudest 400 ms of every strike.
    """

    name: str
    hz: float
    partials: tuple[Partial, ...]
    attack_s: float
    mallet_hz: float
    lufs: float = -24.0
    knock_db: float | None = -24.0
    notes: tuple[float, ...] = (1.0,)
    note_gap_s: float = 0.0

    @property
    def length(self) -> Frames:
        """How long one strike is heard."""
        longest = max(partial.t60_s for partial in self.partials)
        rings_s = max(RING * longest, _SHORTEST_S)
        return frames(rings_s + self.note_gap_s * (len(self.notes) - 1))


class Rings(Protocol):
    """One strike, however it was made. Nothing in it changes: for any thread."""

    @property
    def length(self) -> Frames: ...

    def add(self, sound: Planar, offset: int, gain: float = 1.0) -> None:
        """Add it to ``sound``, whose first frame is ``offset`` after the blow."""
        ...


def strike(recipe: BellRecipe, seed: int) -> NDArray[np.float32]:
    """One whole strike, shape (frames, 2), within ±1. The same seed sounds the same."""
    ringing = Ringing(recipe, seed)
    sound = np.zeros((2, ringing.length), np.float32)
    ringing.add(sound, 0)
    return np.ascontiguousarray(sound.T)


class Ringing:
    """One strike, ready to be heard from any frame without being kept whole.

    A warm bowl rings for 22 s: four strikes kept as samples would be 34 MB. Nothing
    here changes after construction, so ``add`` may run on any thread.
    """

    def __init__(self, recipe: BellRecipe, seed: int) -> None:
        self.length: Frames = recipe.length
        # RandomState's stream is frozen by numpy's promise; Generator's is not.
        random = np.random.RandomState(seed & 0xFFFFFFFF)
        gap = frames(recipe.note_gap_s)
        self._notes = tuple(
            (gap * index, _Note(recipe, recipe.hz * pitch, random))
            for index, pitch in enumerate(recipe.notes)
        )
        self._level = 1.0
        self._level = self._level_for(recipe)

    def add(self, sound: Planar, offset: int, gain: float = 1.0) -> None:
        """Add this strike to ``sound``, whose first frame is ``offset`` after the blow.

        A negative offset puts the blow inside ``sound``.
        """
        for delay, note in self._notes:
            note.add(sound, offset - delay, gain * self._level, self.length - delay)

    def _level_for(self, recipe: BellRecipe) -> float:
        judged = np.zeros((2, min(self.length, _judged(recipe))), np.float32)
        self.add(judged, 0)
        return loudness.gain(recipe.lufs - loudness.max_momentary(judged))


class _Note:
    """One pitch of a strike, as phasors.

    A partial after ``r + c`` frames is ``Im(P_r * Q_c)`` with ``P`` on a coarse grid
    and ``Q`` on a fine one, so a block of all partials is one matrix product.
    """

    def __init__(self, recipe: BellRecipe, hz: float, random: np.random.RandomState) -> None:
        pairs = _split_pairs(recipe, hz, random)
        self._rates = np.array([(-_FALL / t60 + 2j * np.pi * f) / RATE for f, _, t60 in pairs])
        amplitudes = np.array([amplitude for _, amplitude, _ in pairs])
        phases = random.uniform(0, 2 * np.pi, (2, len(pairs)))
        phases[1] = phases[0] + _APART * (phases[1] / np.pi - 1)
        self._starts = amplitudes * np.exp(1j * phases)
        decay = np.log(np.maximum(amplitudes, _INAUDIBLE) / _INAUDIBLE) / _FALL
        self._ends = decay * np.array([t60 for _, _, t60 in pairs]) * RATE
        fine: NDArray[np.complex128] = np.exp(np.outer(self._rates, np.arange(_ROW)))
        self._fine = np.stack((fine.imag, fine.real)).astype(np.float32)
        self._coarse: NDArray[np.complex128] = np.exp(
            np.outer(_ROW * np.arange(_PIECE // _ROW), self._rates)
        )
        attack = np.arange(max(frames(recipe.attack_s), 1)) / max(frames(recipe.attack_s), 1)
        self._attack = (0.5 - 0.5 * np.cos(np.pi * attack)).astype(np.float32)
        self._knock = _knock(recipe, random)

    def add(self, sound: Planar, offset: int, gain: float, length: int) -> None:
        skip = max(-offset, 0)
        offset += skip
        end = min(sound.shape[1] - skip, length - offset)
        for done in range(0, end, _PIECE):
            count = min(_PIECE, end - done)
            rung = self._rung(offset + done, count, gain)
            _scale_where(rung, offset + done, 0, self._attack)
            _scale_where(rung, offset + done, length - _TAIL, _RELEASE)
            _add_where(rung, offset + done, self._knock, gain)
            sound[:, skip + done : skip + done + count] += rung

    def _rung(self, offset: int, count: int, gain: float) -> Planar:
        alive = self._ends > offset
        rows = -(-count // _ROW)
        here = gain * self._starts[:, alive] * np.exp(offset * self._rates[alive])
        coarse = self._coarse[:rows, alive]
        fine = self._fine[:, alive].reshape(-1, _ROW)
        rung = np.empty((2, rows, _ROW), np.float32)
        left = np.empty((rows, 2, len(here[0])), np.float32)
        for channel in range(2):
            placed = coarse * here[channel]
            left[:, 0], left[:, 1] = placed.real, placed.imag
            np.matmul(left.reshape(rows, -1), fine, out=rung[channel])
        return rung.reshape(2, -1)[:, :count]


def _judged(recipe: BellRecipe) -> Frames:
    """How much of a strike has its loudest moment: it may begin between two beats."""
    slowest = min((p.beat_hz for p in recipe.partials if p.beat_hz), default=np.inf)
    return frames(_JUDGED_S + 0.5 / slowest + recipe.note_gap_s * (len(recipe.notes) - 1))


def _split_pairs(
    recipe: BellRecipe, hz: float, random: np.random.RandomState
) -> list[tuple[float, float, float]]:
    """Frequency in Hz, amplitude and T60 in seconds of every sine of one pitch."""
    pitch = hz * (1.0 + _PITCH_VARIES * random.uniform(-1, 1))
    pairs: list[tuple[float, float, float]] = []
    for partial in recipe.partials:
        f = pitch * partial.ratio
        varied = loudness.gain(_PARTIAL_VARIES_DB * random.uniform(-1, 1))
        amplitude = partial.amplitude * varied * math.exp(-((f / recipe.mallet_hz) ** 2))
        if partial.beat_hz == 0:
            # Two of one pitch would be anything from one to nothing, as their phases fall.
            pairs.append((f, amplitude, partial.t60_s))
            continue
        pairs.append((f - partial.beat_hz / 2, 0.55 * amplitude, partial.t60_s))
        pairs.append((f + partial.beat_hz / 2, 0.45 * amplitude, partial.t60_s))
    return pairs


def _knock(recipe: BellRecipe, random: np.random.RandomState) -> Planar:
    """The mallet touching metal: 12 ms of noise in the band that the mallet lets through."""
    if recipe.knock_db is None:
        return np.zeros((2, 0), np.float32)
    size = frames(0.012)
    spectrum = np.fft.rfft(random.uniform(-1, 1, (2, size)))
    f = np.fft.rfftfreq(size, 1 / RATE)
    spectrum[:, (f < 200) | (f > recipe.mallet_hz)] = 0
    noise = np.fft.irfft(spectrum, size) * np.hanning(size)
    return (noise * loudness.gain(recipe.knock_db) / np.abs(noise).max()).astype(np.float32)


def _scale_where(sound: Planar, offset: int, at: int, shape: NDArray[np.float32]) -> None:
    """Multiply by ``shape`` where it lies, ``at`` frames from the start of the note."""
    first, last = max(at, offset), min(at + len(shape), offset + sound.shape[1])
    if first < last:
        sound[:, first - offset : last - offset] *= shape[first - at : last - at]


def _add_where(sound: Planar, offset: int, burst: Planar, gain: float) -> None:
    last = min(burst.shape[1], offset + sound.shape[1])
    if offset < last:
        sound[:, : last - offset] += gain * burst[:, offset:last]


_RELEASE = (0.5 + 0.5 * np.cos(np.pi * (np.arange(_TAIL) + 1) / _TAIL)).astype(np.float32)
