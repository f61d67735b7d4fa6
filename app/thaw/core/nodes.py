"""YAML text as a tree that knows its lines: bounded, without aliases, tags or surprises.

The parser's events are read one at a time, so depth and size are refused before
anything is built and no nesting, however deep, can exhaust a stack.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeAlias, cast

import yaml

from thaw.core.problems import Place, Problem, ProblemKind

MAX_DEPTH: Final = 40
"""Nested lists and mappings: a session of ten nested steps needs half of this."""
MAX_NODES: Final = 20_000

_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")


class Meaning(StrEnum):
    """What YAML 1.1 takes a plain word for."""

    TEXT = "text"
    YES_NO = "yes or no"
    NUMBER = "a number"
    DATE = "a date"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Scalar:
    """One word or passage. ``text`` is as written, whatever YAML would make of it."""

    place: Place
    text: str
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    place: Place
    items: "list[Node]" = field(default_factory=list["Node"])


@dataclass(frozen=True, slots=True)
class Pairs:
    """A mapping, in the order written."""

    place: Place
    pairs: "list[tuple[Scalar, Node]]" = field(default_factory=list["tuple[Scalar, Node]"])


Node: TypeAlias = Scalar | Items | Pairs


class _Refused(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def decoded(data: bytes, file: Path) -> str | Problem:
    """Return the text in ``data``, or what keeps it from being text."""
    if b"\x00" in data:
        return Problem(
            _place_at(data, data.index(0), file), ProblemKind.NOT_TEXT, {"character": "NUL"}
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _place_at(data, error.start, file)
        return Problem(place, ProblemKind.NOT_UTF8, {"byte": f"0x{data[error.start]:02x}"})


def composed(text: str, file: Path) -> Node | Problem:
    """Read ``text`` as one YAML document, or return the one thing that stops it."""
    control = _CONTROL.search(text)
    if control is not None:
        before = text[: control.start()].encode()
        return _no_text(control, _place_at(before, len(before), file))
    try:
        return _Composer(file).compose(text)
    except _Refused as refused:
        return refused.problem
    except yaml.YAMLError as error:
        return _not_yaml(error, file)


class _Composer:
    def __init__(self, file: Path) -> None:
        self._file = file
        self._root: Node | None = None
        self._open: list[Items | Pairs] = []
        self._keys: list[Scalar | None] = []
        self._nodes = 0

    def compose(self, text: str) -> Node | Problem:
        # The stubs for PyYAML leave the type of an event bare.
        events = cast(Iterator[yaml.Event], yaml.parse(text, Loader=yaml.CSafeLoader))  # pyright: ignore[reportUnknownMemberType]
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                self._begin(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._open.pop()
                self._keys.pop()
            elif isinstance(event, yaml.DocumentStartEvent) and self._root is not None:
                return Problem(self._place(event), ProblemKind.SEVERAL_DOCUMENTS)
        if self._root is None or _is_nothing(self._root):
            return Problem(Place(self._file), ProblemKind.EMPTY)
        return self._root

    def _begin(self, event: yaml.NodeEvent) -> None:
        place = self._place(event)
        self._refuse_surprises(event, place)
        if isinstance(event, yaml.ScalarEvent):
            text = str(event.value)
            # Written as an escape in quotes, it would reach the screen and the voice.
            control = _CONTROL.search(text)
            if control is not None:
                raise _Refused(_no_text(control, place))
            self._add(Scalar(place, text, _meaning(event)))
            return
        node = Pairs(place) if isinstance(event, yaml.MappingStartEvent) else Items(place)
        self._add(node)
        self._open.append(node)
        self._keys.append(None)
        if len(self._open) > MAX_DEPTH:
            raise _Refused(Problem(place, ProblemKind.TOO_DEEP, {"limit": str(MAX_DEPTH)}))

    def _refuse_surprises(self, event: yaml.NodeEvent, place: Place) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise _Refused(Problem(place, ProblemKind.TOO_MANY_PARTS, {"limit": str(MAX_NODES)}))
        if event.anchor is not None:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            name = f"{sign}{event.anchor}"
            raise _Refused(Problem(place, ProblemKind.ALIAS, {"name": name}))
        tag = getattr(event, "tag", None)
        if tag is not None:
            written = str(tag).replace("tag:yaml.org,2002:", "!!")
            raise _Refused(Problem(place, ProblemKind.TAG, {"tag": written}))

    def _add(self, node: Node) -> None:
        if not self._open:
            self._root = node
            return
        parent, key = self._open[-1], self._keys[-1]
        if isinstance(parent, Items):
            parent.items.append(node)
        elif key is not None:
            parent.pairs.append((key, node))
            self._keys[-1] = None
        elif isinstance(node, Scalar):
            self._keys[-1] = node
        else:
            raise _Refused(Problem(node.place, ProblemKind.KEY_NOT_TEXT))

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self._file, mark.line + 1, mark.column + 1)


def _meaning(event: yaml.ScalarEvent) -> Meaning:
    text = str(event.value)
    if event.style:
        return Meaning.TEXT
    for tag, pattern in yaml.SafeLoader.yaml_implicit_resolvers.get(text[:1], []):
        if pattern.match(text):
            return _MEANINGS.get(tag, Meaning.TEXT)
    return Meaning.TEXT


_MEANINGS: Final = {
    "tag:yaml.org,2002:bool": Meaning.YES_NO,
    "tag:yaml.org,2002:int": Meaning.NUMBER,
    "tag:yaml.org,2002:float": Meaning.NUMBER,
    "tag:yaml.org,2002:timestamp": Meaning.DATE,
    "tag:yaml.org,2002:null": Meaning.NOTHING,
}


def _is_nothing(node: Node) -> bool:
    return isinstance(node, Scalar) and node.meaning is Meaning.NOTHING


def _no_text(control: re.Match[str], place: Place) -> Problem:
    character = f"U+{ord(control.group()):04X}"
    return Problem(place, ProblemKind.NOT_TEXT, {"character": character})


def _place_at(data: bytes, offset: int, file: Path) -> Place:
    line = data.count(b"\n", 0, offset) + 1
    return Place(file, line, offset - (data.rfind(b"\n", 0, offset) + 1) + 1)


_HINT: Final = "check the indentation, and quote text that holds `: ` or begins with a sign"
_TAB_HINT: Final = "indent with spaces, not tabs"
_HINTS: Final = {
    "mapping values are not allowed in this context": "quote the text: it holds a `: `",
    "found character that cannot start any token": (
        "indent with spaces, not tabs, and quote text that begins with a sign"
    ),
    "found a tab character that violates indentation": _TAB_HINT,
    "found a tab character where an indentation space is expected": _TAB_HINT,
    "did not find expected alphabetic or numeric character": (
        "quote text that begins with `*` or `&`"
    ),
    "found unexpected end of stream": "close the quotes or brackets opened before",
}


def _not_yaml(error: yaml.YAMLError, file: Path) -> Problem:
    # PyYAML gives no mark where it stopped at the text itself and not at its meaning.
    mark: yaml.Mark | None = getattr(error, "problem_mark", None)
    said = getattr(error, "problem", None) or str(error)
    place = Place(file) if mark is None else Place(file, mark.line + 1, mark.column + 1)
    hint = _HINTS.get(said, _HINT)
    return Problem(place, ProblemKind.NOT_YAML, {"said": said, "hint": hint})
