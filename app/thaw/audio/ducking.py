"""Soundscapes make room before a voice speaks, and come back after it."""

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from thaw.audio.loudness import gain
from thaw.core.units import frames

DEPTH_DB: Final = -7.0
LEAD: Final = frames(0.4)
"""How long before speech the way down begins."""
FALL: Final = frames(0.35)
HOLD: Final = frames(2.5)
"""Gaps in speech shorter than this stay ducked."""
RELEASE: Final = frames(2.0)


class Ducking:
    """The curve under all of a plan's speech, known beforehand because the plan is."""

    def __init__(self, spoken: Iterable[tuple[int, int]]) -> None:
        """``spoken``: where speech starts and ends, in frames."""
        runs: list[list[int]] = []
        for start, end in sorted(spoken):
            if runs and start - runs[-1][1] < HOLD:
                runs[-1][1] = max(runs[-1][1], end)
            else:
                runs.append([start, end])
        self._starts = np.array([run[0] for run in runs], np.int64)
        self._ends = np.array([run[1] for run in runs], np.int64)

    def apply(self, levels: NDArray[np.float64], frame: int, step: int) -> None:
        """Scale ``levels``, given at ``frame`` and every ``step`` after, by the curve there."""
        last = frame + step * len(levels)
        first = np.searchsorted(self._ends, frame - RELEASE)
        beyond = np.searchsorted(self._starts, last + LEAD)
        at = frame + step * np.arange(len(levels))
        for run in range(first, beyond):
            down = _half_cosine((at - (self._starts[run] - LEAD)) / FALL)
            back = _half_cosine((at - self._ends[run]) / RELEASE)
            levels *= 1.0 + (gain(DEPTH_DB) - 1.0) * np.minimum(down, 1.0 - back)


def _half_cosine(progress: NDArray[np.float64]) -> NDArray[np.float64]:
    return 0.5 - 0.5 * np.cos(np.pi * np.clip(progress, 0.0, 1.0))
