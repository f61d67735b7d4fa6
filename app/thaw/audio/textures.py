"""What soundscapes are made of: noise, drops and a hum, each a period that joins its own start."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from thaw.audio import loudness, spectra
from thaw.audio.loudness import Planar
from thaw.audio.spectra import Spectrum
from thaw.core.units import RATE, frames

HUM_GRID: Final = 864
"""Frames after which a hum's steady part is back where it was: half of 111.1 Hz."""

_TOGETHER = 256
_NEAR, _FAR = np.float32(0.7), np.float32(0.3)
"""How much of each channel's own noise is heard on its own side, and on the other."""


@dataclass(frozen=True, slots=True)
class Peak:
    """A resonance: ``db`` at ``hz``, narrower as ``q`` rises."""

    hz: float
    q: float
    db: float


@dataclass(frozen=True, slots=True)
class Noise:
    """Power falling as ``1 / f ** slope`` between ``low_hz`` and ``high_hz``."""

    slope: float
    low_hz: float
    high_hz: float
    share_db: float = 0.0
    peaks: tuple[Peak, ...] = ()


@dataclass(frozen=True, slots=True)
class Drops:
    """Short rising tones at random times, as drops and bubbles make them.

    Small drops are high and short, large ones low and long. ``rises``: from least to most,
    by how much of its pitch a drop goes up. ``peaks``: what the drops fall upon.
    """

    per_second: float
    low_hz: float
    high_hz: float
    shortest_s: float
    longest_s: float
    quietest_db: float
    loudest_db: float
    rises: tuple[float, float] = (0.02, 0.12)
    share_db: float = 0.0
    peaks: tuple[Peak, ...] = ()


@dataclass(frozen=True, slots=True)
class Hum:
    """Tones at ``ratios`` of 111.1 Hz, multiples of a half, each wavering within ``width_hz``.

    A tone is a steady line in a narrow band of noise ``waver_db`` beside it: so it
    swells and drifts as a bowed string does. Higher ones fall by ``fall_db`` an octave.
    """

    ratios: tuple[float, ...]
    width_hz: float
    waver_db: float
    fall_db: float
    share_db: float = 0.0


Texture: TypeAlias = Noise | Drops | Hum


def made(texture: Texture, size: int, random: np.random.RandomState) -> Planar:
    """One period of ``texture``, shape (2, size), at no loudness in particular.

    For a hum, ``size`` is a multiple of ``HUM_GRID``.
    """
    return _MAKERS[type(texture)](texture, size, random)


def _noise(recipe: Noise, size: int, random: np.random.RandomState) -> Planar:
    """Random phases under a set curve: the inverse transform is periodic, so it has no seam."""
    f = _lines(size)
    curve = f ** np.float32(-recipe.slope / 2) * _band(f, recipe.low_hz, recipe.high_hz)
    curve *= _resonance(f, recipe.peaks)
    curve[0] = 0.0
    ours = [_with_random_phases(curve, size, random) for _ in range(2)]
    return _side_by_side(ours[0], ours[1])


def _with_random_phases(
    curve: NDArray[np.float32], size: int, random: np.random.RandomState
) -> NDArray[np.float32]:
    turns = (2 * np.pi * random.random_sample(curve.size)).astype(np.float32)
    spectrum: Spectrum = np.empty(curve.size, np.complex64)
    np.multiply(curve, np.cos(turns), out=spectrum.real)
    np.multiply(curve, np.sin(turns), out=spectrum.imag)
    return spectra.sound(spectrum, size)


def _side_by_side(left: NDArray[np.float32], right: NDArray[np.float32]) -> Planar:
    sound = np.empty((2, left.size), np.float32)
    np.add(_NEAR * left, _FAR * right, out=sound[0])
    np.add(_FAR * left, _NEAR * right, out=sound[1])
    return sound


