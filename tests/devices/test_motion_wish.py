"""The desktop's wish for less movement, asked of a portal that the test plays."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusServer,
    QDBusVariant,
    QDBusVirtualObject,
)
from pytestqt.qtbot import QtBot

from thaw.devices.motion_wish import GROUP, INTERFACE, KEY, PATH, MotionWish


class Portal(QDBusVirtualObject):
    """Answers as desktops do: with a variant inside a variant."""

    def __init__(self) -> None:
        super().__init__()
        self.answer: object = True
        self.asked: list[list[object]] = []

    def introspect(self, path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        self.asked.append([message.member(), *message.arguments()])
        if self.answer is None:
            reply = message.createErrorReply("org.freedesktop.portal.Error.NotFound", "no such key")
        else:
            reply = message.createReply(QDBusVariant(QDBusVariant(self.answer)))
        return connection.send(reply)


class Desktop(QObject):
    """A server for one program, with the portal on it."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.portal = Portal()
        self.peer: QDBusConnection | None = None
        self._server = QDBusServer(address)
        self._server.newConnection.connect(self._on_connected)
        self.address = self._server.address()

    @Slot(QDBusConnection)
    def _on_connected(self, connection: QDBusConnection) -> None:
        self.peer = QDBusConnection(connection)
        self.peer.registerVirtualObject(PATH, self.portal)

    def tell(self, key: str, value: object) -> None:
        """Announce a change of the desktop's settings."""
        signal = QDBusMessage.createSignal(PATH, INTERFACE, "SettingChanged")
        signal.setArguments([GROUP, key, QDBusVariant(value)])
        assert self.peer is not None
        assert self.peer.send(signal)


@pytest.fixture
def desktop(qtbot: QtBot) -> Desktop:
    return Desktop("unix:tmpdir=/tmp")


@pytest.fixture
def wish(desktop: Desktop, qtbot: QtBot) -> Iterator[MotionWish]:
    bus = QDBusConnection.connectToPeer(desktop.address, "desktop")
    qtbot.waitUntil(lambda: desktop.peer is not None)
    yield MotionWish(bus)
    QDBusConnection.disconnectFromPeer("desktop")


def test_a_desktop_that_wants_less_movement_is_heeded(
    wish: MotionWish, desktop: Desktop, qtbot: QtBot
) -> None:
    desktop.portal.answer = False
    with qtbot.waitSignal(wish.changed):
        wish.ask()
    assert wish.is_reduced
    assert desktop.portal.asked == [["Read", GROUP, KEY]]


@pytest.mark.parametrize("answer", [True, None, "yes", 0])
def test_any_other_answer_leaves_things_to_move(
    answer: object, wish: MotionWish, desktop: Desktop, qtbot: QtBot
) -> None:
    desktop.portal.answer = answer
    wish.ask()
    qtbot.waitUntil(lambda: bool(desktop.portal.asked))
    desktop.tell("cursor-size", False)
    desktop.tell(KEY, False)
    with qtbot.waitSignal(wish.changed):
        pass
    assert wish.is_reduced


def test_a_change_is_followed_both_ways(wish: MotionWish, desktop: Desktop, qtbot: QtBot) -> None:
    wish.ask()
    qtbot.waitUntil(lambda: bool(desktop.portal.asked))
    for is_animated in (False, True):
        with qtbot.waitSignal(wish.changed):
            desktop.tell(KEY, is_animated)
        assert wish.is_reduced is not is_animated


def test_without_a_bus_nothing_is_asked(qtbot: QtBot) -> None:
    wish = MotionWish(QDBusConnection("nowhere"))
    wish.ask()
    assert not wish.is_reduced
