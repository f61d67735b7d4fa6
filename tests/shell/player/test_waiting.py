"""A step that waits for a key or a click."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tests.shell.person import words
from tests.shell.player.by_hand import Desk, show, worded
from tests.shell.samples import moment, playing
from thaw.core.units import frames
from thaw.shell.player.state import Answer, Answered, PlayerStatus
from thaw.shell.player.view import PlayerView
from thaw.shell.widgets.controls import Button


@pytest.mark.parametrize(
    "key",
    [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space]
    # With closed eyes nobody knows which letter would end it, or begin it again.
    + [Qt.Key(ord(sign)) for sign in "X7QRESTCL"],
)
def test_while_it_waits_any_key_goes_on(
    qtbot: QtBot, view: PlayerView, desk: Desk, key: Qt.Key
) -> None:
    show(view, desk, playing(moment(62, is_waiting=True)))
    assert "Any key goes on" in words(view)
    with qtbot.assertNotEmitted(view.pause_asked), qtbot.waitSignal(view.go_on_asked):
        qtbot.keyClick(view, key)


def test_while_it_waits_a_click_goes_on(qtbot: QtBot, view: PlayerView, desk: Desk) -> None:
    show(view, desk, playing(moment(62, is_waiting=True)))
    with qtbot.waitSignal(view.go_on_asked):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(40, 200))
    with qtbot.waitSignal(view.go_on_asked):
        qtbot.mouseClick(worded(view, "Go on"), Qt.MouseButton.LeftButton)
    assert "left" not in words(view)


def test_while_it_waits_keys_without_a_sign_keep_their_meaning(
    qtbot: QtBot, view: PlayerView, desk: Desk
) -> None:
    show(view, desk, playing(moment(62, is_waiting=True)))
    with (
        qtbot.assertNotEmitted(view.go_on_asked),
        qtbot.waitSignals([view.seek_asked, view.ground_asked]),
    ):
        qtbot.keyClick(view, Qt.Key.Key_Shift)
        qtbot.keyClick(view, Qt.Key.Key_Left)
        qtbot.keyClick(view, Qt.Key.Key_Escape)


def test_going_on_is_said_until_the_wait_is_over(view: PlayerView, desk: Desk) -> None:
    waiting = playing(moment(62, is_waiting=True))
    show(view, desk, replace(waiting, answered=Answered(Answer.GOING_ON, frames(61.5))))
    assert "Going on" in words(view)
    show(view, desk, playing(moment(63)))
    assert "oing on" not in words(view)
    assert not any(b.isVisible() for b in view.findChildren(Button) if b.text() == "Go on")


def test_a_key_that_comes_just_after_a_wait_does_not_pause(
    qtbot: QtBot, view: PlayerView, desk: Desk
) -> None:
    show(view, desk, playing(moment(62, is_waiting=True)))
    show(view, desk, playing(moment(63)))
    with qtbot.assertNotEmitted(view.pause_asked):
        qtbot.keyClick(view, Qt.Key.Key_Space)
    show(view, desk, playing(moment(64.5)))
    with qtbot.waitSignal(view.pause_asked):
        qtbot.keyClick(view, Qt.Key.Key_Space)


def test_a_wait_in_the_practice_before_holds_up_no_key_in_the_next(
    qtbot: QtBot, view: PlayerView, desk: Desk
) -> None:
    show(view, desk, playing(moment(62, is_waiting=True)))
    show(view, desk, playing(moment(62), PlayerStatus.STOPPED))
    show(view, desk, playing(moment(63)))
    with qtbot.waitSignal(view.pause_asked):
        qtbot.keyClick(view, Qt.Key.Key_Space)


def test_where_nobody_is_waited_for_enter_does_nothing(
    qtbot: QtBot, view: PlayerView, desk: Desk
) -> None:
    with qtbot.assertNotEmitted(view.go_on_asked), qtbot.assertNotEmitted(view.pause_asked):
        qtbot.keyClick(view, Qt.Key.Key_Return)


def test_a_key_after_the_button_that_went_on_begins_nothing_again(
    qtbot: QtBot, view: PlayerView, desk: Desk
) -> None:
    show(view, desk, playing(moment(62, is_waiting=True)))
    worded(view, "Go on").setFocus()
    show(view, desk, playing(moment(63)))
    assert view.focusWidget() is view
    with qtbot.assertNotEmitted(view.restart_asked):
        qtbot.keyClick(view, Qt.Key.Key_Space)
