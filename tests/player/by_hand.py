"""A practice that the test turns by hand: its clock, its notebook and its output."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tests.core.scripts import session_of
from tests.player.stepped_output import SteppedOutput
from thaw.core.compiling import compile_session
from thaw.core.plan import Choices
from thaw.core.session import Bell, Elastic, Mark, Rest, Say, VoiceLine
from thaw.core.units import Frames, frames
from thaw.player.performance import Performance
from thaw.player.player import Player
from thaw.practice.entry import Outcome, PracticeStart, Progress, Source

LENGTH_S = 120
RING_S = 10


@dataclass
class SetClock:
    """A clock that the test sets."""

    running: float = 100.0
    asleep: float = 7.0
    day: datetime = field(default_factory=lambda: datetime(2026, 5, 4, 20, 0, tzinfo=UTC))

    def now(self) -> datetime:
        return self.day + timedelta(seconds=self.running + self.asleep)

    def running_s(self) -> float:
        return self.running

    def asleep_s(self) -> float:
        return self.asleep


@dataclass
class Notebook:
    """A recorder that keeps everything in a list."""

    checkpoints: list[Progress] = field(default_factory=list)
    closed: list[tuple[Progress, Outcome]] = field(default_factory=list)
    discarded: list[str] = field(default_factory=list)

    def begin(self, start: PracticeStart) -> str:
        return "practice-1"

    def checkpoint(self, practice_id: str, progress: Progress) -> None:
        assert not self.closed, "a real log refuses this"
        self.checkpoints.append(progress)

    def close(
        self, practice_id: str, progress: Progress, outcome: Outcome, ended: datetime
    ) -> None:
        self.closed.append((progress, outcome))

    def discard(self, practice_id: str) -> None:
        self.discarded.append(practice_id)


class Sitting:
    """A player on a two-minute plan, its output, its clock and its notebook."""

    def __init__(self) -> None:
        session = session_of(
            Bell("warm-bowl", 1, frames(7)),
            Say(VoiceLine("welcome")),
            Rest(Elastic(frames(5), frames(60), frames(600))),
            Mark("closing"),
            Say(VoiceLine("thank you")),
            Bell("warm-bowl", 1, frames(7)),
        )
        self.plan = compile_session(session, Choices(frames(LENGTH_S)))
        self.output = SteppedOutput()
        self.clock = SetClock()
        self.notes = Notebook()
        end = Frames(self.plan.length + frames(RING_S))
        silent = Performance(self.plan, lambda block, frame: None, end)
        self.player = Player(silent, self.output, self.notes, self.clock)

    def begin(self) -> "Sitting":
        self.player.begin(start_at(self.clock.now()))
        return self

    def turn(self, seconds: float, step: float = 0.5) -> None:
        while seconds > 1e-9:
            part = min(step, seconds)
            self.output.turn(part)
            self.clock.running += part
            self.player.tick()
            seconds -= part


def start_at(now: datetime) -> PracticeStart:
    return PracticeStart(
        session_id="made-up",
        content_hash="0" * 64,
        title="Made up",
        category="breath",
        level="gentle",
        anchor="breath",
        language="en",
        source=Source.LIBRARY,
        planned_ms=LENGTH_S * 1000,
        started=now,
        tz_name="UTC",
        day_start_hour=0,
        app_version="0",
    )
