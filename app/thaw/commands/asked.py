"""What a command line asks of a session, as plain values: nothing else is loaded for it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """The words after a session's name. ``minutes`` None is the session's own length."""

    minutes: float | None = None
    rounds: int | None = None
    """So many rounds of breathing, in place of minutes."""
    holds: bool | None = None
    """Whether breath holds are in it; None is as the settings have it."""
    spoken: bool = True
