"""A rating from 0 to 10 that there need not be: by key, click and drag."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from thaw.shell.check_ins.rating_scale import RatingScale
from thaw.shell.theme import Theme

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def scale(qtbot: QtBot, theme: Theme) -> RatingScale:
    made = RatingScale(theme)
    qtbot.addWidget(made)
    made.resize(440, made.sizeHint().height())
    with qtbot.waitExposed(made):
        made.show()
    made.setFocus()
    return made


def told(scale: RatingScale) -> list[int | None]:
    heard: list[int | None] = []
    scale.rated.connect(heard.append)
    return heard


def at(scale: RatingScale, number: int) -> QPoint:
    return QPoint(round((number + 0.5) * scale.width() / 11), scale.height() // 2)


def test_there_is_no_answer_until_one_is_given(scale: RatingScale) -> None:
    assert scale.rating is None
    assert QAccessible.queryAccessibleInterface(scale).role() is QAccessible.Role.Slider


@pytest.mark.parametrize(
    ("keys", "rating"), [("0", 0), ("7", 7), ("10", 10), ("100", 0), ("110", 10), ("x", None)]
)
def test_digits_give_it_and_one_and_zero_make_ten(
    qtbot: QtBot, scale: RatingScale, keys: str, rating: int | None
) -> None:
    qtbot.keyClicks(scale, keys)
    assert scale.rating == rating


def test_arrows_begin_in_the_middle_and_stop_at_the_ends(qtbot: QtBot, scale: RatingScale) -> None:
    heard = told(scale)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Right):
        qtbot.keyClick(scale, key)
    assert heard == [5, 4, 5, 6]
    for key in (Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_Down):
        qtbot.keyClick(scale, key)
    assert heard[4:] == [10, 0]


@pytest.mark.parametrize("key", [Qt.Key.Key_Backspace, Qt.Key.Key_Delete])
def test_a_key_takes_it_back(qtbot: QtBot, scale: RatingScale, key: Qt.Key) -> None:
    heard = told(scale)
    qtbot.keyClick(scale, Qt.Key.Key_3)
    qtbot.keyClick(scale, key)
    qtbot.keyClick(scale, key)
    assert (scale.rating, heard) == (None, [3, None])


@pytest.mark.parametrize("number", range(11))
def test_a_click_gives_it_and_another_on_the_same_takes_it_back(
    qtbot: QtBot, scale: RatingScale, number: int
) -> None:
    heard = told(scale)
    qtbot.mouseClick(scale, LEFT, pos=at(scale, number))
    assert scale.rating == number
    qtbot.mouseClick(scale, LEFT, pos=at(scale, number))
    assert heard == [number, None]


def test_a_drag_is_told_of_where_it_ends(qtbot: QtBot, scale: RatingScale) -> None:
    heard = told(scale)
    qtbot.mousePress(scale, LEFT, pos=at(scale, 2))
    for number in (3, 8):
        qtbot.mouseMove(scale, at(scale, number))
    assert (scale.rating, heard) == (8, [])
    qtbot.mouseRelease(scale, LEFT, pos=at(scale, 8))
    assert heard == [8]


def test_dragged_away_and_back_it_stays(qtbot: QtBot, scale: RatingScale) -> None:
    scale.rate(4)
    qtbot.mousePress(scale, LEFT, pos=at(scale, 4))
    for number in (6, 4):
        qtbot.mouseMove(scale, at(scale, number))
    qtbot.mouseRelease(scale, LEFT, pos=at(scale, 4))
    assert scale.rating == 4


def test_what_is_shown_is_not_told(scale: RatingScale) -> None:
    heard = told(scale)
    scale.show_rating(6)
    scale.rate(6)
    assert (scale.rating, heard) == (6, [])


def test_the_wheel_and_other_buttons_answer_nothing(qtbot: QtBot, scale: RatingScale) -> None:
    turned = QWheelEvent(
        QPointF(10, 10),
        QPointF(scale.mapToGlobal(QPoint(10, 10))),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(scale, turned)
    assert not turned.isAccepted()
    qtbot.mouseClick(scale, Qt.MouseButton.RightButton, pos=at(scale, 3))
    assert scale.rating is None


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Q])
def test_other_keys_are_left_to_the_page(qtbot: QtBot, scale: RatingScale, key: Qt.Key) -> None:
    class Page(QWidget):
        keys: list[int]

        def keyPressEvent(self, event: object) -> None:
            self.keys.append(event.key())  # type: ignore[attr-defined]  # Qt gives a QKeyEvent

    page = Page()
    page.keys = []
    qtbot.addWidget(page)
    scale.setParent(page)
    qtbot.keyClick(scale, key)
    assert page.keys == [key]
    scale.setParent(None)


@pytest.mark.parametrize("width", [220, 340, 900])
def test_the_one_that_is_chosen_has_a_disc_of_its_own(scale: RatingScale, width: int) -> None:
    scale.resize(width, scale.height())
    scale.show_rating(10)
    # The ring of the keyboard has the same colour.
    scale.clearFocus()
    picture = scale.grab().toImage()
    accent = scale._theme.colour("accent")
    found = [
        x
        for x in range(picture.width())
        for y in range(picture.height())
        if QColor(picture.pixel(x, y)) == accent
    ]
    assert min(found) > picture.width() * 10 / 11 - picture.width() * 0.03
    assert max(found) < picture.width() - 1
