"""Which dates never were: real zones, and a slow reference that looks at every moment."""

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.practice.examples import MINUTE_MS, a_practice, a_start, progress
from tests.practice.fresh_log import fresh_log
from thaw.practice.entry import Outcome, Source
from thaw.practice.lost_dates import (
    _FIRST_AFTER,
    _LAST_BEFORE,
    _NEXT_OFFSET,
    _PLACE,
    Whence,
    lost_date,
    lost_dates,
)
from thaw.practice.stats import practice_days, run_length, summary

APIA = ZoneInfo("Pacific/Apia")
AUCKLAND = ZoneInfo("Pacific/Auckland")
ENDERBURY = ZoneInfo("Pacific/Kanton")
HONOLULU = ZoneInfo("Pacific/Honolulu")
KWAJALEIN = ZoneInfo("Pacific/Kwajalein")
LONDON = ZoneInfo("Europe/London")
LOS_ANGELES = ZoneInfo("America/Los_Angeles")
TOKYO = ZoneInfo("Asia/Tokyo")
DAY = timedelta(days=1)


@pytest.fixture
def practised(log):
    """Practise ten minutes from each of some aware times on."""

    def practise(*times, source=Source.LIBRARY):
        log.put(
            a_practice(started, tz_name=str(started.tzinfo), source=source) for started in times
        )

    return practise


def lost(log, now):
    return lost_dates(log, now, now.date())


def test_who_flies_west_over_the_date_line_loses_a_date(log, practised):
    practised(datetime(2026, 5, 1, 20, 0, tzinfo=HONOLULU))
    practised(datetime(2026, 5, 3, 9, 0, tzinfo=AUCKLAND))

    assert lost(log, datetime(2026, 5, 9, 9, 0, tzinfo=AUCKLAND)) == {date(2026, 5, 2)}


def test_the_date_is_known_to_be_lost_before_the_first_practice_over_there(log, practised):
    practised(datetime(2026, 5, 1, 20, 0, tzinfo=HONOLULU))

    assert lost(log, datetime(2026, 5, 3, 7, 0, tzinfo=AUCKLAND)) == {date(2026, 5, 2)}
    assert lost(log, datetime(2026, 5, 3, 7, 0, tzinfo=HONOLULU)) == frozenset()


def test_who_flies_back_the_next_day_may_live_the_date_after_all(log, practised):
    practised(datetime(2026, 5, 1, 20, 0, tzinfo=HONOLULU))
    practised(datetime(2026, 5, 3, 9, 0, tzinfo=AUCKLAND))

    assert lost(log, datetime(2026, 5, 2, 20, 0, tzinfo=HONOLULU)) == frozenset()


@pytest.mark.parametrize(
    ("zone", "gone"),
    [
        (APIA, date(2011, 12, 30)),
        (KWAJALEIN, date(1993, 8, 21)),
        (ENDERBURY, date(1994, 12, 31)),
    ],
)
@pytest.mark.parametrize("days_away", [1, 2, 40])
def test_a_date_that_a_country_left_out_never_was_however_long_nobody_practised(
    log, practised, zone, gone, days_away
):
    def noon(day):
        return datetime(day.year, day.month, day.day, 12, tzinfo=zone)

    practised(noon(gone - days_away * DAY), noon(gone + days_away * DAY))

    assert lost(log, noon(gone + 50 * DAY)) == {gone}


def test_of_several_dates_without_practice_one_is_lost_the_last_of_them(log, practised):
    practised(datetime(2026, 5, 1, 20, 0, tzinfo=LOS_ANGELES))
    practised(datetime(2026, 5, 6, 9, 0, tzinfo=AUCKLAND))

    assert lost(log, datetime(2026, 5, 9, 9, 0, tzinfo=AUCKLAND)) == {date(2026, 5, 5)}


def test_flying_east_loses_none_nor_does_a_smaller_jump_or_a_summer_time(log, practised):
    practised(
        datetime(2026, 3, 20, 20, 0, tzinfo=LONDON),
        datetime(2026, 4, 20, 20, 0, tzinfo=LONDON),
        datetime(2026, 4, 23, 20, 0, tzinfo=TOKYO),
        datetime(2026, 4, 26, 20, 0, tzinfo=HONOLULU),
    )

    assert lost(log, datetime(2026, 4, 27, 9, 0, tzinfo=HONOLULU)) == frozenset()


def test_a_date_that_was_practised_on_was_there(log, practised):
    practised(
        datetime(2026, 5, 4, 1, 0, tzinfo=AUCKLAND),
        datetime(2026, 5, 3, 20, 0, tzinfo=HONOLULU),
        datetime(2026, 5, 5, 22, 0, tzinfo=AUCKLAND),
    )

    assert lost(log, datetime(2026, 5, 6, 9, 0, tzinfo=AUCKLAND)) == frozenset()


@pytest.mark.parametrize("source", [Source.IMPORT, Source.MANUAL])
def test_where_a_practice_was_is_not_guessed_from_one_that_was_written_down(log, practised, source):
    practised(datetime(2026, 5, 1, 20, 0, tzinfo=AUCKLAND))
    practised(datetime(2026, 5, 2, 20, 0, tzinfo=HONOLULU), source=source)
    practised(datetime(2026, 5, 6, 20, 0, tzinfo=AUCKLAND))

    assert lost(log, datetime(2026, 5, 6, 22, 0, tzinfo=AUCKLAND)) == frozenset()


def test_an_empty_log_and_a_zone_without_a_name_lose_nothing(log, practised):
    assert lost(log, datetime(2026, 5, 6, 22, 0, tzinfo=AUCKLAND)) == frozenset()
    west, east = (timezone(timedelta(hours=hours)) for hours in (-10, 13))
    practised(datetime(2026, 5, 1, 20, 0, tzinfo=west), datetime(2026, 5, 2, 20, 0, tzinfo=east))
    assert lost(log, datetime(2026, 5, 3, 22, 0, tzinfo=east)) == frozenset()


