"""What is wrong with a session, where, and what would be right."""

from pathlib import Path

import pytest

from tests.core.written_sessions import CLOSING, FIRST_STEP_LINE, NAMES, problems, written
from thaw.core.fragments import Fragments
from thaw.core.loading import load_bytes, load_session
from thaw.core.problems import Findings, ProblemKind
from thaw.core.session import Session

_TOO_MANY_CUES = (ProblemKind.TOO_MANY, "[sight", "")
WRONG_STEPS = [
    ("rset: 3s", ProblemKind.UNKNOWN_KEY, "rset: 3s", "rest"),
    ("say: {text: a, pcae: 1}", ProblemKind.UNKNOWN_KEY, "pcae", "pace"),
    ("say: no", ProblemKind.NOT_QUOTED, "no", ""),
    ("say: 10", ProblemKind.NOT_QUOTED, "10", ""),
    ("say: 2026-11-23", ProblemKind.NOT_QUOTED, "2026", ""),
    ("mark: Off", ProblemKind.NOT_QUOTED, "Off", ""),
    ("say: # later", ProblemKind.NO_VALUE, " # later", ""),
    ('say: {text: "  "}', ProblemKind.NO_TEXT, '"  "', ""),
    ('rest: ""', ProblemKind.NO_TEXT, '""', ""),
    ("say: ''", ProblemKind.NO_TEXT, "''", ""),
    ("say: [a]", ProblemKind.WRONG_TYPE, "[a]", ""),
    ("bell: {strikes: three}", ProblemKind.WRONG_TYPE, "three", ""),
    ("bell: {strikes: 1.5}", ProblemKind.WRONG_TYPE, "1.5", ""),
    ("bell: {strikes: 0x3}", ProblemKind.WRONG_TYPE, "0x3", ""),
    ("bell: {strikes: 10}", ProblemKind.OUT_OF_BOUNDS, "10", ""),
    ("bell: {gain: .inf}", ProblemKind.WRONG_TYPE, ".inf", ""),
    ("bed: {name: off, duck: maybe}", ProblemKind.WRONG_TYPE, "maybe", ""),
    ("bed: no", ProblemKind.NOT_QUOTED, "no", ""),
    ("bed: soft-rian", ProblemKind.UNKNOWN_NAME, "soft-rian", "soft-rain"),
    ("bell: warm-bowel", ProblemKind.UNKNOWN_NAME, "warm-bowel", "warm-bowl"),
    ("bell: {voice: bowl}", ProblemKind.UNKNOWN_NAME, "bowl", "warm-bowl"),
    ("bell: Warm Bowl", ProblemKind.WRONG_FORM, "Warm", ""),
    ("rest: 90", ProblemKind.WRONG_FORM, "90", ""),
    ("rest: -5s", ProblemKind.WRONG_FORM, "-5s", ""),
    ("rest: 5 s", ProblemKind.WRONG_FORM, "5 s", ""),
    ("rest: 13h", ProblemKind.OUT_OF_BOUNDS, "13h", ""),
    ("rest: ٣s", ProblemKind.WRONG_FORM, "٣s", ""),
    ("rest: {min: 1s, max: 3s}", ProblemKind.MISSING_KEY, "{min", ""),
    ("rest: {min: 5s, ideal: 3s, max: 9s}", ProblemKind.SPAN_ORDER, "{min", ""),
    ("rest: {min: 1s, ideal: 2s, max: 3s, weight: 0}", ProblemKind.OUT_OF_BOUNDS, "0}", ""),
    ("bell: {spacing: 0s}", ProblemKind.OUT_OF_BOUNDS, "0s", ""),
    ("bed: {name: soft-rain, fade: 0s}", ProblemKind.OUT_OF_BOUNDS, "0s", ""),
    ("breathe: even", ProblemKind.WRONG_TYPE, "even", ""),
    ("breathe: {pattern: evn, for: 1m}", ProblemKind.UNKNOWN_NAME, "evn", "even"),
    ("breathe: {pattern: even}", ProblemKind.EITHER_OR, "{pattern", ""),
    ("breathe: {pattern: even, for: 1m, cycles: 3}", ProblemKind.EITHER_OR, "{pattern", ""),
    ("breathe: {pattern: even, for: 1m, cues: [sihgt]}", ProblemKind.NOT_ONE_OF, "sihgt", "sight"),
    ("breathe: {pattern: {in: 1s, out: 6s}, cycles: 3}", ProblemKind.BREATH_BOUNDS, "{in", ""),
    ("breathe: {pattern: even, for: 21m}", ProblemKind.BREATH_DOSE, "{pattern", ""),
    ("breathe: {pattern: box, for: 6m}", ProblemKind.BREATH_DOSE, "{pattern", ""),
    ("breathe: {pattern: four-seven-eight, cycles: 9}", ProblemKind.BREATH_DOSE, "{pattern", ""),
    (
        "breathe: {pattern: even, for: 1m, cues: [sight, sound, voice, sight]}",
        ProblemKind.TOO_MANY,
        "[sight",
        "",
    ),
    ("optional: {steps: []}", ProblemKind.TOO_FEW, "[]", ""),
    ("optional: {steps: [{mark: closing}]}", ProblemKind.CLOSING_INSIDE, "closing", ""),
    ("repeat: {steps: [{rest: 1s}]}", ProblemKind.EITHER_OR, "{steps", ""),
    ("repeat: {over: [a], times: 2, steps: [{rest: 1s}]}", ProblemKind.EITHER_OR, "{over", ""),
    ("repeat: {over: [a], steps: [{rest: 1s}]}", ProblemKind.BOTH_OR_NEITHER, "{over", ""),
    ("repeat: {over: [a], as: My Part, steps: [{rest: 1s}]}", ProblemKind.WRONG_FORM, "My", ""),
    ("say: See {part}.", ProblemKind.UNKNOWN_VARIABLE, "See", ""),
    ("say: One } brace.", ProblemKind.STRAY_BRACE, "One", ""),
    ("include: nowhere", ProblemKind.UNKNOWN_NAME, "nowhere", ""),
    ("include: ../secret", ProblemKind.INCLUDE_PATH, "..", ""),
    ("include: /etc/passwd", ProblemKind.INCLUDE_PATH, "/etc", ""),
    ("include: 'C:\\secret'", ProblemKind.INCLUDE_PATH, "'C:", ""),
    ("include: {fragment: ./x}", ProblemKind.INCLUDE_PATH, "./x", ""),
    ("wait: soon", ProblemKind.WRONG_FORM, "soon", ""),
    ("wait: {min: 3s, ideal: 2s, max: 4s}", ProblemKind.SPAN_ORDER, "{min", ""),
    ("write: {prompt: a, for: soon}", ProblemKind.WRONG_FORM, "soon", ""),
    ("write: {prompt: a, for: 13h}", ProblemKind.OUT_OF_BOUNDS, "13h", ""),
    ("write: {for: 2m}", ProblemKind.MISSING_KEY, "{for", ""),
    ("write: 'What {part}?'", ProblemKind.UNKNOWN_VARIABLE, "'What", ""),
    ("breathe: {pattern: {in: 4.05s, out: 6s}, cycles: 3}", ProblemKind.BREATH_BOUNDS, "{in", ""),
    ("breathe: {pattern: physiological-sigh, cycles: 4}", ProblemKind.BREATH_DOSE, "{pattern", ""),
    ("breathe: {pattern: four-seven-eight, cycles: 9}", ProblemKind.BREATH_DOSE, "{pattern", ""),
    ("bells: {gain: -3}", ProblemKind.NO_VALUE, "{gain", ""),
    ("bells: of", ProblemKind.NOT_ONE_OF, "of", "off"),
    ("bells: {every: 9s}", ProblemKind.OUT_OF_BOUNDS, "9s", ""),
    ("bells: {every: 0s}", ProblemKind.OUT_OF_BOUNDS, "0s", ""),
    ("bells: {at: [13h]}", ProblemKind.OUT_OF_BOUNDS, "[13h", ""),
    ("bells: {at: 3m}", ProblemKind.WRONG_TYPE, "3m", ""),
    ("bells: {every: 1m, voice: gong}", ProblemKind.UNKNOWN_NAME, "gong", ""),
    ("bells: {every: 1m, strikes: 4}", ProblemKind.OUT_OF_BOUNDS, "4}", ""),
    ("bells: {random: {min: 2m, max: 1m}}", ProblemKind.OUT_OF_BOUNDS, "1m", ""),
    ("bells: {random: {min: 1m}}", ProblemKind.MISSING_KEY, "{min", ""),
    ("bed: {fade: 3s}", ProblemKind.NO_VALUE, "{fade", ""),
    ("bed: {name: of}", ProblemKind.UNKNOWN_NAME, "of}", ""),
    ("breathe: {pattern: even, for: soon}", ProblemKind.WRONG_FORM, "soon", ""),
    ("repeat: {times: 0, steps: [{rest: 1s}]}", ProblemKind.OUT_OF_BOUNDS, "0,", ""),
    ("include: {fragment: x, with: [a]}", ProblemKind.WRONG_TYPE, "[a]", ""),
    ("include: {fragment: x, with: {part: no}}", ProblemKind.NOT_QUOTED, "no", ""),
    ("include: {fragment: x, with: {A: b}}", ProblemKind.WRONG_FORM, "A:", ""),
    ("include: {fragment: x, with: {a: b, a: c}}", ProblemKind.DUPLICATE_KEY, "a: c", ""),
    ("optional: {steps: {rest: 1s}}", ProblemKind.WRONG_TYPE, "{rest", ""),
    ("rest: {min: , ideal: 1s, max: 2s}", ProblemKind.NO_VALUE, ", ideal", ""),
    ("Hello.", ProblemKind.WRONG_TYPE, "Hello", ""),
    ("{}", ProblemKind.NOT_ONE_STEP, "{}", ""),
    ("{say: a, rest: 3s}", ProblemKind.NOT_ONE_STEP, "{say", ""),
    ("say: {text: a, text: b}", ProblemKind.DUPLICATE_KEY, "text: b", ""),
    ("say: {? [a] : b}", ProblemKind.KEY_NOT_TEXT, "[a]", ""),
    ("say: Notice: the breath", ProblemKind.NOT_YAML, ": the", ""),
    ("say: &a hello", ProblemKind.ALIAS, "&a", ""),
    ("say: *a", ProblemKind.ALIAS, "*a", ""),
    ("say: !!python/name:os.system x", ProblemKind.TAG, "!!", ""),
    ("say: !secret x", ProblemKind.TAG, "!secret", ""),
    ("say: a\n---\nb: c", ProblemKind.SEVERAL_DOCUMENTS, None, ""),
]


