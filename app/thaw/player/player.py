"""Play one plan once, and keep the log of it true.

Everything here is called on one thread; the output has its own for sound.
"""

import logging
from datetime import datetime
from typing import Final, Protocol

from thaw.audio.output import PAUSE_FADE_MS, STOP_FADE_MS, AudioOutput, OutputFault
from thaw.core.pacing import EASIER, SLOWER
from thaw.core.plan import Plan, Stage
from thaw.core.session import CLOSING
from thaw.core.units import RATE, Frames, frames
from thaw.player.clock import Clock
from thaw.player.course import Course
from thaw.player.journey import Journey
from thaw.player.pauses import PauseLedger
from thaw.player.performance import Performance
from thaw.player.state import PlayerSnapshot, Status
from thaw.practice.entry import Outcome, PauseReason, PracticeStart, Progress

logger = logging.getLogger(__name__)

CHECKPOINT_EVERY: Final = frames(5)
LONGEST_NAP_S: Final = 1.0
"""A machine that slept longer than this has interrupted the practice."""
_COMPLETE_SHARE: Final = 0.95


class Recorder(Protocol):
    """Where a practice is written down. Returns at once and never raises."""

    def begin(self, start: PracticeStart) -> str: ...
    def checkpoint(self, practice_id: str, progress: Progress) -> None: ...
    def close(
        self, practice_id: str, progress: Progress, outcome: Outcome, ended: datetime
    ) -> None: ...
    def discard(self, practice_id: str) -> None: ...


