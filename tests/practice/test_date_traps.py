"""Where calendars and clocks are unkind: from the moment of practice, through the log, to figures.

Real zones and real changes of the clock; ``test_days`` has the arithmetic alone.
"""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from tests.practice.examples import MINUTE_MS, a_start, progress
from thaw.practice.days import day_turns, local_date, week_begins
from thaw.practice.entry import Outcome
from thaw.practice.stats import summary

LONDON = ZoneInfo("Europe/London")
CAIRO = ZoneInfo("Africa/Cairo")
AUCKLAND = ZoneInfo("Pacific/Auckland")
HONOLULU = ZoneInfo("Pacific/Honolulu")
APIA = ZoneInfo("Pacific/Apia")


@pytest.fixture
def practised(log):
    """Practise ten minutes from an aware time on; return the row."""

    def practise(started, *, day_start_hour=0, ended=None):
        start = a_start(started, day_start_hour=day_start_hour, tz_name=str(started.tzinfo))
        practice_id = log.begin(start)
        told = ended or (started.astimezone(UTC) + timedelta(minutes=10)).astimezone(started.tzinfo)
        log.close(practice_id, progress(10 * MINUTE_MS), Outcome.COMPLETED, told)
        return log.entry(practice_id)

    return practise


def told(log, today, week_start=0):
    return summary(log, today, week_start, target_days=3)


def test_an_hour_that_is_skipped_takes_no_day_and_no_minute_away(log, practised):
    # The clocks went from 1:00 to 2:00 on 29 March 2026: 0:55 and ten minutes is 2:05.
    row = practised(datetime(2026, 3, 29, 0, 55, tzinfo=LONDON))

    ended = row.ended_utc.astimezone(LONDON)
    assert (ended.hour, ended.minute) == (2, 5)
    assert (row.utc_offset_start_min, row.utc_offset_end_min) == (0, 60)
    assert not row.clock_suspect
    assert told(log, date(2026, 3, 29)).today_ms == 10 * MINUTE_MS


def test_days_of_23_and_25_hours_are_one_day_apart_like_any_others(log, practised):
    for day in (28, 29, 30):
        practised(datetime(2026, 3, day, 23, 30, tzinfo=LONDON))
    for day in (24, 25, 26):
        practised(datetime(2026, 10, day, 0, 30, tzinfo=LONDON))

    found = [total.day for total in log.day_totals()]

    assert [(later - earlier).days for earlier, later in pairwise(found)] == [1, 1, 208, 1, 1]
    assert told(log, date(2026, 3, 30)).last.days == 3


def test_both_passes_through_a_doubled_hour_are_told_apart_and_count_for_one_day(log, practised):
    first = practised(datetime(2026, 10, 25, 1, 30, tzinfo=LONDON))
    second = practised(datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=1))

    assert second.started_utc - first.started_utc == timedelta(hours=1)
    assert (first.utc_offset_start_min, second.utc_offset_start_min) == (60, 0)
    assert [(total.day, total.practices) for total in log.day_totals()] == [(date(2026, 10, 25), 2)]


def test_a_day_without_a_midnight_counts_from_one_o_clock(log, practised):
    before = practised(datetime(2026, 4, 23, 23, 58, tzinfo=CAIRO))
    after = practised((before.started_utc + timedelta(minutes=3)).astimezone(CAIRO))

    assert after.start.started.hour == 1
    assert [before.local_date, after.local_date] == [date(2026, 4, 23), date(2026, 4, 24)]


def test_flying_east_over_the_date_line_a_date_may_be_lived_twice(log, practised):
    in_auckland = practised(datetime(2026, 5, 1, 9, 0, tzinfo=AUCKLAND))
    landed = (in_auckland.started_utc + timedelta(hours=22)).astimezone(HONOLULU)
    in_honolulu = practised(landed)

    assert in_auckland.local_date == in_honolulu.local_date == date(2026, 5, 1)
    assert told(log, date(2026, 5, 1)).practice_days == 1


