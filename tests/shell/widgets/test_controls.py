"""Buttons: whoever goes by keyboard sees where they are, on every kind of them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.shell.colours import SCHEMES, contrast
from thaw.shell.theme import Scheme, Theme
from thaw.shell.widgets.controls import Button


def _most_changed(before: QImage, after: QImage) -> float:
    """The highest contrast between a pixel as it was and as it is."""
    pairs = {
        (QColor(before.pixel(x, y)).name(), QColor(after.pixel(x, y)).name())
        for x in range(before.width())
        for y in range(before.height())
    }
    return max(contrast(one, other) for one, other in pairs)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("kind", ["primary", "outline", "quiet", "chip", "a chip that is chosen"])
def test_the_keyboard_on_a_button_is_seen(
    qtbot: QtBot, theme: Theme, scheme: str, kind: str
) -> None:
    theme.choose(Scheme(scheme))
    page = QWidget()
    page.setObjectName("page")
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    is_chosen = kind == "a chip that is chosen"
    other, button = Button(theme, "Other"), Button(theme, "Begin", "chip" if is_chosen else kind)
    button.setCheckable(is_chosen)
    button.setChecked(is_chosen)
    column.addWidget(other)
    column.addWidget(button)
    with qtbot.waitExposed(page):
        page.show()
    other.setFocus(Qt.FocusReason.TabFocusReason)
    before = page.grab(button.geometry()).toImage()
    qtbot.keyClick(other, Qt.Key.Key_Tab)
    assert button.hasFocus()
    assert _most_changed(before, page.grab(button.geometry()).toImage()) >= 3.0


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("kind", ["primary", "outline", "quiet", "chip"])
def test_the_words_of_a_button_that_is_pressed_can_be_read(
    qtbot: QtBot, theme: Theme, scheme: str, kind: str
) -> None:
    theme.choose(Scheme(scheme))
    button = Button(theme, "Begin", kind)
    qtbot.addWidget(button)
    with qtbot.waitExposed(button):
        button.show()
    qtbot.mousePress(button, Qt.MouseButton.LeftButton)
    assert button.isDown()
    shown = button.grab().toImage()
    middle = range(shown.height() // 4, shown.height() * 3 // 4)
    colours = {
        QColor(shown.pixel(x, y)).name()
        for x in range(shown.width() // 4, shown.width() * 3 // 4)
        for y in middle
    }
    assert max(contrast(one, other) for one in colours for other in colours) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_main_button_that_can_not_be_pressed_looks_so(
    qtbot: QtBot, theme: Theme, scheme: str
) -> None:
    theme.choose(Scheme(scheme))
    button = Button(theme, "Begin", "primary")
    qtbot.addWidget(button)
    with qtbot.waitExposed(button):
        button.show()
    ready = button.grab().toImage()
    button.setEnabled(False)
    assert _most_changed(ready, button.grab().toImage()) >= 3.0
