"""Follow me: by the space bar and by the pointer, whatever takes them away."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.shell.breathing.by_hand import SPACE, Clock, breathe
from tests.shell.person import LEFT, words
from thaw.shell.breathing.follow_pad import FollowPad
from thaw.shell.theme import Scheme, Theme


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pad(qtbot: QtBot, theme: Theme, clock: Clock) -> FollowPad:
    made = FollowPad(theme, clock)
    qtbot.addWidget(made)
    made.resize(400, 200)
    with qtbot.waitExposed(made):
        made.show()
    made.setFocus()
    return made


def repeat(pad: FollowPad, kind: QEvent.Type) -> None:
    again = QKeyEvent(kind, SPACE, Qt.KeyboardModifier.NoModifier, " ", True)
    QApplication.sendEvent(pad, again)


def test_the_shape_rises_while_the_key_is_held_and_sinks_after(
    qtbot: QtBot, pad: FollowPad, clock: Clock
) -> None:
    qtbot.keyPress(pad, SPACE)
    levels = []
    for _ in range(4):
        levels.append(pad.fullness())
        clock.now += 700
    assert pad.is_in
    assert levels == sorted(levels)
    qtbot.keyRelease(pad, SPACE)
    before = pad.fullness()
    clock.now += 1000
    assert not pad.is_in
    assert pad.fullness() < before


def test_the_bar_of_little_movement_has_its_word(
    qtbot: QtBot, theme: Theme, pad: FollowPad
) -> None:
    assert words(pad) == ""
    theme.choose(Scheme.LIGHT, reduces_motion=True)
    assert words(pad) == "Breathe out"
    qtbot.keyPress(pad, SPACE)
    assert words(pad) == "Breathe in"
    theme.choose(Scheme.LIGHT, reduces_motion=False)
    assert words(pad) == ""


def test_two_whole_breaths_are_a_pace(qtbot: QtBot, pad: FollowPad, clock: Clock) -> None:
    breathe(qtbot, pad, clock, times=2)
    assert pad.pace is None
    with qtbot.waitSignal(pad.pace_changed):
        qtbot.keyPress(pad, SPACE)
    assert pad.pace is not None
    assert (pad.pace.in_ms, pad.pace.out_ms) == (3000, 4000)


def test_the_pointer_does_as_well(qtbot: QtBot, pad: FollowPad, clock: Clock) -> None:
    for _ in range(3):
        qtbot.mousePress(pad, LEFT)
        assert pad.is_in
        clock.now += 2600
        # Its release comes here although the pointer has left the pad.
        qtbot.mouseMove(pad, QPoint(900, 900))
        assert pad.is_in
        qtbot.mouseRelease(pad, LEFT, pos=QPoint(900, 900))
        assert not pad.is_in
        clock.now += 3400
    assert pad.pace is not None
    assert (pad.pace.in_ms, pad.pace.out_ms) == (2600, 3400)


def test_a_key_that_repeats_itself_is_one_press(qtbot: QtBot, pad: FollowPad, clock: Clock) -> None:
    for _ in range(3):
        qtbot.keyPress(pad, SPACE)
        for _ in range(30):
            clock.now += 100
            repeat(pad, QEvent.Type.KeyRelease)
            repeat(pad, QEvent.Type.KeyPress)
            assert pad.is_in
        qtbot.keyRelease(pad, SPACE)
        clock.now += 4000
    assert pad.pace is not None
    assert pad.pace.in_ms == 3000


@pytest.mark.parametrize("how", ["focus", "window", "grab", "hidden"])
def test_a_breath_whose_hold_is_taken_away_is_not_counted(
    qtbot: QtBot, pad: FollowPad, clock: Clock, how: str
) -> None:
    breathe(qtbot, pad, clock)
    qtbot.keyPress(pad, SPACE)
    clock.now += 600
    match how:
        case "focus":
            QApplication.sendEvent(pad, QFocusEvent(QEvent.Type.FocusOut))
        case "window":
            QApplication.sendEvent(pad, QEvent(QEvent.Type.WindowDeactivate))
        case "grab":
            QApplication.sendEvent(pad, QEvent(QEvent.Type.UngrabMouse))
        case _:
            pad.hide()
    assert not pad.is_in
    clock.now += 9000
    qtbot.keyRelease(pad, SPACE)
    assert pad.pace is None
    pad.show()
    breathe(qtbot, pad, clock, times=2)
    qtbot.keyPress(pad, SPACE)
    assert pad.pace is not None
    assert (pad.pace.in_ms, pad.pace.out_ms) == (3000, 4000)


def test_key_and_pointer_together_are_one_hold(qtbot: QtBot, pad: FollowPad, clock: Clock) -> None:
    qtbot.keyPress(pad, SPACE)
    qtbot.mousePress(pad, LEFT)
    qtbot.keyRelease(pad, SPACE)
    assert pad.is_in
    qtbot.mouseRelease(pad, LEFT)
    assert not pad.is_in


def test_it_can_be_forgotten(qtbot: QtBot, pad: FollowPad, clock: Clock) -> None:
    breathe(qtbot, pad, clock, times=3)
    assert pad.pace is not None
    with qtbot.waitSignal(pad.pace_changed):
        pad.forget()
    assert pad.pace is None


def test_other_keys_and_buttons_are_left_alone(qtbot: QtBot, pad: FollowPad) -> None:
    qtbot.keyPress(pad, Qt.Key.Key_A)
    qtbot.mousePress(pad, Qt.MouseButton.RightButton)
    assert not pad.is_in


def test_the_shape_follows_live(qtbot: QtBot, pad: FollowPad, clock: Clock) -> None:
    qtbot.keyPress(pad, SPACE)
    before = pad.canvas.grab().toImage()
    clock.now += 2000
    qtbot.waitUntil(lambda: pad.canvas.grab().toImage() != before)