def _lines(size: int) -> NDArray[np.float32]:
    """The frequency of each line of a spectrum; the first is 1 Hz, to divide by."""
    f = np.arange(size // 2 + 1, dtype=np.float32) * np.float32(RATE / size)
    f[0] = 1.0
    return f


def _band(f: NDArray[np.float32], low_hz: float, high_hz: float) -> NDArray[np.float32]:
    """Slopes of 24 dB an octave below the band and 12 above it."""
    low = np.square(np.square(f * np.float32(1 / low_hz)))
    high = np.square(f * np.float32(1 / high_hz))
    return (low / ((1 + low) * (1 + high))).astype(np.float32, copy=False)


def _resonance(f: NDArray[np.float32], peaks: tuple[Peak, ...]) -> NDArray[np.float32]:
    curve = np.ones_like(f)
    for peak in peaks:
        away = np.float32(peak.q) * (f / np.float32(peak.hz) - np.float32(peak.hz) / f)
        curve += np.float32(loudness.gain(peak.db) - 1) / np.sqrt(1 + np.square(away))
    return curve


def _drops(recipe: Drops, size: int, random: np.random.RandomState) -> Planar:
    count = int(random.poisson(recipe.per_second * size / RATE))
    starts = random.randint(0, size, count)
    sizes = np.sort(random.random_sample(count))
    lengths = recipe.shortest_s + sizes * (recipe.longest_s - recipe.shortest_s)
    heights = 0.75 * (1 - sizes) + 0.25 * random.random_sample(count)
    pitches = recipe.low_hz * (recipe.high_hz / recipe.low_hz) ** heights
    levels = 10 ** (random.uniform(recipe.quietest_db, recipe.loudest_db, count) / 20)
    pans = random.uniform(0.15, 0.85, count) * np.pi / 2
    rises = random.uniform(*recipe.rises, count)
    sides = np.stack((np.cos(pans), np.sin(pans))).astype(np.float32)
    sound = np.zeros((2, size + frames(recipe.longest_s)), np.float32)
    for first in range(0, count, _TOGETHER):
        some = slice(first, first + _TOGETHER)
        drops = _fallen(lengths[some], pitches[some], levels[some], rises[some])
        for start, side, drop in zip(starts[some], sides[:, some].T, drops, strict=True):
            sound[:, start : start + drop.size] += side[:, None] * drop
    sound[:, : sound.shape[1] - size] += sound[:, size:]
    return _on_something(np.ascontiguousarray(sound[:, :size]), recipe.peaks)


def _fallen(
    lengths: NDArray[np.float64],
    pitches: NDArray[np.float64],
    levels: NDArray[np.float64],
    rises: NDArray[np.float64],
) -> NDArray[np.float32]:
    """Drops of nearly one length, one a row: sines that rise a little, swell and die away."""
    through_s, hz, level, rise = (
        column.astype(np.float32)[:, None] for column in (lengths, pitches, levels, rises)
    )
    t = np.arange(int(lengths.max() * RATE), dtype=np.float32) / np.float32(RATE)
    through = np.minimum(t / through_s, 1)
    phase = np.float32(2 * np.pi) * hz * t * (1 + rise / 2 * through)
    swell = np.minimum(through * 8, 1) * np.square(1 - through)
    return (level * swell * np.sin(phase)).astype(np.float32, copy=False)


def _on_something(drops: Planar, peaks: tuple[Peak, ...]) -> Planar:
    """Drops as a roof passes them on. The transform wraps, as the drops do."""
    if not peaks:
        return drops
    size = drops.shape[1]
    through = _resonance(_lines(size), peaks)
    return np.stack([spectra.sound(spectra.spectrum(one, size) * through, size) for one in drops])


def _hum(recipe: Hum, size: int, random: np.random.RandomState) -> Planar:
    ours = [_wavering(recipe, size, random) for _ in range(2)]
    return _side_by_side(ours[0], ours[1])


def _wavering(recipe: Hum, size: int, random: np.random.RandomState) -> NDArray[np.float32]:
    spectrum = np.zeros(size // 2 + 1, np.complex64)
    reach = round(3 * recipe.width_hz * size / RATE)
    around = np.arange(-reach, reach + 1)
    hill = np.exp(-0.5 * (around * RATE / size / recipe.width_hz) ** 2)
    hill *= loudness.gain(recipe.waver_db) / np.sqrt(np.square(hill).sum())
    for ratio in recipe.ratios:
        line = round(2 * ratio * size / HUM_GRID)
        strength = loudness.gain(-recipe.fall_db * np.log2(ratio)) * size / 2
        turns = random.random_sample(around.size)
        spectrum[line + around] += strength * hill * np.exp(2j * np.pi * turns)
        # A quarter turn at most between the ears: wide, yet whole in one loudspeaker.
        spectrum[line] += strength * np.exp(0.5j * np.pi * random.random_sample())
    return spectra.sound(spectrum, size)


_MAKERS: Mapping[type, Callable[..., Planar]] = MappingProxyType(
    {Noise: _noise, Drops: _drops, Hum: _hum}
)
