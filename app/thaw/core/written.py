"""Session format 1 as it is written: the one definition behind validation and JSON Schema.

Each struct is a mapping in the file, each field a key. A step is a mapping with a
single key. To add a primitive: its struct and a field on ``WrittenStep`` in
``written_steps.py``, its value in ``session.py``, and a function in ``expanding.py``.

Field descriptions and docstrings are read by authors: their editors show them.
"""

from typing import Annotated, Literal, TypeAlias

from msgspec import UNSET, Meta, UnsetType, field

from thaw.core.session import Anchor, Category, Level
from thaw.core.written_steps import WrittenStep
from thaw.core.written_values import Duration, Line, Name, Variable, Written


class WrittenLengths(Written, frozen=True, kw_only=True):
    """The lengths a person may pick."""

    default: Annotated[Duration, Meta(description="The length offered first.")]
    from_: Annotated[Duration, Meta(description="The shortest.")] = field(name="from")
    to: Annotated[Duration, Meta(description="The longest.")]


class WrittenSound(Written, frozen=True, kw_only=True):
    """The sounds a session begins with."""

    bed: Annotated[
        Literal["off"] | Name, Meta(description="The soundscape from the start, or `off`.")
    ] = "off"
    bells: Annotated[Name, Meta(description="The bell for steps that name none.")] = "warm-bowl"


Version: TypeAlias = Annotated[
    Literal[1], Meta(description="The version of the format: 1.", extra={"kind": "version"})
]
Language: TypeAlias = Annotated[
    str,
    Meta(
        pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        max_length=20,
        description="The language of the words, as `en` or `pt-BR`.",
        extra={"expected": "a language code such as `en` or `pt-BR`"},
    ),
]
Steps: TypeAlias = Annotated[tuple[WrittenStep, ...], Meta(min_length=1, max_length=1000)]


class WrittenSession(Written, frozen=True, kw_only=True):
    """A session: what it is, then what happens, step by step."""

    thaw: Version
    id: Annotated[Name, Meta(description="Its name in links and logs: the file's own name.")]
    title: Annotated[Line, Meta(description="What people read on its card.")]
    goal: Annotated[
        Annotated[str, Meta(min_length=1, max_length=300, extra={"expected": "text"})],
        Meta(description="What it is for, in a sentence."),
    ]
    category: Annotated[Category, Meta(description="What it is mostly made of.")]
    level: Annotated[Level, Meta(description="How much it asks of the person.")]
    language: Language = "en"
    lengths: Annotated[WrittenLengths, Meta(description="How long it may be.")]
    anchor: Annotated[Anchor, Meta(description="Where attention is invited to rest.")]
    twin: Annotated[
        Name | UnsetType,
        Meta(description="The session with an outward anchor, offered in its place."),
    ] = UNSET
    sound: Annotated[WrittenSound, Meta(description="The sounds it begins with.")] = field(
        default_factory=WrittenSound
    )
    author: Annotated[Line | UnsetType, Meta(description="Who wrote it.")] = UNSET
    licence: Annotated[Line | UnsetType, Meta(description="On what terms it may be shared.")] = (
        UNSET
    )
    version: Annotated[
        Annotated[str, Meta(min_length=1, max_length=20, extra={"expected": "text"})],
        Meta(description="Its author's own number for this state of it; the log keeps it."),
    ] = ""
    tags: Annotated[
        Annotated[tuple[Name, ...], Meta(max_length=20)],
        Meta(description="Words to find it by."),
    ] = ()
    posture: Annotated[
        Annotated[
            tuple[Literal["sitting", "lying", "standing", "walking", "moving"], ...],
            Meta(max_length=5),
        ],
        Meta(description="The postures it suits."),
    ] = ()
    steps: Annotated[Steps, Meta(description="What happens, in order.")]


class WrittenFragment(Written, frozen=True, kw_only=True):
    """Steps shared by several sessions: a file in the folder `fragments`, included by its name."""

    thaw: Version | UnsetType = UNSET
    id: Annotated[Name | UnsetType, Meta(description="Its name: the file's own name.")] = UNSET
    title: Annotated[Line | UnsetType, Meta(description="What it is, for authors.")] = UNSET
    goal: Annotated[Line | UnsetType, Meta(description="What it is for, for authors.")] = UNSET
    defaults: Annotated[
        dict[Variable, Line] | UnsetType,
        Meta(description="Values for variables that an include leaves out."),
    ] = UNSET
    steps: Annotated[Steps, Meta(description="What happens, in order.")]
