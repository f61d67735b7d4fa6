"""The library with a few sessions, in sight."""

import pytest
from pytestqt.qtbot import QtBot

from tests.shell.samples import LIBRARY
from thaw.shell.library.view import LibraryView
from thaw.shell.theme import Theme


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> LibraryView:
    made = LibraryView(theme)
    qtbot.addWidget(made)
    made.show_state(LIBRARY)
    made.resize(900, 1000)
    with qtbot.waitExposed(made):
        made.show()
    return made
