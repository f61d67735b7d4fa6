"""A ramp: where it begins, how it goes, and that nobody has to chase it."""

from itertools import islice, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.free_choices import OWN
from thaw.core.breath import LARGEST_CHANGE_MS, SHORTEST_PHASE_MS, Pattern, cycles, ramp_cycles
from thaw.core.free_breathing import is_counted
from thaw.core.patterns import PATTERNS, nearest_allowed
from thaw.core.units import frames

MANY = 80
"""Breaths after which every ramp here is over."""
PACES = OWN.map(lambda own: nearest_allowed(Pattern("follow-me", own.in_ms, own.out_ms)))
PATTERNS_OF_ALL_KINDS = st.one_of(st.sampled_from(list(PATTERNS.values())), OWN)


def ramped(pattern: Pattern, ramp_s: float, pace: Pattern | None = None) -> list[Pattern]:
    return list(islice(cycles(pattern, frames(ramp_s), pace), MANY))


@settings(max_examples=60)
@given(PATTERNS_OF_ALL_KINDS, st.one_of(st.none(), PACES), st.sampled_from([10, 60, 120]))
def test_no_breath_differs_from_the_last_by_more_than_can_be_followed(
    pattern: Pattern, pace: Pattern | None, ramp_s: int
) -> None:
    lengths = [one.cycle_ms for one in ramped(pattern, ramp_s, pace)]

    leaps = [abs(after - before) for before, after in pairwise(lengths)]
    parts = 1 + bool(pattern.hold_ms) + bool(pattern.rest_ms)
    # Each phase is rounded to a millisecond.
    assert max(leaps) <= LARGEST_CHANGE_MS * parts + 5
    assert lengths[-1] == pattern.cycle_ms


@pytest.mark.parametrize(
    "pattern",
    [one for one in PATTERNS.values() if not is_counted(one)],
    ids=lambda pattern: pattern.name,
)
def test_what_is_breathed_for_minutes_is_reached_in_about_two(pattern: Pattern) -> None:
    steps = ramp_cycles(pattern, frames(60))

    begun = ramped(pattern, 60)
    assert begun[steps] == pattern
    assert all(one != pattern for one in begun[:steps])
    assert sum(one.cycle_ms for one in begun[:steps]) <= 130_000


@settings(max_examples=60)
@given(PATTERNS_OF_ALL_KINDS, st.one_of(st.none(), PACES))
def test_a_hold_is_left_out_until_it_can_be_followed(
    pattern: Pattern, pace: Pattern | None
) -> None:
    for one in ramped(pattern, 60, pace):
        for length, whole in ((one.hold_ms, pattern.hold_ms), (one.rest_ms, pattern.rest_ms)):
            assert length == 0 or length >= min(SHORTEST_PHASE_MS, whole)


@pytest.mark.parametrize("pace", [(3000, 5000), (5000, 3000), (2500, 5500)])
def test_a_breath_of_the_same_length_is_still_begun_at_the_persons_own(
    pace: tuple[int, int],
) -> None:
    own = Pattern("follow-me", *pace)

    first, *_, last = begun = ramped(PATTERNS["even"], 60, own)

    assert (first.in_ms, first.out_ms) == pace
    assert last == PATTERNS["even"]
    ins = [one.in_ms for one in begun]
    assert max(abs(b - a) for a, b in pairwise(ins)) <= LARGEST_CHANGE_MS


def test_a_ramp_that_has_nowhere_to_go_is_none() -> None:
    even = PATTERNS["even"]
    assert ramped(even, 60, even) == [even] * MANY
    assert ramped(PATTERNS["even-gentle"], 60) == [PATTERNS["even-gentle"]] * MANY
