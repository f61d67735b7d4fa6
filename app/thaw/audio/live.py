"""A plan as it is heard while somebody turns its levels."""

from typing import Final

from thaw.audio.levels import LevelLine, Levels
from thaw.audio.limiting import SEES
from thaw.audio.output import Block
from thaw.audio.rendering import Renderer

LEAD: Final = SEES
"""How far ahead of what was handed out a change begins: the limiter has seen up to there."""


class Faders:
    """The levels that a person sets at any time, on any thread. Any number of mixes follow."""

    def __init__(self, levels: Levels) -> None:
        self._levels = levels

    @property
    def levels(self) -> Levels:
        """What was set last."""
        return self._levels

    def set_levels(self, levels: Levels) -> None:
        """Turn the levels. Returns at once."""
        # One reference, replaced whole: another thread sees the old one or the new.
        self._levels = levels


class LiveMix:
    """A renderer that follows faders.

    A change is heard ``LEAD`` after the next block asked for, and takes ``levels.RAMP``:
    84 ms from first to last, and what the output holds back.
    """

    def __init__(self, renderer: Renderer, faders: Faders) -> None:
        self._renderer = renderer
        self._faders = faders
        self._next: int | None = None

    def into(self, block: Block, frame: int) -> None:
        """Write the sound from ``frame`` on into ``block``. Called on the feeder thread."""
        self._renderer.follow(self._line(frame, self._faders.levels))
        self._renderer.into(block, frame)
        self._next = frame + len(block)

    def _line(self, frame: int, wanted: Levels) -> LevelLine:
        line = self._renderer.line
        if frame == self._next:
            return line if line.levels == wanted else line.turned(frame + LEAD, wanted)
        # After a jump, what was turned when no longer matters: only how it was left.
        return LevelLine(wanted) if line.turn_count or line.levels != wanted else line
