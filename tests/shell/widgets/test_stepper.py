"""A number between its buttons: whole, or in tenths, and never outside its range."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from thaw.shell.theme import Theme
from thaw.shell.widgets.controls import Button
from thaw.shell.widgets.stepper import Stepper


@pytest.fixture
def seconds(qtbot: QtBot, theme: Theme) -> Stepper:
    made = Stepper(theme, "Seconds", in_tenths=True)
    made.show_value(40, 0, 300, step=5)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def typed(qtbot: QtBot, stepper: Stepper, keys: str) -> int:
    stepper.box.setFocus()
    stepper.box.selectAll()
    qtbot.keyClicks(stepper.box, keys)
    qtbot.keyClick(stepper.box, Qt.Key.Key_Return)
    return stepper.value()


def test_the_buttons_go_by_a_step(qtbot: QtBot, seconds: Stepper) -> None:
    with qtbot.waitSignal(seconds.changed) as changed:
        qtbot.mouseClick(seconds.more, Qt.MouseButton.LeftButton)
    assert changed.args == [45]
    assert seconds.box.text() == "4.5"
    qtbot.mouseClick(seconds.less, Qt.MouseButton.LeftButton)
    assert seconds.box.text() == "4"


@pytest.mark.parametrize(
    ("keys", "tenths"),
    [("5.5", 55), ("5,5", 55), ("7", 70), ("0.4", 4), ("30", 300), ("x3y", 30), ("", 40)],
)
def test_seconds_are_typed_with_either_sign(
    qtbot: QtBot, seconds: Stepper, keys: str, tenths: int
) -> None:
    assert typed(qtbot, seconds, keys) == tenths


@pytest.mark.parametrize("keys", ["31", "99", "300", "1.25"])
def test_what_is_out_of_range_never_comes_out(qtbot: QtBot, seconds: Stepper, keys: str) -> None:
    assert 0 <= typed(qtbot, seconds, keys) <= 300


def test_a_suffix_is_no_part_of_the_number(qtbot: QtBot, seconds: Stepper) -> None:
    seconds.box.setSuffix(" s")
    assert typed(qtbot, seconds, "6.5") == 65
    assert seconds.box.text() == "6.5 s"


def test_at_its_ends_only_one_way_is_open(qtbot: QtBot, theme: Theme) -> None:
    stepper = Stepper(theme, "Minutes")
    qtbot.addWidget(stepper)
    stepper.show_value(1, 1, 5)
    assert (stepper.less.isEnabled(), stepper.more.isEnabled()) == (False, True)
    stepper.show_value(5, 1, 5)
    assert (stepper.less.isEnabled(), stepper.more.isEnabled()) == (True, False)


def test_showing_a_value_tells_nothing(qtbot: QtBot, seconds: Stepper) -> None:
    with qtbot.assertNotEmitted(seconds.changed):
        seconds.show_value(90, 0, 100)
    assert seconds.value() == 90


def test_a_key_that_reached_the_end_presses_nothing_else(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    row = QHBoxLayout(window)
    stepper, after = Stepper(theme, "Minutes"), Button(theme, "Soft sounds", "chip")
    row.addWidget(stepper)
    row.addWidget(after)
    qtbot.addWidget(window)
    stepper.show_value(1, 1, 3)
    stepper.changed.connect(lambda value: stepper.show_value(value, 1, 3))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    for button, end in ((stepper.more, 3), (stepper.less, 1)):
        button.setFocus()
        with qtbot.assertNotEmitted(after.clicked):
            for _ in range(4):
                qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Space)
        assert stepper.value() == end
        assert stepper.box.hasFocus()
