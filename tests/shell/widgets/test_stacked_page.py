"""A page of several: its way back says where it leads, and its keys reach every one of them."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.shell.person import words
from thaw.shell.theme import Theme
from thaw.shell.widgets.controls import IconButton
from thaw.shell.widgets.scroll_column import ScrollColumn
from thaw.shell.widgets.stacked_page import StackedPage


class Shelf(StackedPage):
    """A list, and one thing of it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.added = 0
        self.all, self.one = ScrollColumn(theme), ScrollColumn(theme)
        self._stack((self.all, self.one))
        self._add_keys({"Ctrl+N": self._on_new})

    def open_one(self) -> None:
        self._turn_to(self.one, is_within=True)

    def _on_new(self) -> None:
        self.added += 1


def shown(qtbot: QtBot, theme: Theme) -> Shelf:
    page = Shelf(theme)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def back_words(page: Shelf) -> str:
    return page.findChildren(IconButton)[0].accessibleName()


def test_the_way_back_says_whether_it_leads_to_the_library(qtbot: QtBot, theme: Theme) -> None:
    page = shown(qtbot, theme)
    assert page.all.isVisible()
    assert back_words(page) == "Back to the library (Esc)"
    page.open_one()
    assert page.one.isVisible()
    assert back_words(page) == "Back (Esc)"


def test_a_refusal_takes_the_place_of_what_was_in_front(qtbot: QtBot, theme: Theme) -> None:
    page = shown(qtbot, theme)
    page.open_one()
    page.show_refusal("It can't be read.")
    assert words(page) == "It can't be read."
    assert back_words(page) == "Back to the library (Esc)"


def test_keys_are_answered_on_every_page(qtbot: QtBot, theme: Theme) -> None:
    page = shown(qtbot, theme)
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    page.open_one()
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.added == 2
    page.undo.offer("Taken away.")
    with qtbot.waitSignal(page.undo.undo_asked):
        qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
