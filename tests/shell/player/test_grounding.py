"""Stop and ground on screen: what is read, and how it goes on and ends."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.shell.person import button, click
from thaw.care.grounding import LENGTH_S, LINES
from thaw.shell.player.grounding import Grounding
from thaw.shell.theme import Scheme, Theme


class Steady:
    """A clock that the test turns."""

    def __init__(self) -> None:
        self.now = 500.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Steady:
    return Steady()


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, clock: Steady) -> Grounding:
    made = Grounding(theme, clock)
    qtbot.addWidget(made)
    made.resize(860, 680)
    with qtbot.waitExposed(made):
        made.show()
    made.begin()
    return made


def test_it_begins_with_the_first_line_and_has_the_keyboard(view: Grounding) -> None:
    assert view.caption.text() == LINES[0].text
    assert view.hasFocus()


def test_left_alone_each_line_gives_way_to_the_next(view: Grounding, clock: Steady) -> None:
    read = []
    for line in LINES:
        view.look()
        read.append(view.caption.text())
        clock.now += line.stays_s
    assert read == [line.text for line in LINES]


def test_left_alone_it_ends_by_itself(qtbot: QtBot, view: Grounding, clock: Steady) -> None:
    with qtbot.waitSignal(view.ended):
        clock.now += LENGTH_S + 1


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_X, Qt.Key.Key_7, Qt.Key.Key_Right]
)
def test_any_key_goes_on(qtbot: QtBot, view: Grounding, key: Qt.Key) -> None:
    qtbot.keyClick(view, key)
    assert view.caption.text() == LINES[1].text


@pytest.mark.parametrize("key", [Qt.Key.Key_Shift, Qt.Key.Key_F5])
def test_keys_that_say_nothing_leave_the_line(qtbot: QtBot, view: Grounding, key: Qt.Key) -> None:
    qtbot.keyClick(view, key)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert view.caption.text() == LINES[0].text


def test_the_last_line_goes_on_to_the_end(qtbot: QtBot, view: Grounding) -> None:
    for _ in LINES[1:]:
        click(qtbot, view, "Next")
    assert view.caption.text() == LINES[-1].text
    with qtbot.waitSignal(view.ended):
        click(qtbot, view, "Next")


def test_enough_is_enough_at_any_time(qtbot: QtBot, view: Grounding) -> None:
    with qtbot.waitSignal(view.ended):
        click(qtbot, view, "That's enough")
    qtbot.keyClick(view, Qt.Key.Key_X)
    with qtbot.waitSignal(view.ended):
        qtbot.keyClick(view, Qt.Key.Key_Escape)


def test_the_library_is_one_key_or_one_click_away(qtbot: QtBot, view: Grounding) -> None:
    with qtbot.assertNotEmitted(view.ended):
        with qtbot.waitSignal(view.library_asked):
            qtbot.keyClick(view, Qt.Key.Key_Backspace)
        with qtbot.waitSignal(view.library_asked):
            click(qtbot, view, "Back to the library")


def test_each_button_is_reached_and_pressed_by_key(qtbot: QtBot, view: Grounding) -> None:
    for name in ("Next", "That's enough", "Back to the library"):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert button(view, name).hasFocus()
    with qtbot.waitSignal(view.library_asked):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)


def test_escape_ends_it_from_a_button_too(qtbot: QtBot, view: Grounding) -> None:
    button(view, "Next").setFocus()
    with qtbot.waitSignal(view.ended):
        qtbot.keyClick(button(view, "Next"), Qt.Key.Key_Escape)


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Space])
def test_a_key_still_held_asks_for_nothing(qtbot: QtBot, view: Grounding, key: Qt.Key) -> None:
    with qtbot.assertNotEmitted(view.ended):
        again = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, " ", True)
        QApplication.sendEvent(view, again)
    assert view.caption.text() == LINES[0].text


def test_out_of_sight_time_stands_still(qtbot: QtBot, view: Grounding, clock: Steady) -> None:
    qtbot.keyClick(view, Qt.Key.Key_X)
    with qtbot.assertNotEmitted(view.ended):
        view.hide()
        clock.now += LENGTH_S + 1
        view.show()
    assert view.caption.text() == LINES[1].text


def test_it_begins_anew_each_time(qtbot: QtBot, view: Grounding) -> None:
    qtbot.keyClick(view, Qt.Key.Key_X)
    view.begin()
    assert view.caption.text() == LINES[0].text


def test_a_screen_reader_is_told_each_line(qtbot: QtBot, view: Grounding) -> None:
    assert view.accessibleName() == LINES[0].text
    qtbot.keyClick(view, Qt.Key.Key_X)
    assert view.accessibleName() == LINES[1].text


def test_with_reduced_motion_a_line_is_there_at_once(
    qtbot: QtBot, view: Grounding, theme: Theme
) -> None:
    theme.choose(Scheme.LIGHT, reduces_motion=True)
    qtbot.keyClick(view, Qt.Key.Key_X)
    assert not view.caption.is_fading()


def test_a_line_that_fades_in_is_whole_in_the_end(qtbot: QtBot, view: Grounding) -> None:
    assert view.caption.is_fading()
    qtbot.waitUntil(lambda: not view.caption.is_fading())


def test_every_line_fits_a_small_window_with_large_text(
    qtbot: QtBot, theme: Theme, qapp: QApplication, clock: Steady
) -> None:
    font = QFont(qapp.font())
    font.setPointSizeF(20.0)
    qapp.setFont(font)
    theme.refresh()
    made = Grounding(theme, clock)
    qtbot.addWidget(made)
    made.resize(360, 480)
    with qtbot.waitExposed(made):
        made.show()
    assert made.minimumSizeHint().width() <= 360
    for _ in LINES[1:]:
        assert made.caption.is_whole()
        for widget in made.findChildren(QWidget):
            corner = widget.mapTo(made, QPoint(widget.width(), widget.height()))
            assert corner.x() <= 360, f"{type(widget).__name__} reaches {corner.x()}"
            assert corner.y() <= 480, f"{type(widget).__name__} reaches down to {corner.y()}"
        qtbot.keyClick(made, Qt.Key.Key_X)
