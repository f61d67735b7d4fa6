"""Stop and ground: how its lines are worded, and when each is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thaw.audio.output import STOP_FADE_MS
from thaw.care.grounding import (
    LENGTH_S,
    LINES,
    Line,
    Place,
    come_back,
    gone_on,
    left_s,
    reached,
)
from thaw.care.rules import GROUND_FADE_MS, GROUND_LONGEST_S, GROUND_SHORTEST_S
from thaw.core.wording import faults

INWARD = ("breath", "inhale", "exhale", "inside", "inner", "chest", "belly", "heart", "close your")


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.text)
def test_each_line_reads_as_the_house_wants_it(line: Line) -> None:
    assert faults(line.text) == ()
    assert "!" not in line.text


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.text)
def test_no_line_turns_inwards(line: Line) -> None:
    assert [word for word in INWARD if word in line.text.lower()] == []


def test_left_alone_it_takes_as_long_as_care_asks_for() -> None:
    assert GROUND_SHORTEST_S <= LENGTH_S <= GROUND_LONGEST_S


def test_a_stopped_practice_fades_as_quickly_as_care_asks_for() -> None:
    assert STOP_FADE_MS <= GROUND_FADE_MS


def test_left_alone_every_line_is_shown_in_turn_and_then_it_is_over() -> None:
    shown = [reached(Place(0, 100.0), 100.0 + second).text for second in range(int(LENGTH_S) + 2)]
    assert list(dict.fromkeys(shown)) == [*(line.text for line in LINES), ""]


@given(st.floats(0, 300), st.floats(0, 300))
def test_looking_often_or_seldom_leads_to_the_same_line(first_s: float, second_s: float) -> None:
    early, late = sorted((first_s, second_s))
    begun = Place(0, 0.0)
    assert reached(reached(begun, early), late) == reached(begun, late)


@given(st.integers(0, len(LINES) - 1), st.floats(0, 5))
def test_a_line_that_was_gone_on_to_has_all_its_time(index: int, passed_s: float) -> None:
    now_s = 50.0 + min(passed_s, LINES[index].stays_s / 2)
    place = gone_on(Place(index, 50.0), now_s)
    assert place == Place(index + 1, now_s)
    if not place.is_over:
        assert left_s(place, now_s) == pytest.approx(LINES[index + 1].stays_s)


def test_a_line_that_was_out_of_sight_has_all_its_time_again() -> None:
    assert come_back(Place(3, 10.0), 900.0) == Place(3, 900.0)


def test_after_the_last_line_nothing_follows() -> None:
    over = Place(len(LINES), 0.0)
    assert over.is_over
    assert over.text == ""
    assert gone_on(over, 5.0) == reached(over, 5.0) == over
    assert left_s(over, 5.0) == 0.0
