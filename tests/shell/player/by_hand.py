"""A player view on a state that the test sets."""

from PySide6.QtWidgets import QWidget

from tests.shell.samples import moment, playing, speech
from thaw.core.units import Frames
from thaw.shell.player.state import PlayerState
from thaw.shell.player.view import PlayerView
from thaw.shell.widgets.controls import Button, IconButton


class Desk:
    """Holds the state that the view reads; the test changes it."""

    def __init__(self) -> None:
        self.state = playing(moment(12, caption=speech(10, 5)))
        self.frame: Frames | None = None
        """What is heard meanwhile; None as where nothing plays."""
        self.reads = 0

    def read(self) -> PlayerState:
        self.reads += 1
        return self.state

    def read_frame(self) -> Frames | None:
        return self.frame


def show(view: PlayerView, desk: Desk, state: PlayerState) -> None:
    desk.state = state
    view.refresh()


def button(view: PlayerView, name: str) -> IconButton:
    return next(b for b in view.findChildren(IconButton) if b.accessibleName().startswith(name))


def worded(view: QWidget, text: str) -> Button:
    return next(b for b in view.findChildren(Button) if b.text() == text and b.isVisible())
