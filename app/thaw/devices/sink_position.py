"""The frame a listener has reached, worked out from what a sink tells and from time."""

import time
from dataclasses import dataclass, replace
from typing import Final

from thaw.core.units import RATE

FURTHEST_GUESS_S: Final = 0.15
"""A sink pulls in pieces, PulseAudio's of 105 ms; between two of them time is counted, and no
longer than this."""

_PULLS_BEFORE_SOUND: Final = 2
_STEER: Final = 1 / 8
"""Of what an answer differs by: each is some milliseconds early or late."""
_JUMP: Final = RATE // 5
"""An answer that differs by more means another device: it is believed at once."""
_PIECE: Final = RATE // 50
"""A sink may have taken its first piece as long before it was seen to have."""


@dataclass(frozen=True, slots=True)
class _Reached:
    """A frame, and the monotonic second at which the listener reached it."""

    frame: int
    at_s: float
    is_moving: bool


class SinkPosition:
    """Follows one sink from its start at frame ``first``, after ``lead`` frames of silence.

    Whatever the sink tells, the position never passes what the sink was given. A guess that
    went too far is taken back: who must not go back keeps the highest. ``at`` may be called
    on another thread than the rest.
    """

    def __init__(self, first: int, lead: int, most_delay: int, now_s: float) -> None:
        """``most_delay`` is the longest delay that is believed of a sink's first pulls."""
        self._begin = first - lead
        self._first = first
        self._played = 0
        self._given = 0
        self._pulls = 0
        self._most_delay = most_delay
        self._began_s = self._pulled_s = now_s
        """When the sink was first and last seen to have taken something."""
        self._is_steered = False
        """Whether an answer only steers the delay: once something of this sink was heard."""
        self.delay = 0
        """Frames between the sink and the ear."""
        self.moved_s = now_s
        """The monotonic second at which the sink last played something."""
        self._reached = _Reached(self._begin, now_s, is_moving=False)

    def gone_to(self, first: int, lead: int, now_s: float) -> "SinkPosition":
        """The position from now on: at ``first`` until the frames before it were heard.

        ``lead`` of them were given to this same sink, or will be, since its start.
        """
        position = SinkPosition(first, lead, self._most_delay, max(now_s, self.moved_s))
        position._began_s, position._pulled_s = self._began_s, self._pulled_s
        position._played, position._given = self._played, self._given
        position._pulls, position.delay = self._pulls, self.delay
        position._is_steered = self._is_steered
        since_begin = self._reached.frame - self._begin
        position._reached = replace(self._reached, frame=position._begin + since_begin)
        return position

    def look(self, now_s: float, played: int, given: int) -> None:
        """Be told how many frames the sink says it has played, and how many it was given."""
        self._given = max(self._given, given)
        # A sink may say anything: less than before, or more than there was.
        played = max(self._played, min(played, self._given))
        if played == self._played:
            return
        if self._played == 0:
            self._began_s = now_s
        self._played, self._pulled_s = played, now_s
        self.moved_s = max(self.moved_s, now_s)
        self._learn_from_pull()
        frame = self._heard()
        if frame > self._reached.frame:
            self._reached = _Reached(frame, now_s, is_moving=True)

    def learn(self, now_s: float, latency: int) -> None:
        """Be told by the sound server how many frames it and its device hold just now."""
        if self._played == 0:
            return
        self._pulls = _PULLS_BEFORE_SOUND
        self._is_steered = self._is_steered or self._guess(now_s) >= self._first
        if self._is_steered:
            self._steer(now_s, latency)
        else:
            # Whatever it says, no more was heard than there was time for.
            passed = round((self._pulled_s - self._began_s) * RATE) + _PIECE
            self.delay = max(latency, self._played - passed)
            self._reached = _Reached(self._heard(), now_s, is_moving=True)

    def stand_still(self) -> None:
        """Nothing is heard any more: ``at`` stays where it is."""
        self._reached = _Reached(self.at(time.monotonic()), 0.0, is_moving=False)

    def at(self, now_s: float) -> int:
        """The frame the listener has reached. On any thread."""
        reached = self._reached
        guess = _guess(reached, now_s)
        return max(self._first, reached.frame, min(guess, self._begin + self._given))

    def _steer(self, now_s: float, latency: int) -> None:
        truth = self._begin + self._played - latency
        error = self._guess(now_s) - truth
        is_jitter = abs(error) <= _JUMP
        self.delay = max(0, self.delay + round(error * _STEER if is_jitter else error))

    def _guess(self, now_s: float) -> int:
        return _guess(self._reached, now_s)

    def _heard(self) -> int:
        return self._begin + self._played - self.delay

    def _learn_from_pull(self) -> None:
        """Take the first pulls for the delay until somebody tells it.

        The first pull fills what lies ahead; the second comes when the device has taken a
        piece, before any of it was heard. A look that came late sees more.
        """
        if self._pulls < _PULLS_BEFORE_SOUND:
            self._pulls += 1
            self.delay = min(self._played, self._most_delay)


def _guess(reached: _Reached, now_s: float) -> int:
    if not reached.is_moving:
        return reached.frame
    since_s = min(max(now_s - reached.at_s, 0.0), FURTHEST_GUESS_S)
    return reached.frame + round(since_s * RATE)
