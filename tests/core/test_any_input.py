"""Whatever is written, an answer comes back."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.written_sessions import HEAD, NAMES, fragments_in, written
from thaw.core.loading import load_bytes
from thaw.core.problem_words import worded
from thaw.core.problems import Problem

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
