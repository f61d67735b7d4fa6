"""Checking: everything there is to say about one file, in the order of its lines."""

from pathlib import Path

from tests.core.written_sessions import FIRST_STEP_LINE, NAMES, written
from thaw.core.checking import check_file
from thaw.core.fragments import Fragments
from thaw.core.problem_words import worded
from thaw.core.problems import ProblemKind


def checked(path: Path, text: str) -> list[tuple[ProblemKind, int]]:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    found = check_file(path, Fragments([path.parent]), NAMES)
    assert all(worded(problem) for problem in found)
    return [(problem.kind, problem.line) for problem in found]


def test_a_good_session_has_nothing_to_say(tmp_path: Path) -> None:
    assert checked(tmp_path / "walk.yaml", written("say: You might look around.")) == []


def test_wording_and_unusual_breaths_are_pointed_out_by_line(tmp_path: Path) -> None:
    text = written(
        "say: You must breathe.",
        "breathe: {pattern: {in: 2s, out: 6s}, cycles: 3}",
        "say: Close your eyes.",
        title="Cure",
    )

    assert checked(tmp_path / "walk.yaml", text) == [
        (ProblemKind.WORDING, 0),
        (ProblemKind.WORDING, FIRST_STEP_LINE),
        (ProblemKind.BREATH_UNUSUAL, FIRST_STEP_LINE + 1),
        (ProblemKind.WORDING, FIRST_STEP_LINE + 2),
    ]


def test_warnings_wait_until_the_problems_are_mended(tmp_path: Path) -> None:
    text = written("say: You must breathe.", "bell: gong")

    assert checked(tmp_path / "walk.yaml", text) == [
        (ProblemKind.UNKNOWN_NAME, FIRST_STEP_LINE + 1)
    ]


def test_other_languages_are_not_held_to_english_words(tmp_path: Path) -> None:
    text = written("say: Der Fix must.", language="de")

    assert checked(tmp_path / "walk.yaml", text) == []


def test_a_fragment_is_checked_with_its_variables_left_open(tmp_path: Path) -> None:
    text = "steps:\n  - say: See {part}.\n  - bell: gong\n  - say: You must.\n"

    assert checked(tmp_path / "fragments" / "part.yaml", text) == [
        (ProblemKind.UNKNOWN_NAME, 3),
        (ProblemKind.WORDING, 4),
    ]


def test_a_fragment_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    assert checked(tmp_path / "fragments" / "part.yaml", "") == [(ProblemKind.EMPTY, 0)]


def test_a_fragment_is_named_as_its_file_is(tmp_path: Path) -> None:
    text = "id: other\nsteps:\n  - rest: 1s\n"

    assert checked(tmp_path / "fragments" / "part.yaml", text) == [
        (ProblemKind.ID_NOT_FILE_NAME, 1)
    ]


def test_a_fragment_that_includes_itself_is_refused(tmp_path: Path) -> None:
    text = "steps:\n  - include: part\n"

    assert checked(tmp_path / "fragments" / "part.yaml", text) == [(ProblemKind.INCLUDE_CYCLE, 2)]


def test_a_fragment_that_repeats_without_end_is_refused(tmp_path: Path) -> None:
    inner = "{repeat: {times: 200, steps: [{rest: 1s}]}}"
    text = f"steps:\n  - repeat: {{times: 200, steps: [{inner}]}}\n"

    assert checked(tmp_path / "fragments" / "part.yaml", text) == [(ProblemKind.TOO_MANY_STEPS, 2)]
