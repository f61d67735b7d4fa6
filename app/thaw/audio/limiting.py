"""A limiter that looks ahead: true peaks never pass the ceiling, and nothing is clipped.

Gain is decided once a millisecond (a *step*): the least gain needed within reach,
smoothed by a window as wide as that reach, so it has always come down in time. It
depends on nothing further than ``REACH`` steps away, which lets any piece of a long
sound be limited by itself with the same result.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from thaw.audio.loudness import Planar, gain

CEILING_DBTP: Final = -3.0
STEP: Final = 48
"""Frames per step of gain."""
EDGE: Final = 12
"""Frames needed on both sides of a sound to estimate the peaks between its samples."""
_HALF = 20
_AT_ONCE = 8
REACH: Final = 2 * _HALF + 2
"""Steps on both sides that a step's gain depends on."""
SEES: Final = (REACH + 2) * STEP + EDGE
"""Frames after a frame that its gain may depend on."""

# The estimate below reads at most 0.1 dB low; aiming lower keeps the promise.
_AIM = gain(CEILING_DBTP - 0.1)
HOT = gain(CEILING_DBTP - 3.0)
"""Below this sample peak, speech and bells have no true peak above the ceiling."""


def needed_gains(sound: Planar) -> NDArray[np.float32]:
    """The gain each step of ``sound`` needs, at most 1.

    ``sound`` carries ``EDGE`` extra frames at both ends and whole steps between.
    """
    inner = sound[:, EDGE:-EDGE]
    steps = inner.reshape(sound.shape[0], -1, STEP)
    peaks = np.maximum(steps.max(axis=(0, 2)), -steps.min(axis=(0, 2)))
    hot = np.flatnonzero(peaks > HOT)
    if hot.size:
        peaks[hot] = np.maximum(peaks[hot], _peaks_between(sound, hot))
    return np.minimum(1.0, _AIM / np.maximum(peaks, _AIM)).astype(np.float32)


def _peaks_between(sound: Planar, hot: NDArray[np.intp]) -> NDArray[np.float32]:
    """The highest point between the samples of each step in ``hot``, as estimated.

    Some at a time, always as many: a product's last bit depends on how many rows it has,
    and what a step needs must not depend on what else is loud.
    """
    rows = np.concatenate((hot, np.repeat(hot[-1:], -hot.size % _AT_ONCE)))
    reach = np.arange(STEP + 2 * EDGE)
    frames = (rows[:, None] * STEP + reach).reshape(-1, _AT_ONCE, reach.size)
    highest = np.abs(sound[:, frames] @ _BETWEEN).max(axis=(0, 3))
    return highest.reshape(-1)[: hot.size]


def smooth_gains(needed: NDArray[np.float32]) -> NDArray[np.float32]:
    """The gain for every frame of the steps in ``needed`` save ``REACH`` at both ends."""
    lowest = np.lib.stride_tricks.sliding_window_view(needed, 2 * _HALF + 3).min(axis=1)
    curve = np.convolve(lowest, _WINDOW, mode="valid")
    # Straight lines between the centres of steps.
    at = curve.astype(np.float32)
    halves = np.multiply.outer(at[1:] - at[:-1], _SLOPE)
    halves += at[:-1, None]
    return halves.reshape(-1)[STEP // 2 : -STEP // 2]


def limited(sound: Planar) -> Planar:
    """The whole of ``sound``, shape (channels, frames), under the ceiling."""
    count = sound.shape[1]
    ragged = -count % STEP
    needed = needed_gains(np.pad(sound, ((0, 0), (EDGE, EDGE + ragged))))
    if needed.min(initial=1.0) >= 1.0:
        return sound
    padded = np.pad(needed, REACH, constant_values=1.0)
    return sound * smooth_gains(padded)[:count]


def _interpolation() -> NDArray[np.float32]:
    """What turns ``STEP + 2 * EDGE`` samples into the three between each two of a step."""
    frames = np.arange(STEP + 2 * EDGE)
    points = EDGE + np.arange(STEP)[:, None] + np.array([0.25, 0.5, 0.75])
    distance = frames[:, None] - points.reshape(-1)
    window = np.where(np.abs(distance) < EDGE, np.cos(np.pi * distance / (2 * EDGE)) ** 2, 0.0)
    return (np.sinc(distance) * window).astype(np.float32)


_BETWEEN = _interpolation()
_SLOPE = ((np.arange(STEP) + 0.5) / STEP).astype(np.float32)
_WINDOW = np.hanning(2 * _HALF + 3)[1:-1] / np.hanning(2 * _HALF + 3)[1:-1].sum()
