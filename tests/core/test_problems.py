"""Problems: each is worded in one line that names its place and a way to mend it."""

import re
from pathlib import Path

import pytest

from thaw.core.problem_words import WORDS, worded
from thaw.core.problems import Findings, Place, Problem, ProblemKind, nearest

PLACE = Place(Path("walk.yaml"), 3, 5)


@pytest.mark.parametrize("kind", ProblemKind)
def test_every_kind_is_worded_from_its_values(kind: ProblemKind) -> None:
    names = set(re.findall(r"(?<!\{)\{(\w+)\}(?!\})", " ".join(WORDS[kind])))
    names |= set(re.findall(r"\{\{\{(\w+)\}\}\}", " ".join(WORDS[kind])))

    said = worded(Problem(PLACE, kind, {name: f"<{name}>" for name in names}))

    assert said.startswith("walk.yaml:3:5: ")
    assert all(f"<{name}>" in said for name in names)
    assert " — " in said
    assert "\n" not in said


def test_a_near_word_is_offered_in_place_of_the_list() -> None:
    values = {"key": "rset", "where": "a step", "near": "rest", "known": "`say`, `rest`"}

    said = worded(Problem(PLACE, ProblemKind.UNKNOWN_KEY, values))

    assert said == "walk.yaml:3:5: `rset` is not a key of a step — did you mean `rest`?"


def test_a_problem_with_the_whole_file_names_no_line() -> None:
    said = worded(Problem(Place(Path("walk.yaml")), ProblemKind.EMPTY))

    assert said.startswith("walk.yaml: this file is empty — ")


def test_text_from_a_file_cannot_steer_the_terminal_nor_fill_it() -> None:
    values = {"text": "\x1b[2J" + "x" * 10_000, "expected": "text"}

    said = worded(Problem(PLACE, ProblemKind.WRONG_FORM, values))

    assert said.isprintable()
    assert len(said) < 200


def test_the_same_problem_is_noted_once() -> None:
    findings = Findings()
    findings.add(PLACE, ProblemKind.EMPTY)
    findings.add(PLACE, ProblemKind.EMPTY)

    assert len(findings.sorted()) == 1


def test_warnings_alone_do_not_forbid() -> None:
    findings = Findings()
    findings.add(PLACE, ProblemKind.WORDING, fault="a", advice="b")
    assert not findings

    findings.add(PLACE, ProblemKind.EMPTY)
    assert findings


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("rset", "rest"),
        ("RESTS", "rest"),
        ("bel", "bell"),
        ("zzz", ""),
        ("", ""),
        ("x" * 10**6, ""),
    ],
)
def test_the_nearest_word_is_found_or_none(word: str, near: str) -> None:
    assert nearest(word, ("say", "rest", "bell")) == near


def test_an_endless_word_is_near_to_nothing() -> None:
    assert nearest("x" * 10**6, ("say", "rest", "bell")) == ""


def test_the_name_of_a_file_cannot_steer_a_terminal() -> None:
    problem = Problem(Place(Path("a\n\x1b[31m\udce4.yaml"), 1, 2), ProblemKind.EMPTY)
    assert worded(problem).startswith("a��[31m�.yaml:1:2: ")
