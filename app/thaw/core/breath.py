"""Paced breathing: patterns, their phases, and the whole cycles they lay out."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from thaw.core.units import RATE, Frames

LARGEST_CHANGE_MS: Final = 500
"""A ramp changes neither a breath, nor a hold in it, by more than this from one to the next:
nobody has to chase it."""

EASY_PHASE_MS: Final = 3_500
"""A ramp starts with in and out no longer than this: about 8.6 breaths a minute."""

SHORTEST_PHASE_MS: Final = 400
"""A phase shorter than this can't be followed; a ramp leaves it out until it can."""

_FULL_BEFORE_TOP_UP = 0.85


class Phase(StrEnum):
    """One part of a breath."""

    IN = "in"
    TOP_UP = "top-up"
    HOLD = "hold"
    OUT = "out"
    REST = "rest"
    """The pause after breathing out."""


class Side(StrEnum):
    """The nostril that a phase goes through."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One breath cycle. Every length is in milliseconds; 0 leaves the phase out."""

    name: str
    in_ms: int
    out_ms: int
    top_up_ms: int = 0
    hold_ms: int = 0
    rest_ms: int = 0
    alternates: bool = False
    """In on the left and out on the right, then in on the right and out on the left."""
    most_cycles: int = 0
    """No more than these in a row; 0 where time alone is the limit."""

    @property
    def cycle_ms(self) -> int:
        return self.in_ms + self.top_up_ms + self.hold_ms + self.out_ms + self.rest_ms

    @property
    def cycles_a_round(self) -> int:
        """A round is one breath, or one from either side: it ends where it began."""
        return 2 if self.alternates else 1

    def phases(self, number: int = 0) -> "tuple[PhaseSpan, ...]":
        """Return the phases of cycle ``number``, in the order they are breathed."""
        before_top_up = _FULL_BEFORE_TOP_UP if self.top_up_ms else 1.0
        first, second = self._sides(number)
        every = (
            PhaseSpan(Phase.IN, _frames(self.in_ms), 0.0, before_top_up, first),
            PhaseSpan(Phase.TOP_UP, _frames(self.top_up_ms), before_top_up, 1.0, first),
            PhaseSpan(Phase.HOLD, _frames(self.hold_ms), 1.0, 1.0),
            PhaseSpan(Phase.OUT, _frames(self.out_ms), 1.0, 0.0, second),
            PhaseSpan(Phase.REST, _frames(self.rest_ms), 0.0, 0.0),
        )
        return tuple(span for span in every if span.length > 0)

    def _sides(self, number: int) -> tuple[Side | None, Side | None]:
        if not self.alternates:
            return None, None
        return (Side.LEFT, Side.RIGHT) if number % 2 == 0 else (Side.RIGHT, Side.LEFT)

    def cycle(self) -> Frames:
        """The length of one cycle: that of its phases, to the frame."""
        every_ms = (self.in_ms, self.top_up_ms, self.hold_ms, self.out_ms, self.rest_ms)
        return Frames(sum(map(_frames, every_ms)))


@dataclass(frozen=True, slots=True)
class PhaseSpan:
    """A phase, its length, and how full the lungs are at its ends (0 to 1)."""

    phase: Phase
    length: Frames
    fullness_from: float
    fullness_to: float
    side: Side | None = None


def eased(progress: float) -> float:
    """A half-cosine from 0 to 1: lungs neither start nor stop abruptly."""
    return 0.5 - 0.5 * math.cos(math.pi * min(max(progress, 0.0), 1.0))


def cycles(pattern: Pattern, ramp: Frames, pace: Pattern | None = None) -> Iterator[Pattern]:
    """Yield one pattern per cycle, without end, changing into ``pattern`` over ``ramp``.

    The ramp starts at ``pace``, or else with an easy, even breath; either way without
    holds. It takes longer than asked where it would otherwise change in and out, or a
    hold, by more than ``LARGEST_CHANGE_MS``.
    """
    start = _start(pattern, pace)
    steps = _ramp_steps(start, pattern, ramp)
    for step in range(steps):
        yield _between(start, pattern, step / steps)
    while True:
        yield pattern


def ramp_cycles(pattern: Pattern, ramp: Frames, pace: Pattern | None = None) -> int:
    """How many of the ``cycles`` go by until ``pattern`` is breathed as it is."""
    return _ramp_steps(_start(pattern, pace), pattern, ramp)


def cycles_span(supply: Iterator[Pattern], count: int) -> Frames:
    """The length of the first ``count`` of the cycles that ``supply`` yields."""
    return Frames(sum(next(supply).cycle() for _ in range(count)))


def cycles_within(supply: Iterator[Pattern], span: Frames) -> int:
    """How many whole cycles fit into ``span``."""
    count, used = 0, next(supply).cycle()
    while used <= span:
        count += 1
        used += next(supply).cycle()
    return count


def _start(pattern: Pattern, pace: Pattern | None) -> Pattern:
    return _easy(pattern) if pace is None else _at_pace(pattern, pace)


def _easy(pattern: Pattern) -> Pattern:
    in_ms = min(pattern.in_ms, EASY_PHASE_MS)
    out_ms = min(pattern.out_ms, max(in_ms, EASY_PHASE_MS))
    return replace(pattern, in_ms=in_ms, out_ms=out_ms, hold_ms=0, rest_ms=0)


def _at_pace(pattern: Pattern, pace: Pattern) -> Pattern:
    return replace(pattern, in_ms=pace.in_ms, out_ms=pace.out_ms, hold_ms=0, rest_ms=0)


def _ramp_steps(start: Pattern, end: Pattern, ramp: Frames) -> int:
    change = _change_ms(start, end)
    if ramp <= 0 or change == 0:
        return 0
    usual_cycle = _frames((start.cycle_ms + end.cycle_ms) // 2)
    return max(round(ramp / usual_cycle), math.ceil(change / LARGEST_CHANGE_MS), 1)


def _change_ms(start: Pattern, end: Pattern) -> int:
    """What changes most: the breath, a part of it where another makes up for that, or a hold."""
    in_ms, out_ms = end.in_ms - start.in_ms, end.out_ms - start.out_ms
    return max(abs(in_ms + out_ms), abs(in_ms), abs(out_ms), end.hold_ms, end.rest_ms)


def _between(start: Pattern, end: Pattern, progress: float) -> Pattern:
    """Mix the two. A hold too short to be felt is breathed: it would come in with a leap."""

    def mixed(first_ms: int, last_ms: int) -> int:
        return round(first_ms + (last_ms - first_ms) * progress)

    def felt(whole_ms: int) -> tuple[int, int]:
        length = mixed(0, whole_ms)
        return (length, 0) if length >= min(SHORTEST_PHASE_MS, whole_ms) else (0, length)

    hold_ms, more_in_ms = felt(end.hold_ms)
    rest_ms, more_out_ms = felt(end.rest_ms)
    return replace(
        end,
        in_ms=mixed(start.in_ms, end.in_ms) + more_in_ms,
        out_ms=mixed(start.out_ms, end.out_ms) + more_out_ms,
        hold_ms=hold_ms,
        rest_ms=rest_ms,
    )


def _frames(length_ms: int) -> Frames:
    return Frames(length_ms * RATE // 1000)
