"""A page of questions: Enter goes on, Escape goes back, and nothing has to be answered."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from tests.shell.asked import scale
from tests.shell.person import words
from thaw.care.items import BESIDE_A_PRACTICE, MONTHLY
from thaw.shell.check_ins.question_page import Asking, QuestionPage
from thaw.shell.check_ins.words import amount_words, rating_words
from thaw.shell.library.aside import Aside, AsideChoice, AsidePanel
from thaw.shell.theme import Scheme, Theme

ASKING = Asking(
    title="How is it now?",
    note="Answer what you like, or nothing.",
    questions=tuple(map(rating_words, BESIDE_A_PRACTICE)),
    done="Begin",
    stop="Don't ask",
    stopped="You won't be asked.",
)
LONG = Asking(
    title="Once a month",
    note="Next I would like to ask you four questions about your feelings.",
    questions=(*map(rating_words, MONTHLY), amount_words()),
    done="Done",
    stop="Don't ask every month",
    stopped="You won't be asked.",
    source="Whose they are",
)


class Told:
    """What a page asked for."""

    def __init__(self, page: QuestionPage) -> None:
        self.answers: list[tuple[str, object]] = []
        self.asked: list[str] = []
        page.answered.connect(lambda item, given: self.answers.append((item, given)))
        page.done.connect(lambda: self.asked.append("done"))
        page.back_asked.connect(lambda: self.asked.append("back"))
        page.stop_asked.connect(lambda: self.asked.append("stop"))
        page.aside_answered.connect(self.asked.append)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> QuestionPage:
    made = QuestionPage(theme, "Back")
    qtbot.addWidget(made)
    made.ask(ASKING)
    made.resize(700, 600)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.mark.parametrize(
    ("key", "asked"),
    [(Qt.Key.Key_Return, "done"), (Qt.Key.Key_Enter, "done"), (Qt.Key.Key_Escape, "back")],
)
def test_keys_lead_on_and_back_from_the_page_and_from_a_row(
    qtbot: QtBot, page: QuestionPage, key: Qt.Key, asked: str
) -> None:
    told = Told(page)
    qtbot.keyClick(page, key)
    qtbot.keyClick(scale(page.rows, "feeling"), key)
    assert told.asked == [asked, asked]


def test_three_ratings_and_the_way_on_by_keys_alone(qtbot: QtBot, page: QuestionPage) -> None:
    told = Told(page)
    qtbot.keyClick(page, Qt.Key.Key_4)
    for key in (Qt.Key.Key_7, Qt.Key.Key_1):
        focused = page.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        focused = page.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, key)
    focused = page.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Qt.Key.Key_Return)
    assert told.answers == [("body", 4), ("feeling", 7), ("energy", 1)]
    assert told.asked == ["done"]


def test_tab_goes_through_the_questions_before_the_way_on(qtbot: QtBot, page: QuestionPage) -> None:
    page.setFocus()
    stops = []
    for _ in range(6):
        focused = page.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        stops.append(page.focusWidget())
    scales = [scale(page.rows, item) for item in ("body", "feeling", "energy")]
    assert stops[1:] == [*scales, page.stop, page.go_on]


def test_the_buttons_do_what_they_say(qtbot: QtBot, page: QuestionPage) -> None:
    told = Told(page)
    qtbot.mouseClick(page.stop, Qt.MouseButton.LeftButton)
    page.show_stopped()
    assert "You won't be asked." in words(page)
    assert not page.stop.isVisible()
    qtbot.mouseClick(page.go_on, Qt.MouseButton.LeftButton)
    assert told.asked == ["stop", "done"]


def test_what_was_answered_before_is_not_there_when_it_is_asked_again(
    qtbot: QtBot, page: QuestionPage
) -> None:
    scale(page.rows, "body").rate(3)
    page.show_stopped()
    page.ask(ASKING)
    assert scale(page.rows, "body").rating is None
    assert page.stop.isVisible()
    assert "You won't be asked." not in words(page)
    page.ask(LONG)
    assert list(page.rows.rows) == [*MONTHLY, "amount"]
    assert "Whose they are" in words(page)


def test_something_may_be_offered_and_taken_away_again(qtbot: QtBot, page: QuestionPage) -> None:
    told = Told(page)
    offer = Aside("energy", "Something else?", (AsideChoice("move", "Move"),))
    page.show_aside(offer)
    page.show_aside(offer)
    (panel,) = page.findChildren(AsidePanel)
    qtbot.waitUntil(panel.isVisible)
    qtbot.mouseClick(panel.buttons[0], Qt.MouseButton.LeftButton)
    assert told.asked == ["move"]
    page.show_aside(None)
    assert "Something else?" not in words(page)


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.CONTRAST_DARK])
def test_with_very_large_text_a_narrow_window_shows_everything(
    qtbot: QtBot, qapp: QApplication, theme: Theme, scheme: Scheme
) -> None:
    font = QFont(qapp.font())
    font.setPointSizeF(font.pointSizeF() * 2)
    qapp.setFont(font)
    theme.choose(scheme)
    page = QuestionPage(theme, "Back")
    qtbot.addWidget(page)
    page.ask(LONG)
    page.show_aside(Aside("energy", "Something else?", (AsideChoice("m", "Move instead"),)))
    page.resize(360, 480)
    with qtbot.waitExposed(page):
        page.show()
    assert page.minimumSizeHint().width() <= 360
    assert page.go_on.isVisible()
    assert page.go_on.geometry().bottom() < page.height()
    scroll = page.findChild(QScrollArea)
    assert scroll is not None
    assert scroll.widget().width() <= scroll.viewport().width()
    assert page.stop.text() == "Don't ask"
    assert page.stop.accessibleName() == "Don't ask every month"
