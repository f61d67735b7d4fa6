"""Soundscapes: short periods of sound, arranged so that the ear finds no loop.

A *source* is one period of samples that joins its own start. A *layer* plays ten seconds
of a source from somewhere, then crossfades to somewhere else, for ever and never in
the same order, while its level drifts. All of it is a function of the absolute frame.
"""

import hashlib
import math
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from thaw.audio import loudness
from thaw.audio.crackling import Crackles, Crackling
from thaw.audio.drifting import Course, Drifting
from thaw.audio.loudness import Planar
from thaw.audio.textures import HUM_GRID, Hum, Texture, made
from thaw.core.units import frames

LUFS: Final = -34.0
"""Loudness of a bed by itself; ducked under a voice it is 8 dB lower."""
STEP: Final = 480
"""Frames per step of slow change: 10 ms."""

_STAYS = (frames(7.5), frames(11.5))
_CROSSFADE = frames(0.9)
_TAKES = 12_000
"""How many takes of a source are laid out: enough for a day."""
_STRETCH = 401
"""Steps of slow change worked out at once: 4 s."""
_JUDGED = frames(6.0)
_CREST_DB = 11.5
_MOST_CREST_DB = 13.5
"""Of a source that is rounded off, with all that it drifts and where its takes cross."""
_KNEE = 0.8
_STORED_LUFS = -24.0
"""Louder in store than in use, so that 16 bits leave their own noise near -105 dBFS."""
_PLACES = 1000
"""Keeps the random numbers of layers apart from those of drifts."""
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Source:
    """One period of sound to be stored. ``share_db`` of each texture is relative to the others'."""

    seconds: float
    textures: tuple[Texture, ...]

    @property
    def size(self) -> int:
        """The period in frames."""
        return frames(self.seconds)


@dataclass(frozen=True, slots=True)
class Layer:
    """A source as it is heard: ``share_db`` beside the other layers, ``pan`` from -1 to 1."""

    source: int = 0
    share_db: float = 0.0
    course: Course = field(default_factory=Course)
    pan: float = 0.0


@dataclass(frozen=True, slots=True)
class BedRecipe:
    """All that makes one soundscape."""

    name: str
    seed: int
    sources: tuple[Source, ...]
    layers: tuple[Layer, ...]
    crackles: Crackles | None = None

    @property
    def key(self) -> str:
        """Changes with every number of the sources: names the stored samples."""
        text = repr((_VERSION, self.seed, self.sources))
        return f"{self.name}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


class Soundscape(Protocol):
    """What is heard from any frame on, however it was made."""

    def into(
        self, sound: Planar, spare: Planar, frame: int, levels: NDArray[np.float64] | float = 1.0
    ) -> None: ...


