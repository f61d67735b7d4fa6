"""Loading: what a file says becomes a session, and what is wrong with it is told."""

import hashlib
from pathlib import Path

from tests.core.written_sessions import (
    CLOSING,
    FIRST_STEP_LINE,
    NAMES,
    loaded,
    problems,
    steps,
    written,
)
from thaw.core.breath import Pattern
from thaw.core.fragments import Fragments
from thaw.core.loading import load_bytes
from thaw.core.patterns import PATTERNS
from thaw.core.problems import ProblemKind
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
    VoiceLine,
    Wait,
)
from thaw.core.units import frames

LINE = FIRST_STEP_LINE


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


def test_a_session_may_have_a_version_of_its_own():
    assert loaded(written("say: Hello.", version='"2026-11"')).version == "2026-11"
    assert loaded(written("say: Hello.")).version == ""
    (problem,) = problems(written("say: Hello.", version="2"))
    assert problem.kind is ProblemKind.NOT_QUOTED
