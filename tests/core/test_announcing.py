"""Cues of the person's own choice, in place of the session's."""

import pytest

from tests.core.scripts import session_of
from thaw.core.announcing import announced
from thaw.core.compiling import compile_session
from thaw.core.patterns import PATTERNS
from thaw.core.plan import Choices, Plan
from thaw.core.session import Breathe, Cue, Elastic, Passage, Rest, Session
from thaw.core.units import Frames, frames


@pytest.fixture
def session() -> Session:
    """Breathing with sounds, once by itself and once in a passage that is kept."""
    span = Elastic.fixed(frames(32))
    step = Breathe(PATTERNS["even"], span, None, Frames(0), frozenset({Cue.SOUND}))
    rest = Rest(Elastic(frames(5), frames(30), frames(120)))
    return session_of(step, Passage((step,)), rest)


def plan(session: Session, cues: frozenset[Cue] | None) -> Plan:
    return compile_session(session, Choices(frames(130), cues=cues))


def test_without_a_choice_a_session_is_what_it_is(session: Session) -> None:
    assert announced(session, None) is session
    assert all(breath.sounded for breath in plan(session, None).breaths)


def test_nothing_is_heard_of_breaths_that_are_only_to_be_seen(session: Session) -> None:
    made = plan(session, frozenset({Cue.SIGHT}))
    assert made.breaths
    assert not any(breath.sounded for breath in made.breaths)
    assert not [speech for speech in made.speeches if speech.is_cue]


def test_a_voice_announces_breaths_in_passages_too(session: Session) -> None:
    made = plan(session, frozenset({Cue.VOICE}))
    said = [speech for speech in made.speeches if speech.is_cue]
    assert len(said) == len(made.breaths)
    assert not any(breath.sounded for breath in made.breaths)


def test_what_is_chosen_moves_nothing(session: Session) -> None:
    spans = [(b.at, b.length) for b in plan(session, None).breaths]
    assert [(b.at, b.length) for b in plan(session, frozenset({Cue.VOICE})).breaths] == spans
