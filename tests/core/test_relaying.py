"""Lines that are made while the plan is played: heard in their places, and nothing is lost."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.core.scripts import session_of, sessions
from thaw.core.breath import Pattern
from thaw.core.compiling import CannotFitError, compile_session, feasible, reading_length
from thaw.core.interval_bells import AFTER_SPEECH, BEFORE_SPEECH
from thaw.core.plan import BedSpan, Breath, Choices, Plan, Quiet, Speech, Stage, Strike
from thaw.core.relaying import awaiting, relaid
from thaw.core.session import (
    Bell,
    Bells,
    Breathe,
    Cue,
    Elastic,
    Mark,
    Rest,
    Say,
    Session,
    VoiceLine,
)
from thaw.core.units import Frames, frames

BELL = Bell("warm-bowl", 1, frames(7))
FIRST, SECOND = VoiceLine("one two three four five"), VoiceLine("six seven eight nine ten")
THANKS = VoiceLine("thank you for your time")
CLOSING = (Mark("closing"), Say(THANKS), Rest(Elastic.fixed(frames(30))), BELL)
AFTER_BELL = frames(4)
"""The opening bell has been heard, and no line yet."""


def rest(ideal: float, least: float = 2) -> Rest:
    return Rest(Elastic(frames(least), frames(ideal), frames(ideal * 2)))


def begun(*steps: object, seconds: float | None = None) -> Plan:
    """A plan of which no line is made yet."""
    session = session_of(*steps)  # type: ignore[arg-type]  # any steps
    low, high = feasible(session, Choices())
    length = (low + high) // 2 if seconds is None else frames(seconds)
    return awaiting(compile_session(session, Choices(Frames(length))), ())


def said(plan: Plan, line: VoiceLine) -> Speech:
    return next(speech for speech in plan.speeches if speech.line == line)


def quiets(plan: Plan) -> list[Frames]:
    return [event.length for event in plan.events if isinstance(event, Quiet)]


def test_a_line_that_is_not_made_is_a_caption_alone() -> None:
    session = session_of(BELL, Say(FIRST), rest(20), Say(SECOND), rest(20), *CLOSING)
    plan = compile_session(session, Choices(feasible(session, Choices())[0]))

    begins = awaiting(plan, {FIRST})

    assert [speech.is_heard for speech in begins.speeches] == [True, False, False]
    assert begins.captions == tuple(replace(s, is_heard=s.line == FIRST) for s in plan.captions)
    assert begins.length == plan.length


def test_the_silence_after_a_longer_line_gives_way_and_nothing_else_moves() -> None:
    plan = begun(BELL, Say(FIRST), rest(20), Say(SECOND), rest(20), *CLOSING)
    longer = Frames(said(plan, FIRST).length + frames(3))

    after = relaid(plan, AFTER_BELL, {FIRST: longer})

    assert said(after, FIRST) == replace(said(plan, FIRST), length=longer, is_heard=True)
    assert said(after, SECOND) == said(plan, SECOND)
    assert quiets(after) == [quiets(plan)[0] - frames(3), *quiets(plan)[1:]]


def test_the_silence_after_a_shorter_line_grows_and_nothing_else_moves() -> None:
    plan = begun(BELL, Say(FIRST), rest(20), Say(SECOND), rest(20), *CLOSING)

    after = relaid(plan, AFTER_BELL, {FIRST: frames(1)})

    assert said(after, FIRST).length == frames(1)
    assert said(after, SECOND) == said(plan, SECOND)
    assert sum(quiets(after)) == sum(quiets(plan)) + said(plan, FIRST).length - frames(1)


def test_silences_further_on_and_before_help_where_the_next_is_too_short() -> None:
    plan = begun(BELL, rest(9), Say(FIRST), rest(4, 3), Say(SECOND), rest(9), *CLOSING)
    first, next_, last, closing = quiets(plan)
    spare = (first - frames(2)) + (next_ - frames(3)) + (last - frames(2))
    most = Frames(said(plan, FIRST).length + spare)

    after = relaid(plan, 1, {FIRST: most})

    assert said(after, FIRST).length == most
    assert quiets(after) == [frames(2), frames(3), frames(2), closing]
    assert said(after, THANKS) == said(plan, THANKS)


def test_a_line_without_room_stays_a_caption() -> None:
    plan = begun(BELL, Say(FIRST), rest(5), Say(SECOND), rest(5), *CLOSING)

    after = relaid(plan, AFTER_BELL, {FIRST: frames(300), SECOND: said(plan, SECOND).length})

    assert said(after, FIRST) == said(plan, FIRST)
    assert said(after, SECOND).is_heard
    assert relaid(after, AFTER_BELL, {FIRST: frames(300)}) is after


def test_a_line_whose_time_has_come_is_not_begun_in_the_middle() -> None:
    plan = begun(BELL, Say(FIRST), rest(20), *CLOSING)

    assert relaid(plan, said(plan, FIRST).at, {FIRST: frames(2)}) is plan


def test_a_line_with_nothing_to_say_changes_nothing() -> None:
    plan = begun(BELL, Say(FIRST), rest(20), *CLOSING)

    assert relaid(plan, AFTER_BELL, {FIRST: Frames(0), SECOND: frames(2)}) is plan


def test_the_closing_comes_when_it_would_have_come() -> None:
    plan = begun(BELL, Say(FIRST), rest(20), Say(SECOND), rest(20), *CLOSING)

    after = relaid(plan, AFTER_BELL, {FIRST: frames(9), SECOND: frames(9), THANKS: frames(5)})

    stages = [event for event in plan.events if isinstance(event, Stage)]
    assert [event for event in after.events if isinstance(event, Stage)] == stages
    assert said(after, THANKS).at == said(plan, THANKS).at
    assert after.strikes == plan.strikes


def test_bells_in_a_silence_that_gives_way_keep_their_spacing_and_clear_of_words() -> None:
    struck = Bells("small-rin", 3, frames(4), after=(frames(0),))
    plan = begun(BELL, Say(FIRST), struck, rest(40), Say(SECOND), rest(20), *CLOSING, seconds=150)
    longer = Frames(said(plan, FIRST).length + frames(20))

    after = relaid(plan, AFTER_BELL, {FIRST: longer})

    one, two, three = [strike.at for strike in after.strikes if strike.voice == "small-rin"]
    assert (two - one, three - two) == (frames(4), frames(4))
    assert one >= said(after, FIRST).at + longer + AFTER_SPEECH
    assert said(after, SECOND) == said(plan, SECOND)
    assert sum(quiets(after)) == sum(quiets(plan)) - frames(20)


def test_a_line_that_only_a_bell_could_make_room_for_stays_a_caption() -> None:
    struck = Bells("small-rin", 3, frames(4), after=(frames(0),))
    plan = begun(BELL, Say(FIRST), struck, rest(14), Say(SECOND), rest(20), *CLOSING, seconds=90)
    first = next(event for event in plan.events if isinstance(event, Quiet))

    after = relaid(plan, AFTER_BELL, {FIRST: Frames(said(plan, FIRST).length + first.length)})

    bells = [strike.at for strike in after.strikes if strike.voice == "small-rin"]
    assert len(bells) == 3
    assert all(b - a == frames(4) for a, b in pairwise(bells))


COUNTED = Breathe(
    Pattern("own", in_ms=4000, out_ms=6000),
    span=None,
    cycles=3,
    ramp=Frames(0),
    cues=frozenset({Cue.VOICE}),
)


def test_words_for_breaths_are_heard_where_they_fit() -> None:
    plan = begun(BELL, Say(FIRST), rest(20), COUNTED, rest(20), *CLOSING)
    cues = [speech.line for speech in plan.speeches if speech.is_cue]
    assert cues
    short, long_ = cues[0], cues[1]

    after = relaid(plan, AFTER_BELL, {short: frames(0.5), long_: frames(7)})

    heard = [speech for speech in after.speeches if speech.is_cue]
    assert {speech.line for speech in heard} == {short}
    assert all(speech.is_heard and speech.length == frames(0.5) for speech in heard)
    sounded = [breath.sounded for breath in after.breaths]
    assert sounded == [False, True] * 3
    assert [b.at for b in after.breaths] == [b.at for b in plan.breaths]


LOCKED = VoiceLine("let go")


def test_a_line_on_an_out_breath_stays_on_it() -> None:
    say = Say(LOCKED, breath_lock=True)
    plan = begun(BELL, Say(FIRST), say, COUNTED, rest(20), *CLOSING)
    place = said(plan, LOCKED).at

    assert said(relaid(plan, AFTER_BELL, {LOCKED: frames(5)}), LOCKED).is_heard
    assert not said(relaid(plan, AFTER_BELL, {LOCKED: frames(7)}), LOCKED).is_heard
    assert said(relaid(plan, AFTER_BELL, {LOCKED: frames(5)}), LOCKED).at == place


@st.composite
def halfway(draw: st.DrawFn) -> tuple[Plan, int, dict[VoiceLine, Frames]]:
    """A plan with some lines made, a frame of it, and the lengths of some more."""
    session: Session = draw(sessions())
    low, high = feasible(session, Choices())
    assume(low <= high)
    length = Frames(draw(st.integers(low, high)))
    try:
        plan = compile_session(session, Choices(length))
    except CannotFitError:
        assume(False)
        raise
    lines = sorted({speech.line for speech in plan.speeches}, key=lambda line: line.text)
    assume(lines)
    made = draw(st.sets(st.sampled_from(lines)))
    known = draw(st.sets(st.sampled_from(lines))) - made
    lengths = {
        line: Frames(round(reading_length(line) * draw(st.floats(0.3, 2.5)))) for line in known
    }
    return awaiting(plan, made), draw(st.integers(0, plan.length)), lengths


def solid(plan: Plan) -> list[tuple[int, int]]:
    """What must not overlap: lines and stretches of breathing."""
    spans = [(b.at, b.at + b.length) for b in plan.breathing]
    lines = [
        (s.at, s.at + s.length) for s in plan.speeches if not any(a <= s.at < b for a, b in spans)
    ]
    return sorted(spans + lines)


@given(halfway())
def test_what_was_heard_stays_and_so_do_the_end_and_the_order(
    made: tuple[Plan, int, dict[VoiceLine, Frames]],
) -> None:
    plan, frame, lengths = made

    after = relaid(plan, frame, lengths)

    def before(one: Plan) -> list[object]:
        return [e for e in one.events if e.at <= frame and not isinstance(e, BedSpan)]

    assert before(after) == before(plan)
    assert after.length == plan.length
    assert [s.line for s in after.speeches] == [s.line for s in plan.speeches]
    kinds = (Speech, Strike, Stage, Breath)
    assert [type(e) for e in after.events if isinstance(e, kinds)] == [
        type(e) for e in plan.events if isinstance(e, kinds)
    ]
    last = max(one.at + one.length for one in (*plan.speeches, *plan.breathing))
    assert [s for s in after.strikes if s.at >= last] == [s for s in plan.strikes if s.at >= last]


@given(halfway())
def test_every_line_is_heard_whole_or_is_a_caption_of_its_old_length(
    made: tuple[Plan, int, dict[VoiceLine, Frames]],
) -> None:
    plan, frame, lengths = made

    after = relaid(plan, frame, lengths)

    for old, new in zip(plan.speeches, after.speeches, strict=True):
        if new.is_heard and not old.is_heard:
            assert new.length == lengths[new.line]
            assert old.at > frame
        else:
            assert (new.length, new.is_heard) == (old.length, old.is_heard)
    for (_, end), (start, _) in pairwise(solid(after)):
        assert end <= start
    for event in after.events:
        if isinstance(event, Quiet):
            assert event.length >= event.least


@given(halfway())
def test_what_is_known_already_changes_nothing_more(
    made: tuple[Plan, int, dict[VoiceLine, Frames]],
) -> None:
    plan, frame, _ = made
    exact = {speech.line: speech.length for speech in plan.speeches}

    after = relaid(plan, frame, exact)

    assert [event.at for event in after.events] == [event.at for event in plan.events]
    assert all(speech.is_heard for speech in after.speeches if speech.at > frame)


def test_strikes_stay_as_far_apart_where_a_silence_ends_between_them() -> None:
    bells = Bells("small-rin", 2, frames(10), after=(frames(45),))
    plan = begun(BELL, bells, Say(FIRST), rest(44), rest(60), *CLOSING, seconds=160)
    first, second = (strike.at for strike in plan.strikes if strike.voice == "small-rin")
    assert any(first < one.at < second for one in plan.events if isinstance(one, Quiet))
    line = next(speech for speech in plan.speeches if speech.line == FIRST)

    after = relaid(plan, AFTER_BELL, {FIRST: Frames(line.length + frames(60))})

    assert next(speech for speech in after.speeches if speech.line == FIRST).is_heard
    first, second = (strike.at for strike in after.strikes if strike.voice == "small-rin")
    assert second - first == frames(10)


@pytest.mark.parametrize("cues", [{Cue.VOICE}, {Cue.VOICE, Cue.SOUND}])
def test_a_sound_stands_in_for_a_word_until_it_is_made(cues: set[Cue]) -> None:
    breathing = Breathe(Pattern("even", 4_000, 4_000), None, 4, Frames(0), frozenset(cues))
    plan = begun(BELL, Say(FIRST), breathing, rest(30), *CLOSING)
    assert all(breath.sounded for breath in plan.breaths)
    cue = next(speech for speech in plan.speeches if speech.is_cue)

    after = relaid(plan, AFTER_BELL, {cue.line: cue.length})

    said = {speech.at for speech in after.speeches if speech.is_cue and speech.is_heard}
    assert len(said) == 4
    for breath in after.breaths:
        assert breath.sounded == (Cue.SOUND in cues or breath.at not in said)


STRUCK = st.builds(
    Bells,
    voice=st.just("small-rin"),
    strikes=st.integers(1, 3),
    spacing=st.integers(1, 10).map(frames),
    every=st.integers(40, 200).map(frames),
)


@given(sessions(), STRUCK, st.floats(0, 1), st.floats(0, 1), st.floats(0.3, 2.5))
def test_no_bell_comes_nearer_to_words_than_bells_may(
    session: Session, step: Bells, share: float, heard: float, longer: float
) -> None:
    session = session_of(step, *session.steps)
    low, high = feasible(session, Choices())
    assume(low <= high)
    plan = awaiting(
        compile_session(session, Choices(Frames(low + round((high - low) * share)))), ()
    )
    lengths = {one.line: Frames(round(one.length * longer)) for one in plan.speeches}

    after = relaid(plan, round(plan.length * heard), lengths)

    bells = [strike.at for strike in after.strikes if strike.voice == "small-rin"]
    for at in bells:
        assert all(
            at + BEFORE_SPEECH <= speech.at or at >= speech.at + speech.length + AFTER_SPEECH
            for speech in after.speeches
        )
    before = [strike.at for strike in plan.strikes if strike.voice == "small-rin"]
    for (a, b), (c, d) in zip(pairwise(before), pairwise(bells), strict=True):
        if b - a == step.spacing:
            assert d - c == step.spacing