@pytest.mark.parametrize(("step", "kind", "at", "near"), WRONG_STEPS)
def test_a_wrong_step_is_one_problem_at_its_place(
    step: str, kind: ProblemKind, at: str | None, near: str, tmp_path: Path
) -> None:
    fragment = "defaults: {a: x, part: y}\nsteps:\n  - say: '{a} {part}'\n"
    (tmp_path / "x.yaml").write_text(fragment, "utf-8")
    folder = tmp_path if "fragment: x" in step else None
    (problem,) = problems(written("rest: 1s", step, "rest: 1s"), folder)

    assert problem.kind is kind
    assert problem.values.get("near", "") == near
    if at is not None:
        assert problem.line == FIRST_STEP_LINE + 1
        assert problem.column == len("  - ") + step.index(at) + 1


WRONG_HEADS = [
    ("thaw", "2", ProblemKind.VERSION),
    ("thaw", None, ProblemKind.MISSING_KEY),
    ("id", "Walk", ProblemKind.WRONG_FORM),
    ("id", "a--b", ProblemKind.WRONG_FORM),
    ("id", "../walk", ProblemKind.WRONG_FORM),
    ("title", "on", ProblemKind.NOT_QUOTED),
    ("title", "x" * 121, ProblemKind.TOO_LONG),
    ("title", "x\ntitle: y", ProblemKind.DUPLICATE_KEY),
    ("goal", None, ProblemKind.MISSING_KEY),
    ("category", "breth", ProblemKind.NOT_ONE_OF),
    ("level", "hard", ProblemKind.NOT_ONE_OF),
    ("anchor", "fete", ProblemKind.NOT_ONE_OF),
    ("language", "English", ProblemKind.WRONG_FORM),
    ("lengths", "10m", ProblemKind.WRONG_TYPE),
    ("lengths", "{default: 2m, from: 3m, to: 4m}", ProblemKind.LENGTHS_ORDER),
    ("lengths", "{default: 10m, from: 5s, to: 20m}", ProblemKind.OUT_OF_BOUNDS),
    ("sound", "{bed: rain}", ProblemKind.UNKNOWN_NAME),
    ("sound", "{bells: gong}", ProblemKind.UNKNOWN_NAME),
    ("tags", "[Two Words]", ProblemKind.WRONG_FORM),
    ("posture", "[flying]", ProblemKind.NOT_ONE_OF),
    ("auhtor", "me", ProblemKind.UNKNOWN_KEY),
]


