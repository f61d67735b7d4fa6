"""A front desk with a help desk in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.shell.desks import Desk
from tests.shell.help.person import Helped
from thaw.shell.theme import Theme


@pytest.fixture
def helped(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Helped]:
    at = Desk(qtbot, theme, tmp_path)
    with qtbot.waitExposed(at.window):
        at.window.show()
    yield Helped(at, theme, tmp_path)
    at.shut()
