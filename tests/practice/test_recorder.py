from datetime import timedelta
from threading import Event

import pytest

from tests.practice.examples import A_MORNING, MINUTE_MS, a_start, progress
from thaw.practice.entry import Outcome
from thaw.practice.errors import LogUnwritable
from thaw.practice.recorder import PracticeRecorder
from thaw.practice.rescue import take_in

AT_END = A_MORNING + timedelta(minutes=10)
PATIENCE_S = 20.0


class Door:
    """Hands out a log, or refuses it for as long as the test says; can be slow, too."""

    def __init__(self, log):
        self.log = log
        self.is_shut = False
        self.bug = None
        self.may_pass = Event()
        self.may_pass.set()

    def __call__(self):
        self.may_pass.wait(PATIENCE_S)
        if self.is_shut:
            raise LogUnwritable(self.log.path, "no space left on device")
        if self.bug is not None:
            raise self.bug
        return self.log


@pytest.fixture
def door(log):
    return Door(log)


@pytest.fixture
def rescue_folder(tmp_path):
    return tmp_path / "rescue"


@pytest.fixture
def recorder(door, rescue_folder):
    recorder = PracticeRecorder(door, [rescue_folder])
    yield recorder
    door.may_pass.set()
    recorder.shut_down(PATIENCE_S)


def test_a_practice_reaches_the_log(recorder, log):
    practice_id = recorder.begin(a_start())
    recorder.checkpoint(practice_id, progress(5_000))
    recorder.close(practice_id, progress(10 * MINUTE_MS), Outcome.COMPLETED, AT_END)

    assert recorder.flush(PATIENCE_S)
    assert recorder.is_saved(practice_id) is True
    assert recorder.fault is None
    entry = log.entry(practice_id)
    assert entry.outcome is Outcome.COMPLETED
    assert entry.progress.practised_ms == 10 * MINUTE_MS
    assert log.count() == 1


def test_nobody_waits_for_the_disk_and_nothing_is_called_saved_before_it_is(recorder, door, log):
    door.may_pass.clear()
    practice_id = recorder.begin(a_start())
    for second in range(1, 1000):
        recorder.checkpoint(practice_id, progress(second * 1000))

    assert recorder.is_saved(practice_id) is False
    assert not recorder.flush(0)

    door.may_pass.set()
    assert recorder.flush(PATIENCE_S)
    assert recorder.is_saved(practice_id) is True
    assert log.entry(practice_id).progress.practised_ms == 999_000


def test_a_practice_nobody_began_is_neither_saved_nor_unsaved(recorder):
    assert recorder.is_saved("nobody") is None
    with pytest.raises(KeyError):
        recorder.checkpoint("nobody", progress(1))


def test_a_practice_in_which_nothing_was_heard_is_forgotten(recorder, log):
    practice_id = recorder.begin(a_start())
    recorder.flush(PATIENCE_S)
    recorder.discard(practice_id)

    assert recorder.flush(PATIENCE_S)
    assert log.entry(practice_id) is None
    assert recorder.is_saved(practice_id) is None


def test_a_fault_is_shown_and_mended_by_the_next_checkpoint(recorder, door, log, rescue_folder):
    practice_id = recorder.begin(a_start())
    recorder.flush(PATIENCE_S)
    door.is_shut = True
    recorder.checkpoint(practice_id, progress(5_000))

    assert not recorder.flush(PATIENCE_S)
    assert isinstance(recorder.fault.error, LogUnwritable)
    assert recorder.fault.rescued_to.parent == rescue_folder
    assert recorder.is_saved(practice_id) is False

    door.is_shut = False
    recorder.checkpoint(practice_id, progress(10_000))
    assert recorder.flush(PATIENCE_S)
    assert recorder.fault is None
    assert log.entry(practice_id).progress.practised_ms == 10_000
    assert list(rescue_folder.iterdir()) == []


def test_what_the_log_never_took_is_taken_in_at_the_next_start(door, log, rescue_folder):
    door.is_shut = True
    recorder = PracticeRecorder(door, [rescue_folder])
    practice_id = recorder.begin(a_start())
    recorder.close(practice_id, progress(10 * MINUTE_MS), Outcome.COMPLETED, AT_END)
    assert not recorder.shut_down(PATIENCE_S)
    assert log.count() == 0

    assert take_in(log, [rescue_folder]).practices == 1
    assert take_in(log, [rescue_folder]).practices == 0
    assert log.entry(practice_id).outcome is Outcome.COMPLETED
    assert log.entry(practice_id).progress.practised_ms == 10 * MINUTE_MS
    assert list(rescue_folder.iterdir()) == []


