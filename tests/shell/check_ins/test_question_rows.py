"""Questions below one another: answered, changed, taken back, and shown again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from tests.shell.asked import chips, rating, scale
from thaw.care.items import AfterEffect, Item
from thaw.shell.check_ins.question_rows import QuestionRows
from thaw.shell.check_ins.words import (
    after_effect_words,
    amount_words,
    next_day_words,
    rating_words,
    sleep_effect_words,
)
from thaw.shell.theme import Theme

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def rows(qtbot: QtBot, theme: Theme) -> QuestionRows:
    made = QuestionRows(theme, [after_effect_words(), rating_words(Item.ENERGY)])
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def heard(rows: QuestionRows) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    rows.answered.connect(lambda item, given: found.append((item, given)))
    return found


def test_an_answer_is_told_with_its_item(qtbot: QtBot, rows: QuestionRows) -> None:
    found = heard(rows)
    qtbot.keyClick(scale(rows, "energy"), Qt.Key.Key_4)
    qtbot.mouseClick(chips(rows, "after_effect").chip("numb"), LEFT)
    assert found == [("energy", 4), ("after_effect", "numb")]


def test_a_second_press_on_a_choice_takes_it_back(qtbot: QtBot, rows: QuestionRows) -> None:
    found, row = heard(rows), chips(rows, "after_effect")
    for key in ("better", "same", "same"):
        qtbot.mouseClick(row.chip(key), LEFT)
    assert found == [("after_effect", "better"), ("after_effect", "same"), ("after_effect", None)]
    assert not any(row.chip(effect).isChecked() for effect in AfterEffect)


def test_a_rating_has_a_button_that_takes_it_back(qtbot: QtBot, rows: QuestionRows) -> None:
    found, row = heard(rows), rating(rows, "energy")
    assert not row.take_back.isVisible()
    row.scale.rate(9)
    assert row.take_back.isVisible()
    assert row.take_back.accessibleName() == "Take back: Energy"
    qtbot.mouseClick(row.take_back, LEFT)
    assert found == [("energy", 9), ("energy", None)]
    assert not row.take_back.isVisible()


def test_the_answer_and_its_scale_are_said_to_a_screen_reader(rows: QuestionRows) -> None:
    asked = scale(rows, "energy")
    assert asked.accessibleName() == "Energy: no answer"
    assert asked.accessibleDescription() == (
        "0: shut down; 5: in between; 10: over-wound; Backspace takes it back"
    )
    asked.rate(0)
    assert asked.accessibleName() == "Energy: 0 of 10"


def test_answers_are_shown_again_without_being_told(rows: QuestionRows) -> None:
    found = heard(rows)
    rows.show_given({"energy": 3, "after_effect": "unsure"})
    assert scale(rows, "energy").rating == 3
    assert chips(rows, "after_effect").chip("unsure").isChecked()
    rows.show_given({})
    assert scale(rows, "energy").rating is None
    assert not chips(rows, "after_effect").chip("unsure").isChecked()
    assert found == []


def test_other_questions_take_the_place_of_the_first(qtbot: QtBot, rows: QuestionRows) -> None:
    rows.ask([next_day_words(), amount_words()])
    assert list(rows.rows) == ["next_day", "amount"]
    qtbot.waitUntil(rows.rows["amount"].isVisible)


@pytest.mark.parametrize("factor", [1, 2])
def test_in_a_narrow_window_nothing_is_cut_off(qtbot: QtBot, theme: Theme, factor: int) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    font = QFont(app.font())
    font.setPointSizeF(font.pointSizeF() * factor)
    app.setFont(font)
    theme.refresh()
    words = [sleep_effect_words(), next_day_words(), amount_words(), *map(rating_words, Item)]
    rows = QuestionRows(theme, words)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setWidget(rows)
    qtbot.addWidget(scroll)
    scroll.resize(360, 480)
    with qtbot.waitExposed(scroll):
        scroll.show()
    qtbot.waitUntil(lambda: rows.width() > 0)
    assert rows.minimumSizeHint().width() <= scroll.viewport().width()
    for one in rows.findChildren(QLabel):
        assert one.width() >= min(one.sizeHint().width(), one.minimumSizeHint().width())
        assert one.heightForWidth(one.width()) <= one.height() or not one.wordWrap()
        assert one.wordWrap() or one.sizeHint().width() <= one.width(), one.text()
