"""The plan that is played, and every change of it on the way: breaths, waits, lines made late."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from thaw.core.breath import Phase
from thaw.core.going_on import gone_on
from thaw.core.pacing import paced
from thaw.core.plan import Plan
from thaw.core.relaying import relaid
from thaw.core.session import VoiceLine
from thaw.core.units import Frames, frames
from thaw.player.feed import Feed
from thaw.player.performance import Performance

logger = logging.getLogger(__name__)

CHANGES_AFTER: Final = frames(0.5)
"""From the last frame rendered to a change of plan: soundscapes make way for a voice sooner."""
_TRIES: Final = 3

Here: TypeAlias = Callable[[], int]


@dataclass(frozen=True, slots=True)
class _Paced:
    """A change of pace, and the frame of the first breath that has it."""

    factor: float
    begins: int
    before: Plan
    after: Plan

    def taken_back(self, plan: Plan, frame: int) -> Plan:
        """The plan before, while no breath has changed after ``frame``; else ``plan``.

        One that was changed in another way since stays as well.
        """
        return self.before if plan is self.after and frame < self.begins else plan


class Course:
    """A plan and the feed of its sound, changed together and never where it was rendered.

    ``here`` counts what was heard by now and returns the frame that is reached; it is given
    with each question, so that nothing holds on to a practice that is over. Everything is
    called on the player's thread; the output calls ``feed`` on its own.
    """

    def __init__(self, performance: Performance) -> None:
        self.plan = performance.plan
        self.feed = Feed(performance.fill)
        self._sound_end = performance.end
        self._replan = performance.replan
        self._lines = performance.lines
        self._line_lengths: dict[VoiceLine, Frames] = {}
        self._waits_to_relay = False
        """Whether the position was changed in sound, which may not have gone there yet."""
        self._paced: _Paced | None = None
        """The last change of pace; None after a jump, and where it was taken back."""

    @property
    def sound_end(self) -> Frames:
        """The frame at which the last sound has rung out."""
        return max(self._sound_end, self.plan.length)

    @property
    def lines_made(self) -> tuple[int, int] | None:
        """Of so many lines so many are made; None when the last of them is."""
        if self._lines is None or self._lines.made == self._lines.total:
            return None
        return self._lines.made, self._lines.total

    def jumped(self, goal: int) -> None:
        """The practice goes on at ``goal``: what was rendered beyond it can be changed."""
        self.feed.reached = goal
        self._paced = None

    def pace(self, factor: float, here: Here) -> bool:
        """Breathe ``factor`` as quickly from the next breath on; return whether that will be.

        Asked twice before a breath has changed, it changes by no more than ``factor``; asked
        for the opposite then, breathing goes on as it was.
        """
        last = self._paced
        if last is not None and last.factor == factor and here() < last.begins:
            return True
        if last is not None and self._change(last.taken_back, here):
            self._paced = None
            return True
        before = self.plan
        if not self._change(lambda plan, frame: paced(plan, frame, factor), here):
            return False
        soonest = self._soonest(here)
        drawn = (one.at for one in self.plan.breaths if one.phase is Phase.IN)
        begins = next((at for at in drawn if at > soonest), 0)
        self._paced = _Paced(factor, begins, before, self.plan)
        return True

    def go_on(self, here: Here) -> bool:
        """End the wait that is on; return whether it will."""
        return self._change(gone_on, here)

    def notice_lines(self, here: Here | None) -> None:
        """Ask for lines that are made by now, and have them heard; not where nothing is."""
        news = None if self._lines is None else self._lines.news()
        if news:
            self._line_lengths.update(news)
        if news or self._waits_to_relay:
            self._waits_to_relay = False
            if here is not None:
                self.relay(here)

    def relay_soon(self) -> None:
        """Relay at the next look at the lines: sound has not gone to its new place yet."""
        self._waits_to_relay = True

    def relay(self, here: Here) -> None:
        """Have every line heard that is made by now, and whose time is still to come."""
        if self._line_lengths:
            self._change(lambda plan, frame: relaid(plan, frame, self._line_lengths), here)

    def stop_lines(self) -> None:
        """No more lines are wanted."""
        if self._lines is not None:
            self._lines.stop()

    def _change(self, make: Callable[[Plan, int], Plan], here: Here) -> bool:
        """Exchange the plan for what ``make`` does to it after all that was already rendered."""
        if self._replan is None:
            return False
        performance = self._changed(make, self._replan, here)
        if performance is None:
            return False
        self.plan = performance.plan
        self._sound_end = performance.end
        self.feed.exchange(performance.fill)
        return True

    def _changed(
        self,
        make: Callable[[Plan, int], Plan],
        replan: Callable[[Plan], Performance],
        here: Here,
    ) -> Performance | None:
        performance = None
        for _ in range(_TRIES):
            soonest = self._soonest(here)
            plan = make(self.plan, soonest)
            if plan is self.plan:
                return None
            performance = replan(plan)
            if self.feed.reached <= soonest:
                break
            logger.info("The output was quicker than a change of plan")
        return performance

    def _soonest(self, here: Here) -> int:
        return max(here(), self.feed.reached) + CHANGES_AFTER
