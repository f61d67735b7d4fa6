"""Slow change that never comes round again: wandering levels and waves on a shore.

Everything is read from a table of random numbers by absolute frame, so any moment
can be had at once. The tables are longer than any session is likely to be.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from thaw.core.units import RATE

_ENTRIES = 16_381
_RISE = 0.38
"""The share of a wave's time in which it comes in; it runs out in the rest."""
_RUNS_OUT = 3.2
_UNEVEN = 0.24
"""How far a wave's time is from the mean: from 8 to 13 s where that is 10.5."""
_WAVES = 10_000
_STILL_HEARD = np.arange(3)[:, None]


@dataclass(frozen=True, slots=True)
class Drift:
    """A level that wanders within ``±depth_db``, to somewhere new every ``every_s``.

    Drifts of one ``lane`` wander together, whichever layer they belong to.
    """

    every_s: float
    depth_db: float
    lane: int


@dataclass(frozen=True, slots=True)
class Waves:
    """Waves ``every_s`` on average, never under ``least`` of the greatest.

    ``sharpness`` is the power of the swell: 2 for foam, which is heard at its top alone.
    """

    every_s: float
    sharpness: float
    least: float
    lane: int


@dataclass(frozen=True, slots=True)
class Course:
    """How one layer changes: all its drifts, and the waves it is part of."""

    drifts: tuple[Drift, ...] = ()
    waves: Waves | None = None


class Drifting:
    """The courses of several layers, worked out together. Nothing changes after construction."""

    def __init__(self, courses: Sequence[Course], seed: int) -> None:
        walks = list(dict.fromkeys((d.every_s, d.lane) for c in courses for d in c.drifts))
        self._every = np.array([every_s * RATE for every_s, _ in walks]).reshape(-1, 1)
        knots = [_table(seed, lane, 1)[0] for _, lane in walks]
        self._knots = np.array(knots).reshape(len(walks), _ENTRIES)
        self._rows = np.arange(len(walks))[:, None]
        self._depths = np.zeros((len(courses), len(walks)))
        for row, course in enumerate(courses):
            for drift in course.drifts:
                column = walks.index((drift.every_s, drift.lane))
                self._depths[row, column] += drift.depth_db * np.log(10) / 20
        self._shore = _Shore(courses, seed)

    def factors(self, at: NDArray[np.int64]) -> NDArray[np.float64]:
        """The factor on each layer, a row, at each of these frames, a column."""
        factors: NDArray[np.float64] = np.exp(self._depths @ self._wandered(at))
        self._shore.scale(factors, at)
        return factors

    def powers(self) -> NDArray[np.float64]:
        """The mean power of each layer's factor: of half an hour, looked at twice a second."""
        return np.square(self.factors(RATE // 2 * np.arange(3600))).mean(axis=1)

    def _wandered(self, at: NDArray[np.int64]) -> NDArray[np.float64]:
        through = at / self._every
        knot = through.astype(np.int64)
        through -= knot
        knot %= _ENTRIES
        here = self._knots[self._rows, knot]
        there = self._knots[self._rows, knot - (_ENTRIES - 1)]
        return here + (there - here) * through * through * (3 - 2 * through)


class _Shore:
    """Each train of waves once, however many layers are part of it."""

    def __init__(self, courses: Sequence[Course], seed: int) -> None:
        self._washed = [(row, c.waves) for row, c in enumerate(courses) if c.waves is not None]
        self._trains = list(dict.fromkeys((w.every_s, w.lane) for _, w in self._washed))
        self._tables = [_waves(train, seed) for train in self._trains]

    def scale(self, factors: NDArray[np.float64], at: NDArray[np.int64]) -> None:
        waters = {train: self._water(number, at) for number, train in enumerate(self._trains)}
        for row, waves in self._washed:
            water = waters[waves.every_s, waves.lane]
            factors[row] *= (waves.least + (1 - waves.least) * water) ** waves.sharpness

    def _water(self, number: int, at: NDArray[np.int64]) -> NDArray[np.float64]:
        begins, heights = self._tables[number]
        at_s: NDArray[np.float64] = at / RATE % begins[-1]
        wave = begins.searchsorted(at_s, side="right") - 1 - _STILL_HEARD
        lasts_s = begins[wave + 1] - begins[wave]
        return (heights[wave] * _wave((at_s - begins[wave]) / lasts_s)).sum(axis=0)


def _waves(train: tuple[float, int], seed: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """When each wave begins, in seconds, and how high it rises: enough for a day.

    The first few begin before the first frame, and are running out there.
    """
    every_s, lane = train
    uneven, heights = _table(seed, lane, 2)[:, :_WAVES]
    begins = np.cumsum(every_s * (1 + _UNEVEN * uneven))
    return begins - begins[len(_STILL_HEARD)], 0.8 + 0.2 * heights


def _wave(through: NDArray[np.float64]) -> NDArray[np.float64]:
    """One wave by the share of its time: in as a sine squared, out as water does."""
    coming = np.sin(np.pi / 2 / _RISE * np.minimum(np.maximum(through, 0), _RISE)) ** 2
    going = np.exp(-_RUNS_OUT / (1 - _RISE) * np.maximum(through - _RISE, 0))
    return coming * going


def _table(seed: int, lane: int, rows: int) -> NDArray[np.float64]:
    """Random numbers within ±1, of the lane's own."""
    return np.random.RandomState([seed, lane]).uniform(-1, 1, (rows, _ENTRIES))
