"""Work beside the window: in order, answered on its thread, and over when it is closed."""

import threading

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from thaw.shell.background import Background


def test_work_is_done_elsewhere_and_answered_here(qtbot: QtBot, background: Background) -> None:
    threads: list[threading.Thread] = []
    background.run(threading.current_thread, threads.append)
    background.run(lambda: 1, lambda _: threads.append(threading.current_thread()))
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_one_piece_of_work_follows_another(qtbot: QtBot, background: Background) -> None:
    answers: list[int] = []
    for number in range(20):
        background.run(lambda number=number: number, answers.append)
    qtbot.waitUntil(lambda: len(answers) == 20)
    assert answers == list(range(20))


def test_what_a_person_waits_for_goes_first(qtbot: QtBot, background: Background) -> None:
    holding, answers = threading.Event(), []
    background.run(lambda: holding.wait(10))
    background.run(lambda: "idle", answers.append)
    background.run(lambda: "awaited", answers.append, is_awaited=True)
    holding.set()
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert answers == ["awaited", "idle"]


def test_an_error_is_handed_to_whoever_takes_it(qtbot: QtBot, background: Background) -> None:
    errors: list[Exception] = []
    background.run(lambda: 1 // 0, None, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], ZeroDivisionError)


def test_an_error_that_nobody_takes_is_logged(
    qtbot: QtBot, background: Background, caplog: pytest.LogCaptureFixture
) -> None:
    background.run(lambda: 1 // 0)
    qtbot.waitUntil(lambda: "Background work failed" in caplog.text)
    assert "ZeroDivisionError" in caplog.text


def test_closing_waits_for_what_is_being_done_and_drops_the_rest(
    qtbot: QtBot, background: Background
) -> None:
    began, done, answers = threading.Event(), [], []

    def work() -> None:
        began.set()
        done.append("first")

    background.run(work, answers.append)
    assert began.wait(10)
    background.close()
    background.run(lambda: done.append("late"), answers.append)

    QCoreApplication.sendPostedEvents()
    assert done == ["first"]
    assert answers == []


def test_what_was_asked_so_far_can_be_waited_for(background: Background) -> None:
    done: list[int] = []
    for number in range(5):
        background.run(lambda number=number: done.append(number))

    background.settle(10_000)

    assert done == [0, 1, 2, 3, 4]
