"""A question in a practice, and a place to write."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.shell.person import words
from tests.shell.player.by_hand import Desk, show
from tests.shell.samples import moment, playing
from thaw.shell.journal import writing_pad
from thaw.shell.player.view import PlayerView

ASKED = "What is here just now?"


def shown_again(view: PlayerView, desk: Desk, asked: str = ASKED) -> None:
    show(view, desk, playing(moment(62, prompt=asked)))


def test_a_question_is_shown_with_a_place_to_write_that_has_the_keyboard(
    view: PlayerView, desk: Desk
) -> None:
    shown_again(view, desk)

    assert ASKED in words(view)
    assert "On paper is just as good." in words(view)
    assert "Ctrl+Enter goes on" in words(view)
    assert view.pad.box.hasFocus()
    assert not view.page.caption.isVisible()
    assert not view.page.canvas.isVisible()


def test_who_comes_back_from_another_page_goes_on_writing(view: PlayerView, desk: Desk) -> None:
    shown_again(view, desk)
    view.hide()
    view.setFocus()
    view.show()

    assert view.focusWidget() is view.pad.box


def test_no_key_of_the_player_fires_while_somebody_writes(
    qtbot: QtBot, view: PlayerView, desk: Desk
) -> None:
    shown_again(view, desk)
    asked = ("pause_asked", "restart_asked", "stop_asked", "go_on_asked", "seek_asked")
    fired: list[str] = []
    for name in asked:
        getattr(view, name).connect(lambda *_, name=name: fired.append(name))

    qtbot.keyClicks(view.pad.box, "q r s e t l ")
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_F5, Qt.Key.Key_Return):
        qtbot.keyClick(view.pad.box, key)
    qtbot.keyClick(view.pad.box, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)

    assert fired == []
    assert view.pad.written() == ((ASKED, "q r s e t l \n"),)


def test_letters_typed_beside_the_box_are_written_too(
    qtbot: QtBot, view: PlayerView, desk: Desk
) -> None:
    shown_again(view, desk)
    view.setFocus()
    with qtbot.assertNotEmitted(view.stop_asked), qtbot.assertNotEmitted(view.go_on_asked):
        qtbot.keyClick(view, Qt.Key.Key_Q)
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.rect().center())
    qtbot.keyClicks(view.pad.box, "uiet")

    assert view.pad.written() == ((ASKED, "quiet"),)


def test_escape_grounds_and_control_enter_goes_on_while_somebody_writes(
    qtbot: QtBot, view: PlayerView, desk: Desk
) -> None:
    shown_again(view, desk)
    with qtbot.waitSignal(view.go_on_asked):
        qtbot.keyClick(view.pad.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(view.ground_asked):
        qtbot.keyClick(view.pad.box, Qt.Key.Key_Escape)


def test_when_the_time_is_over_the_keyboard_goes_back_to_the_practice(
    qtbot: QtBot, view: PlayerView, desk: Desk
) -> None:
    shown_again(view, desk)
    show(view, desk, playing(moment(90)))

    assert not view.pad.isVisible()
    assert view.page.canvas.isVisible()
    with qtbot.waitSignal(view.stop_asked):
        qtbot.keyClick(view, Qt.Key.Key_Q)


def test_who_is_in_the_middle_of_a_sentence_may_finish_it(
    qtbot: QtBot, view: PlayerView, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown_again(view, desk)
    qtbot.keyClicks(view.pad.box, "still")
    show(view, desk, playing(moment(90)))

    with qtbot.assertNotEmitted(view.stop_asked):
        qtbot.keyClicks(view.pad.box, " quiet")
    assert view.pad.written() == ((ASKED, "still quiet"),)
    monkeypatch.setattr(writing_pad, "IN_USE_MS", 0)
    view.refresh()
    assert not view.pad.isVisible()


def test_who_says_go_on_is_done_at_once(qtbot: QtBot, view: PlayerView, desk: Desk) -> None:
    shown_again(view, desk)
    qtbot.keyClicks(view.pad.box, "rain")
    view.go_on_asked.connect(lambda: setattr(desk, "state", playing(moment(63))))
    qtbot.keyClick(view.pad.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert not view.pad.isVisible()
    assert view.page.canvas.isVisible()


def test_what_was_written_is_there_again_when_one_goes_back(
    qtbot: QtBot, view: PlayerView, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing_pad, "IN_USE_MS", 0)
    shown_again(view, desk)
    qtbot.keyClicks(view.pad.box, "rain")
    shown_again(view, desk, "And now?")
    assert view.pad.box.text() == ""
    qtbot.keyClicks(view.pad.box, "sun")
    shown_again(view, desk)

    assert view.pad.box.text() == "rain"
    assert view.pad.written() == ((ASKED, "rain"), ("And now?", "sun"))
