"""What a session says of itself: the lengths a person may pick."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thaw.core.session import Lengths
from thaw.core.units import frames

WALK = Lengths(frames(600), frames(180), frames(2700))
MOMENT = Lengths(frames(50), frames(50), frames(50))


@pytest.mark.parametrize(
    ("lengths", "minutes", "seconds"),
    [(WALK, None, 600), (WALK, 10, 600), (WALK, 1, 180), (WALK, 90, 2700), (MOMENT, 1, 50)],
)
def test_a_length_that_can_not_be_picked_becomes_the_nearest_that_can(
    lengths: Lengths, minutes: int | None, seconds: int
) -> None:
    assert lengths.nearest_to(minutes) == frames(seconds)


@given(st.integers(0, 600))
def test_whatever_is_asked_for_can_be_picked(minutes: int) -> None:
    assert WALK.shortest <= WALK.nearest_to(minutes) <= WALK.longest
