from datetime import date, timedelta
from statistics import median

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.practice.examples import MINUTE_MS, on_day
from thaw.practice.stats import (
    Aspect,
    Period,
    Rhythm,
    Share,
    TimeOfDay,
    by_month,
    by_week,
    returns,
    run_length,
    shares,
    summarise,
    summary,
    time_of_day,
    usual_gap,
)
from thaw.practice.totals import DayTotal, KindTotal

TODAY = date(2026, 11, 23)
"""A Monday."""


def days_ago(*numbers, ms=10 * MINUTE_MS):
    return [DayTotal(TODAY - timedelta(days=number), ms, 1) for number in sorted(numbers)[::-1]]


def told(totals, today=TODAY, week_start=0, target_days=3):
    return summarise(totals, today, week_start, target_days)


def test_before_the_first_practice_there_is_nothing_to_tell():
    nothing = told([])

    assert nothing.last == Rhythm(days=0, of=1, returns=0, practised_ms=0)
    assert nothing.before is None
    assert nothing.usual_gap_days is None
    assert nothing.first_day is None
    assert not nothing.is_practice_day
    assert (nothing.week_days, nothing.total_ms, nothing.practices, nothing.returns) == (0, 0, 0, 0)


def test_a_minute_makes_a_practice_day_in_one_piece_or_in_several(log):
    log.put([on_day(TODAY, 59_999), on_day(TODAY - timedelta(days=1), 30_000)])
    log.put([on_day(TODAY - timedelta(days=1), 30_000)])

    result = summary(log, TODAY, week_start=0, target_days=3)

    assert not result.is_practice_day
    assert result.today_ms == 59_999
    assert result.practice_days == 1
    assert result.practices == 3
    assert result.total_ms == 119_999


def test_a_week_counts_its_days_however_many_practices_they_hold(log):
    log.put([on_day(TODAY), on_day(TODAY), on_day(TODAY - timedelta(days=1))])

    from_monday = summary(log, TODAY, week_start=0, target_days=3)
    from_sunday = summary(log, TODAY, week_start=6, target_days=3)

    assert (from_monday.week_days, from_monday.week_ms) == (1, 20 * MINUTE_MS)
    assert (from_sunday.week_days, from_sunday.week_ms) == (2, 30 * MINUTE_MS)
    assert from_sunday.week_from == date(2026, 11, 22)
    assert from_monday.target_days == 3


def test_the_rhythm_is_told_of_28_days_or_of_those_since_the_first():
    assert told(days_ago(0)).last == Rhythm(1, 1, 0, 10 * MINUTE_MS)
    assert told(days_ago(0, 9)).last.of == 10
    assert told(days_ago(0, 27, 28, 40)).last.days == 2
    assert told(days_ago(0, 27, 28, 40)).last.of == 28


def test_the_28_days_before_are_told_once_there_are_as_many():
    assert told(days_ago(0, 54)).before is None
    assert told(days_ago(0, 28, 55)).before == Rhythm(2, 28, 1, 20 * MINUTE_MS)


def test_eleven_of_the_last_28_days_and_two_returns():
    result = told(days_ago(0, 1, 2, 6, 7, 8, 9, 20, 21, 22, 23))

    assert (result.last.days, result.last.returns) == (11, 2)
    assert {day for day, is_practised in result.last_days if is_practised} == {
        total.day for total in days_ago(*range(3), *range(6, 10), *range(20, 24))
    }


def test_the_usual_gap_is_a_median_of_whole_days_across_a_change_of_the_clock():
    days = [date(2026, 3, 27), date(2026, 3, 28), date(2026, 3, 30), date(2026, 4, 9)]

    assert usual_gap(days) == 2.0
    assert usual_gap(days[:1]) is None


def test_coming_back_after_three_days_is_a_return():
    assert returns([date(2026, 11, 1), date(2026, 11, 3), date(2026, 11, 6)]) == [date(2026, 11, 6)]


def test_a_day_ahead_of_today_is_whoever_flew_east_and_counts_in_its_week():
    tomorrow = [*days_ago(0), DayTotal(TODAY + timedelta(days=1), 10 * MINUTE_MS, 1)]

    result = told(tomorrow)

    assert result.week_days == 2
    assert result.practice_days == 2
    assert result.last.days == 1


def test_an_end_of_the_year_does_not_cut_a_week():
    totals = [DayTotal(date(2026, 12, 31), MINUTE_MS, 1), DayTotal(date(2027, 1, 1), MINUTE_MS, 1)]

    result = told(totals, today=date(2027, 1, 3))

    assert (result.week_from, result.week_days) == (date(2026, 12, 28), 2)


