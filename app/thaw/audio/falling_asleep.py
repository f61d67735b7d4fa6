"""How a session for falling asleep differs: softer words, and a soundscape that sinks."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from thaw.audio.loudness import gain
from thaw.core.plan import Plan
from thaw.core.session import Category

VOICE_DB: Final = -4.0
"""Words at -24 LUFS in place of -20."""
BED_DB: Final = -2.0
"""So that a soundscape stays 20 dB under the softer words."""
SINKS_DB: Final = -6.0
"""How far soundscapes sink over the last third."""


class Sinking:
    """The level of soundscapes from two thirds of ``length`` on, in a straight line of dB."""

    def __init__(self, length: int) -> None:
        self._from = length * 2 // 3
        self._over = max(length - self._from, 1)

    def is_away(self, frame: int, count: int) -> bool:
        """Whether all is as it was in these frames."""
        return frame + count <= self._from

    def apply(self, levels: NDArray[np.float64], frame: int, step: int) -> None:
        """Scale ``levels``, given at ``frame`` and every ``step`` after."""
        at = frame + step * np.arange(len(levels))
        sunk = np.clip((at - self._from) / self._over, 0.0, 1.0)
        levels *= np.power(gain(SINKS_DB), sunk)


def voice_gain(plan: Plan) -> float:
    """The factor on all that is spoken, or played as it is."""
    return gain(VOICE_DB) if _is_meant(plan) else 1.0


def bed_gain(plan: Plan) -> float:
    """The factor on soundscapes."""
    return gain(BED_DB) if _is_meant(plan) else 1.0


def sinking(plan: Plan) -> Sinking | None:
    """How soundscapes sink; None where they don't."""
    return Sinking(plan.length) if _is_meant(plan) else None


def _is_meant(plan: Plan) -> bool:
    return plan.category is Category.SLEEP
