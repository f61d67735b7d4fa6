"""A page with a way back: by key from anywhere in it, by its button, and never lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.shell.person import put_away_for_a_moment
from thaw.shell.theme import Theme
from thaw.shell.widgets.controls import IconButton
from thaw.shell.widgets.page import ColumnPage


class Rules(ColumnPage):
    """A page with a field, and more than has room."""

    def __init__(self, theme: Theme, back: str = "") -> None:
        super().__init__(theme)
        self.field = QLineEdit()
        self._add_top("Rules", back)
        section = QWidget()
        self._section = QVBoxLayout(section)
        self._section.addWidget(QLabel("What it says"))
        self._section.addWidget(self.field)
        self._add_section("One", section, gap=0.5)
        for number in range(80):
            self._column.addWidget(QLabel(f"{number}"))

    def layout_of_field(self) -> QVBoxLayout:
        return self._section


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> Rules:
    made = Rules(theme)
    qtbot.addWidget(made)
    made.resize(500, 400)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def back_button(page: Rules) -> IconButton:
    (button,) = page.findChildren(IconButton)
    return button


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Back])
def test_a_key_leads_back_from_the_page_and_from_a_field(
    qtbot: QtBot, page: Rules, key: Qt.Key
) -> None:
    for widget in (page, page.field):
        widget.setFocus()
        with qtbot.waitSignal(page.back_asked):
            qtbot.keyClick(widget, key)


def test_other_keys_lead_nowhere(qtbot: QtBot, page: Rules) -> None:
    with qtbot.assertNotEmitted(page.back_asked):
        qtbot.keyClick(page, Qt.Key.Key_Backspace)


def test_the_button_says_where_it_leads(qtbot: QtBot, theme: Theme, page: Rules) -> None:
    assert back_button(page).accessibleName() == "Back to the library (Esc)"
    with qtbot.waitSignal(page.back_asked):
        qtbot.mouseClick(back_button(page), Qt.MouseButton.LeftButton)
    other = Rules(theme, "Back to where you were")
    qtbot.addWidget(other)
    assert back_button(other).accessibleName() == "Back to where you were"


def test_the_page_has_the_keyboard_when_it_comes_to_sight(qtbot: QtBot, theme: Theme) -> None:
    window, page = QStackedWidget(), Rules(theme)
    qtbot.addWidget(window)
    window.addWidget(QLabel("The library"))
    window.addWidget(page)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    for _ in range(2):
        window.setCurrentWidget(page)
        assert page.hasFocus()
        page.field.setFocus()
        window.setCurrentIndex(0)


def test_a_window_that_was_put_away_for_a_moment_leaves_the_keyboard_where_it_was(
    qtbot: QtBot, page: Rules
) -> None:
    page.field.setFocus()
    put_away_for_a_moment(qtbot, page)
    assert page.focusWidget() is page.field


def test_tab_goes_first_to_the_way_back(qtbot: QtBot, page: Rules) -> None:
    qtbot.keyClick(page, Qt.Key.Key_Tab)
    assert back_button(page).hasFocus()
    qtbot.keyClick(back_button(page), Qt.Key.Key_Tab)
    assert page.field.hasFocus()


def test_tab_goes_as_one_reads_also_to_what_was_made_late(qtbot: QtBot, page: Rules) -> None:
    late = QLineEdit()
    page.layout_of_field().insertWidget(1, late)
    late.show()
    page.setFocus()
    stops = []
    for _ in range(3):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        stops.append(page.focusWidget())
    assert stops == [back_button(page), late, page.field]
    qtbot.keyClick(page.field, Qt.Key.Key_Backtab)
    assert late.hasFocus()


def test_tab_passes_by_what_is_gone(qtbot: QtBot, page: Rules) -> None:
    back_button(page).setFocus()
    other = QLineEdit()
    page.layout_of_field().replaceWidget(page.field, other)
    other.show()
    page.field.hide()
    page.field.deleteLater()
    qtbot.keyClick(back_button(page), Qt.Key.Key_Tab)
    assert other.hasFocus()


def test_its_first_lines_can_be_brought_into_sight(page: Rules) -> None:
    (area,) = page.findChildren(QScrollArea)
    bar = area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    page.show_top()
    assert bar.value() == 0