class Bed:
    """One soundscape, ready to be heard at any frame, from any thread."""

    def __init__(self, recipe: BedRecipe, sources: tuple[NDArray[np.int16], ...]) -> None:
        """``sources``: what ``synthesised`` returned for ``recipe``, each of shape (2, period)."""
        layers = recipe.layers
        self._layers = [
            _Playing(layer, number, recipe, sources[layer.source])
            for number, layer in enumerate(layers)
        ]
        self._drifting = Drifting([layer.course for layer in layers], recipe.seed)
        powers = self._drifting.powers() * [loudness.gain(2 * layer.share_db) for layer in layers]
        power = float(powers.sum())
        self._crackling: Crackling | None = None
        if recipe.crackles is not None:
            beside = loudness.power_of(_STORED_LUFS) * power * 32768**2
            self._crackling = Crackling(recipe.crackles, recipe.seed, beside)
            power *= 1 + loudness.gain(2 * recipe.crackles.share_db)
        self._level = loudness.gain(LUFS - _STORED_LUFS) / 32768 / math.sqrt(power)
        # One source by itself is rounded off already, but where two takes of it add up.
        self._adds_up = len(layers) > 1 or recipe.crackles is not None
        shares = [loudness.gain(layer.share_db) for layer in layers]
        self._levels = self._level * np.array(shares)[:, None]
        self._stretch = 0, np.empty((len(layers), 0))
        plain = float(powers @ [_power(sources[layer.source]) for layer in layers])
        most_db = _CREST_DB if self._adds_up else _MOST_CREST_DB
        self._ceiling = self._level * math.sqrt(plain) * loudness.gain(most_db)

    def into(
        self, sound: Planar, spare: Planar, frame: int, levels: NDArray[np.float64] | float = 1.0
    ) -> None:
        """Write the bed from ``frame`` on into ``sound``, using ``spare`` of the same shape.

        The length of both is a multiple of ``STEP``. ``levels`` are factors on the bed's own
        loudness: one, or as many as there are steps and one more.
        """
        steps = sound.shape[1] // STEP + 1
        curves = self._curves(frame, steps)
        rounded = slice(None) if self._adds_up else self._layers[0].crossing(frame, sound.shape[1])
        if rounded is None:
            self._layers[0].into(sound, spare, frame, curves[0] * levels)
            return
        self._layers[0].into(sound, spare, frame, curves[0])
        for layer, curve in zip(self._layers[1:], curves[1:], strict=True):
            layer.add(sound, spare, frame, curve)
        if self._crackling is not None:
            self._crackling.add(sound, frame, self._level)
        _round_off(sound[:, rounded], self._ceiling)
        sound *= between(levels) if isinstance(levels, np.ndarray) else levels

    def _curves(self, frame: int, steps: int) -> NDArray[np.float64]:
        """The level of each layer, a row, at ``frame`` and each ``STEP`` after it."""
        start, curves = self._stretch
        first, between_steps = divmod(frame - start, STEP)
        if between_steps or first < 0 or first + steps > curves.shape[1]:
            at = frame + STEP * np.arange(max(steps, _STRETCH), dtype=np.int64)
            start, curves = frame, self._levels * self._drifting.factors(at)
            # Worked out ahead, for it costs no more. Whoever else reads has the old or the new.
            self._stretch = start, curves
            first = 0
        return curves[:, first : first + steps]


