"""One practice as the log keeps it, and the turns it takes from start to end.

A practice only moves forward: ``opened``, any number of ``advanced``, then ``closed``
by its player or ``interrupted`` by whoever finds it cut off. All are values.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from thaw.practice.days import local_date
from thaw.practice.kinds import Outcome, PauseReason, Source

CLOCK_TOLERANCE = timedelta(seconds=120)
"""Wall clock and steady clock may drift this far apart before an end is doubted."""

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause ``at_ms`` into the practice that lasted ``length_ms``."""

    at_ms: int
    length_ms: int
    reason: PauseReason


@dataclass(frozen=True, slots=True)
class Skip:
    """A jump in the plan, forwards or back."""

    at_ms: int
    to_ms: int


@dataclass(frozen=True, slots=True)
class Extension:
    """At ``at_ms`` of the plan the person made it ``by_ms`` longer."""

    at_ms: int
    by_ms: int


@dataclass(frozen=True, slots=True)
class ChoiceMade:
    """What was answered when the session offered a choice, in the session's own words."""

    at_ms: int
    question: str
    answer: str


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
    session_version: str = ""
    programme: str = ""
    """The programme it was suggested by; "" where it was chosen freely."""
    programme_week: int | None = None
    breath_pattern: str = ""
    """The pattern that was to be paced, at its full length; "" where none was."""


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
    skips: tuple[Skip, ...] = ()
    extensions: tuple[Extension, ...] = ()
    choices: tuple[ChoiceMade, ...] = ()
    prepare_ms: int = 0
    """From asking for it to the first frame heard: not practised."""
    breaths: int = 0
    """Paced breaths that were heard whole."""
    breath_ms: int = 0
    """How long one of them was: the time they took, over how many there were. 0 for none."""


NOTHING_YET = Progress(practised_ms=0, position_ms=0, paused_ms=0, wall_ms=0)


@dataclass(frozen=True, slots=True)
class PracticeEntry:
    """A row of the log. Times are kept to the millisecond."""

    id: str
    start: PracticeStart
    progress: Progress
    outcome: Outcome
    started_utc: datetime
    ended_utc: datetime | None
    """None while it runs. Worked out from the steady clock where ``clock_suspect``."""
    local_date: date
    """The practice day, frozen when it began: never worked out again from UTC."""
    utc_offset_start_min: int
    utc_offset_end_min: int | None
    """None where it is not known: while it runs, and when it was cut off."""
    clock_suspect: bool = False
    """Wall clock and steady clock disagreed by more than ``CLOCK_TOLERANCE``."""
    tags: tuple[str, ...] = field(default_factory=tuple)
    edited_utc: datetime | None = None
    """When a person last changed the row by hand; None if nobody has."""

    @property
    def is_empty(self) -> bool:
        """Whether it was cut off before anything was practised, and no person has changed it."""
        was_cut_off = self.outcome is Outcome.INTERRUPTED
        return was_cut_off and self.progress.practised_ms == 0 and self.edited_utc is None

    @property
    def is_manual(self) -> bool:
        """Whether it was written down by hand, not played here."""
        return self.start.source is Source.MANUAL


def opened(practice_id: str, start: PracticeStart) -> PracticeEntry:
    """Return the practice that begins with ``start``, on the day it begins on."""
    started = whole_ms(start.started)
    return PracticeEntry(
        id=practice_id,
        start=replace(start, started=started),
        progress=NOTHING_YET,
        outcome=Outcome.OPEN,
        started_utc=started.astimezone(UTC),
        ended_utc=None,
        local_date=local_date(started, start.day_start_hour),
        utc_offset_start_min=offset_min(started),
        utc_offset_end_min=None,
    )


def whole(
    practice_id: str,
    start: PracticeStart,
    done: Progress,
    outcome: Outcome,
    tags: tuple[str, ...] = (),
) -> PracticeEntry:
    """Return a practice of which all is known: it ended when its wall time had passed."""
    started = whole_ms(start.started)
    started_utc = started.astimezone(UTC)
    ended_utc = started_utc + timedelta(milliseconds=done.wall_ms)
    return PracticeEntry(
        id=practice_id,
        start=start if started == start.started else replace(start, started=started),
        progress=done,
        outcome=outcome,
        started_utc=started_utc,
        ended_utc=ended_utc,
        local_date=local_date(started, start.day_start_hour),
        utc_offset_start_min=offset_min(started),
        utc_offset_end_min=offset_min(ended_utc.astimezone(started.tzinfo)),
        tags=tags,
    )


def advanced(entry: PracticeEntry, progress: Progress) -> PracticeEntry:
    """Return the practice as it stands at a checkpoint."""
    return replace(entry, progress=progress)


def closed(
    entry: PracticeEntry, progress: Progress, outcome: Outcome, ended: datetime
) -> PracticeEntry:
    """Return the practice at its end. ``ended`` is what the wall clock says, with its zone."""
    told = whole_ms(ended).astimezone(UTC)
    counted = entry.started_utc + timedelta(milliseconds=progress.wall_ms)
    is_suspect = abs(told - counted) > CLOCK_TOLERANCE or told < entry.started_utc
    return replace(
        entry,
        progress=progress,
        outcome=outcome,
        ended_utc=counted if is_suspect else told,
        utc_offset_end_min=offset_min(ended),
        clock_suspect=is_suspect,
    )


def interrupted(entry: PracticeEntry) -> PracticeEntry:
    """Return a practice that was cut off, ended at its last checkpoint."""
    return replace(
        entry,
        outcome=Outcome.INTERRUPTED,
        ended_utc=entry.started_utc + timedelta(milliseconds=entry.progress.wall_ms),
    )


def whole_ms(when: datetime) -> datetime:
    """Return ``when`` cut to the millisecond."""
    return when.replace(microsecond=when.microsecond // 1000 * 1000)


def offset_min(when: datetime) -> int:
    """Return how far ``when``'s zone is from UTC, in minutes, east positive."""
    offset = when.utcoffset()
    if offset is None:
        raise ValueError("a practice needs a zone")
    return round(offset / _MINUTE)
