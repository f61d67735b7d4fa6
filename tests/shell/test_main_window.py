"""The one window: which view is in front, where it stands, and what closing means."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QMenu,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.shell.person import LEFT, opens_popup
from tests.shell.samples import LIBRARY, playing
from thaw.shell.library.view import LibraryView
from thaw.shell.main_window import MainWindow
from thaw.shell.player.view import PlayerView
from thaw.shell.theme import Theme


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> MainWindow:
    made = MainWindow(theme)
    qtbot.addWidget(made)
    library = LibraryView(theme)
    library.show_state(LIBRARY)
    made.show_view(library)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_a_view_in_front_is_called_what_its_title_says(window: MainWindow) -> None:
    view = QWidget()
    window.show_view(view, "About Thaw")
    assert view.accessibleName() == "About Thaw"


def test_a_view_that_has_a_name_keeps_it(window: MainWindow, theme: Theme) -> None:
    player = PlayerView(theme, playing)
    window.show_view(player, "Breath Awareness")
    assert player.accessibleName() == "Practice"


def test_it_shows_one_view_under_its_title(window: MainWindow, theme: Theme) -> None:
    library = window.current_view()
    player = PlayerView(theme, playing)
    window.show_view(player, "Breath Awareness")
    assert window.windowTitle() == "Breath Awareness"
    assert player.isVisible()
    assert library is not None
    assert not library.isVisible()
    window.show_view(library)
    assert window.windowTitle() == "Thaw"
    assert library.isVisible()


def test_a_view_taken_in_ahead_stays_behind_what_is_in_front(
    window: MainWindow, theme: Theme
) -> None:
    library, player = window.current_view(), PlayerView(theme, playing)
    window.take_in(player)
    assert player.window() is window
    assert window.current_view() is library
    assert not player.isVisible()
    window.show_view(player)
    assert player.isVisible()
    assert player.hasFocus()


def test_each_view_has_the_keyboard_when_it_is_shown(window: MainWindow, theme: Theme) -> None:
    player = PlayerView(theme, playing)
    window.show_view(player)
    assert player.hasFocus()


def test_closing_only_tells(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.closed):
        window.close()
    assert not window.isVisible()


def test_it_can_be_brought_back_after_closing(qtbot: QtBot, window: MainWindow) -> None:
    window.close()
    window.bring_forward()
    qtbot.waitUntil(window.isVisible)


def test_the_quit_key_asks(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.quit_asked):
        qtbot.keySequence(window, QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_Q))


def test_its_place_is_kept_and_taken_again(qtbot: QtBot, window: MainWindow, theme: Theme) -> None:
    window.resize(500, 520)
    kept = window.geometry_bytes()
    again = MainWindow(theme)
    qtbot.addWidget(again)
    assert again.restore_geometry_bytes(kept)
    assert again.size() == window.size()


def test_a_place_that_means_nothing_is_refused(window: MainWindow) -> None:
    assert not window.restore_geometry_bytes(b"not a place")


def test_it_can_be_made_as_small_as_a_phone(window: MainWindow) -> None:
    window.resize(100, 100)
    assert (window.width(), window.height()) == (360, 480)


def test_very_large_text_does_not_open_it_beyond_the_screen(
    qtbot: QtBot, qapp: QApplication, theme: Theme
) -> None:
    font = qapp.font()
    font.setPointSizeF(font.pointSizeF() * 3)
    qapp.setFont(font)
    theme.refresh()
    made = MainWindow(theme)
    qtbot.addWidget(made)

    room = made.screen().availableGeometry()
    assert theme.unit * 52 > room.width()
    assert made.width() < room.width()
    assert made.height() < room.height()


def test_what_is_asked_over_a_question_goes_before_it(qtbot: QtBot, window: MainWindow) -> None:
    """A file dialog runs inside of the slot that asked: it must not go with its parent."""
    asked = QDialog(window)
    asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    gone: list[bool] = []
    asked.destroyed.connect(lambda: gone.append(True))
    asked.open()
    QTimer.singleShot(0, window.make_way)
    plain = QFileDialog.Option.DontUseNativeDialog

    chosen, _ = QFileDialog.getSaveFileName(asked, "Save as", "", options=plain)

    assert chosen == ""
    assert not gone
    qtbot.waitUntil(lambda: gone == [True])


@opens_popup
def test_a_menu_goes_with_the_view_it_was_opened_on(qtbot: QtBot, window: MainWindow) -> None:
    menu = QMenu(window.current_view())
    menu.addAction("Plan")
    menu.popup(window.pos())
    qtbot.waitUntil(menu.isVisible)

    window.show_view(QWidget(), "Breath Awareness")

    assert not menu.isVisible()
    assert QApplication.activePopupWidget() is None


@opens_popup
def test_a_menu_stays_where_the_view_does(qtbot: QtBot, window: MainWindow) -> None:
    view = window.current_view()
    assert view is not None
    menu = QMenu(view)
    menu.addAction("Plan")
    menu.popup(window.pos())
    qtbot.waitUntil(menu.isVisible)

    window.show_view(view)

    assert menu.isVisible()
    menu.close()


@opens_popup
def test_help_is_asked_for_from_a_popup(qtbot: QtBot, window: MainWindow) -> None:
    popup = QWidget(window.current_view(), Qt.WindowType.Popup)
    popup.show()
    qtbot.waitUntil(popup.isVisible)

    with qtbot.waitSignal(window.help_asked):
        qtbot.keyClick(popup, Qt.Key.Key_F1)

    popup.close()


def test_help_is_asked_for_from_a_dialog_each_time_it_is_opened(
    qtbot: QtBot, window: MainWindow
) -> None:
    dialog = QDialog(window.current_view())
    for _ in range(2):
        with qtbot.waitExposed(dialog):
            dialog.open()
        dialog.activateWindow()
        with qtbot.waitSignal(window.help_asked):
            qtbot.keyClick(dialog, Qt.Key.Key_F1)
        dialog.reject()


def double_click(window: MainWindow, part: QWidget) -> None:
    handle = window.windowHandle()
    at = part.mapTo(window, part.rect().center())
    QTest.mouseDClick(handle, LEFT, Qt.KeyboardModifier.NoModifier, at)


def test_a_double_click_that_leads_on_clicks_nothing_on_the_next_view(
    qtbot: QtBot, window: MainWindow
) -> None:
    first, then = QPushButton("Begin"), QPushButton("4")
    clicked: list[bool] = []
    first.clicked.connect(lambda: window.show_view(then))
    then.clicked.connect(lambda: clicked.append(True))
    window.show_view(first)

    double_click(window, first)

    assert then.isVisible()
    assert not clicked
    qtbot.mouseClick(then, LEFT)
    assert clicked == [True]


def test_a_double_click_on_a_view_that_stays_is_two(qtbot: QtBot, window: MainWindow) -> None:
    view = QPushButton("Further")
    clicked: list[bool] = []
    view.clicked.connect(lambda: clicked.append(True))
    window.show_view(view)
    qtbot.waitUntil(lambda: double_clicked(window, view, clicked))


def double_clicked(window: MainWindow, view: QWidget, clicked: list[bool]) -> bool:
    """Whether both clicks are heard; the view has just come, so not at once."""
    clicked.clear()
    double_click(window, view)
    return clicked == [True, True]
