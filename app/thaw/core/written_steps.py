"""The steps of session format 1 as they are written. See ``written``."""

from typing import Annotated, Literal, TypeAlias

from msgspec import UNSET, Meta, UnsetType, field

from thaw.core.session import Cue
from thaw.core.written_values import (
    Decibels,
    Duration,
    FileName,
    FragmentName,
    Line,
    Name,
    Passage,
    Span,
    Variable,
    Written,
    WrittenElastic,
)


class WrittenSay(Written, frozen=True, kw_only=True):
    """Words to be spoken, with their pace and the pause after them."""

    text: Annotated[Passage, Meta(description="The words. `{name}` stands for a variable.")]
    pace: Annotated[
        float,
        Meta(
            ge=0.5,
            le=1.5,
            description="1.0 is the ordinary slow pace; 0.9 is slower still.",
            extra={"expected": "a number from 0.5 to 1.5"},
        ),
    ] = 1.0
    pause: Annotated[
        Span | UnsetType,
        Meta(description="The silence after the words; `0s` for none. A rest takes its place."),
    ] = UNSET
    file: Annotated[
        FileName | UnsetType,
        Meta(description="A recording of these words, heard in place of the voice."),
    ] = UNSET
    breath_lock: Annotated[
        bool, Meta(description="Said over the breathing that follows, as a breath is let out.")
    ] = False


class WrittenBell(Written, frozen=True, kw_only=True):
    """A bell, struck once or more."""

    voice: Annotated[
        Name | UnsetType, Meta(description="Which bell. The session's own when left out.")
    ] = UNSET
    strikes: Annotated[
        int,
        Meta(
            ge=1,
            le=9,
            description="How often it is struck.",
            extra={"expected": "a whole number from 1 to 9"},
        ),
    ] = 1
    spacing: Annotated[Duration, Meta(description="From one strike to the next.")] = "7s"
    gain: Annotated[Decibels, Meta(description="Louder or softer, in decibels.")] = 0.0


class WrittenWrite(Written, frozen=True, kw_only=True):
    """A question that may be answered in writing, and time for it."""

    prompt: Annotated[
        Passage,
        Meta(
            description="What is asked, shown above a place to write.",
            extra={"expected": "text to be shown"},
        ),
    ]
    for_: Annotated[Span, Meta(description="How long there is; the person may go on earlier.")] = (
        field(name="for", default=WrittenElastic(min_="1m", ideal="3m", max_="10m"))
    )


class WrittenPlay(Written, frozen=True, kw_only=True):
    """A recorded track, as long as it is."""

    file: Annotated[FileName, Meta(description="The sound file, in the session's folder.")]
    gain: Annotated[Decibels, Meta(description="Louder or softer, in decibels.")] = 0.0


class WrittenApart(Written, frozen=True, kw_only=True):
    """How far bells at random are apart."""

    min_: Annotated[Duration, Meta(description="At least this, 10s or more.")] = field(name="min")
    max_: Annotated[Duration, Meta(description="At most this.")] = field(name="max")


Times: TypeAlias = Annotated[tuple[Duration, ...], Meta(max_length=100)]


class WrittenBells(Written, frozen=True, kw_only=True):
    """Bells at intervals: evenly, at given times, before the end or at random."""

    every: Annotated[Duration | UnsetType, Meta(description="Again and again, so far apart.")] = (
        UNSET
    )
    at: Annotated[Times, Meta(description="So long after this step, each once.")] = ()
    before_end: Annotated[Times, Meta(description="So long before the end, each once.")] = ()
    random: Annotated[
        WrittenApart | UnsetType, Meta(description="At random, within bounds, always the same.")
    ] = UNSET
    voice: Annotated[
        Name | UnsetType, Meta(description="Which bell. The session's own when left out.")
    ] = UNSET
    strikes: Annotated[
        int,
        Meta(
            ge=1,
            le=3,
            description="How often it is struck each time.",
            extra={"expected": "a whole number from 1 to 3"},
        ),
    ] = 1
    spacing: Annotated[Duration, Meta(description="From one strike to the next.")] = "4s"
    gain: Annotated[Decibels, Meta(description="Louder or softer, in decibels.")] = -6.0


class WrittenPattern(Written, frozen=True, kw_only=True):
    """A breath of one's own, phase by phase."""

    in_: Annotated[Duration, Meta(description="Breathing in: 2s to 8s.")] = field(name="in")
    top_up: Annotated[Duration, Meta(description="A second sip of air: up to 2s.")] = "0s"
    hold: Annotated[Duration, Meta(description="Holding, lungs full: up to 7s.")] = "0s"
    out: Annotated[Duration, Meta(description="Breathing out: 2s to 12s.")]
    rest: Annotated[Duration, Meta(description="Waiting, lungs empty: up to 4s.")] = "0s"
    alternate: Annotated[
        bool, Meta(description="Left nostril and right in turn, beginning with in on the left.")
    ] = False


