"""Sessions made by hypothesis: any mix of steps, with a closing and a last bell."""

from hypothesis import strategies as st

from thaw.core.breath import Pattern
from thaw.core.session import (
    Anchor,
    Bell,
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
)
from thaw.core.units import Frames, frames

WORDS = st.integers(1, 25).map(lambda count: " ".join(["word"] * count))
LINES = WORDS.map(lambda text: Say(VoiceLine(text)))


@st.composite
def elastics(draw: st.DrawFn, most_s: float = 120) -> Elastic:
    low, ideal, high = sorted(draw(st.tuples(*[st.floats(0.5, most_s)] * 3)))
    weight = draw(st.sampled_from([0.5, 1.0, 3.0]))
    return Elastic(frames(low), frames(ideal), frames(high), weight)


RESTS = elastics().map(Rest)
BELLS = st.integers(1, 3).map(lambda strikes: Bell("warm-bowl", strikes, frames(7)))
BREATHS = st.builds(
    Breathe,
    pattern=st.builds(
        Pattern,
        name=st.just("own"),
        in_ms=st.integers(20, 60).map(lambda tenth: tenth * 100),
        out_ms=st.integers(40, 80).map(lambda tenth: tenth * 100),
        hold_ms=st.sampled_from([0, 1000, 4000]),
    ),
    span=elastics(most_s=300),
    cycles=st.none(),
    ramp=st.sampled_from([0, 30, 60]).map(frames),
    cues=st.just(frozenset({Cue.SIGHT, Cue.SOUND})),
)
PLAIN_STEPS = st.one_of(LINES, RESTS, LINES, BELLS)


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    steps = draw(st.lists(PLAIN_STEPS, min_size=1, max_size=4))
    from_length = draw(st.integers(0, 20).map(lambda minutes: frames(minutes * 60)))
    return Passage(tuple(steps), from_length, draw(st.integers(1, 3)))


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    body = draw(st.lists(st.one_of(PLAIN_STEPS, passages(), BREATHS), min_size=1, max_size=12))
    stretch = Rest(Elastic(frames(5), frames(60), frames(45 * 60)))
    end = (Mark("closing"), *draw(st.lists(LINES, max_size=3)), draw(BELLS))
    return session_of(Bell("warm-bowl", 1, frames(7)), *body, stretch, *end)


def session_of(*steps: Step, default_s: float = 600, longest_s: float = 3600) -> Session:
    """A session with these steps that may be as short as they allow."""
    return Session(
        id="made-up",
        title="Made up",
        goal="Be compiled.",
        category=Category.BREATH,
        level=Level.GENTLE,
        language="en",
        lengths=Lengths(frames(default_s), Frames(1), frames(longest_s)),
        anchor=Anchor.BREATH,
        twin=None,
        bed="soft-rain",
        bells="warm-bowl",
        steps=tuple(steps),
        content_hash="0" * 64,
    )
