"""From a single word, number or day in a file to a value, or to what is wrong with it."""

import re
from contextlib import suppress
from datetime import date
from typing import Final

import msgspec.inspect as shape

from thaw.core.nodes import Meaning, Node, Scalar
from thaw.core.problems import Findings, ProblemKind, listed, nearest
from thaw.core.shapes import (
    choices,
    expected,
    found,
    is_within,
)

_PLAIN_NUMBER: Final = re.compile(r"[-+]?[0-9]{1,9}(\.[0-9]{1,6})?")
_PLAIN_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Failed:
    """What a value becomes when a problem has been found with it."""


FAILED: Final = Failed()


class Scalars:
    """Turns scalar nodes into values, noting every problem on the way."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings

    def read(self, node: Node, bare: shape.Type, notes: dict[str, str], key: str) -> object:
        if not isinstance(node, Scalar) or node.meaning is Meaning.NOTHING:
            self.wrong_type(node, notes.get("expected") or expected(bare), key)
            return FAILED
        match bare:
            case shape.StrType():
                return self._text(node, bare, notes)
            case shape.IntType() | shape.FloatType():
                return self._number(node, bare, notes)
            case shape.BoolType():
                return self._yes_no(node)
            case shape.DateType():
                return self._day(node)
            case _:
                return self._choice(node, bare, notes)

    def _text(self, node: Scalar, bare: shape.StrType, notes: dict[str, str]) -> object:
        text = " ".join(node.text.split())
        has_form = bare.pattern is None or re.search(bare.pattern, text) is not None
        if not has_form or len(text) < (bare.min_length or 0):
            wanted = notes.get("expected", "text")
            if text:
                self._findings.add(node.place, ProblemKind.WRONG_FORM, text=text, expected=wanted)
            else:
                self._findings.add(node.place, ProblemKind.NO_TEXT, expected=wanted)
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
        self, node: Scalar, bare: shape.IntType | shape.FloatType, notes: dict[str, str]
    ) -> object:
        wanted = notes.get("expected") or expected(bare)
        if node.meaning is not Meaning.NUMBER or _PLAIN_NUMBER.fullmatch(node.text) is None:
            self.wrong_type(node, wanted, "")
            return FAILED
        number = float(node.text)
        if isinstance(bare, shape.IntType) and not number.is_integer():
            self.wrong_type(node, wanted, "")
            return FAILED
        if not is_within(number, bare):
            self._findings.add(node.place, ProblemKind.OUT_OF_BOUNDS, text=node.text, bounds=wanted)
            return FAILED
        return int(number) if isinstance(bare, shape.IntType) else number

    def _yes_no(self, node: Scalar) -> object:
        if node.meaning is not Meaning.YES_NO:
            self.wrong_type(node, expected(shape.BoolType()), "")
            return FAILED
        return node.text.lower() in ("yes", "true", "on")

    def _day(self, node: Scalar) -> object:
        if node.meaning is Meaning.DATE and _PLAIN_DAY.fullmatch(node.text):
            with suppress(ValueError):
                return date.fromisoformat(node.text)
        self.wrong_type(node, expected(shape.DateType()), "")
        return FAILED

    def _choice(self, node: Scalar, bare: shape.Type, notes: dict[str, str]) -> object:
        known = choices(bare)
        if node.text in known:
            return known[node.text]
        if notes.get("kind") == ProblemKind.VERSION:
            self._findings.add(node.place, ProblemKind.VERSION, text=node.text)
            return FAILED
        self._findings.add(
            node.place,
            ProblemKind.NOT_ONE_OF,
            text=node.text,
            near=nearest(node.text, tuple(known)),
            known=listed(known),
        )
        return FAILED

    def wrong_type(self, node: Node, wanted: str, key: str) -> None:
        if isinstance(node, Scalar) and node.meaning is Meaning.NOTHING:
            name = key or "this entry"
            self._findings.add(node.place, ProblemKind.NO_VALUE, key=name, expected=wanted)
            return
        self._findings.add(node.place, ProblemKind.WRONG_TYPE, found=found(node), expected=wanted)