def test_a_lost_date_costs_a_run_nothing_and_is_none_of_the_days_told(log, practised):
    practised(*(datetime(2026, 4, day, 20, 0, tzinfo=HONOLULU) for day in (20, 21, 26, 27, 28)))
    practised(*(datetime(2026, 5, day, 20, 0, tzinfo=AUCKLAND) for day in (2, 3)))
    today = date(2026, 5, 3)
    gone = lost(log, datetime(2026, 5, 3, 21, 0, tzinfo=AUCKLAND))
    days = practice_days(log.day_totals())

    assert gone == {date(2026, 5, 1)}
    assert (run_length(days, today), run_length(days, today, never_were=gone)) == (2, 5)
    told = summary(log, today, 0, 3, never_were=gone)
    assert (told.last.days, told.last.of, told.last.returns) == (7, 13, 2)
    assert date(2026, 5, 1) not in dict(told.last_days)
    assert summary(log, today, 0, 3).last.of == 14


def test_a_date_lost_between_makes_coming_back_soon_no_return(log, practised):
    practised(datetime(2026, 5, 1, 20, 0, tzinfo=HONOLULU))
    practised(datetime(2026, 5, 4, 9, 0, tzinfo=AUCKLAND))
    today = date(2026, 5, 4)
    gone = lost(log, datetime(2026, 5, 4, 21, 0, tzinfo=AUCKLAND))

    told = summary(log, today, 0, 3, never_were=gone)

    assert (told.returns, told.usual_gap_days) == (0, 2.0)
    assert (summary(log, today, 0, 3).returns, told.last.of) == (1, 3)


def hours_left(day, began, ended, before_min, after_min):
    """Of ``day``, where the clock is set anew at the kindest quarter of an hour in between."""
    step = timedelta(minutes=15)
    moments = [began + n * step for n in range(int((ended - began) / step) + 1)]
    on_old = [(at + timedelta(minutes=before_min)).date() == day for at in moments]
    on_new = [(at + timedelta(minutes=after_min)).date() == day for at in moments]
    left, best = sum(on_new), sum(on_new)
    for old, new in zip(on_old, on_new, strict=True):
        left += old - new
        best = min(best, left)
    return best / 4


quarters = st.integers(-48, 56).map(lambda quarter: quarter * 15)


@given(
    st.integers(0, 95),
    st.integers(0, 4 * 96),
    quarters,
    quarters,
)
def test_more_than_half_of_a_lost_date_is_gone_at_the_kindest_moment(
    began, later, before_min, after_min
):
    start = datetime(2026, 5, 1, tzinfo=UTC) + timedelta(minutes=15 * began)
    end = start + timedelta(minutes=15 * later)
    first = (start + timedelta(minutes=before_min)).date()
    last = (end + timedelta(minutes=after_min)).date()
    between = [first + n * DAY for n in range(1, (last - first).days)]

    found = lost_date(Whence(first, before_min, ""), Whence(last, after_min, ""))

    gone = [day for day in between if hours_left(day, start, end, before_min, after_min) < 12]
    assert found == (gone[-1] if gone else None)


def slowly(rows, here):
    """Of every two rows that follow each other."""
    practised = {row.day for _, row in rows}
    in_order = [row for _, row in sorted(rows, key=lambda row: row[0])]
    pairs = pairwise([*in_order, here])
    found = {lost_date(*pair, practised.__contains__) for pair in pairs}
    return found - {None, here.day}


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 300), st.sampled_from([-660, -600, 0, 60, 720, 780, 840])),
        max_size=25,
        unique_by=lambda row: row[0],
    ),
    st.sampled_from([-600, 0, 780]),
)
def test_only_neighbours_across_a_change_of_the_clock_are_looked_at_and_none_is_left_out(
    tmp_path_factory, hours, here_min
):
    def at(hour, offset_min):
        zone = timezone(timedelta(minutes=offset_min))
        return (datetime(2026, 5, 1, tzinfo=UTC) + timedelta(hours=hour * 3)).astimezone(zone)

    now = at(301, here_min)
    log = fresh_log(tmp_path_factory.mktemp("lost") / "practice.sqlite")
    try:
        log.add(a_practice(at(*row), tz_name=f"X{row[1]}") for row in hours)
        rows = [(h, Whence(at(h, offset).date(), offset, f"X{offset}")) for h, offset in hours]
        here = Whence(now.date(), here_min, "")
        assert lost_dates(log, now, now.date()) == slowly(rows, here)
    finally:
        log.shut()


def test_one_practice_that_is_still_open_says_where_one_is(log, practised):
    practised(datetime(2026, 5, 1, 20, 0, tzinfo=HONOLULU))
    started = datetime(2026, 5, 3, 9, 0, tzinfo=AUCKLAND)
    practice_id = log.begin(a_start(started, tz_name=str(AUCKLAND)))
    log.close(practice_id, progress(MINUTE_MS), Outcome.COMPLETED, started + timedelta(minutes=1))

    assert lost(log, started + DAY) == {date(2026, 5, 2)}


@pytest.mark.parametrize("query", [_NEXT_OFFSET, _LAST_BEFORE, _FIRST_AFTER, _PLACE])
def test_no_row_is_gone_through_to_find_the_next_change_of_the_clock(log, query):
    values = [0] * query.count("?")
    with log.looking() as reading:
        plan = [row["detail"] for row in reading.execute(f"EXPLAIN QUERY PLAN {query}", values)]

    assert len(plan) == 1
    assert "practice_by_offset" in plan[0]
    assert plan[0].startswith("SEARCH")
