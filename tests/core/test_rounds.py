"""A length in rounds: the breathing by number, the rests at their ideal."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.scripts import session_of
from thaw.core.compiling import compile_session, reading_length
from thaw.core.fragments import Fragments
from thaw.core.loading import load_file
from thaw.core.names import KnownNames
from thaw.core.patterns import PATTERNS
from thaw.core.plan import Choices, Plan, Quiet
from thaw.core.refusals import RoundsError, RoundsFault
from thaw.core.rounds import rounds_range
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
from thaw.resources import sessions_dir

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


def test_where_nothing_is_breathed_rounds_are_refused() -> None:
    with pytest.raises(RoundsError) as refusal:
        compiled(session_of(BELL, Rest(Elastic.fixed(frames(60))), BELL), 4)

    assert refusal.value.fault is RoundsFault.NO_BREATHING


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

    assert rounds_range(session, PLAIN, reading_length) == (1, most)
    assert compiled(session, most)
    for rounds in (most + 1, 0, -1):
        with pytest.raises(RoundsError) as refusal:
            compiled(session, rounds)
        found = refusal.value
        assert (found.fault, found.asked, found.most) == (RoundsFault.OUT_OF_BOUNDS, rounds, most)


def test_rounds_go_no_further_than_the_longest_length() -> None:
    session = practice(breathe())
    session = replace(session, lengths=replace(session.lengths, longest=frames(300)))

    _, most = rounds_range(session, PLAIN, reading_length)

    assert compiled(session, most).length <= frames(300)
    assert compiled(session, most).length + frames(11) > frames(300)


def test_without_holds_there_may_be_more_rounds() -> None:
    session = practice(breathe("four-seven-eight"))

    assert rounds_range(session, Choices(holds=False), reading_length) == (1, 100)


def test_a_length_besides_rounds_counts_for_nothing() -> None:
    session = practice(breathe())

    assert compiled(session, 5) == compiled(session, 5, Choices(Frames(1)))


# Several parts.


def bundled(name: str) -> Session:
    """A session that comes with Thaw."""
    folder = sessions_dir()
    fragments = Fragments([folder / "fragments"])
    names = KnownNames(bells=frozenset({"small-rin"}), beds=frozenset({"brown-noise"}))
    loaded = load_file(folder / f"{name}.yaml", fragments, names)
    assert loaded.session is not None
    return loaded.session


SLOW_AND_SMALL = bundled("slow-and-small")
SLOW_AND_SMALL_RANGE = rounds_range(SLOW_AND_SMALL, PLAIN, reading_length)


def part(name: str, ideal_s: float) -> Breathe:
    span = Elastic(frames(10), frames(ideal_s), frames(600), 2.0)
    return replace(breathe(name), span=span)


def shares(plan: Plan) -> list[int]:
    """How many breaths each stretch has."""
    return [stretch.cycles for stretch in plan.breathing]


PAUSE = Rest(Elastic(frames(5), frames(5), frames(60)))


@pytest.mark.parametrize(
    ("rounds", "expected"), [(2, [1, 1]), (4, [1, 3]), (8, [2, 6]), (40, [10, 30])]
)
def test_parts_with_a_time_share_the_rounds_in_proportion(rounds: int, expected: list[int]) -> None:
    session = practice(part("even", 40), PAUSE, part("resonance", 150))

    assert shares(compiled(session, rounds)) == expected


def test_parts_with_a_number_keep_it_and_count() -> None:
    counted = replace(breathe("even"), span=None, cycles=3)
    session = practice(counted, PAUSE, part("resonance", 150))

    assert rounds_range(session, PLAIN, reading_length)[0] == 4
    assert shares(compiled(session, 10)) == [3, 7]


def test_numbers_alone_are_shared_by() -> None:
    counted = [replace(breathe("even"), span=None, cycles=number) for number in (2, 6)]
    session = practice(counted[0], PAUSE, counted[1])

    assert shares(compiled(session, 12)) == [3, 9]


def test_with_few_rounds_parts_that_may_drop_out_do_so() -> None:
    spare = [Passage((PAUSE, part("even", 40)), importance=n) for n in (1, 3, 2)]
    session = practice(part("resonance", 100), *spare)

    assert rounds_range(session, PLAIN, reading_length)[0] == 1
    assert [len(shares(compiled(session, rounds))) for rounds in (1, 2, 3, 4)] == [1, 2, 3, 4]


@given(st.data())
def test_a_bundled_session_in_several_parts_has_any_rounds_of_its_range(
    data: st.DataObject,
) -> None:
    session = SLOW_AND_SMALL
    least, most = SLOW_AND_SMALL_RANGE
    rounds = data.draw(st.integers(least, most))

    plan = compiled(session, rounds)

    assert (least, most > 30) == (5, True)
    assert sum(shares(plan)) == rounds
    assert plan.length <= session.lengths.longest
    for beyond in (least - 1, most + 1):
        with pytest.raises(RoundsError) as refusal:
            compiled(session, beyond)
        assert (refusal.value.least, refusal.value.most) == (least, most)
