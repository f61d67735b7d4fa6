"""Crackles of a fire: short bursts at moments that never fall into a pattern."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from thaw.audio import loudness, spectra
from thaw.audio.drifting import Course, Drift, Drifting
from thaw.audio.loudness import Planar
from thaw.core.units import RATE, frames

_KINDS: Final = 24
_LONGEST = 1024
_ENTRIES = 65_521
_OPENS_S = 0.0003


@dataclass(frozen=True, slots=True)
class Crackles:
    """``per_second`` bursts of ``shortest_s`` to ``longest_s``, few of them loud.

    The quietest is ``range_db`` below the loudest. ``share_db`` is beside all layers together.
    """

    per_second: float
    shortest_s: float
    longest_s: float
    low_hz: float
    high_hz: float
    range_db: float
    share_db: float
    drifts: tuple[Drift, ...]


class Crackling:
    """Every crackle there will be, by absolute frame. Nothing changes after construction."""

    def __init__(self, recipe: Crackles, seed: int, beside: float) -> None:
        """``beside``: the K-weighted power of the layers, to which ``share_db`` refers."""
        random = np.random.RandomState([seed, 9000])
        self._drifting = Drifting([Course(recipe.drifts)], seed)
        self._bursts = _bursts(recipe, random)
        self._turn = RATE / recipe.per_second
        self._late = random.random_sample(_ENTRIES)
        self._kinds = random.randint(0, _KINDS, _ENTRIES)
        # Squared, so that most are quiet.
        faint = recipe.range_db * (np.square(random.random_sample(_ENTRIES)) - 1)
        sides = random.uniform(0.2, 0.8, _ENTRIES) * np.pi / 2
        drifted = float(self._drifting.powers()[0])
        one = float(np.mean(np.power(10, faint / 10))) * drifted * _mean_energy(self._bursts)
        level = np.sqrt(beside * loudness.gain(2 * recipe.share_db) * self._turn / one)
        heights = level * np.power(10, faint / 20)
        self._heights = np.stack((np.cos(sides), np.sin(sides))) * heights

    def add(self, sound: Planar, frame: int, level: float) -> None:
        """Add what crackles from ``frame`` on to ``sound``."""
        first = max(int((frame - _LONGEST) / self._turn) - 1, 0)
        turns = np.arange(first, int((frame + sound.shape[1]) / self._turn) + 1)
        entries = turns % _ENTRIES
        starts = ((turns + self._late[entries]) * self._turn).astype(np.int64)
        heights = self._heights[:, entries] * (level * self._drifting.factors(starts)[0])
        for start, kind, height in zip(starts, self._kinds[entries], heights.T, strict=True):
            _add(sound, int(start) - frame, self._bursts[kind], height.astype(np.float32))


def _add(sound: Planar, at: int, burst: NDArray[np.float32], height: NDArray[np.float32]) -> None:
    first, last = max(at, 0), min(at + burst.size, sound.shape[1])
    if first < last:
        sound[:, first:last] += height[:, None] * burst[first - at : last - at]


def _bursts(recipe: Crackles, random: np.random.RandomState) -> NDArray[np.float32]:
    """Shape (kinds, frames): noise in a band, opening in a blink and dying away."""
    f = np.fft.rfftfreq(_LONGEST, 1 / RATE)
    band = (f / recipe.low_hz) ** 2 / (1 + (f / recipe.low_hz) ** 2)
    band /= 1 + (f / recipe.high_hz) ** 2
    noise = np.fft.irfft(np.fft.rfft(random.uniform(-1, 1, (_KINDS, _LONGEST))) * band)
    t = np.arange(_LONGEST) / RATE
    lasts = np.linspace(recipe.shortest_s, recipe.longest_s, _KINDS)[:, None]
    opening = np.minimum(t / _OPENS_S, 1)
    closing = np.minimum((_LONGEST - 1 - np.arange(_LONGEST)) / frames(_OPENS_S), 1)
    bursts = noise * np.exp(-3 * t / lasts) * opening * closing
    bursts /= np.sqrt(np.square(bursts).sum(axis=1, keepdims=True))
    return bursts.astype(np.float32)


def _mean_energy(bursts: NDArray[np.float32]) -> float:
    """K-weighted, of one burst: the mean of all kinds, in frames."""
    spectrum = np.fft.rfft(bursts, 4 * _LONGEST)
    spectrum *= loudness.k_gain(spectra.frequencies(4 * _LONGEST, RATE))
    return float(np.sum(np.square(np.fft.irfft(spectrum)))) / _KINDS