class _Playing:
    """One layer of a bed: take after take of its source."""

    def __init__(
        self, layer: Layer, number: int, recipe: BedRecipe, source: NDArray[np.int16]
    ) -> None:
        self._source = source
        # A hum goes on in step wherever it is taken up; and so it is not mixed as noise is.
        self._hums = any(isinstance(t, Hum) for t in recipe.sources[layer.source].textures)
        grid = HUM_GRID if self._hums else 1
        random = np.random.RandomState([recipe.seed, _PLACES + number])
        self._places = grid * random.randint(0, source.shape[1] // grid, _TAKES)
        # The first take is well under way at the first frame.
        begins = np.cumsum(random.randint(*_STAYS, _TAKES), dtype=np.int64)
        self._begins: list[int] = (begins - (_STAYS[1] + _CROSSFADE)).tolist()
        self._sides = _panned(layer.pan)

    def into(self, sound: Planar, spare: Planar, frame: int, curve: NDArray[np.float64]) -> None:
        """Write the layer, at the levels ``curve``, into ``sound``."""
        takes = self._takes(frame, sound.shape[1])
        self._read(takes[0], sound, frame, curve)
        for take in takes[1:]:
            self._read(take, spare, frame, curve)
            sound += spare

    def add(self, sound: Planar, spare: Planar, frame: int, curve: NDArray[np.float64]) -> None:
        """Add it to what is in ``sound``."""
        for take in self._takes(frame, sound.shape[1]):
            self._read(take, spare, frame, curve)
            sound += spare

    def crossing(self, frame: int, count: int) -> slice | None:
        """Which of ``count`` frames from ``frame`` on hear two takes; None where none do."""
        takes = self._takes(frame, count)
        if len(takes) == 1:
            return None
        start = self._begins[takes[-1]] - frame
        return slice(max(start, 0), min(start + _CROSSFADE, count))

    def _read(self, take: int, sound: Planar, frame: int, curve: NDArray[np.float64]) -> None:
        copy_period(self._source, sound, frame + int(self._places[take]))
        begins, ends = self._begins[take] - frame, self._begins[take + 1] - frame
        if begins + _CROSSFADE > 0 or ends < sound.shape[1]:
            curve = curve * self._blend(begins, ends, len(curve))
        line = between(curve)
        if self._sides is None:
            sound *= line
        else:
            sound[0] *= line * self._sides[0]
            sound[1] *= line * self._sides[1]

    def _takes(self, frame: int, count: int) -> range:
        """What is heard in this piece: one take, or two where one crosses into the next."""
        first = bisect_right(self._begins, frame - _CROSSFADE) - 1
        return range(first, bisect_right(self._begins, frame + count - 1, lo=first))

    def _blend(self, begins: int, ends: int, steps: int) -> NDArray[np.float64]:
        """How much of a take is heard at each step, which begins and ends so many frames on."""
        at = STEP * np.arange(steps)
        come = np.minimum(np.maximum((at - begins) / _CROSSFADE, 0.0), 1.0)
        gone = np.minimum(np.maximum((at - ends) / _CROSSFADE, 0.0), 1.0)
        if self._hums:
            return come - gone
        return np.sin(np.pi / 2 * come) * np.cos(np.pi / 2 * gone)


def between(levels: NDArray[np.float64]) -> NDArray[np.float32]:
    """Straight lines from each step's level to the next, for every frame."""
    at = levels.astype(np.float32)
    lines = np.multiply.outer(at[1:] - at[:-1], _SLOPE)
    lines += at[:-1, None]
    return lines.reshape(-1)


def shape(source: Source) -> tuple[int, int]:
    """The shape of ``source`` as ``synthesised`` makes it: channels and frames."""
    return (2, source.size)


def synthesised(recipe: BedRecipe) -> tuple[NDArray[np.int16], ...]:
    """Every source of ``recipe``, shape (2, period), at a loudness fit to store."""
    random = np.random.RandomState(recipe.seed)
    return tuple(_source(source, random) for source in recipe.sources)


def _source(source: Source, random: np.random.RandomState) -> NDArray[np.int16]:
    sound = np.zeros(shape(source), np.float32)
    for texture in source.textures:
        part = made(texture, source.size, random)
        part *= np.float32(loudness.gain(texture.share_db - _loudness(part)))
        sound += part
    _rounded_off(sound)
    sound *= np.float32(loudness.gain(_STORED_LUFS - _loudness(sound)) * 32767)
    return np.rint(sound, out=sound).astype(np.int16)


def _loudness(sound: Planar) -> float:
    return loudness.integrated(sound[:, :_JUDGED])


def _rounded_off(sound: Planar) -> None:
    """Bend the rare highest peaks of a source down, so that no drop stands out of the rain."""
    _round_off(sound, loudness.gain(_CREST_DB) * math.sqrt(_power(sound)))


def _round_off(sound: Planar, ceiling: float) -> None:
    """Bend what is above ``_KNEE`` of ``ceiling`` so that it stays below; leave the rest alone.

    Sample by sample, which changes no seam.
    """
    knee = _KNEE * ceiling
    for channel in sound:
        high = np.flatnonzero(np.abs(channel) > knee)
        if high.size:
            peaks = channel[high]
            over = np.tanh((np.abs(peaks) - knee) / (ceiling - knee))
            channel[high] = np.copysign(knee + (ceiling - knee) * over, peaks)


def _power(sound: NDArray[np.float32] | NDArray[np.int16]) -> float:
    """Mean power of one channel."""
    flat = sound[:, :_JUDGED].astype(np.float32).reshape(-1)
    return float(flat @ flat) / flat.size


def _panned(pan: float) -> tuple[np.float32, np.float32] | None:
    """Factors for both channels, of equal power wherever the layer stands."""
    if pan == 0:
        return None
    angle = (pan + 1) * math.pi / 4
    both = math.sqrt(2)
    return np.float32(both * math.cos(angle)), np.float32(both * math.sin(angle))


def copy_period(source: NDArray[np.int16], sound: Planar, frame: int) -> None:
    """Write ``source`` from ``frame`` on into ``sound``, round and round."""
    period, count = source.shape[1], sound.shape[1]
    start, done = frame % period, 0
    while done < count:
        piece = min(period - start, count - done)
        sound[:, done : done + piece] = source[:, start : start + piece]
        start, done = 0, done + piece


_SLOPE = (np.arange(STEP) / STEP).astype(np.float32)
