"""Bells at intervals: where each one is struck, and which are left out.

A bell keeps away from words: it is struck after them, or not at all.
"""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Final

from thaw.core.plan import Event, Speech, Stage, Strike
from thaw.core.session import CLOSING, Bells
from thaw.core.units import Frames, frames

BEFORE_SPEECH: Final = frames(2.5)
"""From the last strike to the next words."""
AFTER_SPEECH: Final = frames(2)
FROM_OTHER_STRIKES: Final = frames(6)
MOST_MOVED: Final = frames(20)
"""A bell that would have to wait longer for silence is left out."""


def interval_strikes(
    bells: Sequence[tuple[Frames, Bells]], events: Sequence[Event], length: Frames, seed: str
) -> list[Strike]:
    """Return the strikes of ``bells``, each given with where it stands.

    Each goes on until the next of ``bells``, the closing or the end, whichever comes
    first. ``events`` is all else that is heard. The same seed gives the same bells.
    """
    laid = _Laid(events, length)
    for index, (at, step) in enumerate(bells):
        following = [later for later, _ in bells[index + 1 :]]
        until = min([*following, laid.quiet_from])
        random = Random(f"{seed}:{length}:{index}")
        for wanted in sorted(set(_wanted(step, at, until, length, random))):
            laid.strike(step, wanted, until)
    return laid.struck


def _wanted(
    step: Bells, at: Frames, until: Frames, length: Frames, random: Random
) -> Iterator[Frames]:
    """Yield when ``step`` asks for a bell, in no order."""
    if step.every is not None:
        yield from (Frames(frame) for frame in range(at + step.every, until, step.every))
    yield from (Frames(at + after) for after in step.after)
    yield from (Frames(length - before) for before in step.before_end if length - before >= at)
    if step.apart is not None:
        least, most = step.apart
        frame = Frames(at + random.randint(least, most))
        while frame < until:
            yield frame
            frame = Frames(frame + random.randint(least, most))


class _Laid:
    """What is heard so far, and the bells put in between."""

    def __init__(self, events: Sequence[Event], length: Frames) -> None:
        self.struck: list[Strike] = []
        spoken = (event for event in events if isinstance(event, Speech))
        # In order of time, which words over breaths are not: a bell moves past each in turn.
        self._spoken = sorted(spoken, key=lambda event: event.at)
        self._strikes = [event.at for event in events if isinstance(event, Strike)]
        closings = (e.at for e in events if isinstance(e, Stage) and e.name == CLOSING)
        self.quiet_from = min(next(closings, length), length)
        """No bell from here on: the closing has its own."""

    def strike(self, step: Bells, wanted: Frames, until: Frames) -> None:
        """Strike at ``wanted`` or as soon after it as nobody speaks; or leave it out."""
        span = (step.strikes - 1) * step.spacing
        at = self._clear_from(wanted, span)
        last = at + span
        is_late = at - wanted > MOST_MOVED or last >= until
        if is_late or last + BEFORE_SPEECH > self.quiet_from or self._is_near_strike(at, last):
            return
        for number in range(step.strikes):
            frame = Frames(at + number * step.spacing)
            self.struck.append(Strike(frame, step.voice, step.gain_db, 0))
            self._strikes.append(frame)

    def _clear_from(self, wanted: Frames, span: int) -> Frames:
        at = wanted
        for speech in self._spoken:
            end = speech.at + speech.length + AFTER_SPEECH
            if at < end and speech.at < at + span + BEFORE_SPEECH:
                at = Frames(end)
        return at

    def _is_near_strike(self, first: int, last: int) -> bool:
        low, high = first - FROM_OTHER_STRIKES, last + FROM_OTHER_STRIKES
        return any(low < strike < high for strike in self._strikes)
