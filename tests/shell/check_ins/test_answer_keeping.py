"""Answers on their way into the log: each at once, and none given up."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.practice.fresh_log import fresh_log
from thaw.practice.answers import Answer, Occasion, answered, answers
from thaw.practice.errors import LogUnwritable
from thaw.practice.log import PracticeLog
from thaw.shell.background import Background
from thaw.shell.check_ins.answer_keeping import AnswerKeeping

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = date(2026, 11, 23)


class Shelf:
    """A log that may be out of reach."""

    def __init__(self, folder: Path) -> None:
        self.log = fresh_log(folder / "practice.sqlite")
        self.is_full = False

    def open(self) -> PracticeLog:
        if self.is_full:
            raise LogUnwritable(self.log.path, "no room left")
        return self.log

    def ratings(self) -> dict[str, int | None]:
        return {one.item: one.rating for one in answers(self.log, DAY)}


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path)
    yield made
    made.log.shut()


@pytest.fixture
def keeping(shelf: Shelf, background: Background) -> AnswerKeeping:
    return AnswerKeeping(shelf.open, background)


def of(item: str, rating: int) -> Answer:
    return answered(Occasion.AFTER, item, rating, NOW, DAY, "a-practice")


def test_an_answer_is_kept_changed_and_taken_back(
    qtbot: QtBot, keeping: AnswerKeeping, shelf: Shelf
) -> None:
    body = of("body", 3)
    with qtbot.waitSignal(keeping.kept):
        keeping.keep([body, of("energy", 5)])
    assert shelf.ratings() == {"body": 3, "energy": 5}
    with qtbot.waitSignal(keeping.kept):
        keeping.keep([replace(body, rating=8)])
    assert shelf.ratings() == {"body": 8, "energy": 5}
    with qtbot.waitSignal(keeping.kept):
        keeping.take_back([body])
    assert shelf.ratings() == {"energy": 5}


def test_what_cannot_be_written_is_told_and_written_with_the_next(
    qtbot: QtBot, keeping: AnswerKeeping, shelf: Shelf
) -> None:
    shelf.is_full = True
    with qtbot.waitSignal(keeping.refused) as refused:
        keeping.keep([of("body", 3)])
    (error,) = refused.args or []
    assert isinstance(error, LogUnwritable)
    shelf.is_full = False
    with qtbot.waitSignal(keeping.kept):
        keeping.keep([of("energy", 6)])
    assert shelf.ratings() == {"body": 3, "energy": 6}


def test_the_last_word_counts_while_nothing_can_be_written(
    qtbot: QtBot, keeping: AnswerKeeping, shelf: Shelf
) -> None:
    shelf.is_full = True
    body, energy = of("body", 3), of("energy", 5)
    for change in (
        lambda: keeping.keep([body, energy]),
        lambda: keeping.take_back([body]),
        lambda: keeping.keep([replace(energy, rating=9)]),
    ):
        with qtbot.waitSignal(keeping.refused):
            change()
    shelf.is_full = False
    keeping.close()
    assert shelf.ratings() == {"energy": 9}


def test_an_error_of_any_kind_loses_no_answer(
    qtbot: QtBot, keeping: AnswerKeeping, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> PracticeLog:
        raise RuntimeError("a mistake of ours")

    with monkeypatch.context() as failing:
        failing.setattr(keeping, "_write_log", fail)
        with qtbot.waitSignal(keeping.refused):
            keeping.keep([of("body", 3)])
    keeping.close()
    assert shelf.ratings() == {"body": 3}


def test_what_still_waits_is_written_at_the_end(
    keeping: AnswerKeeping, shelf: Shelf, background: Background
) -> None:
    background.close()
    keeping.keep([of("body", 3)])
    assert shelf.ratings() == {}
    keeping.close()
    assert shelf.ratings() == {"body": 3}


def test_a_log_that_stays_out_of_reach_keeps_nobody_from_ending(
    keeping: AnswerKeeping, shelf: Shelf, background: Background, caplog: pytest.LogCaptureFixture
) -> None:
    background.close()
    shelf.is_full = True
    keeping.keep([of("body", 3)])
    keeping.close()
    assert "Answers could not be kept" in caplog.text
