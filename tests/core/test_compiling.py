"""Any length in range, exact to the frame, whatever the steps."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.core.scripts import session_of, sessions
from thaw.core.breath import Pattern, Phase, Side
from thaw.core.compiling import CannotFitError, compile_session, feasible, reading_length
from thaw.core.events import BED_LEAVES_BEFORE_BELL
from thaw.core.parts import SHORTEST_CLOSING, passages
from thaw.core.patterns import PATTERNS, nearest_allowed
from thaw.core.plan import Choices, Plan, Quiet, Speech, Stage, Strike
from thaw.core.session import (
    Bell,
    Breathe,
    Category,
    Cue,
    Elastic,
    Mark,
    Passage,
    Rest,
    Say,
    VoiceLine,
)
from thaw.core.units import Frames, frames

PLAIN = Choices()


def compiled(session, length, choices=PLAIN) -> Plan:
    return compile_session(session, Choices(Frames(length), choices.holds, choices.spoken))


def compiled_or_assumed(session, share: float) -> Plan:
    low, high = feasible(session, PLAIN)
    assume(low <= high)
    return compiled(session, low + round((high - low) * share))


@given(sessions(), st.floats(0, 1))
def test_the_last_strike_falls_on_the_exact_frame(session, share):
    plan = compiled_or_assumed(session, share)
    assert plan.strikes[-1].at == plan.length
    assert max(event.at for event in plan.events) == plan.length


@given(sessions(), st.floats(0, 1))
def test_compiling_twice_gives_the_same_plan(session, share):
    assert compiled_or_assumed(session, share) == compiled_or_assumed(session, share)


@given(sessions(), st.floats(0, 1))
def test_steps_keep_their_order(session, share):
    plan = compiled_or_assumed(session, share)
    heard = [event for event in plan.events if isinstance(event, Speech | Quiet | Strike)]
    for earlier, later in itertools.pairwise(heard):
        span = 0 if isinstance(earlier, Strike) else earlier.length
        assert earlier.at + span <= later.at


@given(sessions(), st.floats(0, 1))
def test_silences_stay_within_what_their_author_allowed(session, share):
    plan = compiled_or_assumed(session, share)
    rests = [step for step in _all_steps(session.steps) if isinstance(step, Rest)]
    low = min(step.span.minimum for step in rests)
    high = max(step.span.maximum for step in rests)
    closing = next(e.at for e in plan.events if isinstance(e, Stage) and e.name == "closing")
    for event in plan.events:
        if isinstance(event, Quiet) and event.at < closing:
            assert low <= event.length <= high


@given(sessions(), st.floats(0, 1))
def test_the_closing_is_never_squeezed(session, share):
    plan = compiled_or_assumed(session, share)
    closing = next(e.at for e in plan.events if isinstance(e, Stage) and e.name == "closing")
    assert plan.length - closing >= SHORTEST_CLOSING


@given(sessions(), st.floats(0, 1))
def test_paced_breathing_ends_on_a_whole_breath_out(session, share):
    plan = compiled_or_assumed(session, share)
    for earlier, later in zip(plan.breaths, plan.breaths[1:], strict=False):
        if later.at != earlier.at + earlier.length:
            assert earlier.fullness_to == 0.0
            assert later.phase is Phase.IN
    if plan.breaths:
        assert plan.breaths[-1].fullness_to == 0.0


@given(sessions())
def test_a_length_outside_the_range_is_refused_with_the_range(session):
    low, high = feasible(session, PLAIN)
    for length in (low - 1, max(low, high) + 1):
        with pytest.raises(CannotFitError) as refusal:
            compiled(session, max(1, length))
        assert (refusal.value.shortest, refusal.value.longest) == (low, high)


@given(st.permutations([1, 2, 3, 4]), st.integers(150, 420))
def test_passages_drop_out_least_important_first(importances, length_s):
    session = session_of(
        Bell("warm-bowl", 1, frames(7)),
        *[
            Passage((Say(VoiceLine(f"passage {n} " + "word " * 60)),), importance=n)
            for n in importances
        ],
        Rest(Elastic(frames(5), frames(60), frames(600))),
        Mark("closing"),
        Say(VoiceLine("thank you " * 10)),
        Bell("warm-bowl", 1, frames(7)),
    )
    plan = compiled(session, frames(length_s))
    said = [speech.line.text for speech in plan.speeches if "passage" in speech.line.text]
    kept = {int(text.split()[1]) for text in said}
    assert kept == set(sorted(importances, reverse=True)[: len(kept)])
    assert [text.split()[1] for text in said] == [str(n) for n in importances if n in kept]


def test_a_longer_session_brings_passages_back():
    session = session_of(
        Bell("warm-bowl", 1, frames(7)),
        Passage((Say(VoiceLine("only when long")),), from_length=frames(480)),
        Rest(Elastic(frames(5), frames(60), frames(1800))),
        Mark("closing"),
        Bell("warm-bowl", 1, frames(7)),
    )
    assert not compiled(session, frames(479)).speeches
    assert len(compiled(session, frames(480)).speeches) == 1


def test_extra_time_is_shared_by_weight():
    session = session_of(
        Rest(Elastic(frames(5), frames(10), frames(300), 1.0)),
        Rest(Elastic(frames(5), frames(10), frames(300), 3.0)),
    )
    events = compiled(session, frames(60)).events
    first, second = (event for event in events if isinstance(event, Quiet))
    assert (first.length, second.length) == (frames(20), frames(40))


def test_speech_waits_for_the_opening_bell():
    session = session_of(
        Bell("warm-bowl", 1, frames(7)),
        Say(VoiceLine("welcome")),
        Rest(Elastic(frames(5), frames(60), frames(600))),
    )
    assert compiled(session, frames(120)).speeches[0].at == frames(5)


def test_no_holds_leaves_every_hold_out():
    boxed = Breathe(
        Pattern("box", 4000, 4000, hold_ms=4000, rest_ms=4000),
        Elastic.fixed(frames(60)),
        None,
        Frames(0),
        frozenset({Cue.SIGHT}),
    )
    rest = Rest(Elastic(frames(1), frames(60), frames(600)))
    plan = compiled(session_of(boxed, rest), frames(200), Choices(holds=False))
    assert {breath.phase for breath in plan.breaths} == {Phase.IN, Phase.OUT}


def test_cycles_are_rounded_up_to_whole_ones():
    coherent = Breathe(
        Pattern("coherent", 5500, 5500),
        Elastic.fixed(frames(300)),
        None,
        Frames(0),
        frozenset({Cue.SOUND}),
    )
    rest = Rest(Elastic(frames(1), frames(60), frames(600)))
    plan = compiled(session_of(coherent, rest), frames(400))
    assert plan.breaths[-1].cycle == 27
    assert all(breath.sounded for breath in plan.breaths)


@given(st.integers(20, 240), st.integers(0, 60))
def test_alternate_nostril_comes_in_whole_rounds_and_ends_on_the_left(for_s, ramp_s):
    alternate = Breathe(
        PATTERNS["alternate-nostril"],
        Elastic(frames(for_s / 2), frames(for_s), frames(for_s * 2)),
        None,
        frames(ramp_s),
        frozenset({Cue.SIGHT}),
    )
    rest = Rest(Elastic(frames(1), frames(60), frames(900)))
    breaths = compiled(session_of(alternate, rest), frames(500)).breaths
    sides = [breath.side for breath in breaths]
    left, right = Side.LEFT, Side.RIGHT
    assert sides == [left, right, right, left] * (len(sides) // 4)


def test_an_odd_count_of_alternate_breaths_is_rounded_up_to_a_round():
    alternate = Breathe(PATTERNS["alternate-nostril"], None, 5, Frames(0), frozenset({Cue.SIGHT}))
    rest = Rest(Elastic(frames(1), frames(60), frames(600)))
    assert compiled(session_of(alternate, rest), frames(200)).breaths[-1].cycle == 5


@given(st.integers(20, 80), st.integers(20, 120))
def test_a_ramp_begins_at_the_persons_own_pace_and_never_leaps(in_tenths, out_tenths):
    pace = nearest_allowed(Pattern("own", in_tenths * 100, out_tenths * 100))
    coherent = Breathe(PATTERNS["coherent"], None, 60, frames(60), frozenset({Cue.SIGHT}))
    rest = Rest(Elastic(frames(1), frames(60), frames(1800)))
    choices = Choices(frames(1200), pace=pace)
    plan = compile_session(session_of(coherent, rest), choices)
    lengths = _cycle_lengths(plan)
    if pace.cycle_ms != 11_000:
        assert lengths[0] == pytest.approx(pace.cycle_ms * 48, abs=2)
    assert lengths[-1] == frames(11)
    assert all(abs(b - a) <= frames(0.51) for a, b in itertools.pairwise(lengths))


def test_a_breathing_without_a_ramp_keeps_its_pace_whatever_the_persons_own():
    even = Breathe(PATTERNS["even"], None, 4, Frames(0), frozenset({Cue.SIGHT}))
    session = session_of(even, Rest(Elastic(frames(1), frames(60), frames(600))))
    choices = Choices(frames(120), pace=Pattern("own", 2_500, 3_000))
    assert compile_session(session, choices).breaths == compiled(session, frames(120)).breaths


def test_the_soundscape_leaves_before_the_closing_bell():
    session = session_of(
        Rest(Elastic(frames(5), frames(60), frames(600))), Bell("warm-bowl", 3, frames(7))
    )
    plan = compiled(session, frames(200))
    bed = plan.beds[0]
    assert bed.at == 0
    assert bed.at + bed.length - bed.fade_out == plan.strikes[0].at - BED_LEAVES_BEFORE_BELL


@pytest.mark.parametrize(("length_s", "fade_s"), [(150, 16), (600, 60)])
def test_in_a_session_for_sleep_it_takes_a_minute_to_leave_and_is_gone_as_soon(length_s, fade_s):
    awake = session_of(
        Rest(Elastic(frames(5), frames(60), frames(600))), Bell("warm-bowl", 1, frames(7))
    )
    (before,) = compiled(awake, frames(length_s)).beds
    (bed,) = compiled(replace(awake, category=Category.SLEEP), frames(length_s)).beds
    assert bed.fade_out == frames(fade_s)
    assert bed.length == before.length


def test_a_line_read_as_a_caption_stays_at_105_words_a_minute():
    assert reading_length(VoiceLine("word " * 105)) == frames(60)


def _all_steps(steps):
    inner = [step for passage in passages(steps) for step in passage.steps]
    return [*steps, *inner]


def _cycle_lengths(plan: Plan) -> list[int]:
    """The length of every breath, from in-breath to in-breath."""
    lengths: list[int] = []
    for breath in plan.breaths:
        if breath.phase is Phase.IN:
            lengths.append(0)
        lengths[-1] += breath.length
    return lengths
