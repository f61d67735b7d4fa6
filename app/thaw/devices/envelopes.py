"""The shape of every fade an output makes itself: a half-cosine, by the frame."""

import numpy as np
from numpy.typing import NDArray


def rising(since: int, count: int, length: int) -> NDArray[np.float32]:
    """Gains, shape (count, 1), from ``since`` frames into a rise over ``length`` frames.

    0 before the rise and 1 after it.
    """
    progress = np.clip(np.arange(since, since + count) / max(length, 1), 0.0, 1.0)
    return (0.5 - 0.5 * np.cos(np.pi * progress)).astype(np.float32)[:, None]
