"""What the tray shows, as plain values."""

from dataclasses import dataclass
from enum import StrEnum


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
