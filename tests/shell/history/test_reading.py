"""From the rows of the log to what the history shows."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.practice.examples import A_MORNING, a_practice, on_day
from tests.practice.fresh_log import fresh_log
from thaw.core.own_plan import EarlierTarget, OwnPlan
from thaw.practice.entry import Outcome
from thaw.practice.log import PracticeLog
from thaw.practice.search import Search
from thaw.practice.stats import Aspect
from thaw.settings import Settings
from thaw.shell.history.reading import history_rows, read_history, read_lately
from thaw.shell.history.state import DayFacts, HistoryState

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
"""A Wednesday."""


@pytest.fixture
def log(tmp_path: Path) -> Iterator[PracticeLog]:
    made = fresh_log(tmp_path / "practice.sqlite")
    yield made
    made.shut()


def test_an_empty_log_is_an_empty_history(log: PracticeLog) -> None:
    state = read_history(log, Settings(), NOW)
    assert state.is_empty
    assert (state.today, state.today_s, state.week_days) == (date(2026, 11, 25), 0, 0)
    assert state.days == ((state.today, False),)


def test_today_this_week_and_the_last_days_are_told(log: PracticeLog) -> None:
    for days in (0, 1, 2, 3, 27, 28):
        log.put([on_day(NOW.date() - timedelta(days=days))])
    state = read_history(log, Settings(week_start=0, target_days=4), NOW)

    assert not state.is_empty
    assert (state.today_s, state.week_days, state.week_target) == (600, 3, 4)
    practised = [day for day, was_practised in state.days if was_practised]
    assert practised == [NOW.date() - timedelta(days=days) for days in (27, 3, 2, 1, 0)]


def test_a_week_begins_where_the_person_has_it_begin(log: PracticeLog) -> None:
    for days in range(7):
        log.put([on_day(NOW.date() - timedelta(days=days))])
    counted = [read_history(log, Settings(week_start=day), NOW).week_days for day in range(7)]
    assert counted == [3, 2, 1, 7, 6, 5, 4]
    assert read_history(log, Settings(), NOW).week_days in counted


def test_a_late_evening_belongs_to_the_day_before(log: PracticeLog) -> None:
    night = NOW.replace(hour=2)
    assert read_history(log, Settings(day_start_hour=4), night).today == date(2026, 11, 24)


@pytest.mark.parametrize(
    "days_ago", [(0,), (0, 1, 2, 27, 28), (1, 300), (0, 5, 40, 41, 200), (100, 113), (400,), ()]
)
def test_what_is_said_of_these_days_needs_only_these_days(
    log: PracticeLog, days_ago: tuple[int, ...]
) -> None:
    log.put([on_day(NOW.date() - timedelta(days=days)) for days in days_ago])
    quick, whole = read_lately(log, Settings(), NOW), read_history(log, Settings(), NOW)
    for name in ("today_s", "week_days", "days", "is_empty", "returns", "before", "first_day"):
        assert getattr(quick, name) == getattr(whole, name), name


def test_what_was_practised_is_known_for_every_day(log: PracticeLog) -> None:
    log.put(
        [on_day(date(2026, 11, 1)), on_day(date(2026, 11, 1)), on_day(date(2026, 10, 1), 59_000)]
    )
    state = read_history(log, Settings(), NOW)
    assert state.facts == {
        date(2026, 10, 1): DayFacts(59, 1, False),
        date(2026, 11, 1): DayFacts(1200, 2, True),
    }
    assert (state.first_day, state.last_day) == (date(2026, 10, 1), date(2026, 11, 25))


def test_the_days_before_and_coming_back_are_known(log: PracticeLog) -> None:
    log.put([on_day(NOW.date() - timedelta(days=days)) for days in (0, 1, 10, 30, 31, 60)])
    state = read_history(log, Settings(), NOW)
    assert (state.returns, state.before) == (2, (2, 28))


def test_all_that_was_practised_is_known_by_what_it_was(log: PracticeLog) -> None:
    log.put([a_practice(ms=60_000), a_practice(ms=120_000, category="body", level="steady")])
    shares = read_history(log, Settings(), NOW).shares
    assert [(one.name, one.practised_ms) for one in shares[Aspect.CATEGORY]] == [
        ("body", 120_000),
        ("breath", 60_000),
    ]
    assert [one.name for one in shares[Aspect.LEVEL]] == ["steady", "gentle"]
    assert [one.name for one in shares[Aspect.ANCHOR]] == ["breath"]


def test_a_day_after_today_may_be_looked_at(log: PracticeLog) -> None:
    log.put([on_day(NOW.date() + timedelta(days=1))])
    state = read_history(log, Settings(), NOW)
    assert (state.first_day, state.last_day) == (date(2026, 11, 25), date(2026, 11, 26))


def test_a_row_shows_the_wall_clock_of_where_it_was_done(log: PracticeLog) -> None:
    auckland = A_MORNING.astimezone(timezone(timedelta(hours=13)))
    log.put([a_practice(auckland, ms=61_999, outcome=Outcome.PARTIAL)])
    (row,) = history_rows(log, Search(), None, 10).rows
    assert (row.started.hour, row.started.minute) == (21, 15)
    assert (row.title, row.practised_s) == ("Breath Awareness", 61)
    assert row.outcome is Outcome.PARTIAL


def test_rows_come_in_pages_newest_first(log: PracticeLog) -> None:
    log.put([on_day(NOW.date() - timedelta(days=days)) for days in range(30)])
    first = history_rows(log, Search(), None, 20)
    second = history_rows(log, Search(), first.after, 20)
    days = [row.local_date for page in (first, second) for row in page.rows]
    assert [len(first.rows), len(second.rows), second.after] == [20, 10, None]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize("read", [read_lately, read_history])
def test_a_day_counts_from_what_the_person_has_it_count_from(
    log: PracticeLog, read: Callable[[PracticeLog, Settings, datetime], HistoryState]
) -> None:
    log.put([on_day(NOW.date(), 60_000), on_day(NOW.date() - timedelta(days=1), 180_000)])
    counted = [
        read(log, Settings(practice_minimum_s=least, week_start=0), NOW).week_days
        for least in (60, 180, 181)
    ]
    assert counted == [2, 1, 0]


def test_weeks_and_months_count_from_it_too(log: PracticeLog) -> None:
    log.put([on_day(NOW.date(), 60_000)])
    for least, days in ((60, 1), (61, 0)):
        trends = read_history(log, Settings(practice_minimum_s=least), NOW).trends
        assert (trends.weeks[-1].practice_days, trends.months[-1].practice_days) == (days, days)


def test_a_long_time_away_counts_from_it_too(log: PracticeLog) -> None:
    log.put([on_day(NOW.date() - timedelta(days=days), 300_000) for days in (0, 200)])
    assert read_lately(log, Settings(practice_minimum_s=300), NOW).returns == 1


def test_a_run_is_told_to_who_asked_for_it(log: PracticeLog) -> None:
    log.put([on_day(NOW.date() - timedelta(days=days)) for days in range(150)])
    assert read_lately(log, Settings(), NOW).run is None
    assert read_lately(log, Settings(shows_run_length=True), NOW).run == 150


def test_planned_rest_is_part_of_a_run(log: PracticeLog) -> None:
    log.put([on_day(NOW.date() - timedelta(days=days)) for days in (0, 1, 7, 8)])
    asked = Settings(shows_run_length=True)
    assert read_lately(log, asked, NOW).run == 2
    rest_days = frozenset(NOW.date() - timedelta(days=days) for days in (2, 3, 4, 5))
    planned = replace(asked, plan=OwnPlan(rest_days=rest_days))
    assert read_lately(log, planned, NOW).run == 4
    weekdays = frozenset((NOW.date() - timedelta(days=days)).weekday() for days in (2, 3, 4, 5))
    planned = replace(asked, plan=OwnPlan(rest_weekdays=weekdays))
    assert read_lately(log, planned, NOW).run == 4


def test_a_run_that_has_ended_is_not_told(log: PracticeLog) -> None:
    log.put([on_day(NOW.date() - timedelta(days=10))])
    assert read_lately(log, Settings(shows_run_length=True), NOW).run is None


def test_the_usual_time_is_told_to_who_asked_for_it(log: PracticeLog) -> None:
    old = datetime(2026, 1, 1, 3, 0, tzinfo=UTC)
    mornings = [NOW.replace(hour=7, minute=minute) for minute in (0, 10, 20, 30)]
    began = [old, *(morning - timedelta(days=2) for morning in mornings)]
    log.put([a_practice(started) for started in began])
    assert read_lately(log, Settings(), NOW).usual_time is None
    told = read_lately(log, Settings(shows_usual_time=True), NOW).usual_time
    assert told is not None
    assert (told.since, told.until) == (7 * 60 + 7, 7 * 60 + 22)


def test_weeks_since_a_plan_was_begun_are_told_with_their_target(log: PracticeLog) -> None:
    log.put([on_day(NOW.date() - timedelta(days=days)) for days in (0, 21)])
    plan = OwnPlan(begun=date(2026, 11, 9), earlier=(EarlierTarget(date(2026, 11, 23), 2),))
    settings = Settings(week_start=0, target_days=4, plan=plan)
    weeks = read_history(log, settings, NOW).trends.weeks
    assert [week.target_days for week in weeks] == [None, 2, 2, 4]


def test_a_date_lost_over_the_date_line_breaks_no_run_and_is_not_among_the_days(
    log: PracticeLog,
) -> None:
    honolulu, auckland = ZoneInfo("Pacific/Honolulu"), ZoneInfo("Pacific/Auckland")
    for zone, month, days in ((honolulu, 4, (26, 27, 28)), (auckland, 5, (2, 3))):
        log.put(
            a_practice(datetime(2026, month, day, 20, tzinfo=zone), tz_name=str(zone))
            for day in days
        )
    now = datetime(2026, 5, 3, 21, tzinfo=auckland)

    state = read_lately(log, Settings(shows_run_length=True), now)

    assert state.run == 5
    assert date(2026, 5, 1) not in dict(state.days)
    assert len(state.days) == len(read_history(log, Settings(), now).days) == 7
