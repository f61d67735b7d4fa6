"""Breathing freely: whatever may be chosen is a session that plays, at any length offered."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.core.free_choices import CHOSEN, NAMES, OWN
from tests.core.written_sessions import fragments_in
from thaw.core.breath import Pattern, Phase
from thaw.core.compiling import compile_session, reading_length
from thaw.core.free_breathing import (
    FREE_ID,
    FreeBreathing,
    amounts,
    breathing_of,
    cleaned_title,
    is_counted,
    level_of,
    written,
)
from thaw.core.loading import load_text
from thaw.core.patterns import PATTERNS, check_pattern, nearest_allowed
from thaw.core.plan import Choices
from thaw.core.session import Category, Level, Session, VoiceLine
from thaw.core.units import RATE, Frames, frames

SLOWEST = replace(PATTERNS["box"], in_ms=5000, hold_ms=5900, out_ms=7000, rest_ms=4000)


def session_of(chosen: FreeBreathing, title: str = "A breath") -> Session:
    session = load_text(written(chosen, "a-breath", title), fragments_in(None), NAMES)
    assert isinstance(session, Session), session
    return session


def slowly(line: VoiceLine) -> Frames:
    return Frames(reading_length(line) * 5 // 4)


@given(CHOSEN, st.booleans())
@example(FreeBreathing(replace(SLOWEST, name="own"), 13, in_rounds=True), False)
@example(FreeBreathing(replace(SLOWEST, name="own", alternates=True), 2), True)
def test_whatever_may_be_chosen_is_a_session_that_plays(chosen: FreeBreathing, holds: bool) -> None:
    choices = chosen.choices(holds=holds, spoken=True)
    plan = compile_session(session_of(chosen), choices, slowly)
    if chosen.in_rounds:
        ins = [breath for breath in plan.breaths if breath.phase is Phase.IN]
        assert len(ins) == chosen.amount * chosen.pattern.cycles_a_round
    else:
        assert plan.length == frames(chosen.amount * 60)
    assert plan.breaths[-1].phase is Phase.OUT
    quiet = plan.length - (plan.breaths[-1].at + plan.breaths[-1].length)
    assert quiet >= frames(20)
    assert holds or not any(breath.phase is Phase.HOLD for breath in plan.breaths)


@given(CHOSEN, st.booleans())
def test_what_is_said_is_so_with_the_holds_and_without(chosen: FreeBreathing, holds: bool) -> None:
    plan = compile_session(session_of(chosen), chosen.choices(holds=holds, spoken=True))
    said = [speech.line.text for speech in plan.speeches if not speech.is_cue]
    assert not any("hold" in text.lower() for text in said)
    # What follows is a silence, of a minute at most.
    assert "until the bell" in said[-1]


@given(CHOSEN)
@settings(max_examples=40)
def test_what_was_kept_plays_from_the_library_at_every_whole_minute_on_its_card(
    chosen: FreeBreathing,
) -> None:
    session = session_of(chosen)
    lengths = session.lengths
    whole = {minute * 60 * RATE for minute in range(1, 24)}
    offered = {at for at in whole if lengths.shortest <= at <= lengths.longest}
    assert offered
    for length in {lengths.default, lengths.shortest, lengths.longest, *list(offered)[:4]}:
        for holds in (True, False):
            choices = replace(chosen.choices(holds=holds, spoken=True), length=Frames(length))
            plan = compile_session(session, replace(choices, rounds=None, pace=None))
            assert plan.length == length


@given(CHOSEN)
def test_what_was_written_tells_what_was_chosen(chosen: FreeBreathing) -> None:
    found = breathing_of(session_of(chosen))
    assert found is not None
    assert found == replace(chosen, eases_in=chosen.ramp > 0)
    assert written(found, "a-breath", "A breath") == written(chosen, "a-breath", "A breath")


@given(st.text(max_size=200))
@example('"; {x}: [a, b] # no\n- c \\ \u2028 \x00 \ud800')
def test_any_title_is_written_so_that_it_is_read_as_it_was(text: str) -> None:
    title = cleaned_title(text)
    if title:
        assert session_of(FreeBreathing(), title).title == title


@given(OWN, OWN, st.integers(2, 20))
@settings(max_examples=50)
def test_it_begins_at_the_persons_own_pace(pattern: Pattern, pace: Pattern, minutes: int) -> None:
    pace = Pattern("follow-me", pace.in_ms, pace.out_ms)
    pace = nearest_allowed(pace)
    for in_rounds in (False, True):
        chosen = FreeBreathing(pattern, minutes, in_rounds, pace=pace).fitted()
        choices = chosen.choices(holds=True, spoken=True)
        plan = compile_session(session_of(chosen), choices, slowly)
        if is_counted(pattern):
            assert plan.choices.pace is None
        elif chosen.ramp:
            first_in, first_out = (
                next(b for b in plan.breaths if b.phase is phase) for phase in (Phase.IN, Phase.OUT)
            )
            assert (first_in.length, first_out.length) == (pace.in_ms * 48, pace.out_ms * 48)


def test_what_is_played_without_being_kept_is_paced_breathing_too() -> None:
    session = load_text(written(FreeBreathing(), FREE_ID, "Free"), fragments_in(None), NAMES)
    assert isinstance(session, Session)
    assert (session.id, session.category) == (FREE_ID, Category.BREATHING)


@pytest.mark.parametrize(
    ("name", "in_rounds", "least", "most"),
    [
        ("long-exhale", False, 1, 20),
        ("long-exhale", True, 1, 120),
        ("box", False, 2, 5),
        ("box", True, 1, 18),
        ("four-seven-eight", True, 1, 8),
        ("physiological-sigh", True, 1, 3),
        ("alternate-nostril", True, 1, 60),
    ],
)
def test_no_more_is_offered_than_suits_a_person(
    name: str, in_rounds: bool, least: int, most: int
) -> None:
    assert amounts(PATTERNS[name], in_rounds=in_rounds) == (least, most)


def test_four_long_holds_fit_two_minutes_and_leave_the_breath_to_itself_for_one_at_most() -> None:
    session = session_of(FreeBreathing(PATTERNS["four-seven-eight"], 4, in_rounds=True))
    plan = compile_session(session, Choices(frames(120)), slowly)
    ends = max(breath.at + breath.length for breath in plan.breaths)
    assert frames(20) <= plan.length - ends <= frames(60)


def test_what_is_breathed_a_few_times_is_counted_in_rounds() -> None:
    chosen = FreeBreathing(PATTERNS["four-seven-eight"], 20).fitted()
    # Four suit most people, whatever the minutes were; who wants more says so in rounds.
    assert (chosen.in_rounds, chosen.amount, chosen.ramp) == (True, 4, 0)
    assert FreeBreathing(PATTERNS["four-seven-eight"], 20, in_rounds=True).fitted().amount == 8
    assert FreeBreathing(PATTERNS["physiological-sigh"], 1).fitted().amount == 3


@pytest.mark.parametrize(
    ("name", "amount", "in_rounds", "eases"),
    [
        ("long-exhale", 1, False, False),
        ("long-exhale", 2, False, True),
        ("box", 2, False, False),
        ("box", 3, False, True),
        ("box", 15, True, False),
        ("box", 16, True, True),
        ("soft-box", 4, True, True),
        ("four-seven-eight", 4, True, False),
    ],
)
def test_it_begins_at_once_where_slowing_down_would_take_most_of_the_time(
    name: str, amount: int, in_rounds: bool, eases: bool
) -> None:
    chosen = FreeBreathing(PATTERNS[name], amount, in_rounds).fitted()
    assert (chosen.ramp > 0, chosen.has_time_to_ease) == (eases, eases)
    plan = compile_session(session_of(chosen), chosen.choices(holds=True, spoken=True), slowly)
    kept = [one for one in plan.breaths if one.phase is Phase.IN]
    whole = [one for one in kept if one.length == PATTERNS[name].in_ms * 48]
    # What rounds, or the words around it, take away from minutes is not looked at here.
    assert eases or len(whole) == len(kept)
    assert whole[-1] is kept[-1]


@pytest.mark.parametrize(("name", "level"), [("even", Level.GENTLE), ("soft-box", Level.STEADY)])
def test_holds_ask_more(name: str, level: Level) -> None:
    assert level_of(PATTERNS[name]) is level
    assert session_of(FreeBreathing(PATTERNS[name])).level is level


@given(OWN)
def test_own_patterns_are_the_ones_that_are_allowed(pattern: Pattern) -> None:
    assert not any(fault.is_hard for fault in check_pattern(pattern))


def test_other_sessions_are_not_taken_for_one_of_these() -> None:
    text = written(FreeBreathing(), "a-breath", "A breath")
    twice = text.replace("  - mark", "  - breathe: {pattern: even, cycles: 2}\n  - mark")
    none = "\n".join(line for line in text.splitlines() if "breathe:" not in line)
    none = none.replace("from: 1m, to: 20m", "from: 1m, to: 5m").replace("45s", "5m")
    for other in (twice, none):
        session = load_text(other, fragments_in(None), NAMES)
        assert isinstance(session, Session), session
        assert breathing_of(session) is None
