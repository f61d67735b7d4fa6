"""A length in rounds: the breathing by number, the rests at their ideal."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.scripts import session_of
from thaw.core.compiling import compile_session, reading_length
from thaw.core.patterns import PATTERNS
from thaw.core.plan import Choices, Plan, Quiet
from thaw.core.refusals import RoundsError, RoundsFault
from thaw.core.rounds import most_rounds
from thaw.core.session import (
    Bell,
    Breathe,
    Cue,
    Elastic,
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

PLAIN = Choices()
BELL = Bell("warm-bowl", 1, frames(7))


def breathe(name: str = "coherent", ramp_s: float = 0) -> Breathe:
    span = Elastic(frames(60), frames(120), frames(600), 2.0)
    return Breathe(PATTERNS[name], span, None, frames(ramp_s), frozenset({Cue.SIGHT}))


def practice(step: Breathe, *more: Step) -> Session:
    rest = Rest(Elastic(frames(5), frames(20), frames(300)))
    return session_of(
        BELL, step, *more, rest, Mark("closing"), Say(VoiceLine("thanks")), rest, BELL
    )


def compiled(session: Session, rounds: int, choices: Choices = PLAIN) -> Plan:
    return compile_session(session, replace(choices, rounds=rounds))


def breaths(plan: Plan) -> int:
    return len({breath.cycle for breath in plan.breaths})


@given(st.integers(1, 100), st.sampled_from([0, 60]))
def test_the_rounds_are_breathed_and_the_rests_keep_their_ideal(rounds: int, ramp_s: int) -> None:
    plan = compiled(practice(breathe(ramp_s=ramp_s)), rounds)

    assert breaths(plan) == rounds
    quiets = [event.length for event in plan.events if isinstance(event, Quiet)]
    assert quiets == [frames(20), frames(23.5)]  # the closing is never under 25 s
    assert plan.strikes[-1].at == plan.length
    assert (plan.choices.length, plan.choices.rounds) == (plan.length, rounds)


def test_a_round_of_alternate_nostril_is_a_breath_from_either_side() -> None:
    plan = compiled(practice(breathe("alternate-nostril")), 3)

    assert breaths(plan) == 6
    assert plan.breaths[-1].side == "left"


def test_each_round_adds_its_own_length_and_nothing_else() -> None:
    session = practice(breathe("box"))

    assert compiled(session, 5).length - compiled(session, 4).length == frames(16)


def test_without_holds_rounds_are_shorter() -> None:
    plan = compiled(practice(breathe("box")), 4, Choices(holds=False))

    assert plan.breaths[-1].at + plan.breaths[-1].length - plan.breaths[0].at == frames(48)


def test_passages_are_played_as_in_a_session_of_that_length() -> None:
    late = Passage((Say(VoiceLine("only when long")),), from_length=frames(300))
    session = practice(breathe(), late)

    assert [len(compiled(session, rounds).speeches) for rounds in (4, 40)] == [1, 2]


def test_breathing_inside_a_passage_is_breathed_whatever_the_length() -> None:
    session = practice(breathe())
    hidden = session_of(BELL, Passage((breathe(),), from_length=frames(1800)), *session.steps[2:])

    assert breaths(compiled(hidden, 2)) == 2


@pytest.mark.parametrize(
    ("session", "fault"),
    [
        (session_of(BELL, Rest(Elastic.fixed(frames(60))), BELL), RoundsFault.NO_BREATHING),
        (practice(breathe(), breathe()), RoundsFault.SEVERAL),
        (practice(breathe(), Passage((breathe(),))), RoundsFault.SEVERAL),
    ],
)
def test_where_rounds_say_nothing_they_are_refused(session: Session, fault: RoundsFault) -> None:
    with pytest.raises(RoundsError) as refusal:
        compiled(session, 4)

    assert refusal.value.fault is fault


@pytest.mark.parametrize(
    ("name", "level", "most"),
    [
        ("four-seven-eight", Level.DEEP, 8),
        ("physiological-sigh", Level.GENTLE, 3),
        ("box", Level.GENTLE, 18),
        ("box", Level.DEEP, 37),
        ("coherent", Level.GENTLE, 109),
        ("alternate-nostril", Level.GENTLE, 60),
    ],
)
def test_rounds_go_as_far_as_the_dose(name: str, level: Level, most: int) -> None:
    session = replace(practice(breathe(name)), level=level)

    assert most_rounds(session, PLAIN, reading_length) == most
    assert compiled(session, most)
    for rounds in (most + 1, 0, -1):
        with pytest.raises(RoundsError) as refusal:
            compiled(session, rounds)
        found = refusal.value
        assert (found.fault, found.asked, found.most) == (RoundsFault.OUT_OF_BOUNDS, rounds, most)


def test_rounds_go_no_further_than_the_longest_length() -> None:
    session = practice(breathe())
    session = replace(session, lengths=replace(session.lengths, longest=frames(300)))

    most = most_rounds(session, PLAIN, reading_length)

    assert compiled(session, most).length <= frames(300)
    assert compiled(session, most).length + frames(11) > frames(300)


def test_without_holds_there_may_be_more_rounds() -> None:
    session = practice(breathe("four-seven-eight"))

    assert most_rounds(session, Choices(holds=False), reading_length) == 100


def test_a_length_besides_rounds_counts_for_nothing() -> None:
    session = practice(breathe())

    assert compiled(session, 5) == compiled(session, 5, Choices(Frames(1)))
