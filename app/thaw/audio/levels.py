"""What the person turns up and down, and how it changed while a plan was heard."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from thaw.audio.loudness import gain
from thaw.core.units import frames

HIGHEST_DB: Final = 6.0
"""The most that any level is offered at; the least is minus infinity, which is off."""
LOW_DB: Final = -18.0
"""The ``overall_db`` for listening beside somebody who sleeps."""
RAMP: Final = frames(0.04)
"""How long a level takes to change: too slow for a click, too fast to wait for."""

_KEPT = 500
"""Changes remembered: minutes of a slider being dragged to and fro."""

StemGains: TypeAlias = tuple[float, float, float, float]
"""Factors on voice, bells, soundscapes and breath cues."""


@dataclass(frozen=True, slots=True)
class Levels:
    """What the person turned up or down, in dB; ``-inf`` is off. ``overall_db`` is on all four."""

    voice_db: float = 0.0
    bells_db: float = 0.0
    bed_db: float = 0.0
    cues_db: float = 0.0
    overall_db: float = 0.0

    @property
    def gains(self) -> StemGains:
        """As factors, stem by stem."""
        over = self.overall_db
        return (
            gain(self.voice_db + over),
            gain(self.bells_db + over),
            gain(self.bed_db + over),
            gain(self.cues_db + over),
        )


AS_MADE: Final = Levels()
"""Every sound at the level it was made for."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """From ``at`` on, and within ``RAMP``, from one set of factors to another."""

    at: int
    before: StemGains
    after: StemGains


class LevelLine:
    """Levels by frame: where they were changed, from what to what. Never changes itself."""

    def __init__(self, levels: Levels) -> None:
        self.levels = levels
        """The last that were set."""
        self._turns: tuple[_Turn, ...] = (_Turn(-RAMP, levels.gains, levels.gains),)

    def turned(self, at: int, levels: Levels) -> "LevelLine":
        """This line with ``levels`` from ``at`` on, which is no earlier than its last change."""
        assert at >= self._turns[-1].at, "levels are turned in order of time"
        line = LevelLine(levels)
        turn = _Turn(at, self._gains_at(at), levels.gains)
        line._turns = (*self._turns[-_KEPT:], turn)
        return line

    @property
    def turn_count(self) -> int:
        """How often levels were changed."""
        return len(self._turns) - 1

    def gains(self, frame: int, count: int) -> tuple[float | NDArray[np.float32], ...]:
        """The factor on each stem from ``frame`` on: a number where it stays, else by frame."""
        if len(self._turns) == 1:
            return self._turns[0].after
        starts = [turn.at for turn in self._turns]
        first = max(bisect_right(starts, frame) - 1, 0)
        turns = self._turns[first : bisect_right(starts, frame + count - 1)]
        return tuple(_stem_gain(turns, stem, frame, count) for stem in range(4))

    def _gains_at(self, frame: int) -> StemGains:
        voice, bells, bed, cues = (float(np.ravel(one)[0]) for one in self.gains(frame, 1))
        return voice, bells, bed, cues


def _stem_gain(
    turns: tuple[_Turn, ...], stem: int, frame: int, count: int
) -> float | NDArray[np.float32]:
    before = turns[0].before[stem]
    if all(turn.after[stem] == before for turn in turns):
        return before
    if len(turns) == 1 and turns[0].at + RAMP <= frame:
        return turns[0].after[stem]
    gains = np.empty(count, np.float32)
    for turn in turns:
        start = max(turn.at - frame, 0)
        into = (frame + np.arange(start, count) - turn.at) / RAMP
        eased = 0.5 - 0.5 * np.cos(np.pi * np.minimum(into, 1.0))
        gains[start:] = turn.before[stem] + (turn.after[stem] - turn.before[stem]) * eased
    return gains
