"""A place that moves with time and is steered by what is seen."""

from thaw.core.units import RATE
from thaw.devices.pace import Pace


def test_it_stands_still_until_it_is_seen() -> None:
    pace = Pace(0.3)
    assert pace.at(10.0) == 0
    assert pace.seen_s is None


def test_it_moves_on_between_two_looks_and_no_further_than_may_be_guessed() -> None:
    pace = Pace(0.3)
    pace.saw(1_000, 5.0)
    assert pace.at(5.1) == 1_000 + RATE // 10
    assert pace.at(50.0) == 1_000 + round(0.3 * RATE)
    assert pace.at(4.0) == 1_000
    assert pace.seen_s == 5.0


def test_looks_that_are_early_and_late_even_out() -> None:
    pace = Pace(0.3)
    for look in range(100):
        late = 1_000 if look % 2 else -1_000
        pace.saw(look * RATE // 10 + late, look / 10)
    assert abs(pace.at(9.9) - 9.9 * RATE) < 200


def test_a_look_that_is_far_off_is_believed() -> None:
    pace = Pace(0.3)
    pace.saw(0, 0.0)
    pace.saw(0, 1.0)
    assert pace.at(1.0) == 0
