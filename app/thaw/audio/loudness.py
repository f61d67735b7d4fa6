"""Loudness as ITU-R BS.1770-4 measures it, for sounds already in memory."""

from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from thaw.audio import spectra
from thaw.core.units import RATE

Planar: TypeAlias = NDArray[np.float32]
"""Shape (channels, frames): each channel contiguous, which numpy mixes fastest."""

SILENCE: Final = -120.0
"""LUFS given for what holds no sound, so that arithmetic stays finite."""

_WINDOW_HOPS = 4
_OFFSET = -0.691
_ABSOLUTE_GATE = -70.0
_RELATIVE_GATE = -10.0
# BS.1770-4, tables 1 and 2: the shelf of the head and the high-pass, at 48 kHz.
_STAGES = (
    (
        (1.53512485958697, -2.69169618940638, 1.19839281085285),
        (1.0, -1.69065929318241, 0.73248077421585),
    ),
    ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621)),
)


def integrated(sound: Planar) -> float:
    """Gated loudness in LUFS: pauses don't count."""
    return gated(_k_weighted(sound), RATE)


def gated(weighted: Planar, rate: int) -> float:
    """``integrated`` of what is K-weighted already, at any rate."""
    powers = _momentary_powers(weighted, rate)
    loud = powers[_lufs(powers) > _ABSOLUTE_GATE]
    if loud.size == 0:
        return SILENCE
    gate = float(_lufs(loud.mean())) + _RELATIVE_GATE
    return float(_lufs(loud[_lufs(loud) > gate].mean()))


def max_momentary(sound: Planar) -> float:
    """Loudness in LUFS of the loudest 400 ms."""
    return float(_lufs(_momentary_powers(_k_weighted(sound), RATE).max()))


def k_gain(f: NDArray[np.float64]) -> NDArray[np.float32]:
    """The factor by which K-weighting scales each frequency, in Hz."""
    return np.interp(f, _TABLE_HZ, _TABLE).astype(np.float32)


def gain(db: float) -> float:
    """The factor for a change of ``db``; 0.0 for minus infinity."""
    return float(10.0 ** (db / 20.0))


def power_of(lufs: float) -> float:
    """The K-weighted power, summed over channels, of a steady sound of this loudness."""
    return float(10.0 ** ((lufs - _OFFSET) / 10.0))


def _momentary_powers(weighted: Planar, rate: int) -> NDArray[np.float64]:
    """Mean power, summed over channels, of 400 ms windows 100 ms apart."""
    hop = rate // 10
    short_by = max(_WINDOW_HOPS * hop - weighted.shape[1], 0)
    if short_by:
        weighted = np.pad(weighted, ((0, 0), (0, short_by)))
    hops = weighted.shape[1] // hop
    split = weighted[:, : hops * hop].reshape(weighted.shape[0], hops, hop)
    powers = np.einsum("chf,chf->h", split, split).astype(np.float64) / hop
    windows = np.lib.stride_tricks.sliding_window_view(powers, _WINDOW_HOPS)
    return windows.mean(axis=1, dtype=np.float64)


def _k_weighted(sound: Planar) -> Planar:
    # Half a second of zeros lets the high-pass ring out before the transform wraps.
    size = spectra.fast_size(sound.shape[1] + RATE // 2)
    spectrum = spectra.spectrum(sound, size)
    spectrum *= k_gain(spectra.frequencies(size, RATE))
    return spectra.sound(spectrum, size)[:, : sound.shape[1]]


def _k_magnitude(f: NDArray[np.float64]) -> NDArray[np.float64]:
    delay = np.exp(-2j * np.pi * f / RATE)
    response = np.ones_like(delay)
    for above, below in _STAGES:
        response *= np.polyval(above[::-1], delay) / np.polyval(below[::-1], delay)
    return np.abs(response)


def _lufs(power: NDArray[np.float64] | np.float64) -> NDArray[np.float64]:
    return np.asarray(_OFFSET + 10.0 * np.log10(np.maximum(power, 1e-12)))


_TABLE_HZ = np.arange(0.0, RATE / 2 + 1, 4.0)
_TABLE = _k_magnitude(_TABLE_HZ)
