"""A compiled session: what happens at which frame, and nothing left to decide."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeAlias, TypeVar

from thaw.core.breath import Pattern, Phase, Side, eased
from thaw.core.session import Anchor, Category, Cue, Level, VoiceLine
from thaw.core.units import Frames


@dataclass(frozen=True, slots=True)
class Speech:
    """A line spoken from ``at`` for ``length`` frames."""

    at: Frames
    length: Frames
    line: VoiceLine
    is_cue: bool = False
    """Announces a phase of the breath: heard, and no caption."""
    is_heard: bool = True
    """False for the caption of a track, which speaks for itself."""


@dataclass(frozen=True, slots=True)
class Track:
    """A recording played as it is, from ``at`` for its whole length."""

    at: Frames
    length: Frames
    recording: Path
    gain_db: float


@dataclass(frozen=True, slots=True)
class Strike:
    """A bell struck at ``at``. ``number`` counts strikes from 0 and seeds their variation."""

    at: Frames
    voice: str
    gain_db: float
    number: int


@dataclass(frozen=True, slots=True)
class Breath:
    """One phase of a paced breath. ``fullness`` is how full the lungs are, 0 to 1."""

    at: Frames
    length: Frames
    phase: Phase
    cycle: int
    fullness_from: float
    fullness_to: float
    sounded: bool
    side: Side | None = None
    """The nostril it goes through, in alternate-nostril breathing."""
    stands_in: bool = False
    """It is sounded only until the word for it is made."""


@dataclass(frozen=True, slots=True)
class BedSpan:
    """A soundscape from ``at``; silent again ``length`` later, both fades included."""

    at: Frames
    length: Frames
    name: str
    gain_db: float
    fade_in: Frames
    fade_out: Frames
    ducks: bool


@dataclass(frozen=True, slots=True)
class Quiet:
    """An elastic silence as it came out. ``least`` is as short as its author would have it."""

    at: Frames
    length: Frames
    least: Frames = Frames(0)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A silence that the person may end; it ends by itself after ``length``."""

    at: Frames
    length: Frames
    prompt: str = ""
    """What may be answered in writing meanwhile; "" where nothing is asked."""


@dataclass(frozen=True, slots=True)
class Stage:
    """The place named by a ``mark``."""

    at: Frames
    name: str


Event: TypeAlias = Speech | Track | Strike | Breath | BedSpan | Quiet | Waiting | Stage


@dataclass(frozen=True, slots=True)
class Breathing:
    """Paced breathing without a break: its own span, which a change of pace never leaves."""

    at: Frames
    length: Frames
    cycles: int
    """How many breaths it was laid out with."""
    is_counted: bool
    """It was asked for by number, and takes no more breaths when they get shorter."""
    wait: Frames = Frames(0)
    """How long the pattern waits after an out-breath; after the last one that is silence."""


_E = TypeVar("_E")


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person chose for this practice."""

    length: Frames | None = None
    """None is the session's own default length."""
    holds: bool = True
    """False leaves out every breath hold."""
    spoken: bool = True
    """False is captions and bells only."""
    pace: Pattern | None = None
    """The person's own breath, from which ramps begin; None is an everyday one."""
    rounds: int | None = None
    """So many rounds of breathing in place of a length, which follows from them."""
    cues: frozenset[Cue] | None = None
    """What announces paced breathing; None is as the session has it."""
    longest_rest: Frames | None = None
    """No silence is to be longer, where the length can be had that way; None sets no bound."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What there is to show at one frame."""

    frame: Frames
    remaining: Frames
    caption: Speech | None
    """The line being said, or the last one said."""
    is_speaking: bool
    breath: Breath | None
    fullness: float
    """How full the lungs are, 0 to 1, eased as breath is; 0 outside paced breathing."""
    stage: str | None
    is_waiting: bool = False
    """Whether the person may go on with a key."""
    breathes_on: bool = False
    """Whether another paced breath is still to begin."""
    prompt: str = ""
    """What may be answered in writing now; "" where nothing is asked."""


