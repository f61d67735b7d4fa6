"""A place in a sound that moves on with time, steered by looks at where it really is."""

from dataclasses import dataclass
from typing import Final

from thaw.core.units import RATE

_STEER: Final = 1 / 8
"""Of what a look differs by: a look is some milliseconds early or late."""
_JUMP: Final = RATE // 5
"""A look that differs by more is no jitter: it is believed at once."""


@dataclass(frozen=True, slots=True)
class _Sight:
    frame: float
    at_s: float


class Pace:
    """Stands still until it was first seen moving, and again when it is seen no more.

    ``saw`` is called on one thread; ``at`` may be called on another.
    """

    def __init__(self, longest_guess_s: float) -> None:
        self._longest_guess_s = longest_guess_s
        self._sight: _Sight | None = None

    @property
    def seen_s(self) -> float | None:
        """The monotonic second of the last look that saw it move; None before the first."""
        return None if self._sight is None else self._sight.at_s

    def saw(self, frame: int, now_s: float) -> None:
        """Be told that it was at ``frame`` now."""
        sight = self._sight
        if sight is None:
            self._sight = _Sight(frame, now_s)
            return
        guess = sight.frame + (now_s - sight.at_s) * RATE
        error = frame - guess
        is_jitter = abs(error) <= _JUMP
        self._sight = _Sight(guess + error * _STEER if is_jitter else frame, now_s)

    def at(self, now_s: float) -> int:
        """The frame it has reached: at most the longest guess past the last look."""
        sight = self._sight
        if sight is None:
            return 0
        since_s = min(max(now_s - sight.at_s, 0.0), self._longest_guess_s)
        return round(sight.frame + since_s * RATE)