@pytest.mark.parametrize(("key", "value", "kind"), WRONG_HEADS)
def test_a_wrong_head_is_one_problem(key: str, value: str | None, kind: ProblemKind) -> None:
    if value is None:
        found = problems(written("rest: 1s", without=key))
    else:
        found = problems(written("rest: 1s", closing=CLOSING, **{key: value}))

    assert [problem.kind for problem in found] == [kind]


def test_all_problems_come_at_once_in_the_order_of_lines() -> None:
    found = problems(written("rset: 3s", "bell: gong", "rest: 90", auhtor="me"))

    lines = [problem.line for problem in found]
    assert len(found) == 4
    assert lines == sorted(lines)


def test_a_head_that_cannot_be_read_does_not_hide_what_is_wrong_with_the_steps() -> None:
    found = problems(written("bell: gong", "include: nowhere", category="breth", without="goal"))

    assert sorted(problem.kind for problem in found) == [
        ProblemKind.MISSING_KEY,
        ProblemKind.NOT_ONE_OF,
        ProblemKind.UNKNOWN_NAME,
        ProblemKind.UNKNOWN_NAME,
    ]


def test_a_file_full_of_mistakes_is_told_in_part_and_says_so() -> None:
    found = problems(written(*["rset: 3s"] * 400))

    assert len(found) == Findings.LIMIT + 1
    assert found[-1].kind is ProblemKind.TOO_MANY_PROBLEMS


