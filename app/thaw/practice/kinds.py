"""What a practice is told by in one word: where it began, why it stood still, how it ended.

Apart from ``entry``, which the window does not need before its first picture.
"""

from enum import StrEnum


class Outcome(StrEnum):
    """How a practice ended."""

    OPEN = "open"
    """Still running, or cut off and not yet recovered."""
    COMPLETED = "completed"
    PARTIAL = "partial"
    STOPPED_BY_CHOICE = "stopped_by_choice"
    INTERRUPTED = "interrupted"
    """Cut off by a crash, a kill or a loss of power, and closed at a later start."""


class Source(StrEnum):
    """Where a practice was started."""

    LIBRARY = "library"
    TRAY = "tray"
    TERMINAL = "terminal"
    QUICK = "quick"
    REMINDER = "reminder"
    AUTOSTART = "autostart"
    MANUAL = "manual"
    """Done elsewhere and written down by hand."""
    IMPORT = "import"


class PauseReason(StrEnum):
    """Why the clock of a practice stood still."""

    USER = "user"
    SLEEP = "sleep"
    DEVICE = "device"
    CALL = "call"
