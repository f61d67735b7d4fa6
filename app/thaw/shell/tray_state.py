"""What the tray shows, as plain values."""

from dataclasses import dataclass, replace
from enum import StrEnum

from thaw.core.units import RATE
from thaw.shell.library.quick import QuickChoice
from thaw.shell.player.state import PlayerState, PlayerStatus


class TrayStatus(StrEnum):
    """What is going on, as far as the tray cares."""

    RESTING = "resting"
    PLAYING = "playing"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class TrayState:
    """The quick session and whatever is being played."""

    status: TrayStatus = TrayStatus.RESTING
    quick_id: str | None = None
    quick_title: str = ""
    quick_minutes: int = 3
    title: str = ""
    """What is being played."""
    minutes_left: int = 0
    """0 while it is made ready."""

    @property
    def is_preparing(self) -> bool:
        return self.status is TrayStatus.PLAYING and not self.minutes_left


def tray_state(quick: QuickChoice | None, shown: PlayerState | None) -> TrayState:
    """What the tray shows of what one click would begin, and of what is on; None for nothing."""
    state = TrayState()
    if quick is not None:
        entry = quick.entry
        minutes = max(1, round(entry.lengths.nearest_to(quick.minutes) / (60 * RATE)))
        state = TrayState(quick_id=entry.id, quick_title=entry.title, quick_minutes=minutes)
    if shown is None:
        return state
    is_moving = shown.status in (PlayerStatus.PLAYING, PlayerStatus.READY)
    return replace(
        state,
        status=TrayStatus.PLAYING if is_moving else TrayStatus.PAUSED,
        title=shown.title,
        minutes_left=0 if shown.moment is None else -(-shown.moment.remaining // (60 * RATE)),
    )
