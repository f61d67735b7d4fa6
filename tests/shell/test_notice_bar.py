"""Notices: said until they are dismissed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from thaw.shell.notice_bar import MOST_NOTICES, NoticeBar
from thaw.shell.theme import Theme


@pytest.fixture
def bar(qtbot: QtBot, theme: Theme) -> NoticeBar:
    made = NoticeBar(theme)
    qtbot.addWidget(made)
    return made


def test_with_nothing_to_say_it_is_not_there(bar: NoticeBar) -> None:
    assert bar.isHidden()
    assert bar.text() == ""


def test_it_says_what_it_is_told_until_it_is_dismissed(qtbot: QtBot, bar: NoticeBar) -> None:
    bar.say("The history file was damaged.")
    assert bar.isVisible()
    assert bar.accessibleName() == bar.text() == "The history file was damaged."
    qtbot.mouseClick(bar.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert bar.isHidden()
    assert bar.text() == ""


def test_one_notice_does_not_push_another_away(bar: NoticeBar) -> None:
    for words in ("one", "two", "one"):
        bar.say(words)
    assert bar.text() == "two\none"


def test_what_was_put_away_twice_is_said_once(bar: NoticeBar) -> None:
    for _ in range(2):
        bar.say("The settings can't be saved.")
        bar.put_away()
    bar.bring_back()
    assert bar.text() == "The settings can't be saved."


def test_too_many_notices_are_not_kept(bar: NoticeBar) -> None:
    for number in range(10):
        bar.say(str(number))
    assert bar.text() == "\n".join("789"[-MOST_NOTICES:])


def test_a_notice_is_never_taken_for_markup(bar: NoticeBar) -> None:
    bar.say("There is no session called <b>x</b>.")
    assert bar.findChild(QPushButton).text() == "All right"
    assert "<b>x</b>" in bar.text()


def test_what_is_no_longer_so_is_taken_back_even_while_it_is_put_away(bar: NoticeBar) -> None:
    bar.say("One")
    bar.say("Two")
    bar.take_back("One")
    assert bar.text() == "Two"

    bar.put_away()
    bar.take_back("Two")
    bar.bring_back()
    assert bar.isHidden()
