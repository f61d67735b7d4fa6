"""Loading: what a file says becomes a session, and what is wrong with it is told."""

import hashlib
import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.written_sessions import (
    CLOSING,
    FIRST_STEP_LINE,
    HEAD,
    NAMES,
    fragments_in,
    loaded,
    problems,
    written,
)
from thaw.core.breath import Pattern
from thaw.core.files import MAX_BYTES
from thaw.core.fragments import Fragments
from thaw.core.loading import load_bytes, load_file, load_session
from thaw.core.patterns import PATTERNS
from thaw.core.problems import Findings, Problem, ProblemKind, worded
from thaw.core.session import (
    Anchor,
    Bed,
    Bell,
    Bells,
    Breathe,
    Category,
    Cue,
    Elastic,
    Lengths,
    Level,
    Mark,
    Passage,
    Rest,
    Say,
    Session,
    Step,
    VoiceLine,
    Wait,
)
from thaw.core.units import frames

LINE = FIRST_STEP_LINE


def steps(*texts: str) -> tuple[Step, ...]:
    """The steps as loaded, the closing left off."""
    return loaded(written(*texts)).steps[:-3]


# What a session comes out as.


def test_the_head_becomes_the_session() -> None:
    session = loaded(written("rest: 1m", twin="sit", sound="{bed: soft-rain, bells: small-rin}"))

    assert (session.id, session.title, session.goal) == ("walk", "A Walk", "Go for a walk.")
    assert (session.category, session.level) == (Category.MOVE, Level.GENTLE)
    assert (session.anchor, session.twin, session.language) == (Anchor.FEET, "sit", "en")
    assert (session.bed, session.bells) == ("soft-rain", "small-rin")
    assert session.lengths == Lengths(frames(600), frames(180), frames(2700))


def test_what_the_head_leaves_out_has_a_quiet_default() -> None:
    session = loaded(written("rest: 1m"))

    assert (session.bed, session.bells, session.twin) == (None, "warm-bowl", None)


def test_a_line_is_spoken_as_written_with_its_folds_taken_out() -> None:
    assert steps("say: >\n      One\n      line.") == (Say(VoiceLine("One line."), at_line=LINE),)


def test_a_line_keeps_its_pace_and_pause() -> None:
    (say,) = steps("say: {text: Slowly., pace: 0.9, pause: {min: 1s, ideal: 2s, max: 3s}}")

    pause = Elastic(frames(1), frames(2), frames(3), 1.0)
    assert say == Say(VoiceLine("Slowly.", "en", 0.9), pause, LINE)


def test_a_line_is_in_the_language_of_its_session() -> None:
    (say, *_) = loaded(written("say: Olá.", language="pt-BR")).steps

    assert isinstance(say, Say)
    assert say.line.language == "pt-BR"


def test_a_rest_is_fixed_or_elastic() -> None:
    fixed, elastic = steps("rest: 1m30s", "rest: {min: 1s, ideal: 2s, max: 3s, weight: 4}")

    assert fixed == Rest(Elastic.fixed(frames(90)), LINE)
    assert elastic == Rest(Elastic(frames(1), frames(2), frames(3), 4.0), LINE + 1)


def test_a_wait_is_a_span_that_may_be_elastic() -> None:
    fixed, elastic = steps("wait: 20s", "wait: {min: 1s, ideal: 2s, max: 3s}")

    assert fixed == Wait(Elastic.fixed(frames(20)), LINE)
    assert elastic == Wait(Elastic(frames(1), frames(2), frames(3), 1.0), LINE + 1)


def test_a_question_in_writing_is_a_wait_with_a_prompt() -> None:
    plain, longer = steps(
        "write: What is here?", 'write: {prompt: "One thing.", for: {min: 1s, ideal: 2s, max: 3s}}'
    )

    default = Elastic(frames(60), frames(180), frames(600))
    assert plain == Wait(default, LINE, "What is here?")
    assert longer == Wait(Elastic(frames(1), frames(2), frames(3)), LINE + 1, "One thing.")


def test_a_question_in_writing_takes_variables() -> None:
    found = steps("repeat: {over: [hands, feet], as: part, steps: [{write: 'Your {part}?'}]}")

    assert [step.prompt for step in found if isinstance(step, Wait)] == [
        "Your hands?",
        "Your feet?",
    ]


def test_a_line_may_be_locked_to_the_breath() -> None:
    (say,) = steps("say: {text: Softly out., breath_lock: yes}")

    assert say == Say(VoiceLine("Softly out."), None, LINE, breath_lock=True)


