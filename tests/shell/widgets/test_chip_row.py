"""A row of chips: the keyboard comes to the one that is chosen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from thaw.shell.theme import Theme
from thaw.shell.widgets.chip_row import ChipRow

CHOICES = [("one", "One"), ("two", "Two"), ("three", "Three")]


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def row(qtbot: QtBot, theme: Theme, page: QWidget) -> ChipRow:
    """A row between two buttons, the keyboard at the first of them."""
    column = QVBoxLayout(page)
    made = ChipRow(theme, "Which", CHOICES)
    before, after = QPushButton("before"), QPushButton("after")
    for part in (before, made, after):
        column.addWidget(part)
    with qtbot.waitExposed(page):
        page.show()
    before.setFocus()
    return made


def in_hand(row: ChipRow) -> str:
    focused = row.window().focusWidget()
    assert isinstance(focused, QPushButton)
    return focused.text()


def press(qtbot: QtBot, row: ChipRow, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(row.window().focusWidget(), key)


def test_tab_comes_to_the_chosen_one_and_leaves_the_row(qtbot: QtBot, row: ChipRow) -> None:
    row.show_chosen("three")
    press(qtbot, row, Qt.Key.Key_Tab)
    assert in_hand(row) == "Three"
    press(qtbot, row, Qt.Key.Key_Tab)
    assert in_hand(row) == "after"


def test_what_is_chosen_elsewhere_is_where_the_keyboard_comes_back_to(
    qtbot: QtBot, row: ChipRow
) -> None:
    row.show_chosen("one")
    press(qtbot, row, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    row.show_chosen("two")
    press(qtbot, row, Qt.Key.Key_Backtab)
    assert in_hand(row) == "Two"


def test_arrows_go_from_chip_to_chip_and_pick(qtbot: QtBot, row: ChipRow) -> None:
    picked: list[str] = []
    row.picked.connect(picked.append)
    row.picked.connect(row.show_chosen)
    row.show_chosen("one")
    press(qtbot, row, Qt.Key.Key_Tab, Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert picked == ["two", "three"]
    assert in_hand(row) == "Three"
    assert row.chip("three").isChecked()


def test_where_nothing_is_chosen_the_row_can_be_reached(qtbot: QtBot, row: ChipRow) -> None:
    row.show_chosen("one")
    row.show_chosen("")
    press(qtbot, row, Qt.Key.Key_Tab)
    assert in_hand(row) == "One"
