"""Follow me: a breath told by a key becomes a pace, and a shape that goes with it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thaw.core.breath import Pattern
from thaw.core.following import (
    LISTENS_TO,
    LONGEST_TURN_MS,
    SHORTEST_TURN_MS,
    FollowMe,
    is_moved,
)
from thaw.core.patterns import check_pattern


def told(*breaths: tuple[int, int], start_ms: int = 1_000) -> FollowMe:
    """A person who breathes so, each as (in, out) in milliseconds, up to the next press."""
    follow, now = FollowMe(), start_ms
    for in_ms, out_ms in breaths:
        follow = follow.pressed(now).released(now + in_ms)
        now += in_ms + out_ms
    return follow.pressed(now)


def test_even_breaths_are_the_pace() -> None:
    assert told((3_000, 4_200), (3_000, 4_200)).pace == Pattern("follow-me", 3_000, 4_200)


def test_one_breath_is_not_a_pace_yet() -> None:
    assert told((3_000, 4_000)).pace is None
    assert FollowMe().pace is None


def test_the_last_breaths_count_and_earlier_ones_are_forgotten() -> None:
    follow = told(*[(2_500, 3_000)] * 9, *[(4_000, 6_000)] * LISTENS_TO)

    assert follow.pace == Pattern("follow-me", 4_000, 6_000)
    assert len(follow.breaths) == LISTENS_TO


def test_after_three_slow_breaths_three_fast_ones_are_the_pace() -> None:
    slow = told(*[(4_000, 6_000)] * 3)
    follow, now = slow, 1_000 + 30_000
    for _ in range(2):
        follow = follow.released(now + 700).pressed(now + 1_400)
        now += 1_400
    follow = follow.released(now + 700)

    assert slow.told == Pattern("follow-me", 4_000, 6_000)
    assert follow.told == Pattern("follow-me", 700, 700)


def test_what_was_told_is_kept_beside_the_pace_it_is_moved_to() -> None:
    fast, steady = told(*[(700, 700)] * 3), told(*[(3_040, 4_030)] * 3)

    assert (fast.told, fast.pace) == (
        Pattern("follow-me", 700, 700),
        Pattern("follow-me", 2_000, 3_000),
    )
    moved = [is_moved(one.told, one.pace) for one in (fast, steady) if one.told and one.pace]
    assert moved == [True, False]


@pytest.mark.parametrize("odd", [(900, 900), (12_000, 15_000), (3_000, 19_000), (7_000, 4_000)])
@pytest.mark.parametrize("place", range(5))
def test_one_breath_out_of_line_counts_for_nothing(odd: tuple[int, int], place: int) -> None:
    breaths = [(3_000, 4_000)] * 4
    breaths.insert(place, odd)

    assert told(*breaths).pace == Pattern("follow-me", 3_000, 4_000)


def test_a_pace_outside_the_bounds_becomes_the_nearest_within() -> None:
    fast, slow = told(*[(1_000, 900)] * 4).pace, told(*[(15_000, 18_000)] * 4).pace

    assert fast == Pattern("follow-me", 2_000, 3_000)
    assert slow is not None
    assert (slow.in_ms, slow.out_ms) == (8_000, 12_000)


def test_a_keys_own_repeats_change_nothing() -> None:
    follow = FollowMe().pressed(1_000)

    assert follow.pressed(1_500) is follow
    assert FollowMe().released(500) == FollowMe()
    let_go = follow.released(4_000)
    assert let_go.released(4_100) is let_go


def test_a_time_that_goes_back_changes_nothing() -> None:
    follow = FollowMe().pressed(1_000)

    assert follow.released(900) is follow


@pytest.mark.parametrize("length_ms", [SHORTEST_TURN_MS - 1, LONGEST_TURN_MS + 1])
def test_a_slip_and_a_break_are_no_breaths(length_ms: int) -> None:
    steady = told((3_000, 4_000), (3_000, 4_000))
    now = 20_000
    follow = steady.released(now).pressed(now + length_ms)

    assert follow.breaths[:2] == steady.breaths
    assert all(SHORTEST_TURN_MS <= turn <= LONGEST_TURN_MS for b in follow.breaths for turn in b)


def test_the_shape_is_empty_before_anything_is_told() -> None:
    assert FollowMe().fullness(123_456) == 0


def test_the_shape_rises_while_the_key_is_held_and_waits_when_full() -> None:
    follow = FollowMe().pressed(0)

    levels = [follow.fullness(now) for now in range(0, 9_000, 100)]
    assert levels == sorted(levels)
    assert (levels[0], levels[-1]) == (0, 1)


def test_the_shape_takes_as_long_as_the_persons_breaths() -> None:
    follow = told((2_000, 5_000), (2_000, 5_000))
    began = 1_000 + 14_000

    assert follow.fullness(began + 1_000) == pytest.approx(0.5)
    assert follow.fullness(began + 2_000) == pytest.approx(1)
    out = follow.released(began + 2_000)
    assert out.fullness(began + 4_500) == pytest.approx(0.5)


TURNS = st.lists(st.integers(0, 25_000), min_size=1, max_size=30)


@given(TURNS, st.integers(0, 10**9))
def test_any_telling_gives_a_shape_without_a_leap_and_a_pace_within_bounds(
    turns: list[int], start_ms: int
) -> None:
    follow, now = FollowMe(), start_ms
    for turn in turns:
        before = follow.fullness(now)
        follow = follow.released(now) if follow.is_in else follow.pressed(now)
        assert follow.fullness(now) == pytest.approx(before, abs=1e-9)
        levels = [follow.fullness(now + step) for step in range(0, turn, 50)]
        assert all(0 <= level <= 1 for level in levels)
        assert all(abs(b - a) < 0.35 for a, b in pairwise(levels))
        now += turn
    if follow.pace is not None:
        assert not any(fault.is_hard for fault in check_pattern(follow.pace))


@given(TURNS)
def test_when_it_was_told_does_not_matter(turns: list[int]) -> None:
    def pace(start_ms: int) -> Pattern | None:
        follow, now = FollowMe(), start_ms
        for turn in turns:
            follow = follow.released(now) if follow.is_in else follow.pressed(now)
            now += turn
        return follow.pace

    assert pace(0) == pace(86_400_000)


@given(st.integers(400, 20_000), st.integers(0, 20_000))
def test_a_breath_that_was_interrupted_tells_nothing(held_ms: int, away_ms: int) -> None:
    before = told((3_000, 4_000))
    began = 1_000 + 7_000
    follow = before.interrupted(began + held_ms)
    assert not follow.is_in
    assert follow.pressed(began + held_ms + away_ms).breaths == before.breaths


def test_after_an_interruption_the_next_breath_counts_again() -> None:
    follow = told((3_000, 4_000)).interrupted(9_000)
    follow = follow.pressed(12_000).released(15_000).pressed(19_000)
    assert follow.breaths == ((3_000, 4_000), (3_000, 4_000))
