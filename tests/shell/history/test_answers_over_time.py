"""What comes by the week or the month is listed with its days, and nothing is made of it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.shell.person import words
from thaw.care.items import WAVED_AWAY, Amount, Item, Question
from thaw.practice.answers import Occasion, answered, keep_answers
from thaw.practice.lock import lock_again, set_lock, unlock
from thaw.practice.log import PracticeLog
from thaw.practice.sealing import Stretching
from thaw.settings import Settings
from thaw.shell.check_ins.words import question_text
from thaw.shell.history.answers_over_time import AnswersOverTime
from thaw.shell.history.reading import read_lately
from thaw.shell.theme import Theme

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> AnswersOverTime:
    made = AnswersOverTime(theme)
    qtbot.addWidget(made)
    made.resize(700, 500)
    return made


@pytest.fixture
def log(tmp_path: Path) -> Iterator[PracticeLog]:
    made = PracticeLog.open(tmp_path / "practice.sqlite")
    yield made
    made.shut()


def answer(
    log: PracticeLog, weeks_ago: int, occasion: Occasion, item: str, given: int | str
) -> None:
    day = NOW - timedelta(weeks=weeks_ago)
    keep_answers(log, [answered(occasion, item, given, day, day.date())])


def show(panel: AnswersOverTime, log: PracticeLog) -> str:
    state = read_lately(log, Settings(), NOW)
    panel.show_answers(state.over_time, state.today)
    if not panel.isHidden():
        panel.show()
    return words(panel)


def test_without_an_answer_it_is_out_of_sight(panel: AnswersOverTime, log: PracticeLog) -> None:
    answer(log, 0, Occasion.WEEKLY, Question.ASKED, WAVED_AWAY)
    answer(log, 1, Occasion.WEEKLY, "of another version", 3)
    show(panel, log)
    assert panel.isHidden()


def test_each_question_stands_with_its_days_and_answers(
    panel: AnswersOverTime, log: PracticeLog
) -> None:
    answer(log, 0, Occasion.WEEKLY, Item.CONTACT, 0)
    answer(log, 1, Occasion.WEEKLY, Item.CONTACT, 7)
    answer(log, 1, Occasion.WEEKLY, Question.AMOUNT, Amount.TOO_MUCH)
    answer(log, 2, Occasion.MONTHLY, Item.ANXIOUS, 4)
    assert show(panel, log) == ""
    panel.unfold.click()
    assert words(panel).split("\n") == [
        "Contact with people",
        "Today: 0 of 10",
        "Mon 16 November: 7 of 10",
        "This much practice felt",
        "Mon 16 November: Too much",
        question_text(Item.ANXIOUS),
        "Mon 9 November: 4 of 10",
    ]


def test_a_year_of_weeks_is_a_click_away_and_older_ones_are_left_out(
    qtbot: QtBot, panel: AnswersOverTime, log: PracticeLog
) -> None:
    for weeks_ago in range(60):
        answer(log, weeks_ago, Occasion.WEEKLY, Item.LIKED, weeks_ago % 10)
    show(panel, log)
    qtbot.mouseClick(panel.unfold, Qt.MouseButton.LeftButton)
    assert words(panel).count("of 10") == 53
    qtbot.mouseClick(panel.unfold, Qt.MouseButton.LeftButton)
    assert words(panel) == ""


def test_they_are_under_the_passphrase_like_all_ratings(
    panel: AnswersOverTime, log: PracticeLog
) -> None:
    answer(log, 0, Occasion.WEEKLY, Item.CONTACT, 3)
    set_lock(log, "heron", Stretching(b"sixteen bytes ok", n=2**10))
    lock_again(log)
    show(panel, log)
    assert panel.isHidden()
    unlock(log, "heron")
    panel.unfold.setChecked(True)
    assert "Today: 3 of 10" in show(panel, log)
