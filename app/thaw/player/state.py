"""Where a practice is: what the shell shows and the terminal prints."""

from dataclasses import dataclass
from enum import StrEnum

from thaw.audio.output import OutputFault
from thaw.core.plan import Moment
from thaw.core.units import Frames
from thaw.practice.entry import PauseReason


class Status(StrEnum):
    """READY → PLAYING ⇄ PAUSED → FINISHED | STOPPED."""

    READY = "ready"
    PLAYING = "playing"
    PAUSED = "paused"
    FINISHED = "finished"
    STOPPED = "stopped"

    @property
    def is_over(self) -> bool:
        return self in (Status.FINISHED, Status.STOPPED)


@dataclass(frozen=True, slots=True)
class PlayerSnapshot:
    """One look at a practice."""

    status: Status
    moment: Moment
    practised: Frames
    paused_for: PauseReason | None
    fault: OutputFault | None
    has_sound: bool
    lines: tuple[int, int] | None = None
    """Of so many lines so many are made; None when the last of them is."""
