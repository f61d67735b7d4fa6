"""A JSON document gone through a value at a time, so that a long one is never held whole."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NoReturn, Protocol

from thaw.practice.import_files import LONGEST_SIGNS, refuse
from thaw.practice.problems import ProblemKind

_SIGNS_AT_ONCE: Final = 256 * 1024
_BLANKS = frozenset(" \t\r\n")
_AFTER_A_VALUE = _BLANKS | frozenset(",:]}")


class Text(Protocol):
    """What is read from front to back."""

    def read(self, count: int, /) -> str:
        """Return the next signs, ``count`` at most; "" at the end."""
        ...


@dataclass(frozen=True, slots=True)
class Found:
    """A value of the document's outermost object or list."""

    key: str
    """"" in a document that is a list."""
    value: object
    number: int | None
    """Which item of the list at ``key`` it is, from 1 on; None for a value that is none."""


@dataclass(frozen=True, slots=True)
class ListBegins:
    """There is a list at ``key``; its items follow."""

    key: str


def walk(text: Text) -> Iterator[Found | ListBegins]:
    """Go through the values of an object, and through the items of the lists in it.

    A document that is a list is taken for one at "". Raises Refused.
    """
    walker = _Walker(text)
    begins = walker.next_sign()
    if begins == "[":
        yield from walker.items("")
    elif begins == "{":
        yield from walker.members()
    else:
        walker.refuse_here()
    if walker.next_sign():
        walker.refuse_here()


class _Walker:
    """A place in the text, and what was read ahead of it."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._ahead = ""
        self._place = 0
        self._line = 1
        self._has_ended = False
        self._decoder = json.JSONDecoder(parse_constant=_no_constant)

    def next_sign(self) -> str:
        """Pass over blanks; return the sign that follows, "" at the end."""
        while True:
            if self._place == len(self._ahead) and not self._more():
                return ""
            sign = self._ahead[self._place]
            if sign not in _BLANKS:
                return sign
            self._line += sign == "\n"
            self._place += 1

    def members(self) -> Iterator[Found | ListBegins]:
        self._take("{")
        if self.next_sign() == "}":
            self._take("}")
            return
        while True:
            if self.next_sign() != '"':
                self.refuse_here()
            key = str(self._value())
            self._take(":")
            if self.next_sign() == "[":
                yield from self.items(key)
            else:
                yield Found(key, self._value(), None)
            if self._take(",", "}") == "}":
                return

    def items(self, key: str) -> Iterator[Found | ListBegins]:
        yield ListBegins(key)
        self._take("[")
        if self.next_sign() == "]":
            self._take("]")
            return
        number = 0
        while True:
            number += 1
            self.next_sign()
            yield Found(key, self._value(), number)
            if self._take(",", "]") == "]":
                return

    def refuse_here(self, why: str | None = None, lines: int = 0) -> NoReturn:
        refuse(ProblemKind.BROKEN_JSON, self._line + lines, value=why)

    def _take(self, *signs: str) -> str:
        sign = self.next_sign()
        if sign not in signs or not sign:
            self.refuse_here()
        self._place += 1
        return sign

    def _value(self) -> object:
        """Read the value that begins here, as far ahead as it takes."""
        while True:
            try:
                value, end = self._decoder.raw_decode(self._ahead, self._place)
            except json.JSONDecodeError as exc:
                if not self._more():
                    self.refuse_here(exc.msg, self._ahead.count("\n", self._place, exc.pos))
                continue
            except (ValueError, RecursionError):
                # No number, one of thousands of digits, or lists in lists without end.
                self.refuse_here()
            # A number may go on in what was not read yet: 1, 1. and 1.5e are not to be told apart.
            if self._ahead[end : end + 1] in _AFTER_A_VALUE or not self._more():
                self._line += self._ahead.count("\n", self._place, end)
                self._place = end
                return value

    def _more(self) -> bool:
        """Read on; return whether there was anything. What is passed is let go of."""
        if self._has_ended:
            return False
        waiting = self._ahead[self._place :]
        if len(waiting) > LONGEST_SIGNS:
            self.refuse_here()
        # Twice as much each time: a long value is not begun again for every small piece.
        piece = self._text.read(max(_SIGNS_AT_ONCE, len(waiting)))
        if not piece:
            self._has_ended = True
            return False
        self._ahead, self._place = waiting + piece, 0
        return True


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)