def test_breathing_of_ones_own_may_alternate_sides() -> None:
    (own,) = steps("breathe: {pattern: {in: 4s, out: 6s, alternate: yes}, cycles: 4}")

    assert isinstance(own, Breathe)
    assert own.pattern == Pattern("own", 4_000, 6_000, alternates=True)


def test_a_bell_falls_back_on_the_sessions_own() -> None:
    short, own = steps("bell: small-rin", "bell: {strikes: 3, spacing: 6s, gain: -3.5}")

    assert short == Bell("small-rin", 1, frames(7), 0.0, LINE)
    assert own == Bell("warm-bowl", 3, frames(6), -3.5, LINE + 1)


def test_breathing_is_to_a_named_pattern_or_ones_own() -> None:
    named, own = steps(
        "breathe: {pattern: coherent, for: 90s, ramp: 60s}",
        "breathe: {pattern: {in: 4s, hold: 1.5s, out: 6s}, cycles: 5, cues: [voice]}",
    )

    both = frozenset({Cue.SIGHT, Cue.SOUND})
    for_90_seconds = Elastic.fixed(frames(90))
    assert named == Breathe(PATTERNS["coherent"], for_90_seconds, None, frames(60), both, LINE)
    pattern = Pattern("own", 4_000, 6_000, hold_ms=1_500)
    voice = frozenset({Cue.VOICE})
    assert own == Breathe(pattern, None, 5, frames(0), voice, LINE + 1)


def test_a_soundscape_changes_and_falls_silent() -> None:
    changed, quiet, long, softer = steps(
        "bed: brown-noise",
        "bed: off",
        "bed: {name: off, fade: 12s, gain: -3, duck: no}",
        "bed: {gain: -6}",
    )

    assert changed == Bed("brown-noise", at_line=LINE)
    assert quiet == Bed(None, at_line=LINE + 1)
    assert long == Bed(None, frames(12), -3.0, False, LINE + 2)
    assert softer == Bed(None, None, -6.0, at_line=LINE + 3, keeps=True)


def test_bells_at_intervals_are_soft_and_the_sessions_own() -> None:
    even, mixed, uneven, off = steps(
        "bells: {every: 5m}",
        "bells: {at: [3m, 7m], before_end: [5m], voice: small-rin, strikes: 2, gain: -9}",
        "bells: {random: {min: 1m, max: 2m}}",
        "bells: off",
    )

    assert even == Bells("warm-bowl", 1, frames(4), -6.0, every=frames(300), at_line=LINE)
    after, before = (frames(180), frames(420)), (frames(300),)
    assert mixed == Bells(
        "small-rin", 2, frames(4), -9.0, after=after, before_end=before, at_line=LINE + 1
    )
    assert isinstance(uneven, Bells)
    assert uneven.apart == (frames(60), frames(120))
    assert off == Bells("warm-bowl", at_line=LINE + 3)


def test_optional_steps_become_a_passage() -> None:
    (passage,) = steps("optional: {from: 8m, importance: 4, steps: [{mark: there}]}")

    assert passage == Passage((Mark("there", LINE),), frames(480), 4, LINE)


def test_a_repeat_over_words_fills_each_in() -> None:
    said = steps("repeat: {over: [the feet, the hands], as: part, steps: [{say: 'See {part}.'}]}")

    lines = [step.line.text for step in said if isinstance(step, Say)]
    assert lines == ["See the feet.", "See the hands."]


def test_repeats_nest_and_see_the_words_around_them() -> None:
    inner = "{repeat: {over: [c, d], as: two, steps: [{mark: '{one}{two}'}]}}"
    marks = steps(f"repeat: {{over: [a, b], as: one, steps: [{inner}]}}")

    assert [step.name for step in marks if isinstance(step, Mark)] == ["ac", "ad", "bc", "bd"]


def test_a_repeat_by_count_comes_that_often() -> None:
    assert len(steps("repeat: {times: 3, steps: [{rest: 1s}, {bell: small-rin}]}")) == 6


def test_an_include_brings_its_steps_on_the_line_that_includes_them(tmp_path: Path) -> None:
    (tmp_path / "part.yaml").write_text("steps:\n  - say: One.\n  - say: Two.\n", "utf-8")

    session = loaded(written("include: part"), tmp_path)

    assert session.steps[0] == Say(VoiceLine("One."), at_line=LINE)
    assert session.steps[1] == Say(VoiceLine("Two."), at_line=LINE)


