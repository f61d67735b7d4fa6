"""Sound freed of a steady offset, block after block, however long it is."""

from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from thaw.audio.loudness import Planar

CUTOFF_HZ: Final = 5.0
"""3 dB down here; at 60 Hz 0.03 dB are lost, and nothing is heard below 20."""
_FIRST_S: Final = 0.1
"""The offset at the beginning is the mean of so much, lest the filter's own start is heard."""
_STEP_S: Final = 0.15
"""Summed at once: the weights within grow to a hundred, and no precision is lost."""


def centred(blocks: Iterable[Planar], rate: int) -> Iterator[Planar]:
    """Yield ``blocks``, each of shape (channels, frames) at ``rate``, without their offset.

    What is taken away is a low-pass of one pole, per channel:
    m[n] = a m[n-1] + (1 - a) x[n], with a = exp(-2π CUTOFF_HZ / rate).
    """
    step = max(1, round(_STEP_S * rate))
    falls = np.exp(-2 * np.pi * CUTOFF_HZ / rate * np.arange(1, step + 1))
    weights = (1 - falls[0]) / falls
    offset: NDArray[np.float64] | None = None
    for block in blocks:
        if not block.shape[1]:
            continue
        if offset is None:
            first = block[:, : max(1, round(_FIRST_S * rate))]
            offset = first.mean(axis=1, keepdims=True, dtype=np.float64)
        made = np.empty_like(block)
        for start in range(0, block.shape[1], step):
            piece = block[:, start : start + step]
            count = piece.shape[1]
            offsets = falls[:count] * (offset + np.cumsum(piece * weights[:count], axis=1))
            made[:, start : start + count] = piece - offsets
            offset = offsets[:, -1:]
        yield made
