"""Bells at intervals: on time, clear of words, and never in the closing."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.core.scripts import LINES, session_of, sessions
from thaw.core.breath import Pattern
from thaw.core.compiling import compile_session, feasible
from thaw.core.interval_bells import AFTER_SPEECH, BEFORE_SPEECH, FROM_OTHER_STRIKES, MOST_MOVED
from thaw.core.plan import Choices, Plan, Stage, Strike
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

OPENING = Bell("warm-bowl", 1, frames(7))
LONG = Rest(Elastic(frames(5), frames(60), frames(3600)))
RIN = "small-rin"


def bells(plan: Plan) -> list[float]:
    """When the bells at intervals are struck, in seconds."""
    return [strike.at / 48_000 for strike in plan.strikes if strike.voice == RIN]


def sat(*steps: object, minutes: float = 20) -> Plan:
    """A sitting with one bell at either end and ``steps`` at its beginning."""
    session = session_of(OPENING, *steps, LONG, OPENING)  # type: ignore[arg-type]  # any steps
    return compile_session(session, Choices(frames(minutes * 60)))


def test_even_bells_count_from_their_step_and_leave_the_last_to_the_closing_bell() -> None:
    assert bells(sat(Bells(RIN, every=frames(300)))) == [300, 600, 900]


def test_uneven_bells_come_at_their_times() -> None:
    assert bells(sat(Bells(RIN, after=(frames(420), frames(180))))) == [180, 420]


def test_bells_are_counted_back_from_the_end() -> None:
    assert bells(sat(Bells(RIN, before_end=(frames(300), frames(60))))) == [900, 1140]


def test_what_lies_before_its_own_step_is_not_struck() -> None:
    assert bells(sat(Rest(Elastic.fixed(frames(700))), Bells(RIN, before_end=(frames(600),)))) == []


def test_kinds_go_together() -> None:
    step = Bells(RIN, every=frames(600), after=(frames(100),), before_end=(frames(100),))
    assert bells(sat(step)) == [100, 600, 1100]


def test_two_strikes_keep_their_spacing_and_level() -> None:
    plan = sat(Bells(RIN, 2, frames(3), -9.0, after=(frames(100),)))

    assert bells(plan) == [100, 103]
    assert {strike.gain_db for strike in plan.strikes if strike.voice == RIN} == {-9.0}


def test_a_later_step_takes_the_place_of_an_earlier_one_and_off_ends_it() -> None:
    rest = Rest(Elastic.fixed(frames(400)))
    plan = sat(Bells(RIN, every=frames(100)), rest, Bells(RIN, every=frames(150)), rest, Bells(RIN))

    assert bells(plan) == [100, 200, 300, 550, 700]


def test_a_bell_that_would_fall_on_words_comes_after_them() -> None:
    line = Say(VoiceLine("word " * 14))
    plan = sat(Bells(RIN, after=(frames(58),)), Rest(Elastic.fixed(frames(60))), line)

    speech = plan.speeches[0]
    assert bells(plan) == [(speech.at + speech.length + AFTER_SPEECH) / 48_000]


@pytest.mark.parametrize("every_s", range(11, 20))
def test_a_bell_moved_past_a_word_for_a_breath_keeps_clear_of_the_line_after_it(
    every_s: int,
) -> None:
    slow = Breathe(
        pattern=Pattern("own", in_ms=5000, out_ms=9000),
        span=None,
        cycles=6,
        ramp=Frames(0),
        cues=frozenset({Cue.VOICE}),
    )
    locked = [Say(VoiceLine(text), breath_lock=True) for text in ("Let go.", "Let it all go.")]
    plan = sat(Rest(Elastic.fixed(frames(3))), Bells(RIN, every=frames(every_s)), *locked, slow)

    assert all(
        strike.at + BEFORE_SPEECH <= speech.at
        or strike.at >= speech.at + speech.length + AFTER_SPEECH
        for strike in plan.strikes
        if strike.voice == RIN
        for speech in plan.speeches
    )


def test_a_bell_that_would_have_to_wait_too_long_is_left_out() -> None:
    lines = [Say(VoiceLine("word " * 30)) for _ in range(4)]
    plan = sat(Bells(RIN, after=(frames(58),)), Rest(Elastic.fixed(frames(60))), *lines)

    assert bells(plan) == []


def test_no_bell_reaches_into_the_closing() -> None:
    closing = (Mark("closing"), Rest(Elastic.fixed(frames(300))))
    session = session_of(OPENING, Bells(RIN, every=frames(60), before_end=(frames(20),)), LONG)
    session = session_of(*session.steps, *closing, OPENING)
    plan = compile_session(session, Choices(frames(900)))

    assert bells(plan)[-1] == 540
    plan = compile_session(session, Choices(frames(602)))
    assert bells(plan)[-1] == 240


RANDOM = Bells(RIN, apart=(frames(60), frames(180)))


def test_bells_at_random_keep_their_bounds_and_come_again_the_same() -> None:
    plan = sat(RANDOM, minutes=45)

    struck = [0.0, *bells(plan)]
    apart = [later - earlier for earlier, later in pairwise(struck)]
    assert all(60 <= gap <= 180 for gap in apart)
    assert len({round(gap) for gap in apart}) > len(apart) // 2
    assert plan == sat(RANDOM, minutes=45)


def test_another_length_and_another_session_have_other_bells_at_random() -> None:
    assert bells(sat(RANDOM, minutes=45))[:3] != bells(sat(RANDOM, minutes=44))[:3]
    one, other = (session_of(OPENING, RANDOM, LONG, OPENING) for _ in range(2))
    other = replace(other, content_hash="1" * 64)
    choices = Choices(frames(1200))
    assert bells(compile_session(one, choices)) != bells(compile_session(other, choices))


BELLS = st.builds(
    Bells,
    voice=st.just(RIN),
    strikes=st.integers(1, 3),
    spacing=st.integers(1, 10).map(frames),
    every=st.none() | st.integers(10, 400).map(frames),
    after=st.lists(st.integers(0, 900).map(frames), max_size=3).map(tuple),
    before_end=st.lists(st.integers(0, 900).map(frames), max_size=3).map(tuple),
    apart=st.none() | st.integers(10, 90).map(lambda s: (frames(s), frames(2 * s))),
)


@given(sessions(), BELLS, LINES, st.floats(0, 1))
def test_bells_keep_clear_of_words_of_other_bells_and_of_the_closing(
    session: Session, step: Bells, line: Say, share: float
) -> None:
    session = session_of(step, line, *session.steps)
    low, high = feasible(session, Choices())
    assume(low <= high)
    plan = compile_session(session, Choices(Frames(low + round((high - low) * share))))

    own = [strike.at for strike in plan.strikes if strike.voice == RIN]
    others = [strike.at for strike in plan.strikes if strike.voice != RIN]
    closing = next(e.at for e in plan.events if isinstance(e, Stage) and e.name == "closing")
    for at in own:
        assert at + BEFORE_SPEECH <= closing
        assert all(abs(at - other) >= FROM_OTHER_STRIKES for other in others)
        for speech in plan.speeches:
            is_before = at + BEFORE_SPEECH <= speech.at
            assert is_before or at >= speech.at + speech.length + AFTER_SPEECH
    assert [strike.number for strike in plan.strikes] == list(range(len(plan.strikes)))
    assert plan.strikes[-1].at == plan.length


@given(sessions(), BELLS)
def test_bells_at_intervals_move_nothing_else(session: Session, step: Bells) -> None:
    low, high = feasible(session, Choices())
    assume(low <= high)
    without = compile_session(session, Choices(high))
    with_bells = compile_session(session_of(step, *session.steps), Choices(high))

    def others(plan: Plan) -> list[object]:
        return [
            event if not isinstance(event, Strike) else (event.at, event.voice)
            for event in plan.events
            if not isinstance(event, Strike) or event.voice != RIN
        ]

    assert others(with_bells) == others(without)


@pytest.mark.parametrize("late_s", [0, 5, 15])
def test_a_bell_is_never_early_and_hardly_late(late_s: int) -> None:
    line = Say(VoiceLine("word " * 20))
    plan = sat(Bells(RIN, after=(frames(60 + late_s),)), Rest(Elastic.fixed(frames(60))), line)

    assert all(0 <= at - 60 - late_s <= MOST_MOVED / 48_000 for at in bells(plan))