def test_an_include_passes_on_variables_and_the_rest_have_defaults(tmp_path: Path) -> None:
    fragment = "defaults: {how: kindly}\nsteps:\n  - say: '{part}, {how}.'\n"
    (tmp_path / "part.yaml").write_text(fragment, "utf-8")
    include = "{include: {fragment: part, with: {part: 'The {side} hand'}}}"

    session = loaded(
        written(f"repeat: {{over: [left, right], as: side, steps: [{include}]}}"), tmp_path
    )

    lines = [step.line.text for step in session.steps[:2] if isinstance(step, Say)]
    assert lines == ["The left hand, kindly.", "The right hand, kindly."]


def test_a_fragment_may_bring_the_closing(tmp_path: Path) -> None:
    (tmp_path / "end.yaml").write_text(f"steps:\n{CLOSING}", "utf-8")

    assert loaded(written("include: end", closing=""), tmp_path).steps


def test_a_timer_needs_no_closing() -> None:
    assert loaded(
        written("rest: {min: 1m, ideal: 5m, max: 1h}", closing="", category="timer")
    ).steps


def test_the_hash_names_the_file_and_the_fragments_it_uses(tmp_path: Path) -> None:
    for name in ("used", "idle"):
        (tmp_path / f"{name}.yaml").write_text("steps:\n  - rest: 1s\n", "utf-8")
    text = written("include: used")
    before = loaded(text, tmp_path).content_hash

    (tmp_path / "idle.yaml").write_text("steps:\n  - rest: 2s\n", "utf-8")
    assert loaded(text, tmp_path).content_hash == before
    (tmp_path / "used.yaml").write_text("steps:\n  - rest: 2s\n", "utf-8")
    assert loaded(text, tmp_path).content_hash != before
    assert len(before) == hashlib.sha256().digest_size * 2


def test_a_byte_order_mark_and_windows_line_ends_are_read() -> None:
    text = written("say: Héllo.").replace("\n", "\r\n")
    data = b"\xef\xbb\xbf" + text.encode()

    session = load_bytes(data, Path("walk.yaml"), Fragments(), NAMES).session

    assert session is not None
    assert session.steps[0] == Say(VoiceLine("Héllo."), at_line=LINE)


# What is wrong, where, and what would be right.

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
        assert problem.line == LINE + 1
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
    assert (again.kind, again.line) == (ProblemKind.CLOSING_AGAIN, LINE + 2)


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


# Files that are no session at all.


def _alias_bomb() -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    return "\n".join(lines)


HOPELESS: list[tuple[str, bytes, ProblemKind]] = [
    ("empty", b"", ProblemKind.EMPTY),
    ("only a comment", b"# nothing here\n", ProblemKind.EMPTY),
    ("only blank lines", b"\n\n\n", ProblemKind.EMPTY),
    ("binary", bytes(range(256)) * 100, ProblemKind.NOT_TEXT),
    ("an escape character", b"title: \x1b[31mred", ProblemKind.NOT_TEXT),
    ("an escape character in quotes", rb'title: "\e[31mred"', ProblemKind.NOT_TEXT),
    ("not UTF-8", "title: Café".encode("latin-1"), ProblemKind.NOT_UTF8),
    ("UTF-16", written("rest: 1s").encode("utf-16"), ProblemKind.NOT_TEXT),
    ("a surrogate", b"title: \xed\xa0\x80", ProblemKind.NOT_UTF8),
    ("a bomb of aliases", _alias_bomb().encode(), ProblemKind.ALIAS),
    ("a thousand lists deep", b"[" * 1000 + b"]" * 1000, ProblemKind.TOO_DEEP),
    ("a million lists deep", b"[" * (MAX_BYTES - 1), ProblemKind.TOO_DEEP),
    ("a thousand dashes deep", b"- " * 1000 + b"x", ProblemKind.TOO_DEEP),
    (
        "a thousand keys deep",
        b"".join(b" " * depth + b"a:\n" for depth in range(1000)),
        ProblemKind.TOO_DEEP,
    ),
    ("mappings in a row", b"{a: " * 200_000, ProblemKind.TOO_DEEP),
    ("too many keys", b"".join(b"k%d: 1\n" % n for n in range(90_000)), ProblemKind.TOO_MANY_PARTS),
    ("unknown keys", b"".join(b"k%d: 1\n" % n for n in range(9_000)), ProblemKind.UNKNOWN_KEYS),
    ("one endless word", b"a" * (MAX_BYTES - 1), ProblemKind.WRONG_TYPE),
    ("a list", b"- a\n- b\n", ProblemKind.WRONG_TYPE),
    ("open quotes", b'title: "never closed\n', ProblemKind.NOT_YAML),
    ("tabs", b"steps:\n\t- rest: 1s\n", ProblemKind.NOT_YAML),
]