def test_flying_west_over_the_date_line_a_date_may_be_left_out_and_nothing_is_made_up(
    log, practised
):
    in_honolulu = practised(datetime(2026, 5, 1, 23, 0, tzinfo=HONOLULU))
    landed = (in_honolulu.started_utc + timedelta(hours=9)).astimezone(AUCKLAND)
    in_auckland = practised(landed)

    assert (in_honolulu.local_date, in_auckland.local_date) == (date(2026, 5, 1), date(2026, 5, 3))
    assert [total.day for total in log.day_totals()] == [date(2026, 5, 1), date(2026, 5, 3)]
    # Back at once, today is earlier than the last practice: still two days, both in the week.
    assert told(log, date(2026, 5, 2)).practice_days == 2
    assert told(log, date(2026, 5, 2)).week_days == 2


def test_a_date_that_a_country_left_out_is_never_credited(log, practised):
    practised(datetime(2011, 12, 29, 22, 0, tzinfo=APIA))
    row = practised(datetime(2011, 12, 31, 1, 0, tzinfo=APIA), day_start_hour=4)

    assert row.local_date == date(2011, 12, 29)
    assert log.day_totals()[0].practices == 2


def test_a_practice_across_midnight_belongs_to_the_day_it_began_on(log, practised):
    row = practised(datetime(2026, 12, 31, 23, 55, tzinfo=LONDON))

    assert row.ended_utc == datetime(2027, 1, 1, 0, 5, tzinfo=UTC)
    assert row.local_date == date(2026, 12, 31)
    assert told(log, date(2027, 1, 1)).today_ms == 0


def test_a_night_owl_s_day_begins_at_the_hour_they_chose_and_old_days_stay(log, practised):
    at_one = datetime(2026, 11, 22, 1, 0, tzinfo=LONDON)
    as_an_owl = practised(at_one, day_start_hour=4)
    afterwards = practised(at_one + timedelta(days=1), day_start_hour=0)

    assert as_an_owl.local_date == date(2026, 11, 21)
    assert afterwards.local_date == date(2026, 11, 23)


def test_today_is_not_over_before_it_ends_there_and_turns_while_the_window_is_open(log, practised):
    practised(datetime(2026, 11, 21, 8, 0, tzinfo=LONDON))
    late = datetime(2026, 11, 22, 23, 59, tzinfo=LONDON)

    assert local_date(late) == date(2026, 11, 22)
    assert day_turns(late).astimezone(LONDON).date() == date(2026, 11, 23)
    # An unpractised today is no gap yet.
    assert told(log, date(2026, 11, 22)).usual_gap_days is None


def test_a_clock_set_back_during_a_practice_costs_no_minute_and_no_day(log, practised):
    began = datetime(2026, 11, 21, 8, 0, tzinfo=LONDON)

    row = practised(began, ended=began - timedelta(days=1, minutes=-10))

    assert row.clock_suspect
    assert row.ended_utc == began + timedelta(minutes=10)
    assert row.local_date == date(2026, 11, 21)
    assert told(log, date(2026, 11, 21)).today_ms == 10 * MINUTE_MS


@pytest.mark.parametrize(
    ("first", "last", "week_start", "week_from"),
    [
        # ISO weeks 53 of 2020 and of 2026, and a year that ends on a Sunday.
        (date(2020, 12, 28), date(2021, 1, 3), 0, date(2020, 12, 28)),
        (date(2026, 12, 28), date(2027, 1, 3), 0, date(2026, 12, 28)),
        (date(2023, 12, 25), date(2023, 12, 31), 0, date(2023, 12, 25)),
        # The same days where the week begins on a Sunday, or on a Saturday.
        (date(2026, 12, 27), date(2027, 1, 2), 6, date(2026, 12, 27)),
        (date(2026, 12, 26), date(2027, 1, 1), 5, date(2026, 12, 26)),
    ],
)
def test_a_week_is_seven_days_across_the_end_of_any_year(
    first, last, week_start, week_from, log, practised
):
    for day in (first - timedelta(days=1), first, last, last + timedelta(days=1)):
        practised(datetime(day.year, day.month, day.day, 12, tzinfo=LONDON))

    found = told(log, last, week_start)

    assert week_begins(first, week_start) == week_begins(last, week_start) == week_from
    assert (found.week_from, found.week_days) == (week_from, 2)
