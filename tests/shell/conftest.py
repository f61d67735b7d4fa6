"""What the tests of every view share: a theme, Britain's dates, and work beside the window."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.collecting import collected_here, only_what_is_new
from thaw.resources import assets_dir
from thaw.shell.background import Background
from thaw.shell.theme import Scheme, Theme

__all__ = ["collected_here", "only_what_is_new"]


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme at the size of text the system has, and the system's look afterwards."""
    before = qapp.font()
    made = Theme(qapp, assets_dir(), Scheme.LIGHT)
    yield made
    # The views of this test are closed, and would take part in every later change of look.
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    made.deleteLater()
    qapp.setStyleSheet("")
    qapp.setFont(before)


@pytest.fixture(autouse=True)
def british() -> Iterator[None]:
    """Days and times as they are written in Britain, whatever the machine has."""
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()
