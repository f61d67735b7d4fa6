"""Lengths that the steps of a session cannot have are told, and all others are left alone."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.written_sessions import NAMES, fragments_in, loaded, problems, written
from thaw.audio.names import BEDS, BELLS
from thaw.core.compiling import compile_session, reading_length
from thaw.core.fragments import Fragments
from thaw.core.loading import load_text
from thaw.core.names import KnownNames
from thaw.core.parts import room
from thaw.core.plan import Choices
from thaw.core.problem_words import worded
from thaw.core.problems import ProblemKind
from thaw.core.session import Session
from thaw.core.units import RATE, Frames, duration_text
from thaw.resources import sessions_dir

LENGTHS_LINE = 7
END = "  - mark: closing\n  - rest: 30s\n"
IMPOSSIBLE = ProblemKind.LENGTHS_IMPOSSIBLE


def told(*steps: str, lengths: str, **head: str) -> list[str]:
    """What is said about ``lengths`` of steps that end with a closing of thirty seconds."""
    text = written(*steps, closing=END, lengths=lengths, **head)
    found = load_text(text, fragments_in(None), NAMES, Path("walk.yaml"))
    return [] if isinstance(found, Session) else [worded(problem) for problem in found]


def test_a_length_that_nothing_fills_is_told_with_the_range_there_is() -> None:
    said = told("rest: {min: 1m, ideal: 2m, max: 3m}", lengths="{default: 2m, from: 90s, to: 5h}")

    (line,) = said
    assert line == (
        "walk.yaml:7:39: `to: 5h` is longer than these steps can be, which take 1m30s to 3m30s"
        " — write 3m30s or less, or let a rest stretch further"
    )


def test_a_length_too_short_for_the_steps_is_told() -> None:
    said = told("rest: {min: 1m, ideal: 2m, max: 3m}", lengths="{default: 2m, from: 1m, to: 3m}")

    (line,) = said
    assert line == (
        "walk.yaml:7:30: `from: 1m` is shorter than these steps can be, which take 1m30s to 3m30s"
        " — write 1m30s or more, or make some of the steps `optional`"
    )


def test_each_length_that_misses_is_told_by_itself() -> None:
    found = problems(
        written(
            "rest: {min: 1m, ideal: 2m, max: 3m}",
            closing=END,
            lengths="\n  default: 10m\n  from: 1m\n  to: 20m",
        )
    )

    assert [(one.kind, one.line) for one in found] == [(IMPOSSIBLE, 8 + at) for at in range(3)]


@pytest.mark.parametrize(
    ("rest", "fault", "mend"),
    [
        (
            "1m",
            "all of these are longer than these steps can be, which take about 1m30s",
            "write 1m30s, or let a rest stretch",
        ),
        (
            "{min: 1h, ideal: 2h, max: 3h}",
            "all of these are shorter than these steps can be, which take 60m30s to 180m30s",
            "write 60m30s or more, or make some of the steps `optional`",
        ),
    ],
)
def test_lengths_that_all_miss_the_same_way_are_told_once(rest: str, fault: str, mend: str) -> None:
    said = told(f"rest: {rest}", lengths="{default: 10m, from: 3m, to: 45m}")

    assert said == [f"walk.yaml:7:10: {fault} — {mend}"]


def test_steps_too_short_for_any_session_are_asked_to_stretch() -> None:
    text = written(
        "rest: 3s", closing="", category="timer", lengths="{default: 10s, from: 10s, to: 1m}"
    )
    (problem,) = problems(text)

    assert worded(problem).endswith("let a rest stretch: a session takes 10s or more")


def test_a_tenth_is_left_to_the_voice() -> None:
    rest = "rest: 30s"
    assert told(rest, lengths="{default: 1m, from: 54s, to: 1m6s}") == []
    assert len(told(rest, lengths="{default: 1m, from: 53s, to: 1m}")) == 1
    assert len(told(rest, lengths="{default: 1m, from: 1m, to: 1m7s}")) == 1


def test_optional_steps_count_for_the_longest_and_not_for_the_shortest() -> None:
    steps = "rest: 1m", "optional: {from: 3m, steps: [{rest: 2m}]}"

    assert told(*steps, lengths="{default: 90s, from: 90s, to: 3m30s}") == []
    assert len(told(*steps, lengths="{default: 90s, from: 1m, to: 4m}")) == 2


def test_nothing_is_said_where_only_listening_would_tell(tmp_path: Path) -> None:
    for name in ("song.flac", "line.flac"):
        (tmp_path / name).touch()
    lengths = "{default: 10m, from: 5m, to: 20m}"
    optional = "optional: {steps: [{say: {text: Hello., file: line.flac}}]}"

    for step in ("play: song.flac", "say: {text: Hello., file: line.flac}", optional):
        text = written(step, closing=END, lengths=lengths)
        found = load_text(text, fragments_in(None), NAMES, tmp_path / "walk.yaml")
        assert isinstance(found, Session), found


@pytest.mark.parametrize("language", ["ja", "zh-TW"])
def test_nothing_is_said_where_words_are_not_parted(language: str) -> None:
    lengths = "{default: 2m, from: 1m, to: 3m}"
    assert told("say: 座る", lengths=lengths, language=language) == []
    assert len(told("say: sit", lengths=lengths, language="de")) == 1


def test_a_fragment_counts_where_it_is_included(tmp_path: Path) -> None:
    (tmp_path / "long.yaml").write_text("steps:\n  - rest: 30m\n", "utf-8")
    default, short = problems(written("include: long"), tmp_path)

    assert {(one.kind, one.line) for one in (short, default)} == {(IMPOSSIBLE, LENGTHS_LINE)}
    assert short.values["which"] == "`from: 3m` is"
    assert default.values["which"] == "`default: 10m` is"


def test_a_bundled_session_cannot_be_made_to_last_five_hours() -> None:
    text = (sessions_dir() / "three-step-space.yaml").read_text("utf-8")
    longer = text.replace("to: 5m", "to: 5h")
    assert longer != text

    (problem,) = problems(longer, sessions_dir() / "fragments")

    assert (problem.kind, problem.values["which"]) == (IMPOSSIBLE, "`to: 5h` is")


def test_thousands_of_breaths_are_counted_once_each() -> None:
    breathe = "breathe: {pattern: even, for: {min: 1s, ideal: 2m, max: 20m}}"
    inner = f"repeat: {{times: 70, steps: [{{{breathe}}}]}}"

    (problem,) = problems(written(f"repeat: {{times: 70, steps: [{{{inner}}}]}}"))

    assert problem.kind is IMPOSSIBLE


rests = st.tuples(st.integers(1, 60), st.integers(0, 60), st.integers(0, 600)).map(
    lambda parts: (parts[0], parts[0] + parts[1], sum(parts))
)
steps = st.one_of(
    rests.map(lambda s: f"rest: {{min: {s[0]}s, ideal: {s[1]}s, max: {s[2]}s}}"),
    st.integers(1, 30).map(lambda words: "say: " + "a word " * words),
    st.integers(2, 9).map(lambda cycles: f"breathe: {{pattern: even, cycles: {cycles}}}"),
    rests.map(lambda s: f"optional: {{steps: [{{rest: {s[2]}s}}]}}"),
    st.just("bell: small-rin"),
)


@settings(max_examples=30)
@given(st.lists(steps, min_size=1, max_size=6))
def test_the_range_that_is_told_is_the_range_there_is(chosen: list[str]) -> None:
    """Both ends of it compile, and what lies well outside is refused."""
    closing = "  - mark: closing\n  - rest: {min: 25s, ideal: 30s, max: 90s}\n"
    wide = written(
        *chosen, closing=closing, language="ja", lengths="{default: 1h, from: 10s, to: 12h}"
    )
    low, high = room(loaded(wide).steps, Choices(), reading_length)
    first, last = -(-low // RATE) * RATE, high // RATE * RATE

    session = loaded(written(*chosen, closing=closing, lengths=_lengths(first, last)))

    for length in (first, last):
        assert compile_session(session, Choices(length=Frames(length))).length == length
    for wrong in (_lengths(low * 8 // 9, last), _lengths(first, high * 9 // 8 + RATE)):
        found = problems(written(*chosen, closing=closing, lengths=wrong))
        assert {problem.kind for problem in found} == {IMPOSSIBLE}


def _lengths(first: int, last: int) -> str:
    shortest, longest = duration_text(Frames(first)), duration_text(Frames(last))
    return f"{{default: {shortest}, from: {shortest}, to: {longest}}}"


def test_every_bundled_session_has_the_lengths_it_declares() -> None:
    fragments = Fragments([sessions_dir() / "fragments"])
    names = KnownNames(bells=frozenset(BELLS), beds=frozenset(BEDS))
    for path in sorted(sessions_dir().glob("*.yaml")):
        session = load_text(path.read_text("utf-8"), fragments, names)
        assert isinstance(session, Session)
        low, high = room(session.steps, Choices(), reading_length)
        assert low <= session.lengths.shortest <= session.lengths.longest <= high
