import sqlite3
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from time import monotonic

import pytest

from tests.practice.examples import a_practice, a_start, progress
from thaw.practice.entry import Outcome
from thaw.practice.errors import LogBusy, LogUnwritable
from thaw.practice.keeper import LogKeeper
from thaw.practice.log import PracticeLog
from thaw.practice.opening import backup_folder
from thaw.practice.recorder import PracticeRecorder
from thaw.practice.rescue import RescueFile


@pytest.fixture
def temp_folder(tmp_path, monkeypatch):
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.fixture
def keeper(log_path, temp_folder):
    keeper = LogKeeper(log_path)
    yield keeper
    keeper.shut()


def test_the_log_is_opened_once_and_only_when_it_is_needed(keeper, log_path):
    assert not log_path.exists()
    assert keeper.log() is keeper.log()
    assert keeper.log_to_read() is keeper.log()


def test_what_a_crash_left_is_put_in_order_at_the_first_look(keeper, log_path):
    crashed = PracticeLog.open(log_path)
    cut_off = crashed.begin(a_start())
    crashed.checkpoint(cut_off, progress(5_000))
    crashed.shut()
    rescued = a_practice()
    RescueFile(keeper.rescue_folders[1:]).keep([rescued])

    entries = {entry.id: entry for entry in keeper.log().entries()}

    assert entries.keys() == {cut_off, rescued.id}
    assert entries[cut_off].outcome is Outcome.INTERRUPTED


def test_what_waits_for_one_log_does_not_end_up_in_another(keeper, tmp_path):
    RescueFile(keeper.rescue_folders[1:]).keep([a_practice()])
    other = LogKeeper(tmp_path / "other" / "practice.sqlite")
    try:
        assert other.log().count() == 0
    finally:
        other.shut()
    assert keeper.log().count() == 1


def test_a_log_that_cannot_be_written_is_still_read(keeper, log_path):
    log = PracticeLog.open(log_path)
    practice = a_practice()
    log.put([practice])
    log.shut()
    log_path.with_name(log_path.name + "-wal").mkdir()

    with pytest.raises(LogUnwritable):
        keeper.log()
    assert keeper.log_to_read().entries() == [practice]
    assert keeper.log_to_read() is keeper.log_to_read()


def test_a_practice_that_the_log_refuses_waits_in_the_temporary_folder(tmp_path, temp_folder):
    (tmp_path / "data").write_text("no folder can be here")
    keeper = LogKeeper(tmp_path / "data" / "practice.sqlite")
    recorder = PracticeRecorder(keeper.log, keeper.rescue_folders)
    practice_id = recorder.begin(a_start())
    recorder.checkpoint(practice_id, progress(5_000))

    assert not recorder.shut_down(20)
    assert recorder.is_saved(practice_id) is False
    assert [path.parent.parent for path in temp_folder.rglob("*.jsonl")] == [temp_folder]

    (tmp_path / "data").unlink()
    try:
        assert keeper.log().entry(practice_id) is not None
    finally:
        keeper.shut()


def test_the_log_is_copied_on_each_day_of_use_beside_the_caller(log_path, temp_folder):
    days = [datetime(2026, 11, day, 8, tzinfo=UTC) for day in (22, 23)]
    today = [days[0]]
    earlier = PracticeLog.open(log_path)
    earlier.put([a_practice()])
    earlier.shut()
    keeper = LogKeeper(log_path, lambda: today[0])
    try:
        keeper.log()
        keeper.wait_for_copy()
        today[0] = days[1]
        keeper.log()
        keeper.log()
        keeper.wait_for_copy()

        assert [copy.day for copy in keeper.copies()] == [days[1].date(), days[0].date()]
    finally:
        keeper.shut()


def test_a_copy_is_put_back_while_the_app_runs(log_path, temp_folder):
    earlier = PracticeLog.open(log_path)
    earlier.put([a_practice()])
    earlier.shut()
    keeper = LogKeeper(log_path)
    try:
        keeper.log()
        keeper.wait_for_copy()
        keeper.log().put([a_practice()])
        (copy,) = keeper.copies()

        aside = keeper.restore(copy)

        assert keeper.log().count() == 1
        assert aside in [copy.path for copy in keeper.copies()]
    finally:
        keeper.shut()


def test_no_room_for_a_copy_keeps_nobody_from_practising(log_path, temp_folder, caplog):
    log_path.parent.mkdir(parents=True)
    backup_folder(log_path).write_text("in the way", "utf-8")
    keeper = LogKeeper(log_path)
    try:
        keeper.log().put([a_practice()])
        keeper.wait_for_copy()

        assert keeper.log().count() == 1
        assert "no copy of the log for today" in caplog.text
    finally:
        keeper.shut()


def test_a_log_that_cannot_be_put_in_order_is_let_go_of_and_asked_for_again(
    log_path, temp_folder, monkeypatch
):
    keeper = LogKeeper(log_path)
    refusals = [LogUnwritable(log_path, "full")]
    recover = PracticeLog.recover

    def refuse_once(log, is_alive=None):
        if refusals:
            raise refusals.pop()
        return recover(log, is_alive)

    monkeypatch.setattr(PracticeLog, "recover", refuse_once)
    try:
        with pytest.raises(LogUnwritable):
            keeper.log()
        assert keeper.log().count() == 0
    finally:
        keeper.shut()


@contextmanager
def held(path):
    """Another program has the file to itself."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        yield


def test_a_log_that_another_program_holds_is_told_soon_and_opened_once_it_is_free(keeper, log_path):
    PracticeLog.open(log_path).shut()
    with held(log_path):
        began = monotonic()
        with pytest.raises(LogBusy):
            keeper.log_to_read()
        assert monotonic() - began < 4

    assert keeper.log_to_read() is keeper.log()
    (patience,) = keeper.log()._writing.execute("PRAGMA busy_timeout").fetchone()
    assert patience == 5000


def test_a_log_that_another_program_writes_to_is_read_meanwhile(keeper, log_path):
    writer = PracticeLog.open(log_path)
    writer.put([a_practice()])
    with writer.changing():
        assert keeper.log_to_read().count() == 1
    writer.shut()


def test_a_history_that_cannot_be_added_up_keeps_practices_all_the_same(keeper, log_path):
    log = PracticeLog.open(log_path)
    log.put([a_practice()])
    with log.changing() as writing:
        writing.execute("UPDATE practice SET local_date = 'yesterday!'")
    log.shut()

    practice_id = keeper.log().begin(a_start())

    assert keeper.log().entry(practice_id) is not None
