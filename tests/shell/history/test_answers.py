"""Own medians in the history: two numbers in a sentence, and nothing called better."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.practice.fresh_log import fresh_log
from thaw.care.items import Item
from thaw.care.medians import Medians
from thaw.practice.answers import Occasion, answered, keep_answers
from thaw.practice.lock import lock_again, set_lock, unlock
from thaw.practice.log import PracticeLog
from thaw.practice.sealing import Stretching
from thaw.settings import Settings
from thaw.shell.check_ins.words import median_text
from thaw.shell.history.answers import AnswersPanel
from thaw.shell.history.reading import read_lately
from thaw.shell.theme import Theme

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> AnswersPanel:
    made = AnswersPanel(theme)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def log(tmp_path: Path) -> Iterator[PracticeLog]:
    made = fresh_log(tmp_path / "practice.sqlite")
    yield made
    made.shut()


def test_without_ratings_enough_it_is_out_of_sight(panel: AnswersPanel) -> None:
    panel.show_medians({})
    assert panel.isHidden()


def test_each_item_is_a_sentence_of_two_numbers(panel: AnswersPanel) -> None:
    panel.show_medians(
        {
            (Item.ENERGY, Occasion.AFTER): Medians(5.0, 6.5),
            (Item.BODY, Occasion.BEFORE): Medians(4.0, 4.0),
        }
    )
    assert not panel.isHidden()
    assert [one.text() for one in panel.findChildren(QLabel)][1:] == [
        "Body before practice: 4 in the last four weeks, 4 in the four before.",
        "Energy after practice: 5 in the last four weeks, 6.5 in the four before.",
    ]


def test_what_was_answered_the_next_day_says_so() -> None:
    words = median_text(Item.BODY, Occasion.NEXT_DAY, Medians(3.0, 2.0))
    said = "Body on the day after practice: 3 in the last four weeks, 2 in the four before."
    assert words == said


@pytest.mark.parametrize(("ratings", "is_shown"), [(5, False), (6, True)])
def test_six_ratings_are_needed_on_either_side(
    log: PracticeLog, panel: AnswersPanel, ratings: int, is_shown: bool
) -> None:
    for days_ago in (*range(ratings), *range(28, 34)):
        day = NOW - timedelta(days=days_ago)
        one = answered(Occasion.AFTER, "feeling", 2, day, day.date(), f"practice-{days_ago}")
        keep_answers(log, [one])
    panel.show_medians(read_lately(log, Settings(), NOW).medians)
    assert panel.isHidden() is not is_shown


def test_while_they_are_locked_it_says_where_they_are(
    qtbot: QtBot, log: PracticeLog, panel: AnswersPanel
) -> None:
    for days_ago in (*range(6), *range(28, 34)):
        day = NOW - timedelta(days=days_ago)
        one = answered(Occasion.AFTER, "feeling", 2, day, day.date(), f"practice-{days_ago}")
        keep_answers(log, [one])
    set_lock(log, "heron", Stretching(b"sixteen bytes ok", n=2**10))
    lock_again(log)

    def said() -> list[str]:
        state = read_lately(log, Settings(), NOW)
        panel.show_medians(state.medians, has_hidden=state.has_hidden_answers)
        return [one.text() for one in panel.findChildren(QLabel) if not one.isHidden()][1:]

    assert said() == ["Your ratings are under the passphrase. Unlocking the journal opens them."]
    assert not panel.isHidden()
    unlock(log, "heron")
    told = "Feeling after practice: 2 in the last four weeks, 2 in the four before."
    said()
    qtbot.waitUntil(lambda: [one.text() for one in panel.findChildren(QLabel)][1:] == [told])
