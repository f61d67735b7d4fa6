"""A stage for a sitting: real players, on sound that the test turns by hand."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from tests.core.scripts import session_of
from tests.player.by_hand import Notebook, SetClock, start_at
from tests.player.stepped_output import SteppedOutput
from thaw.audio.levels import Levels
from thaw.audio.silent import SilentOutput
from thaw.core.compiling import compile_session
from thaw.core.plan import Choices, Plan
from thaw.core.session import Bell, Elastic, Mark, Rest, Say, Step, VoiceLine
from thaw.core.units import Frames, frames
from thaw.player.performance import Performance
from thaw.player.player import Player
from thaw.practice.entry import Source
from thaw.shell.player.sitting import Wish

MINUTES = 2


def wish(session_id: str = "made-up", minutes: int = MINUTES) -> Wish:
    return Wish(session_id, "Made up", Choices(frames(minutes * 60)), Source.LIBRARY)


@dataclass
class HandLines:
    """Lines that are never made."""

    stopped: Callable[[], None]
    made: int = 0
    total: int = 1

    def news(self) -> dict[VoiceLine, Frames]:
        return {}

    def stop(self) -> None:
        self.stopped()


@dataclass
class HandStage:
    """Rehearses at once, or fails with ``error``; ``unsaved`` is why the log has nothing."""

    output: SteppedOutput = field(default_factory=SteppedOutput)
    notes: Notebook = field(default_factory=Notebook)
    clock: SetClock = field(default_factory=SetClock)
    error: Exception | None = None
    unsaved: str | None = None
    begun: list[Wish] = field(default_factory=list)
    turned: list[Levels] = field(default_factory=list)
    has_substitute: bool = False
    lines: HandLines | None = None
    """What a performance is still made without."""
    steps: tuple[Step, ...] = (Say(VoiceLine("Welcome.")),)
    """What is heard between the opening bell and a rest."""

    def rehearse(self, wish: Wish) -> Performance:
        if self.error is not None:
            raise self.error
        session = session_of(
            Bell("warm-bowl", 1, frames(7)),
            *self.steps,
            Rest(Elastic(frames(5), frames(60), frames(600))),
            Mark("closing"),
            Bell("warm-bowl", 1, frames(7)),
        )
        made = _performed(compile_session(session, wish.choices))
        return replace(made, lines=self.lines)

    def begin(self, wish: Wish, performance: Performance, waited_s: float) -> Player:
        assert waited_s >= 0
        self.begun.append(wish)
        player = Player(performance, self.output, self.notes, self.clock)
        player.begin(start_at(self.clock.now()), waited_s)
        return player

    def set_levels(self, levels: Levels) -> None:
        self.turned.append(levels)

    def is_on_substitute(self) -> bool:
        return self.has_substitute

    def continue_silently(self, player: Player) -> None:
        player.continue_without_sound(SilentOutput(lambda: self.clock.running))

    def why_unsaved(self, practice_id: str) -> str | None:
        return self.unsaved

    def is_saved(self, practice_id: str) -> bool:
        return self.unsaved is None


def _performed(plan: Plan) -> Performance:
    """A plan whose sound is silence, and that may be changed on the way."""
    end = Frames(plan.length + frames(10))
    return Performance(plan, lambda block, frame: None, end, replan=_performed)
