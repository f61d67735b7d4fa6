"""Practice days where calendars are unkind: real zones, real changes of the clock."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thaw.practice.days import day_turns, local_date, week_begins

LONDON = ZoneInfo("Europe/London")
CAIRO = ZoneInfo("Africa/Cairo")
AUCKLAND = ZoneInfo("Pacific/Auckland")
HONOLULU = ZoneInfo("Pacific/Honolulu")
APIA = ZoneInfo("Pacific/Apia")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
ZONES = [LONDON, CAIRO, AUCKLAND, HONOLULU, APIA, LORD_HOWE, ZoneInfo("America/St_Johns")]


def test_a_practice_across_midnight_belongs_to_the_day_it_began_on():
    assert local_date(datetime(2026, 11, 21, 23, 58, tzinfo=LONDON)) == date(2026, 11, 21)


@pytest.mark.parametrize(
    ("hour", "minute", "day"), [(0, 0, 20), (3, 59, 20), (4, 0, 21), (23, 59, 21)]
)
def test_the_small_hours_belong_to_the_night_before_where_the_day_starts_at_four(hour, minute, day):
    started = datetime(2026, 11, 21, hour, minute, tzinfo=LONDON)

    assert local_date(started, day_start_hour=4) == date(2026, 11, day)


def test_a_new_year_that_starts_at_four_begins_in_the_old_one():
    assert local_date(datetime(2027, 1, 1, 1, 0, tzinfo=LONDON), 4) == date(2026, 12, 31)


def test_both_halves_of_a_doubled_hour_are_the_same_day():
    first, second = (datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=fold) for fold in (0, 1))

    assert first.astimezone(UTC) != second.astimezone(UTC)
    assert local_date(first) == local_date(second) == date(2026, 10, 25)
    assert local_date(first, 2) == local_date(second, 2) == date(2026, 10, 24)


def test_a_day_of_23_hours_does_not_move_the_hour_at_which_the_next_one_starts():
    after_the_change = datetime(2026, 3, 29, 4, 30, tzinfo=LONDON)

    assert local_date(after_the_change, day_start_hour=4) == date(2026, 3, 29)


def test_a_day_without_a_midnight_begins_all_the_same():
    last_evening = datetime(2026, 4, 23, 23, 59, tzinfo=CAIRO)
    first_minute = (last_evening.astimezone(UTC) + timedelta(minutes=1)).astimezone(CAIRO)

    assert first_minute.hour == 1
    assert local_date(first_minute) == date(2026, 4, 24)
    assert day_turns(last_evening) == first_minute


def test_the_same_moment_is_another_day_across_the_date_line():
    evening = datetime(2026, 5, 1, 22, 0, tzinfo=AUCKLAND)

    assert local_date(evening) == date(2026, 5, 1)
    assert local_date(evening.astimezone(HONOLULU)) == date(2026, 5, 1)
    assert local_date(evening.astimezone(HONOLULU) - timedelta(minutes=1)) == date(2026, 4, 30)


def test_a_day_that_never_happened_is_not_credited():
    after_the_leap = datetime(2011, 12, 31, 1, 0, tzinfo=APIA)

    assert local_date(after_the_leap, day_start_hour=4) == date(2011, 12, 29)


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        local_date(datetime(2026, 11, 21, 8, 15))  # noqa: DTZ001


@pytest.mark.parametrize("zone", ZONES, ids=str)
def test_the_day_turns_at_its_hour_on_every_day_of_two_years(zone):
    for hour in (0, 4):
        for number in range(2 * 365):
            noon = datetime(2025, 1, 1, 12, tzinfo=zone) + timedelta(days=number)
            turn = day_turns(noon, hour).astimezone(zone)

            assert local_date(turn, hour) == noon.date() + timedelta(days=1)
            before = (turn.astimezone(UTC) - timedelta(minutes=1)).astimezone(zone)
            assert local_date(before, hour) == noon.date()


@given(st.integers(0, 70 * 365 * 24 * 60), st.sampled_from(ZONES))
def test_a_practice_day_is_today_or_the_last_one_before(minutes, zone):
    started = (datetime(1990, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)).astimezone(zone)

    for hour in range(7):
        away = started.date() - local_date(started, hour)
        assert timedelta(0) <= away <= timedelta(days=2)


@pytest.mark.parametrize(
    ("day", "week_start", "first"),
    [
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
        (date(2026, 11, 22), 0, date(2026, 11, 16)),
        (date(2026, 11, 22), 6, date(2026, 11, 22)),
        (date(2026, 11, 21), 6, date(2026, 11, 15)),
        (date(2026, 11, 21), 5, date(2026, 11, 21)),
        (date(2027, 1, 1), 0, date(2026, 12, 28)),
        (date(2021, 1, 3), 0, date(2020, 12, 28)),
    ],
)
def test_a_week_begins_where_the_locale_says_across_ends_of_years(day, week_start, first):
    assert week_begins(day, week_start) == first


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(0, 6))
def test_every_day_is_in_the_week_that_begins_before_it(day, week_start):
    first = week_begins(day, week_start)

    assert first.weekday() == week_start
    assert 0 <= (day - first).days < 7
