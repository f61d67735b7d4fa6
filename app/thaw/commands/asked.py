"""What a command line asks of a session, as plain values: nothing else is loaded for it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """The words after a session's name. ``minutes`` None is the session's own length."""

    minutes: float | None = None
    holds: bool = True
    spoken: bool = True
