"""Fourier transforms in single precision: numpy keeps it, though its types say otherwise."""

from typing import TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

Spectrum: TypeAlias = NDArray[np.complex64]


def spectrum(sound: NDArray[np.float32], size: int) -> Spectrum:
    """The spectrum of ``sound`` along its last axis, padded with zeros to ``size``."""
    # Without a norm numpy 2.4 counts in double precision and throws half away: 3.5 times
    # as long. numpy 1 answers complex128 in any case and is converted.
    lines = np.fft.rfft(sound, size, norm="forward").astype(np.complex64, copy=False)
    lines *= np.float32(size)
    return lines


def sound(spectrum: Spectrum, size: int) -> NDArray[np.float32]:
    """The sound, ``size`` frames long, of which this is the spectrum."""
    return np.fft.irfft(spectrum, size).astype(np.float32, copy=False)


def frequencies(size: int, rate: int) -> NDArray[np.float64]:
    """The frequency in Hz of each line of a spectrum of ``size`` frames."""
    return cast("NDArray[np.float64]", np.fft.rfftfreq(size, 1 / rate))


def fast_size(least: int) -> int:
    """The smallest number not below ``least`` that is 1, 3, 5, 9 or 15 times a power of 2.

    Transforms of such sizes are many times faster than of a prime nearby.
    """
    return min(odd << max((-(-least // odd) - 1).bit_length(), 0) for odd in (1, 3, 5, 9, 15))
