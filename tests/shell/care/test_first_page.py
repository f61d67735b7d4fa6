"""The page before the first library, and the page about Thaw: short, plain and left at once."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.shell.person import words
from thaw.core.wording import MAX_WORDS, FaultKind, faults
from thaw.shell.care import about_words
from thaw.shell.care.about_view import AboutView
from thaw.shell.care.first_page import FirstPage
from thaw.shell.theme import Theme

TEXTS = (
    *about_words.what_texts(),
    about_words.limits_text(),
    *about_words.applies_texts(),
    about_words.gently_text(),
    about_words.kept_text(),
)


def shown(qtbot: QtBot, view: QWidget, width: int = 860, height: int = 760) -> None:
    qtbot.addWidget(view)
    view.resize(width, height)
    with qtbot.waitExposed(view):
        view.show()


def test_one_click_answers(qtbot: QtBot, theme: Theme) -> None:
    page = FirstPage(theme)
    shown(qtbot, page)
    for button, is_gentle in ((page.gently, True), (page.as_it_is, False)):
        with qtbot.waitSignal(page.begun) as begun:
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert begun.args == [is_gentle]


def test_help_is_one_click_away_and_answers_nothing(qtbot: QtBot, theme: Theme) -> None:
    page = FirstPage(theme)
    shown(qtbot, page)
    with qtbot.assertNotEmitted(page.begun), qtbot.waitSignal(page.help_asked):
        qtbot.mouseClick(page.help, Qt.MouseButton.LeftButton)


def test_whoever_leaves_it_for_later_has_not_answered(qtbot: QtBot, theme: Theme) -> None:
    page = FirstPage(theme)
    shown(qtbot, page)
    assert "Thaw begins gently, and asks again" in words(page)
    with qtbot.assertNotEmitted(page.begun), qtbot.waitSignal(page.left):
        qtbot.mouseClick(page.later, Qt.MouseButton.LeftButton)


def test_keys_alone_answer_or_leave(qtbot: QtBot, theme: Theme) -> None:
    page = FirstPage(theme)
    shown(qtbot, page)
    with qtbot.assertNotEmitted(page.begun), qtbot.waitSignal(page.left):
        qtbot.keyClick(page, Qt.Key.Key_Escape)
    qtbot.keyClick(page, Qt.Key.Key_Tab)
    with qtbot.waitSignal(page.begun) as begun:
        qtbot.keyClick(page.gently, Qt.Key.Key_Return)
    assert begun.args == [True]


def test_enter_alone_answers_nothing(qtbot: QtBot, theme: Theme) -> None:
    page = FirstPage(theme)
    shown(qtbot, page)
    with qtbot.assertNotEmitted(page.begun):
        qtbot.keyClick(page, Qt.Key.Key_Return)


def test_it_says_when_it_has_been_seen(qtbot: QtBot, theme: Theme) -> None:
    page = FirstPage(theme)
    with qtbot.waitSignal(page.first_painted):
        shown(qtbot, page)


@pytest.mark.parametrize("make", [FirstPage, AboutView])
def test_what_it_is_not_stands_on_both_pages(
    qtbot: QtBot, theme: Theme, make: Callable[[Theme], QWidget]
) -> None:
    view = make(theme)
    shown(qtbot, view)
    for said in ("not medical care", "not for emergencies", "change no medicine", "Stop if you"):
        assert said in words(view)


def test_about_thaw_leads_back(qtbot: QtBot, theme: Theme) -> None:
    view = AboutView(theme)
    shown(qtbot, view)
    with qtbot.waitSignal(view.back_asked):
        qtbot.keyClick(view, Qt.Key.Key_Escape)


@pytest.mark.parametrize("make", [FirstPage, AboutView])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_words_are_cut_off_in_a_narrow_window(
    qtbot: QtBot, qapp: QApplication, theme: Theme, make: Callable[[Theme], QWidget], scale: float
) -> None:
    usual = QFont(qapp.font())
    large = QFont(usual)
    large.setPointSizeF(usual.pointSizeF() * scale)
    qapp.setFont(large)
    try:
        theme.refresh()
        view = make(theme)
        shown(qtbot, view, width=360, height=480)
        (scroll,) = view.findChildren(QScrollArea)
        page = scroll.widget()
        assert page is not None
        assert page.width() <= scroll.viewport().width()
        for label in page.findChildren(QLabel):
            if label.text():
                assert label.height() >= label.heightForWidth(label.width()), label.text()
    finally:
        qapp.setFont(usual)
        theme.refresh()


@pytest.mark.parametrize("text", TEXTS)
def test_the_words_are_plain_and_promise_nothing(text: str) -> None:
    found = [fault for fault in faults(text) if fault.words.lower() != "never"]
    long = 2 * MAX_WORDS
    assert [one for one in found if one.kind is not FaultKind.LONG] == []
    assert all(len(one.words.split()) <= long for one in found)
    assert "!" not in text