def test_a_session_needs_a_closing_and_only_one() -> None:
    (missing,) = problems(written("rest: 1s", closing=""))
    (again,) = problems(written("mark: closing", "rest: 1s"))

    assert missing.kind is ProblemKind.MISSING_CLOSING
    assert (again.kind, again.line) == (ProblemKind.CLOSING_AGAIN, FIRST_STEP_LINE + 2)


def test_repeats_of_repeats_stop_at_a_bound() -> None:
    step = "{rest: 1s}"
    for _ in range(8):
        step = f"{{repeat: {{times: 200, steps: [{step}]}}}}"

    (problem,) = problems(written(step))

    assert problem.kind is ProblemKind.TOO_MANY_STEPS


def test_fragments_that_include_each_other_are_refused(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("steps:\n  - include: two\n", "utf-8")
    (tmp_path / "two.yaml").write_text("steps:\n  - include: one\n", "utf-8")

    (problem,) = problems(written("include: one"), tmp_path)

    assert problem.kind is ProblemKind.INCLUDE_CYCLE
    assert problem.file == tmp_path / "two.yaml"
    assert problem.values["chain"] == "one → two → one"


def test_a_fault_in_a_fragment_is_told_once_in_the_fragments_own_file(tmp_path: Path) -> None:
    (tmp_path / "part.yaml").write_text("steps:\n  - rset: 3s\n  - bell: gong\n", "utf-8")

    found = problems(written("include: part", "include: part"), tmp_path)

    assert [(one.file, one.line) for one in found] == [
        (tmp_path / "part.yaml", 2),
        (tmp_path / "part.yaml", 3),
    ]


def test_a_variable_that_a_fragment_does_not_have_is_pointed_out(tmp_path: Path) -> None:
    (tmp_path / "part.yaml").write_text("steps:\n  - say: See {part}.\n", "utf-8")

    found = problems(written("include: {fragment: part, with: {prat: it}}"), tmp_path)

    kinds = {problem.kind: problem for problem in found}
    assert kinds[ProblemKind.UNUSED_VARIABLE].values["near"] == "part"
    assert ProblemKind.UNKNOWN_VARIABLE in kinds


def test_a_variable_whose_value_is_wrong_is_not_missed_as_well(tmp_path: Path) -> None:
    (tmp_path / "part.yaml").write_text("steps:\n  - say: See {part}.\n", "utf-8")

    found = problems(written("include: {fragment: part, with: {part: no}}"), tmp_path)

    assert [problem.kind for problem in found] == [ProblemKind.NOT_QUOTED]


def test_a_session_is_named_as_its_file_is(tmp_path: Path) -> None:
    path = tmp_path / "stroll.yaml"
    path.write_text(written("rest: 1m"), "utf-8")

    found = load_session(path, Fragments(), NAMES)

    assert not isinstance(found, Session)
    assert [(one.kind, one.line) for one in found] == [(ProblemKind.ID_NOT_FILE_NAME, 2)]


def test_an_unusual_breath_is_allowed_and_pointed_out() -> None:
    text = written("breathe: {pattern: {in: 2.5s, out: 7s}, cycles: 3}")

    outcome = load_bytes(text.encode(), Path("walk.yaml"), Fragments(), NAMES)

    assert outcome.session is not None
    assert [one.kind for one in outcome.problems] == [ProblemKind.BREATH_UNUSUAL]


def test_a_long_hold_more_than_four_times_is_allowed_and_pointed_out() -> None:
    text = written("breathe: {pattern: four-seven-eight, cycles: 5}")

    outcome = load_bytes(text.encode(), Path("walk.yaml"), Fragments(), NAMES)

    assert outcome.session is not None
    assert [one.kind for one in outcome.problems] == [ProblemKind.BREATH_UNUSUAL]
