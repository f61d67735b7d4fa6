"""Soundscapes make room before a voice speaks, and come back after it."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from thaw.audio.loudness import gain
from thaw.core.units import frames

DEPTH_DB: Final = -8.0
LEAD: Final = frames(0.4)
"""How long before speech the way down begins."""
FALL: Final = frames(0.35)
HOLD: Final = frames(2.5)
"""Gaps in speech shorter than this stay ducked."""
RELEASE: Final = frames(2.0)

_DEPTH = gain(DEPTH_DB)


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
        self._starts = [run[0] for run in runs]
        self._ends = [run[1] for run in runs]

    def is_away(self, frame: int, count: int) -> bool:
        """Whether speech is too far off to be felt in these frames."""
        first = bisect_left(self._ends, frame - RELEASE)
        return bisect_left(self._starts, frame + count + LEAD) <= first

    def apply(self, levels: NDArray[np.float64], frame: int, step: int) -> None:
        """Scale ``levels``, given at ``frame`` and every ``step`` after, by the curve there."""
        last = frame + step * len(levels)
        first = bisect_left(self._ends, frame - RELEASE)
        beyond = bisect_left(self._starts, last + LEAD)
        for start, end in zip(self._starts[first:beyond], self._ends[first:beyond], strict=True):
            if start - LEAD + FALL <= frame and last <= end:
                levels *= _DEPTH
            else:
                at = frame + step * np.arange(len(levels))
                down = _half_cosine((at - (start - LEAD)) / FALL)
                back = _half_cosine((at - end) / RELEASE)
                levels *= 1.0 + (_DEPTH - 1.0) * np.minimum(down, 1.0 - back)


def _half_cosine(progress: NDArray[np.float64]) -> NDArray[np.float64]:
    return 0.5 - 0.5 * np.cos(np.pi * np.clip(progress, 0.0, 1.0))
