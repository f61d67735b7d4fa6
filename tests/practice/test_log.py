import os
import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from tests.practice.examples import (
    A_MORNING,
    MINUTE_MS,
    a_practice,
    a_start,
    on_day,
    practices,
    progress,
)
from thaw.practice.entry import Outcome, Pause, PauseReason, advanced, opened
from thaw.practice.errors import LogBusy, LogUnwritable, UnknownPractice
from thaw.practice.log import PracticeLog
from thaw.practice.totals import DayTotal


def test_a_practice_is_kept_from_its_first_to_its_last_moment(log):
    practice_id = log.begin(a_start())
    at_start = log.entry(practice_id)
    log.checkpoint(practice_id, progress(5_000))
    at_checkpoint = log.entry(practice_id)
    log.close(practice_id, progress(10_000), Outcome.COMPLETED, A_MORNING + timedelta(seconds=10))
    at_end = log.entry(practice_id)

    assert at_start.outcome is at_checkpoint.outcome is Outcome.OPEN
    assert at_start.start == a_start()
    assert at_checkpoint.progress == progress(5_000)
    assert at_end.outcome is Outcome.COMPLETED
    assert at_end.progress == progress(10_000)
    assert at_end.ended_utc == A_MORNING + timedelta(seconds=10)
    assert log.count() == 1


def test_pauses_are_kept_with_their_reasons(log):
    practice_id = log.begin(a_start())
    pauses = (Pause(1_000, 500, PauseReason.USER), Pause(2_000, 90_000, PauseReason.SLEEP))

    log.checkpoint(practice_id, replace(progress(3_000, paused_ms=90_500), pauses=pauses))

    assert log.entry(practice_id).progress.pauses == pauses


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(practices())
def test_whatever_a_practice_holds_comes_back_unchanged(log, practice):
    log.discard(practice.id)
    log.put([practice])

    assert log.entry(practice.id) == practice


def test_a_practice_survives_the_log_being_shut(open_log):
    first = open_log()
    practice = a_practice()
    first.put([practice])
    first.shut()

    assert open_log().entry(practice.id) == practice


def test_writing_the_same_thing_twice_doubles_nothing(log):
    practice = a_practice()

    assert log.put([practice, practice]) == 1
    assert log.put([practice]) == 0
    assert log.count() == 1


def test_a_checkpoint_that_comes_late_takes_nothing_back(log):
    entry = opened("a", a_start())
    log.put([advanced(entry, progress(20_000))])
    log.put([advanced(entry, progress(10_000))])

    assert log.entry("a").progress == progress(20_000)


def test_nothing_changes_a_practice_that_is_over(log):
    practice = a_practice()
    log.put([practice])
    log.checkpoint(practice.id, progress(99 * MINUTE_MS))
    log.put([replace(practice, outcome=Outcome.PARTIAL)])

    assert log.entry(practice.id) == practice


def test_a_practice_in_which_nothing_was_heard_is_forgotten(log):
    practice_id = log.begin(a_start())
    log.discard(practice_id)
    log.discard(practice_id)

    assert log.entry(practice_id) is None


def test_a_checkpoint_of_an_unknown_practice_is_refused(log):
    with pytest.raises(UnknownPractice):
        log.checkpoint("nobody", progress(1_000))


def test_all_or_nothing_is_written(log):
    bad = replace(a_practice(), progress=progress(-1))

    with pytest.raises(sqlite3.IntegrityError):
        log.put([a_practice(), bad])

    assert log.count() == 0


def test_adding_leaves_alone_what_is_there(log):
    cut_off = a_practice(outcome=Outcome.INTERRUPTED)
    log.put([cut_off])

    assert log.add([replace(cut_off, outcome=Outcome.COMPLETED), a_practice()]) == 1
    assert log.entry(cut_off.id) == cut_off


def test_practices_are_read_newest_first_and_in_parts(log):
    days = [date(2026, 11, number) for number in (3, 1, 2, 5, 4)]
    log.put(on_day(day) for day in days)

    newest_first = [entry.local_date.day for entry in log.entries()]
    assert newest_first == [5, 4, 3, 2, 1]
    assert [entry.local_date.day for entry in log.entries(limit=2, offset=1)] == [4, 3]
    assert [entry.local_date.day for entry in log.entries(since=date(2026, 11, 4))] == [5, 4]
    assert [entry.local_date.day for entry in log.every_entry()] == newest_first
    assert log.entries(limit=0) == []


def test_each_day_has_its_total_and_silence_has_none(log):
    log.put([on_day(date(2026, 11, 1), 60_000), on_day(date(2026, 11, 1), 30_000)])
    log.put(
        [on_day(date(2026, 11, 2), 0), on_day(date(2026, 11, 3), 1), on_day(date(2026, 11, 3), 0)]
    )

    assert log.day_totals() == [
        DayTotal(date(2026, 11, 1), 90_000, 2),
        DayTotal(date(2026, 11, 3), 1, 1),
    ]


def test_what_a_crash_left_open_is_closed_at_its_last_checkpoint(open_log):
    crashed = open_log()
    practice_id = crashed.begin(a_start())
    crashed.checkpoint(practice_id, progress(25_000, paused_ms=5_000))
    crashed.shut()
    log = open_log()

    assert log.recover() == (practice_id,)
    assert log.recover() == ()
    entry = log.entry(practice_id)
    assert entry.outcome is Outcome.INTERRUPTED
    assert entry.progress.practised_ms == 25_000
    assert entry.ended_utc == A_MORNING + timedelta(seconds=30)
    assert log.count() == 1


