"""What the tests of every view share: a theme, cards, and moments of a practice."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from thaw.resources import assets_dir
from thaw.shell.theme import Scheme, Theme


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
