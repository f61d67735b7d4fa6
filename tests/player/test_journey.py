import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.scripts import session_of
from tests.player.by_hand import SetClock, Sitting
from thaw.core.compiling import compile_session
from thaw.core.patterns import PATTERNS
from thaw.core.plan import Choices
from thaw.core.session import Breathe, Cue, Elastic, Mark, Rest
from thaw.core.units import Frames, frames
from thaw.player.journey import Journey, cycles, pattern_of
from thaw.player.preparing import practice_start
from thaw.practice.entry import Skip, Source

SIGHT = frozenset({Cue.SIGHT})


def breathing(name="even", count=10, ramp_s=0):
    return compile_session(
        session_of(
            Rest(Elastic.fixed(frames(10))),
            Breathe(PATTERNS[name], None, count, frames(ramp_s), SIGHT),
            Mark("closing"),
            Rest(Elastic(frames(25), frames(60), frames(3600))),
        ),
        Choices(),
    )


EVEN = breathing()
"""Ten seconds, then ten breaths of eight seconds each."""


@pytest.mark.parametrize(
    ("name", "ramp_s", "told"),
    [
        ("even", 0, "4/0/4/0"),
        ("long-exhale", 60, "4/0/6/0"),
        ("box", 0, "4/4/4/4"),
    ],
)
def test_the_row_tells_how_it_was_to_be_breathed_at_full_length(name, ramp_s, told):
    assert pattern_of(breathing(name, 30, ramp_s)) == told
    start = practice_start(breathing(name, 30, ramp_s), Source.LIBRARY, SetClock(), 0, "0")
    assert start.breath_pattern == told


def test_where_nothing_is_paced_there_is_nothing_to_tell():
    plan = compile_session(
        session_of(Rest(Elastic(frames(25), frames(60), frames(3600)))), Choices()
    )

    assert pattern_of(plan) == ""
    assert Journey().breath_ms == 0
    assert cycles(plan) == []


@pytest.mark.parametrize(("seconds", "breaths"), [(5, 0), (17, 0), (18, 1), (26.5, 2), (200, 10)])
def test_a_breath_counts_once_it_was_heard_whole(seconds, breaths):
    journey = Journey()

    journey.heard(EVEN, 0, frames(seconds))

    assert journey.breaths == breaths


def test_a_breath_that_was_jumped_into_or_out_of_is_not_whole():
    journey = Journey()
    journey.heard(EVEN, 0, frames(20))
    journey.jumped(frames(20), frames(30))
    journey.heard(EVEN, frames(30), frames(43))

    # One to second 18, and that from 34 to 42: the ones around the jump were cut.
    assert journey.breaths == 2
    assert journey.skips == (Skip(20_000, 30_000),)


def test_a_breath_heard_twice_was_breathed_twice():
    journey = Journey()
    for _ in range(2):
        journey.heard(EVEN, frames(10), frames(18))
        journey.jumped(frames(18), frames(10))

    assert journey.breaths == 2


def test_a_jump_to_where_one_is_is_none():
    journey = Journey()
    journey.heard(EVEN, 0, frames(12))
    journey.jumped(frames(12), frames(12))
    journey.heard(EVEN, frames(12), frames(18))

    assert (journey.skips, journey.breaths) == ((), 1)


@given(st.lists(st.integers(1, 3 * 48_000), min_size=1, max_size=60))
def test_however_often_one_listens_the_count_is_the_same(parts):
    in_parts, at_once = Journey(), Journey()
    here = 0
    for part in parts:
        in_parts.heard(EVEN, here, here + part)
        here += part
    at_once.heard(EVEN, 0, here)

    assert in_parts.breaths == at_once.breaths


def test_jumps_are_in_the_row_and_survive_a_checkpoint():
    sitting = Sitting().begin()
    sitting.turn(10)
    sitting.player.seek(Frames(frames(40)))
    sitting.turn(6)
    sitting.player.stop()

    progress, _ = sitting.notes.closed[0]
    assert progress.skips == (Skip(10_000, 40_000),)
    assert sitting.notes.checkpoints[-1].skips == progress.skips
    assert progress.practised_ms == 16_000


def test_the_length_of_a_breath_is_the_time_they_took_over_how_many_there_were():
    ramped = breathing("long-exhale", 30, ramp_s=60)
    journey = Journey()
    journey.heard(ramped, 0, ramped.length)
    spans = [sum(breath.length for breath in cycle) for cycle in cycles(ramped)]

    assert journey.breaths == len(spans)
    assert journey.breath_ms == round(sum(spans) / len(spans) * 1000 / 48_000)
    assert journey.breath_ms < 10_000


def test_a_breath_that_was_cut_off_does_not_count_for_their_length():
    journey = Journey()
    journey.heard(EVEN, 0, frames(22))
    journey.jumped(frames(22), frames(15))
    journey.heard(EVEN, frames(15), frames(50))

    assert (journey.breaths, journey.breath_ms) == (5, 8_000)
