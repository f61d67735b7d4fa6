"""What msgspec knows of the written structs, put as the reader and its wording need it."""

from collections.abc import Iterable, Mapping
from typing import Final, cast

import msgspec.inspect as shape

from thaw.core.nodes import Items, Meaning, Node, Pairs
from thaw.core.problems import listed
from thaw.core.written_steps import WrittenStep


def unwrapped(described: shape.Type) -> tuple[shape.Type, dict[str, str]]:
    """Return the type without its notes, and the notes; the outermost of a kind counts."""
    notes: dict[str, str] = {}
    while isinstance(described, shape.Metadata):
        # The cast: msgspec leaves the type of what is noted bare.
        inner = cast(dict[str, str], described.extra or {})  # pyright: ignore[reportUnknownMemberType]
        notes = inner | notes
        described = described.type
    return described, notes


def fits(node: Node, described: shape.Type) -> bool:
    bare, _ = unwrapped(described)
    if isinstance(node, Pairs):
        return isinstance(bare, shape.StructType | shape.DictType)
    if isinstance(node, Items):
        return isinstance(bare, shape.VarTupleType)
    is_nested = isinstance(bare, shape.StructType | shape.DictType | shape.VarTupleType)
    return not is_nested and node.meaning is not Meaning.NOTHING


def choices(bare: shape.Type) -> dict[str, object]:
    if isinstance(bare, shape.EnumType):
        return {str(member.value): member for member in bare.cls}
    if isinstance(bare, shape.LiteralType):
        return {str(value): value for value in bare.values}
    raise TypeError(bare)


def is_within(number: float, bare: shape.IntType | shape.FloatType) -> bool:
    return (
        (bare.ge is None or number >= bare.ge)
        and (bare.gt is None or number > bare.gt)
        and (bare.le is None or number <= bare.le)
        and (bare.lt is None or number < bare.lt)
    )


def expected_of(types: Iterable[shape.Type]) -> str:
    """Say what would fit any of ``types``."""
    return ", or ".join(expected(described) for described in types)


def expected(described: shape.Type) -> str:
    """Say what would fit, in an author's words."""
    bare, notes = unwrapped(described)
    if "expected" in notes:
        return notes["expected"]
    match bare:
        case shape.UnionType(types=types):
            return expected_of(types)
        case shape.StructType(cls=cls) if cls is WrittenStep:
            return "what to do and its value: `- say: Hello.`"
        case shape.StructType(fields=fields):
            return "a mapping with " + listed(field.encode_name for field in fields)
        case shape.EnumType() | shape.LiteralType():
            return "one of " + listed(choices(bare))
        case _:
            return _EXPECTED.get(type(bare), "text")


_EXPECTED: Final[Mapping[type[shape.Type], str]] = {
    shape.BoolType: "`yes` or `no`",
    shape.IntType: "a whole number",
    shape.FloatType: "a number",
    shape.DateType: "a day without quotes: 2026-11-23",
    shape.VarTupleType: "a list, each entry on a line with a dash",
    shape.DictType: "names and values: `part: the feet`",
}


def found(node: Node) -> str:
    if isinstance(node, Items):
        return "a list"
    if isinstance(node, Pairs):
        return "a mapping"
    if node.meaning is Meaning.TEXT:
        return f"`{node.text}`"
    return f"`{node.text}` ({node.meaning.value})"


def description(described: shape.Type) -> str:
    if not isinstance(described, shape.Metadata):
        return ""
    # The cast: msgspec leaves the type of the schema's values bare.
    schema = cast(dict[str, object], described.extra_json_schema or {})  # pyright: ignore[reportUnknownMemberType]
    return str(schema.get("description", ""))