@pytest.mark.parametrize(("data", "kind"), [pytest.param(d, k, id=n) for n, d, k in HOPELESS])
def test_a_hopeless_file_is_one_problem_and_costs_little(
    data: bytes, kind: ProblemKind, tmp_path: Path
) -> None:
    path = tmp_path / "walk.yaml"
    path.write_bytes(data)

    tracemalloc.start()
    loaded_file = load_file(path, Fragments(), NAMES)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert loaded_file.session is None
    assert [problem.kind for problem in loaded_file.problems] == [kind]
    assert peak < 50e6


def test_a_file_of_a_hundred_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "walk.yaml"
    with path.open("wb") as file:
        file.truncate(100_000_000)

    tracemalloc.start()
    (problem,) = load_file(path, Fragments(), NAMES).problems
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert problem.kind is ProblemKind.TOO_BIG
    assert peak < 1e6


def _nothing(path: Path) -> None:
    del path


def _folder(path: Path) -> None:
    path.mkdir()


def _dangling_link(path: Path) -> None:
    path.symlink_to("nowhere")


def _link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


@pytest.mark.parametrize(
    ("made", "kind"),
    [
        (_nothing, ProblemKind.NO_FILE),
        (_folder, ProblemKind.NOT_A_FILE),
        (_dangling_link, ProblemKind.NO_FILE),
        (_link_to_itself, ProblemKind.UNREADABLE),
    ],
)
def test_what_cannot_be_read_is_a_problem_too(
    made: Callable[[Path], None], kind: ProblemKind, tmp_path: Path
) -> None:
    path = tmp_path / "walk.yaml"
    made(path)

    (problem,) = load_file(path, Fragments(), NAMES).problems

    assert problem.kind is kind


def test_a_pipe_nobody_writes_to_is_refused_without_waiting(tmp_path: Path) -> None:
    path = tmp_path / "walk.yaml"
    os.mkfifo(path)

    (problem,) = load_file(path, Fragments(), NAMES).problems

    assert problem.kind is ProblemKind.NOT_A_FILE


# Whatever is written, an answer comes back.

LETTERS = "{}[]:-,&*!|>'\"%@`#? \n\tabyno0159.s~=<\\é"
KEYS = [*HEAD, "say", "rest", "bell", "breathe", "bed", "optional", "repeat", "include", "mark"]
KEYS += ["text", "min", "max", "ideal", "weight", "over", "as", "times", "steps", "from", "with"]
VALUES = st.recursive(
    st.sampled_from(["x", "no", "3", "3s", "2m", "off", "even", "warm-bowl", "{x}", "", "~", "-1"])
    | st.text(LETTERS, max_size=8).map(repr),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3).map(
            lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items()) + "}"
        )
    ),
    max_leaves=12,
)


def _is_answered(text: str | bytes) -> None:
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    outcome = load_bytes(data, Path("walk.yaml"), fragments_in(None), NAMES)
    errors = [one for one in outcome.problems if not one.is_warning]
    assert (outcome.session is None) == bool(errors)
    for problem in outcome.problems:
        assert isinstance(problem, Problem)
        assert worded(problem).startswith("walk.yaml")


@given(st.binary(max_size=200))
def test_any_bytes_are_answered(data: bytes) -> None:
    _is_answered(data)


@given(st.text(LETTERS, max_size=200))
def test_any_text_like_yaml_is_answered(text: str) -> None:
    _is_answered(text)


@settings(max_examples=300)
@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6))
def test_any_step_is_answered(step: dict[str, str]) -> None:
    pairs = ", ".join(f"{key}: {value}" for key, value in step.items())
    _is_answered(written(f"{{{pairs}}}"))


@given(st.sampled_from(list(HEAD)), VALUES)
def test_any_head_is_answered(key: str, value: str) -> None:
    _is_answered(written("rest: 1s", **{key: value}))


@given(st.data())
def test_a_session_cut_or_scrambled_anywhere_is_answered(data: st.DataObject) -> None:
    text = written("say: {text: a, pace: 0.9}", "repeat: {times: 2, steps: [{rest: 1s}]}")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 30)))
    _is_answered(text[:start] + data.draw(st.text(LETTERS, max_size=10)) + text[end:])


def test_a_session_may_have_a_version_of_its_own():
    assert loaded(written("say: Hello.", version='"2026-11"')).version == "2026-11"
    assert loaded(written("say: Hello.")).version == ""
    (problem,) = problems(written("say: Hello.", version="2"))
    assert problem.kind is ProblemKind.NOT_QUOTED
