"""Stop and ground in a terminal, on a clock that the test turns."""

from dataclasses import dataclass
from typing import Self

import pytest

from thaw.care.grounding import LENGTH_S, LINES
from thaw.commands.grounding import HINT, ground


@dataclass
class Typist:
    """Presses ``keys`` one after another, then nothing more; each look takes half a second."""

    keys: str = ""
    now_s: float = 0.0
    has_keyboard: bool = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_details: object) -> None:
        return None

    def pressed(self, within_s: float) -> str:
        self.now_s += 0.5
        assert self.now_s < 1000, "it never ends"
        key, self.keys = self.keys[:1], self.keys[1:]
        return key

    def ground(self, capsys: pytest.CaptureFixture[str], lasts_s: float = 1000) -> list[str]:
        """The lines that were read."""
        ground(self, lambda: self.now_s, lambda: self.now_s < lasts_s)
        words = capsys.readouterr().out.splitlines()
        assert words[1] == HINT
        return [word.strip() for word in words[2:] if word]


TEXTS = [line.text for line in LINES]


def test_left_alone_every_line_comes_in_its_time(capsys: pytest.CaptureFixture[str]) -> None:
    typist = Typist()
    assert typist.ground(capsys) == TEXTS
    assert typist.now_s == pytest.approx(LENGTH_S, abs=1)


def test_any_key_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    typist = Typist("x \ng" + "n" * (len(LINES) - 4))
    assert typist.ground(capsys) == TEXTS
    assert typist.now_s == len(LINES) / 2


@pytest.mark.parametrize("key", ["q", "Q", "\x1b"])
def test_enough_is_enough_at_any_time(capsys: pytest.CaptureFixture[str], key: str) -> None:
    assert Typist(f"xx{key}xx").ground(capsys) == TEXTS[:3]


def test_when_the_system_wants_it_to_end_it_ends(capsys: pytest.CaptureFixture[str]) -> None:
    assert Typist().ground(capsys, lasts_s=3) == TEXTS[:1]
