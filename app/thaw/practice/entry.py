"""One practice as the log keeps it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Outcome(StrEnum):
    """How a practice ended."""

    OPEN = "open"
    """Still running, or cut off and not yet recovered."""
    COMPLETED = "completed"
    PARTIAL = "partial"
    STOPPED_BY_CHOICE = "stopped_by_choice"
    INTERRUPTED = "interrupted"


class Source(StrEnum):
    """Where a practice was started."""

    LIBRARY = "library"
    TRAY = "tray"
    TERMINAL = "terminal"
    QUICK = "quick"
    IMPORT = "import"


class PauseReason(StrEnum):
    """Why the clock of a practice stood still."""

    USER = "user"
    SLEEP = "sleep"
    DEVICE = "device"


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause ``at_ms`` into the practice that lasted ``length_ms``."""

    at_ms: int
    length_ms: int
    reason: PauseReason


@dataclass(frozen=True, slots=True)
class PracticeStart:
    """What is known when a practice begins. ``started`` carries its zone."""

    session_id: str
    content_hash: str
    title: str
    category: str
    level: str
    anchor: str
    language: str
    source: Source
    planned_ms: int
    started: datetime
    tz_name: str
    day_start_hour: int
    app_version: str
    had_voice: bool = True
    had_holds: bool = True


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a practice has come: a checkpoint, or its end.

    ``practised_ms`` is sound heard; ``position_ms`` is the place in the plan;
    ``wall_ms`` is monotonic time since the start, pauses included.
    """

    practised_ms: int
    position_ms: int
    paused_ms: int
    wall_ms: int
    pauses: tuple[Pause, ...] = ()


@dataclass(frozen=True, slots=True)
class PracticeEntry:
    """A row of the log."""

    id: str
    start: PracticeStart
    progress: Progress
    outcome: Outcome
    started_utc: datetime
    ended_utc: datetime | None
    local_date: date
    """The practice day, frozen when it began: never worked out again from UTC."""
    utc_offset_start_min: int
    utc_offset_end_min: int | None
    clock_suspect: bool = False
    tags: tuple[str, ...] = field(default_factory=tuple)
