"""What an output is fed from, exchanged while it plays without a break in the sound."""

from typing import Final

import numpy as np

from thaw.audio.output import Block, Fill
from thaw.core.units import frames

CROSSFADE: Final = frames(0.03)
_RISE: Final = ((np.arange(CROSSFADE) + 1) / CROSSFADE).astype(np.float32)[:, None]


class _Source:
    """One fill, and the one that it takes over from. Written by the feeder thread alone."""

    __slots__ = ("before", "fill", "since")

    def __init__(self, fill: Fill, before: Fill | None = None) -> None:
        self.fill = fill
        self.before = before
        self.since: int | None = None


class Feed:
    """A fill whose source may be exchanged. Where both sound the same nothing is heard of it.

    ``exchange`` is called on the player's thread, the feed itself on the output's.
    """

    def __init__(self, fill: Fill) -> None:
        self._source = _Source(fill)
        self._spare = np.zeros((CROSSFADE, 2), np.float32)
        self.reached = 0
        """The frame after the last that was asked for: what comes before it can't be changed."""

    def exchange(self, fill: Fill) -> None:
        """Take ``fill`` from the next block on, over ``CROSSFADE``."""
        self._source = _Source(fill, self._source.fill)

    def __call__(self, block: Block, frame: int) -> None:
        source = self._source
        source.fill(block, frame)
        if source.before is not None:
            self._cross(source, source.before, block, frame)
        self.reached = frame + len(block)

    def _cross(self, source: _Source, before: Fill, block: Block, frame: int) -> None:
        if source.since is None:
            source.since = frame
        done = frame - source.since
        if not 0 <= done < CROSSFADE:
            source.before = None
            return
        count = min(len(block), CROSSFADE - done)
        old, new = self._spare[:count], block[:count]
        before(old, frame)
        # Written so that what is the same in both stays the same to the last bit.
        new -= old
        new *= _RISE[done : done + count]
        new += old
