"""What is remarked on: seldom, once, and never that something was left out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thaw.practice.milestones import Milestone, MilestoneKind, milestone
from thaw.practice.totals import DayTotal

DAY = date(2026, 11, 23)
MINUTE_MS = 60_000


def totals(*days_ago, ms=10 * MINUTE_MS):
    days = sorted(DAY - timedelta(days=n) for n in days_ago)
    return [DayTotal(day, ms, 1) for day in days]


def test_the_first_practice_is_remarked_on():
    assert milestone(totals(0), DAY, 10 * MINUTE_MS) == Milestone(MilestoneKind.FIRST, 1)


@pytest.mark.parametrize("away", [3, 4, 90, 4000])
def test_coming_back_is_remarked_on(away):
    found = milestone(totals(away + 1, away, 0), DAY, 10 * MINUTE_MS)
    assert found == Milestone(MilestoneKind.RETURN, away)


@pytest.mark.parametrize("away", [1, 2])
def test_a_day_or_two_apart_is_no_coming_back(away):
    assert milestone(totals(away, 0), DAY, 10 * MINUTE_MS) is None


def test_the_fifth_day_of_a_month_is_remarked_on():
    found = milestone(totals(0, 2, 4, 6, 8), DAY, 10 * MINUTE_MS)
    assert found == Milestone(MilestoneKind.FIVE_DAYS, 5)
    assert milestone(totals(0, 2, 4, 6), DAY, 10 * MINUTE_MS) is None
    assert milestone(totals(0, 2, 4, 6, 8, 10), DAY, 10 * MINUTE_MS) is None


def test_days_of_another_month_are_not_counted():
    first = DAY.replace(day=2)
    days = [first - timedelta(days=n) for n in (0, 1, 2, 3, 4)]
    assert (
        milestone([DayTotal(day, MINUTE_MS, 1) for day in sorted(days)], first, MINUTE_MS) is None
    )


def test_a_second_practice_of_the_day_is_not_remarked_on():
    assert milestone([DayTotal(DAY, 2 * MINUTE_MS, 2)], DAY, MINUTE_MS) is None


def test_the_practice_that_makes_a_day_count_is_the_one_remarked_on():
    assert milestone([DayTotal(DAY, 40_000, 1)], DAY, 40_000) is None
    assert milestone([DayTotal(DAY, 80_000, 2)], DAY, 40_000) is not None
    assert milestone([DayTotal(DAY, 120_000, 3)], DAY, 40_000) is None


def test_a_day_counts_from_what_the_person_has_it_count_from():
    assert milestone([DayTotal(DAY, 80_000, 1)], DAY, 80_000, least_ms=90_000) is None
    seconds = [DayTotal(DAY - timedelta(days=1), 80_000, 1), DayTotal(DAY, 100_000, 1)]
    found = milestone(seconds, DAY, 100_000, least_ms=90_000)
    assert found == Milestone(MilestoneKind.FIRST, 1)


def test_a_day_ahead_of_it_makes_no_practice_a_return():
    """Whoever flew west across the date line practised on a day that is still to come."""
    ahead = [*totals(1, 0), DayTotal(DAY + timedelta(days=1), MINUTE_MS, 1)]
    assert milestone(ahead, DAY, 10 * MINUTE_MS) is None


def test_a_date_that_never_was_is_no_day_away():
    days = totals(3, 0)
    never_were = frozenset({DAY - timedelta(days=1)})
    assert milestone(days, DAY, 10 * MINUTE_MS) == Milestone(MilestoneKind.RETURN, 3)
    assert milestone(days, DAY, 10 * MINUTE_MS, never_were=never_were) is None


@given(st.lists(st.integers(1, 40), max_size=40))
def test_no_day_is_remarked_on_twice(lengths):
    said, on_day = 0, 0
    for seconds in lengths:
        on_day += seconds * 1000
        if milestone([DayTotal(DAY, on_day, 1)], DAY, seconds * 1000) is not None:
            said += 1
    assert said == (on_day >= MINUTE_MS)