totals_by_day = st.dictionaries(
    st.integers(0, 130).map(lambda number: TODAY - timedelta(days=number)),
    st.integers(1, 3 * MINUTE_MS),
)


@given(totals_by_day, st.integers(0, 6))
def test_the_figures_agree_with_counting_day_by_day(ms_on, week_start):
    result = told(
        [DayTotal(day, ms, 1) for day, ms in sorted(ms_on.items())], week_start=week_start
    )

    def practised(day):
        return ms_on.get(day, 0) >= 60_000

    def back(number):
        return TODAY - timedelta(days=number)

    days = [number for number in range(131) if practised(back(number))]
    this_week = [TODAY]
    while this_week[-1].weekday() != week_start:
        this_week.append(this_week[-1] - timedelta(days=1))
    came_back = [
        number
        for number in days
        if not practised(back(number + 1))
        and not practised(back(number + 2))
        and any(earlier > number for earlier in days)
    ]
    assert result.week_days == sum(map(practised, this_week))
    assert result.last.days == sum(practised(back(number)) for number in range(28))
    assert result.practice_days == len(days)
    assert result.returns == len(came_back)
    assert result.last.returns == sum(number < 28 for number in came_back)
    assert result.total_ms == sum(ms_on.values())
    assert result.last.of == (min(28, max(days) + 1) if days else 1)
    assert (result.before is not None) == bool(days and max(days) >= 55)
    if result.before is not None:
        assert result.before.days == sum(practised(back(number)) for number in range(28, 56))


def test_a_person_may_say_how_many_minutes_make_a_practice_day():
    totals = days_ago(0, ms=4 * MINUTE_MS)

    assert summarise(totals, TODAY, 0, 3).is_practice_day
    assert not summarise(totals, TODAY, 0, 3, least_ms=5 * MINUTE_MS).is_practice_day
    assert summarise(totals, TODAY, 0, 3, least_ms=5 * MINUTE_MS).last.days == 0


KINDS = [
    KindTotal("breath", "gentle", "breath", 600, 2, 1),
    KindTotal("breath", "steady", "breath", 300, 1, 1),
    KindTotal("body", "gentle", "feet", 900, 3, 3),
    KindTotal("timer", "", "", 100, 1, 1),
]


@pytest.mark.parametrize(
    ("aspect", "expected"),
    [
        (
            Aspect.CATEGORY,
            [Share("body", 900, 3, 3), Share("breath", 900, 3, 2), Share("timer", 100, 1, 1)],
        ),
        (
            Aspect.LEVEL,
            [Share("gentle", 1500, 5, 4), Share("steady", 300, 1, 1), Share("", 100, 1, 1)],
        ),
        (
            Aspect.ANCHOR,
            [Share("breath", 900, 3, 2), Share("feet", 900, 3, 3), Share("", 100, 1, 1)],
        ),
    ],
)
def test_minutes_are_told_by_category_level_and_anchor(aspect, expected):
    assert shares(KINDS, aspect) == expected
    assert shares([], aspect) == []


def test_weeks_and_months_without_practice_have_their_place():
    totals = [
        DayTotal(date(2026, 12, 30), 10 * MINUTE_MS, 1),
        DayTotal(date(2027, 1, 1), 30_000, 1),
        DayTotal(date(2027, 1, 12), 5 * MINUTE_MS, 2),
    ]

    assert by_week(totals, week_start=0) == [
        Period(date(2026, 12, 28), 630_000, 1),
        Period(date(2027, 1, 4), 0, 0),
        Period(date(2027, 1, 11), 300_000, 1),
    ]
    assert by_month(totals) == [
        Period(date(2026, 12, 1), 600_000, 1),
        Period(date(2027, 1, 1), 330_000, 1),
    ]
    assert by_week([], 0) == by_month([]) == []


@given(totals_by_day, st.integers(0, 6))
def test_weeks_and_months_agree_with_going_through_the_calendar(ms_on, week_start):
    totals = [DayTotal(day, ms, 1) for day, ms in sorted(ms_on.items())]
    assume(totals)
    first, last = totals[0].day, totals[-1].day
    every_day = [first + timedelta(days=n) for n in range((last - first).days + 1)]

    def begun(day):
        while day.weekday() != week_start:
            day -= timedelta(days=1)
        return day

    for periods, first_of in (
        (by_week(totals, week_start), begun),
        (by_month(totals), lambda day: date(day.year, day.month, 1)),
    ):
        expected = {}
        for day in every_day:
            ms, count = expected.get(first_of(day), (0, 0))
            on_day_ms = ms_on.get(day, 0)
            expected[first_of(day)] = (ms + on_day_ms, count + (on_day_ms >= 60_000))
        assert periods == [Period(day, *expected[day]) for day in sorted(expected)]


