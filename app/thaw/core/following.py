"""The person's own breath, told by a key: held while breathing in, let go while breathing out."""

from dataclasses import dataclass, replace
from statistics import median
from typing import Final

from thaw.core.breath import Pattern, eased
from thaw.core.patterns import STEP_MS, nearest_allowed

SHORTEST_TURN_MS: Final = 400
"""A key bounces and a finger slips: nobody breathes in or out as quickly as this."""
LONGEST_TURN_MS: Final = 20_000
"""Whoever takes longer has stopped telling; the next press begins again."""
LISTENS_TO: Final = 3
"""The last breaths that count: one slip among them is left out, and two of a kind are followed."""
NEEDED: Final = 2
"""Whole breaths before there is a pace to go by."""
_OUTLIER: Final = 1.8
_IN_AT_FIRST_MS: Final = 3_000
_OUT_AT_FIRST_MS: Final = 4_000


@dataclass(frozen=True, slots=True)
class FollowMe:
    """What is known of a person's breath so far. Times are monotonic, in milliseconds.

    A value: ``pressed`` and ``released`` return the next one. Presses that make no
    sense, such as a key's own repeats or a time that goes back, change nothing.
    """

    breaths: tuple[tuple[int, int], ...] = ()
    """In and out of each whole breath, the last ``LISTENS_TO`` of them."""
    is_in: bool = False
    """Whether the key is held."""
    _turned_ms: int | None = None
    _level: float = 0.0
    """How full the shape was at the last turn."""
    _in_ms: int | None = None
    """The in-breath of the breath that is being told."""

    def pressed(self, at_ms: int) -> "FollowMe":
        """The person begins to breathe in."""
        return self if self.is_in else self._turned(at_ms, is_in=True)

    def released(self, at_ms: int) -> "FollowMe":
        """The person begins to breathe out."""
        return self._turned(at_ms, is_in=False) if self.is_in else self

    def interrupted(self, at_ms: int) -> "FollowMe":
        """The hand was taken away, by a window or a word: this breath tells nothing."""
        return replace(self.released(at_ms), _in_ms=None)

    @property
    def told(self) -> Pattern | None:
        """The person's breath as it is, which may break a bound; None until it is known."""
        if len(self.breaths) < NEEDED:
            return None
        in_ms, out_ms = (_middle([breath[turn] for breath in self.breaths]) for turn in (0, 1))
        return Pattern("follow-me", round(in_ms), round(out_ms))

    @property
    def pace(self) -> Pattern | None:
        """The pattern within the hard bounds that is nearest to ``told``."""
        told = self.told
        return None if told is None else nearest_allowed(told)

    def fullness(self, now_ms: int) -> float:
        """How full the shape is, 0 to 1: it rises while the key is held and sinks after.

        It takes as long as the person's breaths do, and waits at its ends for the turn.
        """
        if self._turned_ms is None:
            return 0.0
        goal = 1.0 if self.is_in else 0.0
        progress = eased((now_ms - self._turned_ms) / self._expected_ms(0 if self.is_in else 1))
        return self._level + (goal - self._level) * progress

    def _turned(self, at_ms: int, *, is_in: bool) -> "FollowMe":
        if self._turned_ms is None:
            return replace(self, is_in=is_in, _turned_ms=at_ms)
        length = at_ms - self._turned_ms
        if length < 0:
            return self
        turned = replace(self, is_in=is_in, _turned_ms=at_ms, _level=self.fullness(at_ms))
        if not SHORTEST_TURN_MS <= length <= LONGEST_TURN_MS:
            return replace(turned, _in_ms=None)
        if not is_in:
            return replace(turned, _in_ms=length)
        if self._in_ms is None:
            return turned
        breaths = (*self.breaths, (self._in_ms, length))[-LISTENS_TO:]
        return replace(turned, breaths=breaths, _in_ms=None)

    def _expected_ms(self, turn: int) -> float:
        if not self.breaths:
            return (_IN_AT_FIRST_MS, _OUT_AT_FIRST_MS)[turn]
        return _middle([breath[turn] for breath in self.breaths])


def is_moved(told: Pattern, pace: Pattern) -> bool:
    """Whether ``pace`` differs from ``told`` by more than rounding to the step of phases."""
    most_ms = STEP_MS / 2
    return abs(pace.in_ms - told.in_ms) > most_ms or abs(pace.out_ms - told.out_ms) > most_ms


def _middle(lengths_ms: list[int]) -> float:
    """The median of what lies near the median: one sigh or slip among them counts for nothing."""
    middle = median(lengths_ms)
    near = [one for one in lengths_ms if middle / _OUTLIER <= one <= middle * _OUTLIER]
    return median(near or lengths_ms)
