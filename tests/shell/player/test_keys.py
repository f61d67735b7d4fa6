"""What a key asks for: the same wherever it is pressed, and nothing by accident."""

import pytest
from PySide6.QtCore import Qt

from thaw.shell.player.keys import Ask, ask_beside_writing, held_ask, pressed_ask


def pressed(key: Qt.Key, text: str = "", *, waits: bool = False, late: bool = False) -> Ask | None:
    return pressed_ask(key, text, is_waiting=waits, has_just_waited=late)


def test_arrows_are_asked_again_while_they_are_held_and_no_other_key_is() -> None:
    assert held_ask(Qt.Key.Key_Left) is Ask.BACK
    assert held_ask(Qt.Key.Key_Right) is Ask.FURTHER
    assert all(held_ask(key) is None for key in (Qt.Key.Key_R, Qt.Key.Key_Q, Qt.Key.Key_Space))


def test_space_pauses_but_where_a_wait_has_just_ended() -> None:
    assert pressed(Qt.Key.Key_Space, " ") is Ask.TOGGLE
    assert pressed(Qt.Key.Key_Space, " ", late=True) is None


@pytest.mark.parametrize(
    ("key", "text"),
    [(Qt.Key.Key_Space, " "), (Qt.Key.Key_X, "x"), (Qt.Key.Key_R, "r"), (Qt.Key.Key_Q, "q")],
)
def test_what_writes_goes_on_at_a_wait(key: Qt.Key, text: str) -> None:
    assert pressed(key, text, waits=True) is Ask.GO_ON
    assert pressed(Qt.Key.Key_Shift, waits=True) is None


def test_what_writes_and_comes_a_moment_late_asks_for_nothing() -> None:
    assert pressed(Qt.Key.Key_R, "r") is Ask.RESTART
    assert pressed(Qt.Key.Key_R, "r", late=True) is None


@pytest.mark.parametrize(("waits", "late"), [(True, False), (False, True)])
def test_escape_grounds_at_a_wait_and_after_it(waits: bool, late: bool) -> None:
    assert pressed(Qt.Key.Key_Escape, "\x1b", waits=waits, late=late) is Ask.GROUND
    assert pressed(Qt.Key.Key_MediaTogglePlayPause, waits=waits, late=late) is Ask.TOGGLE


def test_letters_are_meant_for_what_is_being_written() -> None:
    assert ask_beside_writing(Qt.Key.Key_Q) is None
    assert ask_beside_writing(Qt.Key.Key_Escape) is Ask.GROUND