def test_the_usual_time_of_day_is_the_middle_half_of_all():
    mornings = [7 * 60 + minute for minute in (0, 10, 20, 30, 40)]

    assert time_of_day(mornings) == TimeOfDay(440, 430, 450)
    assert time_of_day(mornings[:3]) is None


def test_late_evenings_on_both_sides_of_midnight_are_one_time_of_day():
    around_midnight = [23 * 60 + 40, 23 * 60 + 50, 0, 10, 20]

    assert time_of_day(around_midnight) == TimeOfDay(0, 23 * 60 + 50, 10)


@given(st.lists(st.integers(0, 179), min_size=4), st.integers(0, 1439))
def test_the_time_of_day_turns_with_the_clock(spread, turn):
    """Practices within three hours of each other: wherever midnight falls, nothing else moves."""
    found = time_of_day([(minute + turn) % 1440 for minute in spread])

    assert found is not None
    assert (found.usual - turn) % 1440 == int(median(spread))


def slow_run_length(days, today, rest_weekdays=frozenset(), never_were=frozenset()):
    """The longest stretch up to today in which no seven days miss three."""

    def is_missed(day):
        return (
            day not in days
            and day != today
            and day.weekday() not in rest_weekdays
            and day not in never_were
        )

    best = None
    for length in range(1, 200):
        stretch = [today - timedelta(days=n) for n in range(length)]
        windows = [stretch[n : n + 7] for n in range(length)]
        if all(sum(map(is_missed, window)) <= 2 for window in windows):
            practised = sum(day in days for day in stretch)
            best = practised or None
    return best


@given(
    st.sets(st.integers(-1, 60)),
    st.frozensets(st.integers(0, 6), max_size=3),
    st.frozensets(st.integers(1, 60), max_size=3),
)
@example(set(range(0, 60, 2)), frozenset(), frozenset())
@example({1, 4, 5, 6, 8}, frozenset({5, 6}), frozenset({2}))
def test_a_run_is_the_longest_stretch_in_which_no_seven_days_miss_three(numbers, rest, never):
    days = sorted(TODAY - timedelta(days=n) for n in numbers)
    never_were = frozenset(TODAY - timedelta(days=n) for n in never) - set(days)

    assert run_length(days, TODAY, rest, never_were) == slow_run_length(
        set(days), TODAY, rest, never_were
    )


def test_a_run_that_has_ended_is_none_and_never_zero():
    assert run_length([TODAY - timedelta(days=4)], TODAY) is None
    assert run_length([TODAY - timedelta(days=3)], TODAY) == 1
    assert run_length([], TODAY) is None


def test_a_real_practice_that_is_added_later_mends_a_run():
    with_a_hole = [TODAY - timedelta(days=n) for n in (9, 8, 7, 6, 2, 1, 0)]
    assert run_length(with_a_hole, TODAY) == 3

    mended = sorted([*with_a_hole, TODAY - timedelta(days=4)])

    assert run_length(mended, TODAY) == 8


def test_planned_rest_days_cost_a_run_nothing():
    workdays = [day for n in range(28, -1, -1) if (day := TODAY - timedelta(days=n)).weekday() < 4]

    assert run_length(workdays, TODAY) == 1
    assert run_length(workdays, TODAY, frozenset({4, 5, 6})) == len(workdays)


def test_single_days_of_rest_cost_a_run_nothing_either():
    practised = [TODAY - timedelta(days=n) for n in (8, 7, 6, 1, 0)]
    holiday = frozenset(TODAY - timedelta(days=n) for n in (5, 4))

    assert run_length(practised, TODAY) == 2
    assert run_length(practised, TODAY, rest_days=holiday) == 5


@given(
    st.sets(st.integers(-1, 60)),
    st.frozensets(st.integers(1, 60), max_size=4),
    st.frozensets(st.integers(1, 60), max_size=4),
)
def test_a_planned_day_of_rest_counts_like_one_that_never_was(numbers, rest, never):
    days = sorted(TODAY - timedelta(days=n) for n in numbers)
    some, others = (frozenset(TODAY - timedelta(days=n) for n in one) for one in (rest, never))

    assert run_length(days, TODAY, rest_days=some, never_were=others) == run_length(
        days, TODAY, never_were=some | others
    )
