"""What the player shows, as one plain value that the view reads."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from thaw.core.units import Frames

if TYPE_CHECKING:
    # Not needed before the window stands, so not loaded before it does.
    from thaw.core.plan import Moment


class PlayerStatus(StrEnum):
    """Where a practice stands."""

    READY = "ready"
    """Chosen, and not sounding yet: its voice is still being prepared."""
    PLAYING = "playing"
    PAUSED = "paused"
    FAULT = "fault"
    """Paused because sound stopped being heard; ``PlayerState.fault`` says why."""
    FINISHED = "finished"
    STOPPED = "stopped"
    """Ended by the person before its end. It counts all the same."""

    @property
    def is_going(self) -> bool:
        """Whether it plays, or somebody has only paused it."""
        return self in (PlayerStatus.PLAYING, PlayerStatus.PAUSED)

    @property
    def is_over(self) -> bool:
        return self in (PlayerStatus.FINISHED, PlayerStatus.STOPPED)


class SoundFault(StrEnum):
    """Why sound is not heard: the values of ``thaw.audio.output.FaultKind``.

    Kept apart from it because that module brings numpy, which must not be loaded
    before the window stands.
    """

    NO_DEVICE = "no-device"
    STALLED = "stalled"
    REFUSED = "refused"
    CUT_OFF = "cut-off"


class Answer(StrEnum):
    """What came of a wish to change the practice on the way."""

    EASIER = "easier"
    SLOWER = "slower"
    NO_EASIER = "no-easier"
    NO_SLOWER = "no-slower"
    GOING_ON = "going-on"


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, and the frame that was heard when it was given."""

    answer: Answer
    at: Frames


@dataclass(frozen=True, slots=True)
class PlayerState:
    """A practice at one moment."""

    status: PlayerStatus = PlayerStatus.READY
    title: str = ""
    moment: "Moment | None" = None
    """None until the plan is known."""
    practised: Frames = Frames(0)
    """Frames heard so far, each counted once."""
    has_sound: bool = True
    """False when it goes on without sound."""
    fault: SoundFault | None = None
    preparing: tuple[int, int] | None = None
    """How many lines of how many have their voice, until the last of them has."""
    answered: Answered | None = None
    """The last answer to a wish of the person's."""
    is_grounding: bool = False
    """Stopped, and followed by a few lines about the place around until they are over."""
    not_kept: str | None = None
    """Why the practice could not be saved, in the system's own words; None when it is kept."""
