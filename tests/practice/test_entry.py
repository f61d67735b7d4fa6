from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.practice.examples import A_MORNING, MINUTE_MS, a_start, progress
from thaw.practice.entry import Outcome, advanced, closed, interrupted, opened

LONDON = ZoneInfo("Europe/London")


def test_the_practice_day_is_frozen_where_the_practice_began():
    started = datetime(2026, 5, 1, 22, 0, tzinfo=ZoneInfo("Pacific/Auckland"))

    entry = opened("a", a_start(started))

    assert entry.local_date == date(2026, 5, 1)
    assert entry.started_utc == datetime(2026, 5, 1, 10, 0, tzinfo=UTC)
    assert entry.utc_offset_start_min == 12 * 60


def test_a_flight_during_a_practice_changes_the_offset_at_its_end_alone():
    entry = opened("a", a_start(datetime(2026, 5, 1, 22, 0, tzinfo=ZoneInfo("Pacific/Auckland"))))
    landed = (entry.started_utc + timedelta(minutes=10)).astimezone(ZoneInfo("Pacific/Honolulu"))

    done = closed(entry, progress(10 * MINUTE_MS), Outcome.COMPLETED, landed)

    assert (done.utc_offset_start_min, done.utc_offset_end_min) == (12 * 60, -10 * 60)
    assert done.local_date == date(2026, 5, 1)
    assert not done.clock_suspect


def test_the_second_half_of_a_doubled_hour_keeps_its_offset():
    first, second = (datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=fold) for fold in (0, 1))

    assert opened("a", a_start(first)).utc_offset_start_min == 60
    assert opened("a", a_start(second)).utc_offset_start_min == 0


def test_a_change_of_the_hour_during_a_practice_is_no_reason_for_doubt():
    entry = opened("a", a_start(datetime(2026, 10, 25, 1, 55, tzinfo=LONDON)))
    ended = (entry.started_utc + timedelta(minutes=10)).astimezone(LONDON)

    done = closed(entry, progress(10 * MINUTE_MS), Outcome.COMPLETED, ended)

    assert not done.clock_suspect
    assert (done.utc_offset_start_min, done.utc_offset_end_min) == (60, 0)


@pytest.mark.parametrize("hours", [-3, 3])
def test_a_clock_set_during_a_practice_is_noted_and_the_steady_clock_believed(hours):
    entry = opened("a", a_start())
    told = A_MORNING + timedelta(hours=hours)

    done = closed(entry, progress(10 * MINUTE_MS), Outcome.COMPLETED, told)

    assert done.clock_suspect
    assert done.ended_utc == A_MORNING + timedelta(minutes=10)
    assert done.progress.practised_ms == 10 * MINUTE_MS


@pytest.mark.parametrize(("seconds", "is_suspect"), [(119, False), (121, True), (-121, True)])
def test_two_minutes_of_drift_are_tolerated(seconds, is_suspect):
    entry = opened("a", a_start())
    told = A_MORNING + timedelta(minutes=10, seconds=seconds)

    assert (
        closed(entry, progress(10 * MINUTE_MS), Outcome.COMPLETED, told).clock_suspect is is_suspect
    )


def test_a_practice_never_ends_before_it_begins():
    entry = opened("a", a_start())

    done = closed(entry, progress(1000), Outcome.PARTIAL, A_MORNING - timedelta(seconds=5))

    assert done.ended_utc is not None
    assert done.ended_utc >= done.started_utc
    assert done.clock_suspect


def test_a_practice_cut_off_ends_at_its_last_checkpoint():
    entry = advanced(opened("a", a_start()), progress(25_000, paused_ms=5_000))

    cut_off = interrupted(entry)

    assert cut_off.outcome is Outcome.INTERRUPTED
    assert cut_off.ended_utc == A_MORNING + timedelta(seconds=30)
    assert cut_off.progress == entry.progress
    assert cut_off.utc_offset_end_min is None


def test_times_are_kept_to_the_millisecond():
    entry = opened("a", a_start(A_MORNING.replace(microsecond=123_999)))

    assert entry.started_utc.microsecond == 123_000
    assert entry.start.started == entry.started_utc
