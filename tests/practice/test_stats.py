from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.practice.examples import MINUTE_MS, on_day
from thaw.practice.log import DayTotal
from thaw.practice.stats import Rhythm, returns, summarise, summary, usual_gap

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
    assert result.practised_on == {
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
