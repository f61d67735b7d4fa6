"""Long work beside the window: told of, cancelled, and never left half done."""

import threading
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from thaw.audio.sinks import ExportFailed, ExportFault
from thaw.shell.long_work import LongWork


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[LongWork]:
    made = LongWork("export")
    yield made
    made.close()


class Slowly:
    """Work that goes on until it is cancelled, and says when it has begun."""

    def __init__(self) -> None:
        self.has_begun = threading.Event()
        self.has_ended = threading.Event()

    def __call__(self, progress: Callable[[float], object], cancelled: Callable[[], bool]) -> None:
        progress(0.25)
        self.has_begun.set()
        while not cancelled():
            threading.Event().wait(0.001)
        self.has_ended.set()
        raise ExportFailed(ExportFault.CANCELLED)


def test_it_tells_how_far_it_is_and_that_it_is_done(qtbot: QtBot, worker: LongWork) -> None:
    shares: list[float] = []
    worker.progressed.connect(shares.append)
    with qtbot.waitSignal(worker.finished):
        worker.begin(lambda progress, _: [progress(share) for share in (0.5, 1.0)])
    assert shares == [0.5, 1.0]
    assert not worker.is_running


def test_what_fails_is_told(qtbot: QtBot, worker: LongWork) -> None:
    def fail(_progress: object, _cancelled: object) -> None:
        raise ExportFailed(ExportFault.DISK_FULL)

    with qtbot.waitSignal(worker.failed) as told:
        worker.begin(fail)
    assert told.args is not None
    assert told.args[0].kind is ExportFault.DISK_FULL


def test_it_can_be_cancelled(qtbot: QtBot, worker: LongWork) -> None:
    work = Slowly()
    with qtbot.waitSignal(worker.failed) as told:
        worker.begin(work)
        work.has_begun.wait()
        worker.cancel()
    assert told.args is not None
    assert told.args[0].kind is ExportFault.CANCELLED


def test_another_wish_cancels_the_first_and_only_the_second_is_told_of(
    qtbot: QtBot, worker: LongWork
) -> None:
    failures: list[Exception] = []
    worker.failed.connect(failures.append)
    work = Slowly()
    worker.begin(work)
    work.has_begun.wait()
    with qtbot.waitSignal(worker.finished):
        worker.begin(lambda progress, _: progress(1.0))
    assert work.has_ended.is_set()
    assert failures == []


def test_closing_waits_until_it_has_ended_and_tells_nothing(qtbot: QtBot, worker: LongWork) -> None:
    work = Slowly()
    worker.begin(work)
    work.has_begun.wait()
    with qtbot.assertNotEmitted(worker.failed, wait=50):
        worker.close()
        assert work.has_ended.is_set()
    worker.begin(lambda *_: pytest.fail("nothing begins after that"))
    assert not worker.is_running
