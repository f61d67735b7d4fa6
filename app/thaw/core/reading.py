"""From nodes to written structs: every key checked against the one definition.

The walk follows msgspec's own description of the structs, so that a key added to
``written.py`` is validated without a line changed here.
"""

from collections.abc import Iterable
from functools import cache
from typing import Final, TypeVar, cast

import msgspec.inspect as shape

from thaw.core.nodes import Items, Meaning, Node, Pairs, Scalar
from thaw.core.places import Places
from thaw.core.problems import Findings, ProblemKind, listed, nearest
from thaw.core.scalars import FAILED, Scalars
from thaw.core.shapes import (
    choices,
    description,
    expected,
    expected_of,
    fits,
    unwrapped,
)
from thaw.core.written_steps import WrittenStep
from thaw.core.written_values import Written

AnyWritten = TypeVar("AnyWritten", bound=Written)

_FEW_STRANGERS: Final = 5


class Reader:
    """Turns nodes into structs, noting every problem and place on the way."""

    def __init__(self, findings: Findings, places: Places) -> None:
        self._findings = findings
        self._places = places
        self._scalars = Scalars(findings)
        self.steps: tuple[WrittenStep, ...] = ()
        """The steps of the file as far as they could be read, even where its head could not."""

    def read(self, node: Node, kind: type[AnyWritten]) -> AnyWritten | None:
        """Return ``node`` as a ``kind``, or None when it cannot be made one."""
        value = self._value(node, _described(kind), "")
        return value if isinstance(value, kind) else None

    def _value(self, node: Node, described: shape.Type, key: str) -> object:
        bare, notes = unwrapped(described)
        match bare:
            case shape.UnionType(types=types):
                return self._one_of(node, types, key)
            case shape.StructType():
                return self._struct(node, bare, key)
            case shape.VarTupleType():
                return self._list(node, bare, key)
            case shape.DictType():
                return self._words(node, bare, key)
            case _:
                return self._scalars.read(node, bare, notes, key)

    def _one_of(self, node: Node, types: Iterable[shape.Type], key: str) -> object:
        fitting = [described for described in types if fits(node, described)]
        if not fitting:
            self._scalars.wrong_type(node, expected_of(types), key)
            return FAILED
        words = [one for one in fitting if isinstance(unwrapped(one)[0], shape.LiteralType)]
        for literal in words:
            if isinstance(node, Scalar) and node.text in choices(unwrapped(literal)[0]):
                return node.text
        rest = [one for one in fitting if one not in words]
        return self._value(node, (rest or fitting)[0], key)

    def _struct(self, node: Node, described: shape.StructType, key: str) -> object:
        if not isinstance(node, Pairs):
            self._scalars.wrong_type(node, expected(described), key)
            return FAILED
        fields = {field.encode_name: field for field in described.fields}
        title = _title(described, key)
        if self._is_something_else(node, fields, title):
            return FAILED
        given = self._given(node, fields, title)
        values: dict[str, object] = {}
        for name, (_, value_node) in given.items():
            value = self._value(value_node, fields[name].type, name)
            if value is not FAILED:
                values[fields[name].name] = value
        if not key:
            # The walk has made each of them a step; a tuple alone says so to no one.
            self.steps = cast(tuple[WrittenStep, ...], values.get("steps", ()))
        if not self._is_whole(node, described, title, set(given), set(values)):
            return FAILED
        struct = described.cls(**values)
        self._places.keep(struct, node.place, {name: at[1].place for name, at in given.items()})
        return struct

    def _is_something_else(self, node: Pairs, fields: dict[str, shape.Field], title: str) -> bool:
        """Whether most keys are strangers: one problem then says more than one for each."""
        strangers = [key for key, _ in node.pairs if key.text not in fields]
        if len(strangers) <= max(_FEW_STRANGERS, len(node.pairs) - len(strangers)):
            return False
        self._findings.add(
            strangers[0].place,
            ProblemKind.UNKNOWN_KEYS,
            count=str(len(strangers)),
            key=strangers[0].text,
            where=title,
            known=listed(fields),
        )
        return True

    def _given(
        self, node: Pairs, fields: dict[str, shape.Field], title: str
    ) -> dict[str, tuple[Scalar, Node]]:
        given: dict[str, tuple[Scalar, Node]] = {}
        seen: dict[str, int] = {}
        for key, value in node.pairs:
            if self._findings.is_full:
                break
            if key.text in seen:
                first = str(seen[key.text])
                self._findings.add(key.place, ProblemKind.DUPLICATE_KEY, key=key.text, first=first)
                continue
            seen[key.text] = key.place.line
            if key.text in fields:
                given[key.text] = (key, value)
            else:
                self._unknown_key(key, tuple(fields), title)
        return given

    def _unknown_key(self, key: Scalar, known: tuple[str, ...], title: str) -> None:
        self._findings.add(
            key.place,
            ProblemKind.UNKNOWN_KEY,
            key=key.text,
            where=title,
            near=nearest(key.text, known),
            known=listed(known),
        )

    def _is_whole(
        self,
        node: Pairs,
        described: shape.StructType,
        title: str,
        given: set[str],
        read: set[str],
    ) -> bool:
        if described.cls is WrittenStep:
            return self._is_one_step(node, given, read)
        is_whole = True
        for field in described.fields:
            if field.required and field.encode_name not in given:
                self._missing(node, title, field)
            is_whole = is_whole and (not field.required or field.name in read)
        return is_whole

    def _is_one_step(self, node: Pairs, given: set[str], read: set[str]) -> bool:
        if len(node.pairs) != 1:
            count = str(len(node.pairs))
            self._findings.add(node.place, ProblemKind.NOT_ONE_STEP, count=count)
        return len(given) == len(read) == 1

    def _missing(self, node: Pairs, title: str, field: shape.Field) -> None:
        self._findings.add(
            node.place,
            ProblemKind.MISSING_KEY,
            key=field.encode_name,
            where=title,
            meaning=description(field.type) or expected(field.type),
        )

    def _list(self, node: Node, described: shape.VarTupleType, key: str) -> object:
        if not isinstance(node, Items):
            self._scalars.wrong_type(node, expected(described), key)
            return FAILED
        least, most = described.min_length or 0, described.max_length
        if len(node.items) < least:
            self._findings.add(node.place, ProblemKind.TOO_FEW, limit=_counted(least))
            return FAILED
        if most is not None and len(node.items) > most:
            length = str(len(node.items))
            self._findings.add(node.place, ProblemKind.TOO_MANY, length=length, limit=str(most))
            return FAILED
        values = [self._value(item, described.item_type, key) for item in node.items]
        return tuple(value for value in values if value is not FAILED)

    def _words(self, node: Node, described: shape.DictType, key: str) -> object:
        if not isinstance(node, Pairs):
            self._scalars.wrong_type(node, expected(described), key)
            return FAILED
        words: dict[object, object] = {}
        for word, value_node in node.pairs:
            # A key is text whatever YAML makes of it, so that `on:` needs no quotes.
            name = self._value(Scalar(word.place, word.text, Meaning.TEXT), described.key_type, key)
            value = self._value(value_node, described.value_type, word.text)
            if name in words:
                self._findings.add(
                    word.place, ProblemKind.DUPLICATE_KEY, key=word.text, first=str(node.place.line)
                )
            elif name is not FAILED:
                # Known by name even if its value is wrong, so that nobody misses it.
                words[name] = "" if value is FAILED else value
        return words


@cache
def _described(kind: type[Written]) -> shape.Type:
    return shape.type_info(kind)


def _title(described: shape.StructType, key: str) -> str:
    if described.cls is WrittenStep:
        return "a step"
    if key:
        return f"`{key}`"
    return f"a {described.cls.__name__.removeprefix('Written').lower()}"


def _counted(count: int) -> str:
    return "one entry" if count == 1 else f"{count} entries"