def test_a_disk_that_fills_up_in_the_middle_costs_nothing(door, log, rescue_folder, open_log):
    recorder = PracticeRecorder(door, [rescue_folder])
    practice_id = recorder.begin(a_start())
    recorder.checkpoint(practice_id, progress(5_000))
    recorder.flush(PATIENCE_S)
    door.is_shut = True
    recorder.close(practice_id, progress(10 * MINUTE_MS), Outcome.COMPLETED, AT_END)
    recorder.shut_down(PATIENCE_S)
    log.shut()

    after = open_log()
    take_in(after, [rescue_folder])
    assert after.recover() == ()
    assert after.count() == 1
    assert after.entry(practice_id).outcome is Outcome.COMPLETED


def test_the_order_of_recovery_and_rescue_does_not_matter(door, log, rescue_folder, open_log):
    recorder = PracticeRecorder(door, [rescue_folder])
    practice_id = recorder.begin(a_start())
    recorder.flush(PATIENCE_S)
    door.is_shut = True
    recorder.close(practice_id, progress(10 * MINUTE_MS), Outcome.COMPLETED, AT_END)
    recorder.shut_down(PATIENCE_S)
    log.shut()

    after = open_log()
    assert after.recover() == ()
    take_in(after, [rescue_folder])
    assert after.entry(practice_id).outcome is Outcome.COMPLETED


def test_a_practice_taken_for_cut_off_before_its_first_checkpoint_comes_back(door, open_log):
    recorder = PracticeRecorder(door, [])
    practice_id = recorder.begin(a_start())
    recorder.flush(PATIENCE_S)
    other = open_log()
    other.recover(is_alive=lambda writer_id: False)
    assert other.count() == 0

    recorder.checkpoint(practice_id, progress(5_000))
    recorder.close(practice_id, progress(10 * MINUTE_MS), Outcome.COMPLETED, AT_END)
    recorder.shut_down(PATIENCE_S)

    assert [entry.id for entry in other.entries()] == [practice_id]
    assert other.entry(practice_id).outcome is Outcome.COMPLETED


def test_a_disk_that_never_answers_leaves_the_practice_rescued(door, rescue_folder, log):
    recorder = PracticeRecorder(door, [rescue_folder])
    door.may_pass.clear()
    practice_id = recorder.begin(a_start())
    recorder.close(practice_id, progress(5_000), Outcome.PARTIAL, AT_END)

    assert not recorder.shut_down(0)
    assert practice_id in next(rescue_folder.iterdir()).read_text("utf-8")

    door.may_pass.set()
    assert recorder.flush(PATIENCE_S)
    take_in(log, [rescue_folder])
    assert log.count() == 1


def test_without_any_folder_the_practice_waits_in_memory(door, log, tmp_path):
    (tmp_path / "file").write_text("no folder can be here")
    recorder = PracticeRecorder(door, [tmp_path / "file", tmp_path / "file" / "below"])
    door.is_shut = True
    practice_id = recorder.begin(a_start())

    assert not recorder.flush(PATIENCE_S)
    assert recorder.fault is not None
    assert recorder.fault.rescued_to is None

    door.is_shut = False
    assert recorder.shut_down(PATIENCE_S)
    assert log.entry(practice_id) is not None


def test_an_error_of_our_own_does_not_take_the_practice_with_it(
    recorder, door, log, rescue_folder, caplog
):
    door.bug = RuntimeError("a bug")
    practice_id = recorder.begin(a_start())

    assert not recorder.flush(PATIENCE_S)
    assert recorder.fault.error is None
    assert recorder.fault.rescued_to is not None
    assert "a bug" in caplog.text

    door.bug = None
    assert recorder.flush(PATIENCE_S)
    assert recorder.is_saved(practice_id) is True


def test_two_practices_wait_side_by_side(recorder, door, log):
    door.is_shut = True
    first, second = recorder.begin(a_start()), recorder.begin(a_start(session_id="body-scan"))
    recorder.close(first, progress(1_000), Outcome.PARTIAL, AT_END)
    assert not recorder.flush(PATIENCE_S)

    door.is_shut = False
    recorder.close(second, progress(2_000), Outcome.PARTIAL, AT_END)

    assert recorder.flush(PATIENCE_S)
    assert {entry.id for entry in log.entries()} == {first, second}


def test_a_recorder_that_was_never_used_shuts_down_at_once(door, rescue_folder):
    assert PracticeRecorder(door, [rescue_folder]).shut_down(PATIENCE_S)
    assert not rescue_folder.exists()
