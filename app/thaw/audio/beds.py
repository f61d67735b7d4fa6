"""Soundscapes: noise without a seam, drops that wrap, and gusts on periods of their own.

A bed is two layers, each one period of samples that joins its own start, of lengths
that share no factor: together they repeat after a quarter of an hour, and under them
gusts rise and fall as a function of the absolute frame. No loop is left to be heard.
"""

import hashlib
import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from thaw.audio import loudness
from thaw.audio.loudness import Planar
from thaw.core.units import RATE, frames

LUFS: Final = -34.0
"""Loudness of a bed by itself; ducked under a voice it is 7 dB lower."""
STEP: Final = 480
"""Frames per step of slow change: 10 ms."""

_JUDGED = frames(12.0)
_TOGETHER = 256
_CREST_DB = 9.0
_STORED_LUFS = -24.0
"""Louder in store than in use, so that 16 bits leave their own noise near -105 dBFS."""


@dataclass(frozen=True, slots=True)
class Noise:
    """A steady layer: power falling as ``1 / f ** slope`` between ``low_hz`` and ``high_hz``."""

    seconds: int
    slope: float
    low_hz: float
    high_hz: float
    share_db: float = 0.0


@dataclass(frozen=True, slots=True)
class Drops:
    """A layer of short rising tones at random times, as drops make bubbles."""

    seconds: int
    per_second: float
    low_hz: float
    high_hz: float
    shortest_s: float
    longest_s: float
    quietest_db: float
    loudest_db: float
    share_db: float = 0.0


LayerRecipe: TypeAlias = Noise | Drops


@dataclass(frozen=True, slots=True)
class Gust:
    """A slow swell: its period in seconds and how far it goes up and down, in dB."""

    period_s: float
    depth_db: float


@dataclass(frozen=True, slots=True)
class BedRecipe:
    """All that makes one soundscape. ``share_db`` of each layer is relative to the other's."""

    name: str
    seed: int
    layers: tuple[LayerRecipe, ...]
    gusts: tuple[Gust, ...]

    @property
    def key(self) -> str:
        """Changes with every number of the recipe: names the stored samples."""
        text = repr(asdict(self))
        return f"{self.name}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


BED_RECIPES: Final[Mapping[str, BedRecipe]] = MappingProxyType(
    {
        "soft-rain": BedRecipe(
            name="soft-rain",
            seed=11,
            layers=(
                Noise(seconds=29, slope=0.9, low_hz=300, high_hz=9000),
                Drops(
                    seconds=31,
                    per_second=250,
                    low_hz=900,
                    high_hz=7000,
                    shortest_s=0.003,
                    longest_s=0.018,
                    quietest_db=-32,
                    loudest_db=-20,
                    share_db=-3,
                ),
            ),
            gusts=(Gust(13.7, 0.7), Gust(21.9, 0.9), Gust(33.1, 0.6)),
        ),
        "brown-noise": BedRecipe(
            name="brown-noise",
            seed=12,
            layers=(
                Noise(seconds=29, slope=2.0, low_hz=32, high_hz=8000),
                Noise(seconds=31, slope=2.0, low_hz=32, high_hz=8000),
            ),
            gusts=(Gust(17.3, 0.5), Gust(29.9, 0.7)),
        ),
    }
)
"""The soundscapes a session may name."""


class Bed:
    """One soundscape, ready to be heard at any frame. Nothing changes after construction."""

    def __init__(self, recipe: BedRecipe, layers: tuple[NDArray[np.int16], ...]) -> None:
        """``layers``: what ``synthesised`` returned for ``recipe``, each of shape (2, period)."""
        self._layers = layers
        self._turns = np.array([2 * math.pi / gust.period_s for gust in recipe.gusts])
        self._depths = np.array([gust.depth_db * math.log(10) / 20 for gust in recipe.gusts])
        self._level = loudness.gain(LUFS - _STORED_LUFS) / 32768

    def into(self, sound: Planar, spare: Planar, frame: int) -> None:
        """Write the bed from ``frame`` on into ``sound``, using ``spare`` of the same shape.

        At its own loudness, before gusts and fades.
        """
        _read(self._layers[0], sound, frame)
        for layer in self._layers[1:]:
            _read(layer, spare, frame)
            sound += spare

    def levels(self, frame: int, steps: int) -> NDArray[np.float64]:
        """The factor for ``into`` at ``frame`` and each ``STEP`` after it, ``steps + 1`` in all."""
        at_s = (frame + STEP * np.arange(steps + 1)) / RATE
        return self._level * np.exp(self._depths @ np.sin(np.outer(self._turns, at_s)))


