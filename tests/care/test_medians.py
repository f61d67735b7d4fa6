from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thaw.care.medians import Medians, Rating, medians

TODAY = date(2026, 11, 23)


def rated(*values, since=0):
    """One rating a day, going back from ``since`` days ago."""
    return [Rating(TODAY - timedelta(days=since + n), value) for n, value in enumerate(values)]


def test_the_middle_of_four_weeks_stands_beside_that_of_the_four_before():
    ratings = rated(3, 4, 5, 5, 6, 10) + rated(1, 1, 2, 3, 3, 9, since=28)

    assert medians(ratings, TODAY) == Medians(5.0, 2.5)


@pytest.mark.parametrize(("last", "before"), [(5, 6), (6, 5), (0, 0), (20, 5), (5, 20)])
def test_fewer_than_six_on_either_side_say_nothing(last, before):
    assert medians(rated(*[5] * last) + rated(*[5] * before, since=28), TODAY) is None


def test_the_edges_of_the_stretches_are_days():
    ratings = rated(*[1] * 6, since=22) + rated(*[9] * 6, since=28) + rated(5, since=56)

    assert medians(ratings, TODAY) == Medians(1.0, 9.0)


@given(st.lists(st.tuples(st.integers(-3, 70), st.integers(0, 10)), max_size=60))
def test_medians_agree_with_sorting_by_hand(answers):
    found = medians([Rating(TODAY - timedelta(days=n), value) for n, value in answers], TODAY)

    last = sorted(value for n, value in answers if 0 <= n <= 27)
    before = sorted(value for n, value in answers if 28 <= n <= 55)

    def middle(values):
        half = len(values) // 2
        return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2

    if len(last) < 6 or len(before) < 6:
        assert found is None
    else:
        assert found == Medians(middle(last), middle(before))
