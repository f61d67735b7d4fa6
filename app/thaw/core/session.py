"""A session as a value: what its author wrote, with includes and repeats laid out."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeAlias

from thaw.core.breath import Pattern, cycles
from thaw.core.units import RATE, Frames

_MINUTE: Final = 60 * RATE


class Category(StrEnum):
    """What a session is mostly made of."""

    BREATH = "breath"
    BREATHING = "breathing"
    BODY = "body"
    GROUND = "ground"
    OPEN = "open"
    FEELING = "feeling"
    KINDNESS = "kindness"
    REFLECT = "reflect"
    CREATE = "create"
    CONNECT = "connect"
    MOVE = "move"
    SLEEP = "sleep"
    QUICK = "quick"
    TIMER = "timer"


class Level(StrEnum):
    """How much a session asks of the person."""

    GENTLE = "gentle"
    STEADY = "steady"
    DEEP = "deep"


class Anchor(StrEnum):
    """Where attention is invited to rest."""

    BREATH = "breath"
    BODY = "body"
    HANDS = "hands"
    FEET = "feet"
    SOUNDS = "sounds"
    SIGHT = "sight"
    MOVEMENT = "movement"
    OTHER = "other"


class Cue(StrEnum):
    """A way in which a breath phase is announced."""

    SIGHT = "sight"
    SOUND = "sound"
    VOICE = "voice"


@dataclass(frozen=True, slots=True)
class Elastic:
    """A span that stretches: never below ``minimum`` nor above ``maximum``.

    When a session is longer or shorter than its ideal, the difference is shared
    between elastic spans in proportion to ``weight``.
    """

    minimum: Frames
    ideal: Frames
    maximum: Frames
    weight: float = 1.0

    @classmethod
    def fixed(cls, span: Frames) -> "Elastic":
        """A span that does not stretch."""
        return cls(span, span, span, 0.0)


@dataclass(frozen=True, slots=True)
class VoiceLine:
    """One passage to be spoken. The key under which a voice's recording is kept."""

    text: str
    language: str = "en"
    pace: float = 1.0
    """1.0 is the session's ordinary, slow pace; 0.9 is slower still."""
    recording: Path | None = None
    """What is heard in place of a voice, where it can be played."""

    @property
    def is_track(self) -> bool:
        """Whether there are no words, only a recording that is played as it is."""
        return not self.text and self.recording is not None


@dataclass(frozen=True, slots=True)
class Say:
    """Speak a line; ``pause`` follows it unless a rest does."""

    line: VoiceLine
    pause: Elastic | None = None
    at_line: int = 0
    breath_lock: bool = False
    """Said as the next paced breath is let out, where it fits; otherwise as any line."""


@dataclass(frozen=True, slots=True)
class Rest:
    """Silence, or the soundscape alone."""

    span: Elastic
    at_line: int = 0


@dataclass(frozen=True, slots=True)
class Wait:
    """Wait for the person, who may go on earlier than the span says."""

    span: Elastic
    at_line: int = 0
    prompt: str = ""
    """What may be answered in writing meanwhile; "" where nothing is asked."""


@dataclass(frozen=True, slots=True)
class Caption:
    """Words shown while a track plays, ``at`` frames into it."""

    at: Frames
    length: Frames
    text: str


@dataclass(frozen=True, slots=True)
class Play:
    """Play a recorded track from its first frame to its last."""

    recording: Path
    gain_db: float = 0.0
    at_line: int = 0
    captions: tuple[Caption, ...] = ()

    @property
    def line(self) -> VoiceLine:
        """What its length is asked for by: a line of which there is only the recording."""
        return VoiceLine("", recording=self.recording)


@dataclass(frozen=True, slots=True)
class Bell:
    """Strike a bell ``strikes`` times, ``spacing`` apart."""

    voice: str
    strikes: int
    spacing: Frames
    gain_db: float = 0.0
    at_line: int = 0


@dataclass(frozen=True, slots=True)
class Breathe:
    """Breathe to ``pattern`` in whole cycles, for about ``span`` or exactly ``cycles``."""

    pattern: Pattern
    span: Elastic | None
    cycles: int | None
    ramp: Frames
    cues: frozenset[Cue]
    at_line: int = 0
    pace: Pattern | None = None
    """Where the ramp begins; None is an everyday breath."""

    def supply(self) -> Iterator[Pattern]:
        """Yield the breaths it is made of, one after another without end."""
        return cycles(self.pattern, self.ramp, self.pace)


@dataclass(frozen=True, slots=True)
class Bed:
    """Change the soundscape to ``name`` from here on; None lets it fall silent.

    What is None otherwise goes by what is heard before.
    """

    name: str | None
    fade: Frames | None = None
    gain_db: float | None = None
    ducks: bool | None = None
    at_line: int = 0
    keeps: bool = False
    """The soundscape stays what it is: its level changes, or whether it ducks."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Steps that may drop out: played at ``from_length`` or longer, where there is room.

    The passage with the lowest ``importance`` drops out first.
    """

    steps: "tuple[Step, ...]"
    from_length: Frames = Frames(0)
    importance: int = 1
    at_line: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """Name the place reached: shown as the stage, and a chapter in an exported file."""

    name: str
    at_line: int = 0


@dataclass(frozen=True, slots=True)
class Bells:
    """Bells at intervals from here on, until the next such step or the closing.

    With no times at all they fall silent.
    """

    voice: str
    strikes: int = 1
    spacing: Frames = Frames(0)
    gain_db: float = 0.0
    every: Frames | None = None
    after: tuple[Frames, ...] = ()
    """So long after this step."""
    before_end: tuple[Frames, ...] = ()
    apart: tuple[Frames, Frames] | None = None
    """At random, each at least and at most so long after the one before."""
    at_line: int = 0


Step: TypeAlias = Say | Rest | Wait | Play | Bell | Bells | Breathe | Bed | Passage | Mark
Untimed: TypeAlias = Bed | Bells | Mark
"""Steps that take no time."""

CLOSING = "closing"
"""The mark from which a session is closing; what follows it is never squeezed."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """The lengths a person may pick."""

    default: Frames
    shortest: Frames
    longest: Frames

    @property
    def whole_minutes(self) -> tuple[int, int]:
        """The fewest and the most minutes to offer: inside the range, or else the next above."""
        fewest = max(1, -(-self.shortest // _MINUTE))
        return fewest, max(fewest, self.longest // _MINUTE)

    def nearest_to(self, minutes: int | None) -> Frames:
        """The length nearest to ``minutes`` that may be picked; the usual one for None."""
        if minutes is None:
            return self.default
        return min(max(Frames(minutes * _MINUTE), self.shortest), self.longest)

    @property
    def under_a_minute_s(self) -> int:
        """The longest in seconds, where that is less than a minute; otherwise 0."""
        return self.longest // RATE if self.longest < _MINUTE else 0


@dataclass(frozen=True, slots=True)
class Session:
    """One practice, ready to be compiled at any length in ``lengths``."""

    id: str
    title: str
    goal: str
    category: Category
    level: Level
    language: str
    lengths: Lengths
    anchor: Anchor
    twin: str | None
    bed: str | None
    bells: str
    steps: tuple[Step, ...]
    content_hash: str
    """SHA-256 of the file and its fragments, so that a log entry names what was played."""
    version: str = ""
    """Its author's own; "" where there is none."""
