"""Fourier transforms in single precision: numpy keeps it, though its types say otherwise."""

from typing import TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

Spectrum: TypeAlias = NDArray[np.complex64]


def spectrum(sound: NDArray[np.float32], size: int) -> Spectrum:
    """The spectrum of ``sound`` along its last axis, padded with zeros to ``size``."""
    # numpy 2 answers float32 with complex64; numpy 1 answers complex128 and is converted.
    return np.fft.rfft(sound, size).astype(np.complex64, copy=False)


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
