"""Words for lengths and numbers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale

import thaw.shell
from thaw.core.session import Category, Level
from thaw.shell.wording import (
    breakable,
    category_text,
    level_text,
    minutes_text,
    number_text,
    number_word,
    practised_text,
    short_practised_text,
)

RED_WORDS = (
    "treat", "therapy", "cure", "heal", "recover", "depress", "disorder", "symptom", "patient",
    "clinical", "proven", "diagnos", "streak", "missed", "failed", "good job", "must ", "should",
)  # fmt: skip


@pytest.mark.parametrize(
    ("path", "lines"),
    [
        ("/home/ana/Thaw", ["/", "home/", "ana/", "Thaw"]),
        ("/a/long_name-of.a/b", ["/", "a/", "long_", "name-", "of.a/", "b"]),
        ("/Rest- here, 10 min.flac", ["/", "Rest- here, 10 min.flac"]),
        ("/abcdefghijklmnopqrstuvwxyz", ["/", "abcdefghijklmn", "opqrstuvwxyz"]),
    ],
)
def test_a_path_may_be_broken_within_whatever_would_be_too_wide(
    path: str, lines: list[str]
) -> None:
    said = breakable(Path(path))
    assert said.split("\u200b") == lines
    assert said.replace("\u200b", "") == path


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "less than a minute"),
        (59, "less than a minute"),
        (60, "one minute"),
        (1680, "twenty-eight minutes"),
        (1740, "29 minutes"),
        (3660, "one hour and one minute"),
        (7200, "two hours"),
    ],
)
def test_a_length_is_said_in_words(seconds: int, said: str) -> None:
    assert practised_text(seconds) == said


def test_a_length_in_a_list_is_short() -> None:
    assert short_practised_text(45) == "45 s"
    assert short_practised_text(605) == "10 min"


def test_every_number_up_to_twenty_eight_has_a_word_of_its_own() -> None:
    said = [number_word(n) for n in range(29)]
    assert len(set(said)) == 29
    assert said[11] == "eleven"
    assert said[28] == "twenty-eight"
    assert number_word(29) == "29"


def test_every_category_and_level_has_words() -> None:
    assert all(category_text(category) for category in Category)
    assert all(level_text(level) for level in Level)


def test_no_text_promises_blames_or_shouts() -> None:
    """What is handed to ``tr`` in any module of the shell."""
    folder = Path(thaw.shell.__file__).parent
    for module in folder.rglob("*.py"):
        for line in module.read_text(encoding="utf-8").splitlines():
            if "tr(" not in line or '"' not in line:
                continue
            said = line.split('"', 1)[1].casefold()
            assert not [word for word in RED_WORDS if word in said], f"{module.name}: {line}"
            assert "!" not in said, f"{module.name}: {line}"


@pytest.fixture
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))
    yield
    QLocale.setDefault(before)


def test_large_numbers_are_grouped() -> None:
    assert number_text(999) == "999"
    assert number_text(12_345) == "12,345"
    assert number_word(12_345) == "12,345"
    assert minutes_text(1234) == "1,234 min"
    assert practised_text(3600 * 20_000) == "20,000 hours"


def test_large_numbers_are_grouped_as_they_are_here(german: None) -> None:
    assert number_text(1_234_567) == "1.234.567"
    assert number_word(1000) == "1.000"