def test_a_practice_of_another_running_copy_is_left_alone(open_log):
    running, log = open_log(), open_log()
    practice_id = running.begin(a_start())

    assert log.recover() == ()
    assert log.entry(practice_id).outcome is Outcome.OPEN
    running.checkpoint(practice_id, progress(5_000))
    running.shut()
    assert log.recover() == (practice_id,)


def test_what_a_crash_cut_off_before_anything_was_practised_leaves_no_row(open_log):
    crashed = open_log()
    at_once, while_paused = crashed.begin(a_start()), crashed.begin(a_start())
    crashed.checkpoint(while_paused, progress(0, paused_ms=20_000))
    practised = crashed.begin(a_start())
    crashed.checkpoint(practised, progress(5_000))
    crashed.shut()
    log = open_log()

    assert log.recover() == (practised,)
    assert [entry.id for entry in log.entries()] == [practised]
    assert log.entry(at_once) is None


def test_a_practice_that_a_person_changed_is_kept_however_short(open_log):
    crashed = open_log()
    entry = replace(opened("mine", a_start()), edited_utc=A_MORNING)
    crashed.put([entry])
    crashed.shut()
    log = open_log()

    log.recover()

    assert log.entry("mine").edited_utc == A_MORNING


def test_a_log_of_ones_own_is_not_recovered_from_oneself(log):
    log.begin(a_start())

    assert log.recover() == ()


def test_whoever_knows_better_may_say_which_writers_live(open_log):
    gone = open_log()
    practice_id = gone.begin(a_start())
    gone.checkpoint(practice_id, progress(5_000))
    gone.shut()
    log = open_log()

    assert log.recover(is_alive=lambda writer_id: True) == ()
    assert log.recover(is_alive=lambda writer_id: False) == (practice_id,)


def test_a_practice_wrongly_taken_for_cut_off_goes_on(open_log):
    running, log = open_log(), open_log()
    practice_id = running.begin(a_start())
    running.checkpoint(practice_id, progress(5_000))
    log.recover(is_alive=lambda writer_id: False)

    ended = A_MORNING + timedelta(minutes=10)
    running.close(practice_id, progress(10 * MINUTE_MS), Outcome.COMPLETED, ended)

    assert log.entry(practice_id).outcome is Outcome.COMPLETED
    assert log.count() == 1


def test_many_threads_may_write_at_once(open_log):
    logs = [open_log(), open_log()]

    def practise(number):
        log = logs[number % 2]
        practice_id = log.begin(a_start())
        for second in range(1, 6):
            log.checkpoint(practice_id, progress(second * 1000))
        log.close(practice_id, progress(6_000), Outcome.PARTIAL, A_MORNING + timedelta(seconds=6))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(practise, range(16)))

    entries = logs[0].entries()
    assert len(entries) == 16
    assert {entry.progress.practised_ms for entry in entries} == {6_000}


def test_reading_goes_on_while_another_writes(open_log, log_path):
    log = open_log()
    log.put([a_practice()])
    with closing(sqlite3.connect(log_path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        assert log.count() == 1


def test_a_log_that_another_program_holds_is_busy(open_log, log_path):
    log = open_log(patience_s=0)
    with closing(sqlite3.connect(log_path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LogBusy):
            log.begin(a_start())
        other.execute("ROLLBACK")

    log.begin(a_start())
    assert log.count() == 1


def test_a_log_in_a_place_that_cannot_be_is_unwritable(tmp_path):
    (tmp_path / "data").write_text("a file, not a folder")

    with pytest.raises(LogUnwritable):
        PracticeLog.open(tmp_path / "data" / "practice.sqlite")


def test_a_folder_in_the_log_s_place_is_unwritable(log_path):
    log_path.mkdir(parents=True)

    with pytest.raises(LogUnwritable):
        PracticeLog.open(log_path)


def test_a_log_opened_to_read_shows_everything_and_takes_nothing(open_log, log_path):
    log = open_log()
    practice = a_practice()
    log.put([practice])
    log.shut()

    reader = PracticeLog.open_to_read(log_path)
    try:
        assert reader.entries() == [practice]
        assert not reader.is_writable
        with pytest.raises(LogUnwritable):
            reader.begin(a_start())
    finally:
        reader.shut()


def test_only_its_owner_may_read_the_log(log, log_path):
    log.put([a_practice()])

    def mode(path):
        return stat.S_IMODE(path.stat().st_mode)

    assert mode(log_path.parent) == 0o700
    for path in log_path.parent.rglob("*"):
        assert mode(path) == (0o700 if path.is_dir() else 0o600), path


def test_a_log_that_others_could_read_is_closed_to_them(open_log, log_path):
    open_log().shut()
    log_path.chmod(0o644)
    open_log()

    assert stat.S_IMODE(log_path.stat().st_mode) == (0o600 if os.name == "posix" else 0o666)


def test_what_is_written_is_on_the_disk_before_it_is_called_saved(log):
    # Not to be seen from outside: only a power cut would tell.
    connection = log._writing

    assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1


def test_the_first_day_and_the_days_since_another_are_known(log):
    assert log.first_day() is None
    log.put([on_day(date(2026, 11, day)) for day in (3, 5, 9)])
    assert log.first_day() == date(2026, 11, 3)
    assert log.day_totals(date(2026, 11, 5)) == log.day_totals()[1:]
