"""Boxes for numbers, days and times: the wheel and Escape go to the page they stand on."""

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt, QTime
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from thaw.shell.widgets.page_boxes import DayBox, NumberBox, TimeBox
from thaw.shell.widgets.stepper import TenthsBox


class Page(QWidget):
    """A page with one box, which notes what the box leaves to it."""

    def __init__(self, box: QAbstractSpinBox) -> None:
        super().__init__()
        self.box = box
        self.left: list[str] = []
        QVBoxLayout(self).addWidget(box)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.left.append(Qt.Key(event.key()).name)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.left.append("wheel")
        event.accept()


def day_box() -> DayBox:
    box = DayBox()
    box.setDate(QDate(2026, 11, 23))
    return box


def time_box() -> TimeBox:
    box = TimeBox()
    box.setTime(QTime(7, 30))
    return box


def number_box() -> NumberBox:
    box = NumberBox()
    box.setValue(10)
    return box


def tenths_box() -> TenthsBox:
    box = TenthsBox(in_tenths=True)
    box.setValue(40)
    return box


@pytest.fixture(params=[day_box, time_box, number_box, tenths_box])
def page(request: pytest.FixtureRequest, qtbot: QtBot) -> Page:
    made = Page(request.param())
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def turn_wheel(box: QWidget) -> None:
    """Turn it as the window system does: only such a turn is passed on to what lies below."""
    window = box.window()
    middle = QPointF(box.mapTo(window, box.rect().center()))
    QTest.wheelEvent(window.windowHandle(), middle, QPoint(0, 120))


def test_the_wheel_goes_to_the_page_whether_the_box_has_the_keyboard_or_not(page: Page) -> None:
    before = page.box.text()
    page.box.clearFocus()
    turn_wheel(page.box)
    page.box.setFocus()
    turn_wheel(page.box)
    assert page.left == ["wheel", "wheel"]
    assert page.box.text() == before


def test_escape_goes_to_the_page(page: Page, qtbot: QtBot) -> None:
    page.box.setFocus()
    qtbot.keyClick(page.box, Qt.Key.Key_Escape)
    assert page.left == ["Key_Escape"]


def test_every_other_key_is_for_the_box(page: Page, qtbot: QtBot) -> None:
    before = page.box.text()
    page.box.setFocus()
    qtbot.keyClick(page.box, Qt.Key.Key_Up)
    assert page.left == []
    assert page.box.text() != before
