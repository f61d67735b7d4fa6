"""Keys, read from a terminal of the test's own."""

import os
import sys
import termios
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

import pytest

from thaw.commands.keys import NoKeys, TerminalKeys, terminal_keys


@dataclass
class Terminal:
    """Both ends of a terminal: ``hand`` types, Thaw reads the other."""

    hand: int
    stdin: TextIO

    def type(self, text: str) -> None:
        os.write(self.hand, text.encode())

    def modes(self) -> list[object]:
        return termios.tcgetattr(self.stdin)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    hand, other = os.openpty()
    with os.fdopen(other, "r") as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        made = Terminal(hand, stdin)
        yield made
    os.close(hand)


def pressed(keys: TerminalKeys, count: int) -> list[str]:
    return [keys.pressed(0.05) for _ in range(count)]


def test_keys_come_one_by_one_however_fast_they_were_typed(terminal: Terminal) -> None:
    with TerminalKeys() as keys:
        terminal.type(" qx")
        assert pressed(keys, 4) == [" ", "q", "x", ""]


def test_an_arrow_key_is_one_key_and_not_escape(terminal: Terminal) -> None:
    with TerminalKeys() as keys:
        terminal.type("\x1b[A\x1bOP\x1b[1;5C\x1b[15~\x1bq")
        assert pressed(keys, 6) == ["\x1b[A", "\x1bOP", "\x1b[1;5C", "\x1b[15~", "\x1b", "q"]


def test_escape_alone_is_escape(terminal: Terminal) -> None:
    with TerminalKeys() as keys:
        terminal.type("\x1b")
        assert pressed(keys, 1) == ["\x1b"]


def test_bytes_that_are_no_text_are_no_obstacle(terminal: Terminal) -> None:
    with TerminalKeys() as keys:
        os.write(terminal.hand, b"\xffq")
        assert pressed(keys, 2) == ["\ufffd", "q"]


def test_the_terminal_is_put_back(terminal: Terminal) -> None:
    before = terminal.modes()
    with TerminalKeys():
        assert terminal.modes() != before
    assert terminal.modes() == before


def test_a_terminal_that_goes_away_presses_nothing_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hand, other = os.openpty()
    with os.fdopen(other, "r") as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        with TerminalKeys() as keys:
            os.close(hand)
            assert pressed(keys, 3) == ["", "", ""]


def test_input_that_is_no_terminal_has_no_keys(terminal: Terminal) -> None:
    # Standard output is pytest's own file here, and no terminal.
    assert not terminal_keys().has_keyboard


def test_with_no_keys_the_time_passes_all_the_same() -> None:
    waited: list[float] = []
    with NoKeys(waited.append) as keys:
        assert keys.pressed(0.25) == ""
    assert waited == [0.25]
