"""What stands behind a key of a session file: names, durations, spans, text."""

from typing import Annotated, Final, TypeAlias

from msgspec import Meta, Struct, field

NAME_PATTERN: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"
VARIABLE_PATTERN: Final = r"^[a-z][a-z0-9_]{0,39}$"
DURATION_PATTERN: Final = (
    r"^(?=[0-9])([0-9]{1,2}h)?([0-9]{1,4}(\.[0-9]{1,3})?m)?([0-9]{1,5}(\.[0-9]{1,3})?s)?$"
)

Duration: TypeAlias = Annotated[
    str,
    Meta(
        pattern=DURATION_PATTERN,
        examples=["90s", "2m", "1m30s"],
        extra={"expected": "a duration such as `90s`, `2m` or `1m30s`"},
    ),
]
Name: TypeAlias = Annotated[
    str,
    Meta(
        pattern=NAME_PATTERN,
        max_length=80,
        extra={"expected": "a name in small letters, digits and single dashes: `soft-rain`"},
    ),
]
FragmentName: TypeAlias = Annotated[
    str, Meta(min_length=1, max_length=200, extra={"expected": "the name of a fragment"})
]
Variable: TypeAlias = Annotated[
    str,
    Meta(
        pattern=VARIABLE_PATTERN,
        extra={"expected": "a variable's name in small letters: `part`"},
    ),
]
FileName: TypeAlias = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=300,
        extra={"expected": "a sound file beside the session: `voice/line1.flac`"},
    ),
]
Line: TypeAlias = Annotated[str, Meta(min_length=1, max_length=120, extra={"expected": "text"})]
Passage: TypeAlias = Annotated[
    str, Meta(min_length=1, max_length=600, extra={"expected": "text to be spoken"})
]
Decibels: TypeAlias = Annotated[
    float, Meta(ge=-40, le=6, extra={"expected": "a number of decibels from -40 to 6"})
]


class Written(Struct, frozen=True, forbid_unknown_fields=True):
    """A mapping in a session file."""


class WrittenElastic(Written, frozen=True, kw_only=True):
    """A span that stretches with the session's length."""

    min_: Annotated[Duration, Meta(description="Never shorter than this.")] = field(name="min")
    ideal: Annotated[Duration, Meta(description="The length it likes best.")]
    max_: Annotated[Duration, Meta(description="Never longer than this.")] = field(name="max")
    weight: Annotated[
        float,
        Meta(
            gt=0,
            le=100,
            description="Its share of what there is to stretch, against other spans.",
            extra={"expected": "a number above 0, up to 100"},
        ),
    ] = 1.0


Span: TypeAlias = Duration | WrittenElastic