def shape(layer: LayerRecipe) -> tuple[int, int]:
    """The shape of ``layer`` as ``synthesised`` makes it: channels and frames."""
    return (2, layer.seconds * RATE)


def synthesised(recipe: BedRecipe) -> tuple[NDArray[np.int16], ...]:
    """Every layer of ``recipe``, shape (2, period), at a loudness fit to store."""
    random = np.random.RandomState(recipe.seed)
    layers: list[NDArray[np.int16]] = []
    total = sum(loudness.gain(2 * layer.share_db) for layer in recipe.layers)
    for layer in recipe.layers:
        sound = _MAKERS[type(layer)](layer, random)
        _round_off(sound)
        share = layer.share_db - 10 * math.log10(total)
        level = loudness.gain(_STORED_LUFS + share - loudness.integrated(sound[:, :_JUDGED]))
        sound *= np.float32(level * 32767)
        layers.append(np.rint(sound, out=sound).astype(np.int16))
    return tuple(layers)


def _round_off(sound: Planar) -> None:
    """Bend the rare highest peaks down, so that no crackle stands out of the noise.

    Sample by sample, which leaves the seam as it was. Untouched below half the ceiling.
    """
    ceiling = np.float32(loudness.gain(_CREST_DB) * float(np.sqrt(np.mean(np.square(sound)))))
    knee = ceiling / 2
    high = np.abs(sound) > knee
    over = (np.abs(sound[high]) - knee) / knee
    sound[high] = np.sign(sound[high]) * knee * (1 + np.tanh(over))


def _read(layer: NDArray[np.int16], sound: Planar, frame: int) -> None:
    period, count = layer.shape[1], sound.shape[1]
    start, done = frame % period, 0
    while done < count:
        piece = min(period - start, count - done)
        sound[:, done : done + piece] = layer[:, start : start + piece]
        start, done = 0, done + piece


def _noise(recipe: Noise, random: np.random.RandomState) -> Planar:
    """Random phases under a set curve: the inverse transform is periodic, so it has no seam."""
    size = recipe.seconds * RATE
    f = np.arange(size // 2 + 1, dtype=np.float32) / np.float32(recipe.seconds)
    f[0] = 1.0
    curve = f ** (-recipe.slope / 2) * _band(f, recipe.low_hz, recipe.high_hz)
    curve[0] = 0.0
    ours = np.empty((2, size), np.float32)
    for channel in range(2):
        phases = random.random_sample(f.size).astype(np.float32)
        spectrum = curve * np.exp(np.complex64(2j * np.pi) * phases)
        ours[channel] = np.fft.irfft(spectrum, size)
    ours /= np.abs(ours).max()
    left, right = ours
    return np.stack((0.7 * left + 0.3 * right, 0.3 * left + 0.7 * right))


def _band(f: NDArray[np.float32], low_hz: float, high_hz: float) -> NDArray[np.float32]:
    """Slopes of 24 dB an octave below the band and 12 above it."""
    low = (f / low_hz) ** 4
    high = (f / high_hz) ** 2
    return (low / (1 + low) / (1 + high)).astype(np.float32)


def _drops(recipe: Drops, random: np.random.RandomState) -> Planar:
    size = recipe.seconds * RATE
    count = int(random.poisson(recipe.per_second * recipe.seconds))
    starts = random.randint(0, size, count)
    # Small drops are high and short, large ones low and long.
    sizes = np.sort(random.random_sample(count))
    lengths = recipe.shortest_s + sizes * (recipe.longest_s - recipe.shortest_s)
    heights = 0.75 * (1 - sizes) + 0.25 * random.random_sample(count)
    pitches = recipe.low_hz * (recipe.high_hz / recipe.low_hz) ** heights
    levels = 10 ** (random.uniform(recipe.quietest_db, recipe.loudest_db, count) / 20)
    pans = random.uniform(0.15, 0.85, count) * np.pi / 2
    rises = random.uniform(0.02, 0.12, count)
    sides = np.stack((np.cos(pans), np.sin(pans))).astype(np.float32)
    sound = np.zeros((2, size + frames(recipe.longest_s)), np.float32)
    for first in range(0, count, _TOGETHER):
        some = slice(first, first + _TOGETHER)
        drops = _fallen(lengths[some], pitches[some], levels[some], rises[some])
        for start, side, drop in zip(starts[some], sides[:, some].T, drops, strict=True):
            sound[:, start : start + drop.size] += side[:, None] * drop
    sound[:, : sound.shape[1] - size] += sound[:, size:]
    return np.ascontiguousarray(sound[:, :size])


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


_MAKERS: Mapping[type, Callable[..., Planar]] = MappingProxyType({Noise: _noise, Drops: _drops})
