"""Paced breathing and its lines, laid out with a voice of known speed."""

from dataclasses import replace

from hypothesis import strategies as st

from tests.core.scripts import session_of
from thaw.core.breath import Pattern
from thaw.core.compiling import compile_session, feasible
from thaw.core.patterns import PATTERNS, nearest_allowed
from thaw.core.plan import Choices, Plan
from thaw.core.session import Breathe, Cue, Elastic, Rest, Say, Session, Step, VoiceLine
from thaw.core.units import Frames, frames

PLAIN = Choices()
VOICE = frozenset({Cue.VOICE})
REST = Rest(Elastic(frames(1), frames(60), frames(900)))


def spoken(line: VoiceLine) -> Frames:
    """A voice that takes 0.3 s for each word."""
    return frames(0.3 * len(line.text.split()))


def breathe(pattern: str | Pattern, cycles: int = 3, cues: frozenset[Cue] = VOICE) -> Breathe:
    found = PATTERNS[pattern] if isinstance(pattern, str) else pattern
    return Breathe(found, None, cycles, Frames(0), cues)


def laid(*steps: Step, choices: Choices = PLAIN, session: Session | None = None) -> Plan:
    session = session or session_of(*steps, REST)
    length, _ = feasible(session, choices, spoken)
    return compile_session(session, replace(choices, length=length), spoken)


PATTERNS_OF_ALL_KINDS = st.builds(
    Pattern,
    name=st.just("own"),
    in_ms=st.integers(0, 9_000),
    out_ms=st.integers(0, 13_000),
    top_up_ms=st.integers(0, 2_500),
    hold_ms=st.integers(0, 8_000),
    rest_ms=st.integers(0, 5_000),
    alternates=st.booleans(),
).map(nearest_allowed)


def locked(text: str) -> Say:
    return Say(VoiceLine(text), breath_lock=True)
