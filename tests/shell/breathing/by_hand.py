"""A hand at the breathing screen: its clock, its keys and its clicks."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.shell.person import click
from thaw.shell.breathing.follow_pad import FollowPad
from thaw.shell.breathing.view import BreathingView

SPACE = Qt.Key.Key_Space


@dataclass
class Clock:
    """Milliseconds that pass when the test says so."""

    now: int = 0

    def __call__(self) -> int:
        return self.now


def breathe(
    qtbot: QtBot,
    pad: FollowPad,
    clock: Clock,
    times: int = 1,
    in_ms: int = 3000,
    out_ms: int = 4000,
) -> None:
    """In and out by key, in three seconds and four; the next press ends the last breath."""
    for _ in range(times):
        qtbot.keyPress(pad, SPACE)
        clock.now += in_ms
        qtbot.keyRelease(pad, SPACE)
        clock.now += out_ms


def own(qtbot: QtBot, view: BreathingView, **phases: str) -> None:
    """Choose a pattern of one's own and type its seconds."""
    click(qtbot, view, "My own")
    for phase, seconds in phases.items():
        box = view.own.steppers[phase].box
        box.setFocus()
        box.selectAll()
        qtbot.keyClicks(box, seconds)
        qtbot.keyClick(box, Qt.Key.Key_Return)
