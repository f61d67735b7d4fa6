"""The end of a practice, and a grounding before it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.shell.person import still_held, words
from tests.shell.player.by_hand import Desk, show, worded
from tests.shell.samples import moment, playing
from thaw.care.grounding import LINES
from thaw.core.units import frames
from thaw.shell.player.controls import PlayerControls
from thaw.shell.player.end_panel import EndPanel
from thaw.shell.player.grounding import Grounding
from thaw.shell.player.state import PlayerState, PlayerStatus
from thaw.shell.player.view import PlayerView


def test_the_end_is_acknowledged_quietly(qtbot: QtBot, view: PlayerView, desk: Desk) -> None:
    show(
        view,
        desk,
        replace(desk.state, status=PlayerStatus.FINISHED, practised=frames(600)),
    )
    assert "Ten minutes of Breath Awareness." in words(view)
    assert "Kept in your history." in words(view)
    with qtbot.waitSignal(view.library_asked):
        qtbot.mouseClick(worded(view, "Back to the library"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(view.history_asked):
        qtbot.mouseClick(worded(view, "History"), Qt.MouseButton.LeftButton)


def test_a_practice_that_could_not_be_saved_is_not_said_to_be_kept(
    view: PlayerView, desk: Desk
) -> None:
    show(
        view,
        desk,
        replace(
            desk.state,
            status=PlayerStatus.STOPPED,
            practised=frames(60),
            not_kept="No space left on device",
        ),
    )
    assert "could not be saved in your history: No space left on device" in words(view)
    assert "Kept" not in words(view)


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_after_the_end_a_key_goes_back(
    qtbot: QtBot, view: PlayerView, desk: Desk, key: Qt.Key
) -> None:
    show(view, desk, replace(desk.state, status=PlayerStatus.FINISHED))
    with qtbot.waitSignal(view.library_asked):
        qtbot.keyClick(view, key)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape])
def test_at_the_end_the_way_back_has_the_focus(
    qtbot: QtBot, view: PlayerView, desk: Desk, key: Qt.Key
) -> None:
    show(view, desk, replace(desk.state, status=PlayerStatus.FINISHED))
    back = worded(view, "Back to the library")
    assert back.hasFocus()
    with qtbot.waitSignal(view.library_asked):
        qtbot.keyClick(back, key)


def test_the_way_back_has_the_focus_when_the_end_comes_to_sight_again(
    view: PlayerView, desk: Desk
) -> None:
    show(view, desk, replace(desk.state, status=PlayerStatus.FINISHED))
    view.setFocus()
    view.hide()
    view.show()
    assert view.focusWidget() is worded(view, "Back to the library")


def test_in_the_next_practice_keys_go_to_the_practice(
    qtbot: QtBot, view: PlayerView, desk: Desk
) -> None:
    playing = desk.state
    show(view, desk, replace(playing, status=PlayerStatus.FINISHED))
    show(view, desk, playing)
    assert view.hasFocus()


def test_after_the_end_nothing_more_can_be_stopped(
    qtbot: QtBot, view: PlayerView, desk: Desk
) -> None:
    show(view, desk, replace(desk.state, status=PlayerStatus.FINISHED))
    with (
        qtbot.assertNotEmitted(view.stop_asked),
        qtbot.assertNotEmitted(view.ground_asked),
        qtbot.assertNotEmitted(view.pause_asked),
    ):
        qtbot.keyClick(view, Qt.Key.Key_Escape)
        qtbot.keyClick(view, Qt.Key.Key_Q)
        qtbot.keyClick(view, Qt.Key.Key_Space)


def grounding(desk: Desk) -> PlayerState:
    stopped = replace(desk.state, status=PlayerStatus.STOPPED, practised=frames(240))
    return replace(stopped, is_grounding=True)


def shown_grounding(view: PlayerView) -> Grounding | None:
    return next((one for one in view.findChildren(Grounding) if one.isVisible()), None)


def test_after_stop_and_ground_the_place_around_is_shown(view: PlayerView, desk: Desk) -> None:
    assert shown_grounding(view) is None
    show(view, desk, grounding(desk))
    shown = shown_grounding(view)
    assert shown is not None
    assert shown.hasFocus()
    assert shown.caption.text() == LINES[0].text
    assert not view.findChildren(EndPanel)[0].isVisible()
    assert not view.findChildren(PlayerControls)[0].isVisible()


def test_a_grounding_that_ends_leads_to_the_ordinary_end(
    qtbot: QtBot, view: PlayerView, desk: Desk
) -> None:
    def end() -> None:
        desk.state = replace(desk.state, is_grounding=False)

    view.grounding_ended.connect(end)
    show(view, desk, grounding(desk))
    qtbot.keyClick(shown_grounding(view), Qt.Key.Key_Escape)
    assert shown_grounding(view) is None
    assert "Four minutes of Breath Awareness." in words(view)
    assert "Kept in your history." in words(view)
    assert worded(view, "Back to the library").hasFocus()


def test_each_look_at_a_grounding_leaves_its_line(
    qtbot: QtBot, view: PlayerView, desk: Desk
) -> None:
    show(view, desk, grounding(desk))
    # As it may come to a view whose grounding has lost the keyboard.
    qtbot.keyClick(view, Qt.Key.Key_Space)
    view.refresh()
    shown = shown_grounding(view)
    assert shown is not None
    assert shown.caption.text() == LINES[1].text


def test_the_library_is_one_key_away_from_a_grounding(
    qtbot: QtBot, view: PlayerView, desk: Desk
) -> None:
    show(view, desk, grounding(desk))
    with qtbot.waitSignal(view.library_asked):
        qtbot.keyClick(shown_grounding(view), Qt.Key.Key_Backspace)


def test_a_grounding_that_was_read_to_its_end_begins_anew_the_next_time(
    qtbot: QtBot, view: PlayerView, desk: Desk
) -> None:
    def end() -> None:
        desk.state = replace(desk.state, is_grounding=False)

    view.grounding_ended.connect(end)
    show(view, desk, grounding(desk))
    for _ in LINES:
        qtbot.keyClick(shown_grounding(view), Qt.Key.Key_Space)
    assert shown_grounding(view) is None

    show(view, desk, playing(moment(12)))
    show(view, desk, grounding(desk))

    shown = shown_grounding(view)
    assert shown is not None
    assert shown.caption.text() == LINES[0].text


def test_a_key_that_is_still_held_from_a_grounding_does_not_leave_the_end(
    qtbot: QtBot, view: PlayerView, desk: Desk
) -> None:
    show(view, desk, grounding(desk))
    show(view, desk, replace(desk.state, is_grounding=False))
    with qtbot.assertNotEmitted(view.library_asked):
        for key in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
            QApplication.sendEvent(QApplication.focusWidget() or view, still_held(key))
    with qtbot.waitSignal(view.library_asked):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)


def test_a_new_practice_after_the_end_is_shown(view: PlayerView, desk: Desk) -> None:
    before = desk.state
    show(view, desk, replace(before, status=PlayerStatus.FINISHED))
    show(view, desk, replace(before, title="Body Scan"))
    assert "Body Scan" in words(view)
    assert view.page.caption.isVisible()


def test_the_end_may_be_held_once(qtbot: QtBot, view: PlayerView, desk: Desk) -> None:
    answers = [True, False]
    view.end.hold(lambda: answers.pop(0))
    show(view, desk, PlayerState(PlayerStatus.FINISHED, "Breath Awareness"))

    with qtbot.assertNotEmitted(view.library_asked):
        qtbot.keyClick(view, Qt.Key.Key_Escape)
    with qtbot.waitSignal(view.library_asked):
        qtbot.keyClick(view, Qt.Key.Key_Escape)


def test_of_what_was_not_heard_nothing_is_said_to_be_kept(view: PlayerView, desk: Desk) -> None:
    show(view, desk, replace(desk.state, status=PlayerStatus.STOPPED, practised=frames(0)))
    assert "Breath Awareness was ended before its first sound." in words(view)
    assert "There is nothing to keep in your history." in words(view)
