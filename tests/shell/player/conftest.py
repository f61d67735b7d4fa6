"""The player view, in sight."""

import pytest
from pytestqt.qtbot import QtBot

from tests.shell.player.by_hand import Desk
from thaw.shell.player.view import PlayerView
from thaw.shell.theme import Theme


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, desk: Desk) -> PlayerView:
    made = PlayerView(theme, desk.read, desk.read_frame)
    qtbot.addWidget(made)
    made.resize(860, 680)
    with qtbot.waitExposed(made):
        made.show()
    return made
