"""A plan as it is heard while somebody turns its levels."""

from typing import Final

from thaw.audio.levels import LevelLine, Levels
from thaw.audio.limiting import SEES
from thaw.audio.output import Block
from thaw.audio.rendering import Renderer

LEAD: Final = SEES
"""How far ahead of what was handed out a change begins: the limiter has seen up to there."""


class LiveMix:
    """A renderer whose levels may be set at any time, from any thread.

    A change is heard ``LEAD`` after the next block asked for, and takes ``levels.RAMP``:
    86 ms from first to last, and what the output holds back.
    """

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer
        self._wanted = renderer.line.levels
        self._next: int | None = None

    @property
    def levels(self) -> Levels:
        """What was set last."""
        return self._wanted

    def set_levels(self, levels: Levels) -> None:
        """Turn the levels. Returns at once."""
        # One reference, replaced whole: the feeder thread sees the old one or the new.
        self._wanted = levels

    def into(self, block: Block, frame: int) -> None:
        """Write the sound from ``frame`` on into ``block``. Called on the feeder thread."""
        line = self._renderer.line
        if frame != self._next and line.turn_count:
            # After a jump, what was turned when no longer matters: only how it was left.
            line = LevelLine(line.levels)
        if line.levels != self._wanted:
            line = self._turned(line, frame)
        self._renderer.follow(line)
        self._renderer.into(block, frame)
        self._next = frame + len(block)

    def _turned(self, line: LevelLine, frame: int) -> LevelLine:
        if frame != self._next:
            return LevelLine(self._wanted)
        return line.turned(frame + LEAD, self._wanted)
