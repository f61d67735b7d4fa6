"""What the settings show, as plain values."""

from dataclasses import dataclass, field
from pathlib import Path

from thaw.settings import Settings


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several things to choose from: the value that is kept, and its words."""

    value: object
    words: str


@dataclass(frozen=True, slots=True)
class SettingsState:
    """The settings as they are, and what there is to choose from.

    ``quick_sessions`` are ids and titles; ``quick_shortest`` and ``quick_longest`` the
    minutes that the chosen one can have. ``devices`` are ids and names of what can be
    played on now.
    """

    settings: Settings = field(default_factory=Settings)
    quick_sessions: tuple[Choice, ...] = ()
    quick_shortest: int = 1
    quick_longest: int = 60
    devices: tuple[Choice, ...] = ()
    sessions_folder: Path = Path()
    has_system_voice: bool = False
    """Whether the system has a voice that Thaw can speak with."""
    is_practising: bool = False
    """Whether a practice is on, so that nothing else can be heard."""
    has_tray: bool = True
    starts_at_login: bool | None = None
    """None where this system has no way to ask for it."""
