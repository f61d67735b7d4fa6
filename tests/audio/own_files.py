"""Bells and soundscapes saved as files, for tests of what Thaw makes of them."""

from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType

import numpy as np

from thaw.core.own_sounds import OwnSounds
from thaw.core.units import RATE


def struck(seconds: float = 8.0, hz: float = 440.0, t60_s: float = 10.0) -> np.ndarray:
    """A blow that rings, shape (frames, 1)."""
    t = np.arange(round(seconds * RATE)) / RATE
    ringing = 0.5 * np.exp(-6.91 * t / t60_s) * np.sin(2 * np.pi * hz * t)
    return (np.minimum(1.0, t / 0.001) * ringing)[:, None]


def noise(seconds: float, channels: int = 2, level: float = 0.1, seed: int = 5) -> np.ndarray:
    """Steady, and never the same twice; shape (frames, channels)."""
    return np.random.default_rng(seed).normal(0, level, (round(seconds * RATE), channels))


def only(bell: Path | None = None, bed: Path | None = None) -> Callable[[], OwnSounds]:
    """What says that there is one bell called `gong`, one soundscape called `sea`."""
    bells = {} if bell is None else {"gong": bell}
    beds = {} if bed is None else {"sea": bed}
    return lambda: OwnSounds(MappingProxyType(bells), MappingProxyType(beds))
