"""Sound at any rate brought to ours, block after block, however long it is."""

import math
from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np

from thaw.audio import spectra
from thaw.audio.loudness import Planar
from thaw.core.units import RATE

_BLOCK: Final = 1 << 16
_AROUND: Final = 2048
"""Frames of silence around a block into which its ends may ring."""
_PASSED: Final = 0.94
"""The share of the lower of both Nyquist frequencies up to which nothing is changed."""


def resampled(blocks: Iterable[Planar], rate: int) -> Iterator[Planar]:
    """Yield ``blocks``, each of shape (channels, frames) at ``rate``, at ``RATE``.

    Each block is silence around its own sound, and its spectrum is cut or extended;
    the operation is linear, so what rings past a block's ends adds up where they meet.
    """
    if rate == RATE:
        yield from blocks
        return
    shared = math.gcd(rate, RATE)
    down, up = rate // shared, RATE // shared
    size, around = down * -(-_BLOCK // down), down * -(-_AROUND // down)
    whole, wide = size + 2 * around, (size + 2 * around) // down * up
    keeps = _softened(whole // 2 + 1, wide // 2 + 1)
    skip, step = around // down * up, size // down * up
    fed, given = 0, 0
    tail: Planar | None = None
    for block in _of_size(blocks, size):
        fed += block.shape[1]
        padded = np.zeros((block.shape[0], whole), np.float32)
        padded[:, around : around + block.shape[1]] = block
        narrow = spectra.spectrum(padded, whole)[:, : keeps.size] * keeps
        spectrum = np.zeros((block.shape[0], wide // 2 + 1), np.complex64)
        spectrum[:, : keeps.size] = narrow
        ringing = spectra.sound(spectrum, wide) * np.float32(up / down)
        if tail is None:
            ready = ringing[:, skip:step]
        else:
            ringing[:, : tail.shape[1]] += tail
            ready = ringing[:, :step]
        tail = ringing[:, step:]
        ready = ready[:, : -(-fed * up // down) - given]
        given += ready.shape[1]
        yield ready
    if tail is not None:
        yield tail[:, : -(-fed * up // down) - given]


def _softened(narrow: int, wide: int) -> Planar:
    """What each line of the narrower spectrum is scaled by: one, then gently to nothing."""
    lines = min(narrow, wide)
    above = np.clip((np.arange(lines) / (lines - 1) - _PASSED) / (1 - _PASSED), 0.0, 1.0)
    return (0.5 + 0.5 * np.cos(np.pi * above)).astype(np.float32)


def _of_size(blocks: Iterable[Planar], size: int) -> Iterator[Planar]:
    """The same frames in blocks of ``size``, the last of what is left."""
    waiting: list[Planar] = []
    count = 0
    for block in blocks:
        waiting.append(block)
        count += block.shape[1]
        if count < size:
            continue
        joined = np.concatenate(waiting, axis=1)
        for start in range(0, count - size + 1, size):
            yield joined[:, start : start + size]
        count %= size
        waiting = [joined[:, joined.shape[1] - count :]]
    if count:
        yield np.concatenate(waiting, axis=1)