@dataclass(frozen=True)
class Plan:
    """A session at one exact length, in frames from its first sound.

    ``length`` is the frame of the last strike (or of the end, without one): what
    rings out after it is not counted. ``events`` are in order of ``at``.
    """

    session_id: str
    title: str
    category: Category
    level: Level
    anchor: Anchor
    language: str
    content_hash: str
    choices: Choices
    length: Frames
    events: tuple[Event, ...]
    breathing: tuple[Breathing, ...] = ()
    session_version: str = ""

    def at(self, frame: int) -> Moment:
        """Return what there is to show at ``frame``, clamped to the plan."""
        here = Frames(min(max(frame, 0), self.length))
        caption = _latest(self.captions, self._caption_starts, here)
        stage = _latest(self._stages, self._stage_starts, here)
        breath = _latest(self.breaths, self._breath_starts, here)
        if breath is not None and here >= breath.at + breath.length:
            breath = None
        waiting = self.waiting_at(here)
        return Moment(
            frame=here,
            remaining=Frames(self.length - here),
            caption=caption,
            is_speaking=caption is not None and here < caption.at + caption.length,
            breath=breath,
            fullness=0.0 if breath is None else fullness(breath, here),
            stage=None if stage is None else stage.name,
            is_waiting=waiting is not None,
            breathes_on=here < self._last_breath_at,
            prompt="" if waiting is None else waiting.prompt,
        )

    def waiting_at(self, frame: int) -> Waiting | None:
        """Return what waits for the person at ``frame``."""
        return next((w for w in self.waits if w.at <= frame < w.at + w.length), None)

    @cached_property
    def captions(self) -> tuple[Speech, ...]:
        """The lines to be read: all that is said but cues."""
        return tuple(speech for speech in self.speeches if not speech.is_cue)

    @cached_property
    def waits(self) -> tuple[Waiting, ...]:
        return tuple(event for event in self.events if isinstance(event, Waiting))

    @cached_property
    def speeches(self) -> tuple[Speech, ...]:
        return tuple(event for event in self.events if isinstance(event, Speech))

    @cached_property
    def tracks(self) -> tuple[Track, ...]:
        return tuple(event for event in self.events if isinstance(event, Track))

    @cached_property
    def strikes(self) -> tuple[Strike, ...]:
        return tuple(event for event in self.events if isinstance(event, Strike))

    @cached_property
    def breaths(self) -> tuple[Breath, ...]:
        return tuple(event for event in self.events if isinstance(event, Breath))

    @cached_property
    def beds(self) -> tuple[BedSpan, ...]:
        return tuple(event for event in self.events if isinstance(event, BedSpan))

    @cached_property
    def _stages(self) -> tuple[Stage, ...]:
        return tuple(event for event in self.events if isinstance(event, Stage))

    @cached_property
    def _last_breath_at(self) -> int:
        """Where the last breath is drawn in; 0 without paced breathing."""
        return max((breath.at for breath in self.breaths if breath.phase is Phase.IN), default=0)

    @cached_property
    def _caption_starts(self) -> list[int]:
        return [event.at for event in self.captions]

    @cached_property
    def _breath_starts(self) -> list[int]:
        return [event.at for event in self.breaths]

    @cached_property
    def _stage_starts(self) -> list[int]:
        return [event.at for event in self._stages]


def fullness(breath: Breath, frame: int) -> float:
    """How full the lungs are at ``frame``: a half-cosine from one end of the phase to the other."""
    progress = (frame - breath.at) / breath.length
    return breath.fullness_from + (breath.fullness_to - breath.fullness_from) * eased(progress)


def _latest(events: Sequence[_E], starts: Sequence[int], frame: int) -> _E | None:
    index = bisect_right(starts, frame) - 1
    return events[index] if index >= 0 else None
