"""What a person sees of a widget, and how they press what is in it."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.practice.fresh_log import fresh_log
from thaw.practice.errors import LogUnwritable
from thaw.practice.log import PracticeLog
from thaw.shell.background import Background

# The offscreen platform has no keyboard to grab for a popup.
opens_popup = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
LEFT = Qt.MouseButton.LeftButton
SOON_MS = 20_000
"""Longer than anything here takes on a busy machine; nothing waits for it to pass."""


def words(widget: QWidget) -> str:
    """All that can be read in it, without the places where a long path may break."""
    shown = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    return "\n".join(text for text in shown if text).replace("\u200b", "")


def buttons(widget: QWidget, name: str) -> list[QAbstractButton]:
    """The buttons in sight that say ``name``, or are called so."""
    shown = [one for one in widget.findChildren(QAbstractButton) if one.isVisible()]
    return [one for one in shown if name in (one.text(), one.accessibleName())]


def button(widget: QWidget, name: str) -> QAbstractButton:
    (found,) = buttons(widget, name)
    return found


def click(qtbot: QtBot, widget: QWidget, *names: str) -> None:
    for name in names:
        qtbot.mouseClick(button(widget, name), LEFT)


def still_held(key: Qt.Key) -> QKeyEvent:
    """``key`` as it comes again and again from a keyboard on which it is held down."""
    plain = Qt.KeyboardModifier.NoModifier
    return QKeyEvent(QEvent.Type.KeyPress, key, plain, "", autorep=True)


def put_away_for_a_moment(qtbot: QtBot, widget: QWidget) -> None:
    """Minimise the window, and have it back."""
    widget.window().showMinimized()
    qtbot.waitUntil(lambda: not widget.isVisible() or widget.window().isMinimized())
    QApplication.sendPostedEvents()
    widget.window().showNormal()
    qtbot.waitUntil(widget.isVisible)


class Person(ABC):
    """Somebody at a widget: what they read there, and press."""

    qtbot: QtBot

    @property
    @abstractmethod
    def sight(self) -> QWidget:
        """What they look at."""

    def until(self, reached: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(reached()), timeout=SOON_MS)

    def words(self) -> str:
        return words(self.sight)

    def until_said(self, said: str) -> None:
        try:
            self.until(lambda: said in self.words())
        except QtBot.TimeoutError:
            pytest.fail(f"{said!r} is not in:\n{self.words()}")

    def button(self, name: str) -> QAbstractButton:
        # What has just been made comes to sight a moment later.
        try:
            self.until(lambda: len(buttons(self.sight, name)) == 1)
        except QtBot.TimeoutError:
            there = self.sight.findChildren(QAbstractButton)
            pytest.fail(f"{name}: {[one.accessibleName() or one.text() for one in there]}")
        return button(self.sight, name)

    def click(self, name: str) -> None:
        self.qtbot.mouseClick(self.button(name), LEFT)


class PersonWithLog(Person):
    """Somebody with a real log, on a disk that may be full."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.log = fresh_log(folder / "practice.sqlite")
        self.is_full = False
        self.background = Background()

    def write(self) -> PracticeLog:
        if self.is_full:
            raise LogUnwritable(self.log.path, "the disk is full")
        return self.log

    def shut(self) -> None:
        self.background.close()
        self.log.shut()
