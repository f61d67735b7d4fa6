"""One long stretch of sound, written just ahead of whoever plays it."""

import logging
import time
from typing import Final

import numpy as np

from thaw.audio.output import RESUME_FADE_MS, Block, Fill
from thaw.core.units import RATE
from thaw.devices.envelopes import rising
from thaw.devices.live_buffer import LiveBuffer
from thaw.devices.pace import Pace

logger = logging.getLogger(__name__)

LEAD_FRAMES: Final = RATE // 5
"""Silence before the first sound: a device that wakes up swallows the beginning."""
AHEAD_FRAMES: Final = RATE * 3 // 4
"""Written before it is read: other code may hold the interpreter for half a second."""
READER_FRAMES: Final = RATE * 60 // 1000
"""The reader may be so far past where it was seen last: it reads in bursts."""
PREFILL_FRAMES: Final = RATE // 10
"""Read at once, before the device has begun: no sign that anything is heard."""
TAIL_FRAMES: Final = RATE // 4
"""Kept free at the end of a piece, for the fade into the next."""

_BLOCK_FRAMES: Final = RATE // 50
_RESUME_FRAMES: Final = RESUME_FADE_MS * RATE // 1000
_FRESH_S: Final = 0.05
_LONGEST_GUESS_S: Final = 0.3
_KEPT_FRAMES: Final = 10 * RATE


class LivePiece:
    """Renders from ``first`` on into ``buffer``, and knows what was heard of it.

    ``delay`` is how many frames lie between the reader and the ear. Not for two threads
    at once, except ``heard``.
    """

    def __init__(self, fill: Fill, first: int, buffer: LiveBuffer, delay: int) -> None:
        self.first = first
        self.buffer = buffer
        self._fill = fill
        self._delay = delay
        self._silence = LEAD_FRAMES
        """Frames of the buffer before ``first``, and those a late writer had to leave out."""
        self._written = 0
        self._pace = Pace(_LONGEST_GUESS_S)
        self._looked_s = 0.0
        self._fade: tuple[int, int] | None = None
        """Where in the buffer a fade out begins, and how long it is."""

    @property
    def seen_s(self) -> float | None:
        """When the reader was last seen to move."""
        return self._pace.seen_s

    @property
    def is_nearly_full(self) -> bool:
        """Whether the next piece has to take over now."""
        return self._fade is None and self._written >= self._room

    @property
    def _room(self) -> int:
        return self.buffer.length - TAIL_FRAMES

    def heard(self, now_s: float) -> int:
        """The frame the listener has reached."""
        reached = min(self._pace.at(now_s) - self._delay, self._end)
        return self.first + max(0, reached - self._silence)

    def look(self, now_s: float) -> None:
        """See how far the reader has come."""
        place = self.buffer.moved_to()
        if place is not None and place > PREFILL_FRAMES:
            # After a long time without a look, the reader may have left that place long ago.
            is_fresh = now_s - self._looked_s <= _FRESH_S
            guess = self._pace.at(now_s)
            self._pace.saw(place if is_fresh else max(place, guess), now_s)
            self.buffer.forget(place - _KEPT_FRAMES)
        self._looked_s = now_s

    def write(self, now_s: float) -> None:
        """Render until enough lies ahead of the reader. What ``fill`` raises goes through."""
        room = self._room if self._fade is None else self.buffer.length
        goal = min(self._pace.at(now_s) + AHEAD_FRAMES, room)
        while self._written < goal:
            self._write_block(min(_BLOCK_FRAMES, goal - self._written))

    def fade_out(self, length: int, now_s: float) -> None:
        """Let the sound that was not read yet sink to nothing over ``length`` frames."""
        begin = max(self._pace.at(now_s) + READER_FRAMES, min(self._silence, self._written))
        length = min(length, self.buffer.length - begin)
        if self._fade is not None:
            # Sinking already: only a quicker fade, of what is there, changes anything.
            length = min(length, min(sum(self._fade), self._written) - begin)
            if length <= 0:
                return
        self._fade = (begin, max(0, length))
        self._shape(begin, self._written)

    def is_cut_off(self, now_s: float) -> bool:
        """Whether the reader has come past a fade out: nothing it reads can be heard."""
        return self._fade is not None and self._pace.at(now_s) > sum(self._fade) + READER_FRAMES

    def end_softly(self) -> None:
        """Let the sound sink to nothing in the room kept free at the end."""
        self._fade = (self._room, TAIL_FRAMES)

    def is_faded(self, now_s: float) -> bool:
        """Whether a fade out was heard to its end."""
        return self._fade is not None and self._pace.at(now_s) - self._delay >= sum(self._fade)

    @property
    def end(self) -> int:
        """The frame at which the fade out ends: the last that anyone will have heard."""
        return self.first + max(0, self._end - self._silence)

    @property
    def _end(self) -> int:
        return self._written if self._fade is None else min(sum(self._fade), self._written)

    def _write_block(self, length: int) -> None:
        begin = self._written
        silent = min(max(LEAD_FRAMES - begin, 0), length)
        if silent < length:
            # Rendered apart: the reader must never see a block that is half made.
            block: Block = np.zeros((length - silent, 2), np.float32)
            frame = self.first + begin + silent - self._silence
            self._fill(block, frame)
            self._swell(block, frame - self.first)
            begin = self._catch_up()
            end = min(begin + length, self.buffer.length)
            self.buffer.sound[begin + silent : end] = block[: end - begin - silent]
        self._written = begin + length
        self._shape(begin, self._written)

    def _catch_up(self) -> int:
        """Return where to write: where the reader came past that, after it. Nothing is left out."""
        self.look(time.monotonic())
        missed = self.buffer.read_to + READER_FRAMES - self._written
        if self._written >= LEAD_FRAMES and missed > 0 and self._fade is None:
            logger.debug("The sound was written %d frames late", missed)
            self._silence += missed
            self._written = min(self._written + missed, self._room)
        return self._written

    def _swell(self, block: Block, since: int) -> None:
        if self.first > 0 and since < _RESUME_FRAMES:
            block *= rising(since, len(block), _RESUME_FRAMES)

    def _shape(self, begin: int, end: int) -> None:
        """Apply the fade out to a part that was just written."""
        if self._fade is None:
            return
        begins, length = self._fade
        begin = max(begin, begins)
        if begin < end:
            block = self.buffer.sound[begin:end]
            block *= 1.0 - rising(begin - begins, len(block), length)