class WrittenBreathe(Written, frozen=True, kw_only=True):
    """Paced breathing, in whole breaths, ending on an out-breath."""

    pattern: Annotated[Name | WrittenPattern, Meta(description="A named pattern, or one's own.")]
    for_: Annotated[
        Span | UnsetType, Meta(description="For how long. Either this or `cycles`.")
    ] = field(name="for", default=UNSET)
    cycles: Annotated[
        Annotated[int, Meta(ge=1, le=400, extra={"expected": "a whole number from 1 to 400"})]
        | UnsetType,
        Meta(description="For how many breaths. Either this or `for`."),
    ] = UNSET
    ramp: Annotated[
        Duration, Meta(description="Time to slow down from an everyday breath to the pattern.")
    ] = "0s"
    cues: Annotated[
        Annotated[tuple[Cue, ...], Meta(max_length=3)],
        Meta(description="How each phase is announced: `sight`, `sound`, `voice`."),
    ] = (Cue.SIGHT, Cue.SOUND)


class WrittenBed(Written, frozen=True, kw_only=True):
    """A change of soundscape."""

    name: Annotated[
        Literal["off"] | Name | UnsetType,
        Meta(description="Which soundscape, or `off`. When left out, the one that is heard."),
    ] = UNSET
    fade: Annotated[
        Duration | UnsetType,
        Meta(description="How long the change takes: `4s`, `7s` from silence, `12s` into it."),
    ] = UNSET
    gain: Annotated[Decibels | UnsetType, Meta(description="Louder or softer, in decibels.")] = (
        UNSET
    )
    duck: Annotated[
        bool | UnsetType, Meta(description="Whether it makes way for the voice. It does.")
    ] = UNSET


class WrittenOptional(Written, frozen=True, kw_only=True):
    """Steps that drop out of a short session, the least important first."""

    from_: Annotated[
        Duration, Meta(description="Played only in a session of this length or longer.")
    ] = field(name="from", default="0s")
    importance: Annotated[
        int,
        Meta(
            ge=1,
            le=9,
            description="From 1, which drops out first, to 9.",
            extra={"expected": "a whole number from 1 to 9"},
        ),
    ] = 1
    steps: Annotated[
        Annotated[tuple["WrittenStep", ...], Meta(min_length=1, max_length=500)],
        Meta(description="The steps that may drop out."),
    ]


class WrittenRepeat(Written, frozen=True, kw_only=True):
    """Steps played again and again: over a list of words, or a number of times."""

    over: Annotated[
        Annotated[tuple[Line, ...], Meta(min_length=1, max_length=60)] | UnsetType,
        Meta(description="The words, one for each time. Needs `as`; not with `times`."),
    ] = UNSET
    as_: Annotated[
        Variable | UnsetType, Meta(description="The variable that holds the word: `{part}`.")
    ] = field(name="as", default=UNSET)
    times: Annotated[
        Annotated[int, Meta(ge=1, le=200, extra={"expected": "a whole number from 1 to 200"})]
        | UnsetType,
        Meta(description="How often. Not with `over`."),
    ] = UNSET
    steps: Annotated[
        Annotated[tuple["WrittenStep", ...], Meta(min_length=1, max_length=500)],
        Meta(description="The steps that repeat."),
    ]


class WrittenInclude(Written, frozen=True, kw_only=True):
    """A fragment's steps, here."""

    fragment: Annotated[FragmentName, Meta(description="The fragment's name.")]
    with_: Annotated[
        dict[Variable, Line] | UnsetType,
        Meta(description="Values for the fragment's variables."),
    ] = field(name="with", default=UNSET)


class WrittenStep(Written, frozen=True, kw_only=True):
    """One step: a mapping with a single key."""

    say: Annotated[
        Passage | WrittenSay | UnsetType, Meta(description="Speak these words, and show them.")
    ] = UNSET
    rest: Annotated[
        Span | UnsetType, Meta(description="Silence, fixed or elastic, with the soundscape alone.")
    ] = UNSET
    wait: Annotated[
        Span | UnsetType,
        Meta(description="Silence that the person may end with a key, and that ends by itself."),
    ] = UNSET
    write: Annotated[
        Passage | WrittenWrite | UnsetType,
        Meta(description="Ask something, and leave time to write: the question, or more."),
    ] = UNSET
    play: Annotated[
        FileName | WrittenPlay | UnsetType,
        Meta(description="Play a recorded track: its file, or more."),
    ] = UNSET
    bell: Annotated[
        Name | WrittenBell | UnsetType, Meta(description="Strike a bell: its name, or more.")
    ] = UNSET
    bells: Annotated[
        Literal["off"] | WrittenBells | UnsetType,
        Meta(description="Strike bells at intervals from here to the closing, or stop: `off`."),
    ] = UNSET
    breathe: Annotated[
        WrittenBreathe | UnsetType, Meta(description="Breathe to a pattern, in whole breaths.")
    ] = UNSET
    bed: Annotated[
        Literal["off"] | Name | WrittenBed | UnsetType,
        Meta(description="Change the soundscape, or turn it `off`."),
    ] = UNSET
    optional: Annotated[
        WrittenOptional | UnsetType, Meta(description="Steps that drop out when time is short.")
    ] = UNSET
    repeat: Annotated[
        WrittenRepeat | UnsetType, Meta(description="Steps that repeat, over words or by count.")
    ] = UNSET
    include: Annotated[
        FragmentName | WrittenInclude | UnsetType,
        Meta(description="The steps of a fragment, by its name."),
    ] = UNSET
    mark: Annotated[
        Line | UnsetType,
        Meta(description="Name the stage that begins here. `closing` begins the ending."),
    ] = UNSET
