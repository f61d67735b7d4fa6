"""From nodes to written structs: every key checked against the one definition.

The walk follows msgspec's own description of the structs, so that a key added to
``written.py`` is validated without a line changed here.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final, TypeVar, cast

import msgspec.inspect as shape
from msgspec import Struct

from thaw.core.nodes import Items, Meaning, Node, Pairs, Scalar
from thaw.core.problems import Findings, Place, ProblemKind, nearest
from thaw.core.written import Written, WrittenStep

AnyWritten = TypeVar("AnyWritten", bound=Written)

_PLAIN_NUMBER: Final = re.compile(r"[-+]?[0-9]{1,9}(\.[0-9]{1,6})?")


class Failed:
    """What a value becomes when a problem has been found with it."""


FAILED: Final = Failed()


class Places:
    """Where each written value stands. Keeps the structs it knows alive."""

    def __init__(self, file: Place) -> None:
        self._file = file
        self._owners: list[Struct] = []
        self._at: dict[tuple[int, str], Place] = {}

    def of(self, owner: Struct, key: str = "") -> Place:
        """Return the place of the value under ``key``, or else of ``owner`` itself."""
        own = self._at.get((id(owner), ""), self._file)
        return self._at.get((id(owner), key), own)

    def keep(self, owner: Struct, place: Place, values: dict[str, Place]) -> None:
        self._owners.append(owner)
        self._at[id(owner), ""] = place
        for key, value_place in values.items():
            self._at[id(owner), key] = value_place


class Reader:
    """Turns nodes into structs, noting every problem and place on the way."""

    def __init__(self, findings: Findings, places: Places) -> None:
        self._findings = findings
        self._places = places

    def read(self, node: Node, kind: type[AnyWritten]) -> AnyWritten | None:
        """Return ``node`` as a ``kind``, or None when it cannot be made one."""
        value = self._value(node, _described(kind), "")
        return value if isinstance(value, kind) else None

    def _value(self, node: Node, described: shape.Type, key: str) -> object:
        bare, extra = _unwrapped(described)
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
                return self._scalar(node, bare, extra, key)

    def _one_of(self, node: Node, types: Iterable[shape.Type], key: str) -> object:
        fitting = [described for described in types if _fits(node, described)]
        if not fitting:
            self._wrong_type(node, _expected_of(types), key)
            return FAILED
        words = [one for one in fitting if isinstance(_unwrapped(one)[0], shape.LiteralType)]
        for literal in words:
            if isinstance(node, Scalar) and node.text in _choices(_unwrapped(literal)[0]):
                return node.text
        rest = [one for one in fitting if one not in words]
        return self._value(node, (rest or fitting)[0], key)

    def _struct(self, node: Node, described: shape.StructType, key: str) -> object:
        if not isinstance(node, Pairs):
            self._wrong_type(node, _expected(described), key)
            return FAILED
        fields = {field.encode_name: field for field in described.fields}
        given = self._given(node, fields, described)
        values: dict[str, object] = {}
        for name, (_, value_node) in given.items():
            value = self._value(value_node, fields[name].type, name)
            if value is not FAILED:
                values[fields[name].name] = value
        if not self._is_whole(node, described, set(given), set(values)):
            return FAILED
        struct = described.cls(**values)
        self._places.keep(struct, node.place, {name: at[1].place for name, at in given.items()})
        return struct

    def _given(
        self, node: Pairs, fields: dict[str, shape.Field], described: shape.StructType
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
                self._unknown_key(key, tuple(fields), described)
        return given

    def _unknown_key(
        self, key: Scalar, known: tuple[str, ...], described: shape.StructType
    ) -> None:
        self._findings.add(
            key.place,
            ProblemKind.UNKNOWN_KEY,
            key=key.text,
            where=_title(described),
            near=nearest(key.text, known),
            known=listed(known),
        )

    def _is_whole(
        self, node: Pairs, described: shape.StructType, given: set[str], read: set[str]
    ) -> bool:
        if described.cls is WrittenStep:
            return self._is_one_step(node, given, read)
        is_whole = True
        for field in described.fields:
            if field.required and field.encode_name not in given:
                self._missing(node, described, field)
            is_whole = is_whole and (not field.required or field.name in read)
        return is_whole

    def _is_one_step(self, node: Pairs, given: set[str], read: set[str]) -> bool:
        if len(node.pairs) != 1:
            count = str(len(node.pairs))
            self._findings.add(node.place, ProblemKind.NOT_ONE_STEP, count=count)
        return len(given) == len(read) == 1

    def _missing(self, node: Pairs, described: shape.StructType, field: shape.Field) -> None:
        self._findings.add(
            node.place,
            ProblemKind.MISSING_KEY,
            key=field.encode_name,
            where=_title(described),
            meaning=_description(field.type) or _expected(field.type),
        )

    def _list(self, node: Node, described: shape.VarTupleType, key: str) -> object:
        if not isinstance(node, Items):
            self._wrong_type(node, "a list, each entry on a line with a dash", key)
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
            self._wrong_type(node, "names and values: `part: the feet`", key)
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
            elif name is not FAILED and value is not FAILED:
                words[name] = value
        return words

    def _scalar(self, node: Node, bare: shape.Type, extra: dict[str, str], key: str) -> object:
        if not isinstance(node, Scalar) or node.meaning is Meaning.NOTHING:
            self._wrong_type(node, extra.get("expected") or _expected(bare), key)
            return FAILED
        match bare:
            case shape.StrType():
                return self._text(node, bare, extra)
            case shape.IntType() | shape.FloatType():
                return self._number(node, bare, extra)
            case shape.BoolType():
                return self._yes_no(node)
            case _:
                return self._choice(node, bare, extra)

    def _text(self, node: Scalar, bare: shape.StrType, extra: dict[str, str]) -> object:
        text = " ".join(node.text.split())
        expected = extra.get("expected", "text")
        fits = bare.pattern is None or re.search(bare.pattern, text) is not None
        if not fits or len(text) < (bare.min_length or 0):
            self._findings.add(node.place, ProblemKind.WRONG_FORM, text=text, expected=expected)
            return FAILED
        if node.meaning is not Meaning.TEXT:
            self._findings.add(
                node.place, ProblemKind.NOT_QUOTED, text=text, found=node.meaning.value
            )
            return FAILED
        if bare.max_length is not None and len(text) > bare.max_length:
            length, limit = str(len(text)), str(bare.max_length)
            self._findings.add(node.place, ProblemKind.TOO_LONG, length=length, limit=limit)
            return FAILED
        return text

    def _number(
        self, node: Scalar, bare: shape.IntType | shape.FloatType, extra: dict[str, str]
    ) -> object:
        expected = extra.get("expected") or _expected(bare)
        if node.meaning is not Meaning.NUMBER or _PLAIN_NUMBER.fullmatch(node.text) is None:
            self._wrong_type(node, expected, "")
            return FAILED
        number = float(node.text)
        if isinstance(bare, shape.IntType) and not number.is_integer():
            self._wrong_type(node, expected, "")
            return FAILED
        if not _is_within(number, bare):
            self._findings.add(
                node.place, ProblemKind.OUT_OF_BOUNDS, text=node.text, bounds=expected
            )
            return FAILED
        return int(number) if isinstance(bare, shape.IntType) else number

    def _yes_no(self, node: Scalar) -> object:
        if node.meaning is not Meaning.YES_NO:
            self._wrong_type(node, "`yes` or `no`", "")
            return FAILED
        return node.text.lower() in ("yes", "true", "on")

    def _choice(self, node: Scalar, bare: shape.Type, extra: dict[str, str]) -> object:
        choices = _choices(bare)
        if node.text in choices:
            return choices[node.text]
        if extra.get("kind") == ProblemKind.VERSION:
            self._findings.add(node.place, ProblemKind.VERSION, text=node.text)
            return FAILED
        self._findings.add(
            node.place,
            ProblemKind.NOT_ONE_OF,
            text=node.text,
            near=nearest(node.text, tuple(choices)),
            known=listed(choices),
        )
        return FAILED

    def _wrong_type(self, node: Node, expected: str, key: str) -> None:
        if isinstance(node, Scalar) and node.meaning is Meaning.NOTHING:
            name = key or "this entry"
            self._findings.add(node.place, ProblemKind.NO_VALUE, key=name, expected=expected)
            return
        self._findings.add(
            node.place, ProblemKind.WRONG_TYPE, found=_found(node), expected=expected
        )


def listed(words: Iterable[str]) -> str:
    """Return ``words`` as a readable list, however long the list is."""
    return ", ".join(f"`{word}`" for word in words) or "nothing"


@cache
def _described(kind: type[Written]) -> shape.Type:
    return shape.type_info(kind)


def _unwrapped(described: shape.Type) -> tuple[shape.Type, dict[str, str]]:
    """Return the type without its notes, and the notes; the outermost of a kind counts."""
    notes: dict[str, str] = {}
    while isinstance(described, shape.Metadata):
        # The cast: msgspec leaves the type of what is noted bare.
        inner = cast(dict[str, str], described.extra or {})  # pyright: ignore[reportUnknownMemberType]
        notes = inner | notes
        described = described.type
    return described, notes


def _fits(node: Node, described: shape.Type) -> bool:
    bare, _ = _unwrapped(described)
    if isinstance(node, Pairs):
        return isinstance(bare, shape.StructType | shape.DictType)
    if isinstance(node, Items):
        return isinstance(bare, shape.VarTupleType)
    is_nested = isinstance(bare, shape.StructType | shape.DictType | shape.VarTupleType)
    return not is_nested and node.meaning is not Meaning.NOTHING


def _choices(bare: shape.Type) -> dict[str, object]:
    if isinstance(bare, shape.EnumType):
        return {str(member.value): member for member in bare.cls}
    if isinstance(bare, shape.LiteralType):
        return {str(value): value for value in bare.values}
    raise TypeError(bare)


def _is_within(number: float, bare: shape.IntType | shape.FloatType) -> bool:
    return (
        (bare.ge is None or number >= bare.ge)
        and (bare.gt is None or number > bare.gt)
        and (bare.le is None or number <= bare.le)
        and (bare.lt is None or number < bare.lt)
    )


def _expected_of(types: Iterable[shape.Type]) -> str:
    return ", or ".join(_expected(described) for described in types)


def _expected(described: shape.Type) -> str:
    bare, extra = _unwrapped(described)
    if "expected" in extra:
        return extra["expected"]
    match bare:
        case shape.UnionType(types=types):
            return _expected_of(types)
        case shape.StructType(fields=fields):
            return "a mapping with " + listed(field.encode_name for field in fields)
        case shape.EnumType() | shape.LiteralType():
            return "one of " + listed(_choices(bare))
        case shape.BoolType():
            return "`yes` or `no`"
        case shape.VarTupleType():
            return "a list"
        case shape.DictType():
            return "names and values"
        case shape.IntType():
            return "a whole number"
        case shape.FloatType():
            return "a number"
        case _:
            return "text"


def _found(node: Node) -> str:
    if isinstance(node, Items):
        return "a list"
    if isinstance(node, Pairs):
        return "a mapping"
    if node.meaning is Meaning.TEXT:
        return f"`{node.text}`"
    return f"`{node.text}` ({node.meaning.value})"


def _description(described: shape.Type) -> str:
    if not isinstance(described, shape.Metadata):
        return ""
    # The cast: msgspec leaves the type of the schema's values bare.
    schema = cast(dict[str, object], described.extra_json_schema or {})  # pyright: ignore[reportUnknownMemberType]
    return str(schema.get("description", ""))


def _title(described: shape.StructType) -> str:
    name = described.cls.__name__.removeprefix("Written").lower()
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"


def _counted(count: int) -> str:
    return "one entry" if count == 1 else f"{count} entries"