class Player:
    """One practice: READY → PLAYING ⇄ PAUSED → FINISHED | STOPPED.

    ``tick`` is to be called a few times a second: it reads what was heard, writes
    checkpoints, and notices the end, a lost device and a machine that slept. After the
    end the output plays on until the last sound of ``performance`` has rung out.
    """

    def __init__(
        self, performance: Performance, output: AudioOutput, recorder: Recorder, clock: Clock
    ) -> None:
        self._course = Course(performance)
        self._output = output
        self._recorder = recorder
        self._clock = clock
        self._status = Status.READY
        self._position = 0
        self._practised = 0
        self._checkpointed = 0
        self._practice_id: str | None = None
        self._began_s = 0.0
        self._asked_s = 0.0
        self._prepared_s = 0.0
        self._asleep_s = 0.0
        self._fault: OutputFault | None = None
        self._has_sound = True
        self._has_left = False
        """Whether the position was changed in a pause, and is no longer where the output is."""
        self._is_hushed = False
        """Whether the ring-out was asked to end early."""
        self._pauses = PauseLedger(clock)
        self._journey = Journey()

    @property
    def plan(self) -> Plan:
        """What is played, as it is laid out now."""
        return self._course.plan

    @property
    def status(self) -> Status:
        return self._status

    @property
    def is_over(self) -> bool:
        return self._status.is_over

    @property
    def fault(self) -> OutputFault | None:
        """Why sound was lost; None while it is heard, or was not lost."""
        return self._fault

    @property
    def practice_id(self) -> str | None:
        """The log's name for this practice; None before it began."""
        return self._practice_id

    @property
    def is_silent(self) -> bool:
        """Whether nothing more will be heard: over, rung out or faded."""
        return self.is_over and not self._output.is_running

    @property
    def frame(self) -> Frames:
        """The frame heard by now. Cheap, for every picture drawn: nothing is noticed or counted."""
        is_moving = self._status is Status.PLAYING and not self._has_left
        return self._reached() if is_moving else Frames(self._position)

    def snapshot(self) -> PlayerSnapshot:
        """Return what there is to show now."""
        return PlayerSnapshot(
            status=self._status,
            moment=self.plan.at(self._position),
            practised=Frames(self._practised),
            paused_for=self._pauses.reason if self._status is Status.PAUSED else None,
            fault=self._fault,
            has_sound=self._has_sound,
            lines=self._course.lines_made,
        )

    def begin(self, start: PracticeStart, waited_s: float = 0.0) -> None:
        """Open a row in the log and play from the first sound.

        ``waited_s`` ago it was asked for: the log keeps how long that was before it.
        """
        assert self._status is Status.READY, "a player plays once"
        self._asked_s = self._clock.running_s() - waited_s
        self._practice_id = self._recorder.begin(start)
        self._began_s = self._awake_or_asleep_s()
        self._play()

    def pause(self, reason: PauseReason = PauseReason.USER) -> None:
        """Fade out and stand still."""
        if self._status is not Status.PLAYING:
            return
        self._listen()
        self._status = Status.PAUSED
        self._pauses.open(self._position, reason)
        self._output.stop(PAUSE_FADE_MS)
        self._checkpoint()

    def resume(self) -> None:
        """Play on from the frame that was heard last."""
        if self._status is not Status.PAUSED:
            return
        # What still fades is left to fade: the output goes on from where that ends.
        self._listen()
        self._pauses.close()
        self._play()

    def restart(self) -> None:
        """Begin the plan again. What was practised so far still counts."""
        self.seek(Frames(0))

    def seek(self, frame: Frames) -> None:
        """Go to ``frame``; playing goes on if it was playing."""
        if not self._is_on:
            return
        if self._status is Status.PLAYING:
            # It goes over to the new place by itself, without a click.
            self._listen()
        else:
            self._settle()
        goal = min(max(frame, 0), self.plan.length - 1)
        self._journey.jumped(self._position, goal)
        self._position = goal
        self._course.jumped(goal)
        self._has_left = True
        if self._status is Status.PLAYING:
            self._play()
            self._course.relay_soon()
        else:
            self._course.relay(self._here)

    def stop(self, outcome: Outcome | None = None) -> None:
        """Fade out and close the row; ``outcome`` is worked out unless given.

        After the end what still rings fades, and nothing else changes.
        """
        if self._status is Status.FINISHED and not self._is_hushed:
            self._is_hushed = True
            self._output.stop(STOP_FADE_MS)
        if not self._is_on:
            return
        self._listen()
        if self._status is Status.PAUSED:
            self._pauses.close()
        self._output.stop(STOP_FADE_MS)
        self._status = Status.STOPPED
        self._close(outcome or self._outcome())

    def continue_without_sound(self, silent: AudioOutput) -> None:
        """Go on from the same frame with captions alone; nothing happens once it is over."""
        if not self._is_on:
            return
        self._settle()
        self._output = silent
        self._has_sound = False
        self._pauses.close()
        self._play()

    def easier(self) -> bool:
        """Breathe a tenth quicker from the next breath on; return whether that will be."""
        return self._is_on and self._course.pace(EASIER, self._here)

    def slower(self) -> bool:
        """Breathe a tenth slower from the next breath on; return whether that will be."""
        return self._is_on and self._course.pace(SLOWER, self._here)

    def go_on(self) -> bool:
        """End the wait that is on; return whether one was."""
        is_waiting = self.plan.waiting_at(self._position) is not None
        return is_waiting and self._is_on and self._course.go_on(self._here)

    def tick(self) -> None:
        """Notice what has happened since the last call."""
        self._course.notice_lines(self._here if self._is_on else None)
        if self._status is Status.PLAYING:
            self._listen()
            self._notice_end()
            self._notice_sleep()
            self._notice_fault()
            # A practice that has just ended is closed, and takes no checkpoint after that.
            is_due = self._practised - self._checkpointed >= CHECKPOINT_EVERY
            if is_due and self._status is Status.PLAYING:
                self._checkpoint()
        elif self._status is Status.PAUSED:
            self._listen()
        elif self._status is Status.FINISHED and self._output.heard() >= self._course.sound_end:
            self._output.stop(0)

    def release(self) -> None:
        """Fade, keeping what was practised: nobody looks after it from now on."""
        self.stop()

    def _play(self) -> None:
        self._fault = None
        self._has_left = False
        self._status = Status.PLAYING
        self._asleep_s = self._clock.asleep_s()
        self._course.feed.reached = self._position
        self._output.start(self._course.feed, self._position)

    def _settle(self) -> None:
        """Make ``_position`` final: nothing is heard after this that isn't counted."""
        self._output.stop(0)
        self._listen()

    @property
    def _is_on(self) -> bool:
        return self._status in (Status.PLAYING, Status.PAUSED)

    def _here(self) -> int:
        self._listen()
        return self._position

    def _listen(self) -> None:
        """Credit the frames heard since the last look."""
        if not self._is_on or self._has_left:
            return
        reached = self._reached()
        if self._practised == 0:
            # Until something is heard this goes on; what was heard by now is not waited for.
            heard_s = (reached - self._position) / RATE
            self._prepared_s = max(0.0, self._clock.running_s() - self._asked_s - heard_s)
        self._practised += reached - self._position
        self._journey.heard(self.plan, self._position, reached)
        self._position = reached

    def _reached(self) -> Frames:
        return Frames(min(max(self._output.heard(), self._position), self.plan.length))

    def _notice_end(self) -> None:
        if self._status is Status.PLAYING and self._position >= self.plan.length:
            self._status = Status.FINISHED
            self._close(self._outcome())

    def _notice_sleep(self) -> None:
        asleep_s = self._clock.asleep_s()
        napped_s = asleep_s - self._asleep_s
        self._asleep_s = asleep_s
        if napped_s > LONGEST_NAP_S:
            logger.info("The machine slept for %.0f s", napped_s)
            self.pause(PauseReason.SLEEP)

    def _notice_fault(self) -> None:
        if self._status is Status.PLAYING and self._output.fault is not None:
            self._fault = self._output.fault
            logger.warning("Sound was lost: %s", self._fault)
            self.pause(PauseReason.DEVICE)
            self._settle()

    def _outcome(self) -> Outcome:
        """Completed once the closing was reached, if little was skipped on the way."""
        needed = min(self._closing_at(), self.plan.length) * _COMPLETE_SHARE
        has_arrived = self._position >= self._closing_at() and self._practised >= needed
        is_nearly_all = self._practised >= self.plan.length * _COMPLETE_SHARE
        return Outcome.COMPLETED if has_arrived or is_nearly_all else Outcome.PARTIAL

    def _closing_at(self) -> Frames:
        stages = (event for event in self.plan.events if isinstance(event, Stage))
        return next((stage.at for stage in stages if stage.name == CLOSING), self.plan.length)

    def _checkpoint(self) -> None:
        self._checkpointed = self._practised
        if self._practice_id is not None:
            self._recorder.checkpoint(self._practice_id, self._progress())

    def _close(self, outcome: Outcome) -> None:
        self._course.stop_lines()
        if self._practice_id is None:
            return
        if self._practised == 0:
            self._recorder.discard(self._practice_id)
            return
        self._recorder.close(self._practice_id, self._progress(), outcome, self._clock.now())

    def _progress(self) -> Progress:
        pauses = self._pauses.pauses()
        return Progress(
            practised_ms=_ms(self._practised),
            position_ms=_ms(self._position),
            paused_ms=sum(pause.length_ms for pause in pauses),
            wall_ms=round((self._awake_or_asleep_s() - self._began_s) * 1000),
            pauses=pauses,
            skips=self._journey.skips,
            prepare_ms=round(self._prepared_s * 1000),
            breaths=self._journey.breaths,
            breath_ms=self._journey.breath_ms,
        )

    def _awake_or_asleep_s(self) -> float:
        return self._clock.running_s() + self._clock.asleep_s()


def _ms(span: int) -> int:
    return span * 1000 // RATE
