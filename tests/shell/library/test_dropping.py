"""Sound files held over the library."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.shell.person import words
from thaw.shell.library.drop_frame import DropFrame
from thaw.shell.library.view import LibraryView


def drag(view: LibraryView, *names: str) -> QMimeData:
    """Hold files over ``view``."""
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(f"/music/{name}") for name in names])
    action, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enters = QDragEnterEvent(QPoint(50, 50), action, dragged, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view, enters)
    return dragged


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["rain.mp3", "rain.vtt"], "Let go here, and it is one of your sessions."),
        (["a.WAV", "b.flac"], "Let go here, and these 2 are among your sessions."),
        (["notes.txt"], None),
    ],
)
def test_sound_files_held_over_it_are_told_where_they_go(
    view: LibraryView, names: list[str], said: str | None
) -> None:
    drag(view, *names)
    frame = view.findChild(DropFrame)
    assert (frame is None) == (said is None)
    if frame is not None:
        assert said is not None
        assert said in words(view)
        assert frame.geometry() == view.rect()
        QApplication.sendEvent(view, QDragLeaveEvent())
        assert not frame.isVisible()


def test_what_is_let_go_leaves_no_frame(qtbot: QtBot, view: LibraryView) -> None:
    dragged = drag(view, "rain.mp3")
    fall = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        dragged,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(view.sounds_dropped) as told:
        QApplication.sendEvent(view, fall)
    assert told.args == [[Path("/music/rain.mp3")]]
    frame = view.findChild(DropFrame)
    assert frame is not None
    assert not frame.isVisible()
