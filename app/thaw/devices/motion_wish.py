"""Whether the desktop wants things to move, as it tells through its settings portal."""

import logging
from typing import Final

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher, QDBusVariant

logger = logging.getLogger(__name__)

SERVICE: Final = "org.freedesktop.portal.Desktop"
PATH: Final = "/org/freedesktop/portal/desktop"
INTERFACE: Final = "org.freedesktop.portal.Settings"
GROUP: Final = "org.gnome.desktop.interface"
KEY: Final = "enable-animations"
_ANSWER_WITHIN_MS: Final = 5_000


class MotionWish(QObject):
    """What the desktop wishes. Until it has answered, and where nobody answers, all may move.

    Desktops other than GNOME answer for this name too, where they have such a setting.
    """

    changed = Signal()

    def __init__(self, bus: QDBusConnection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_reduced = False
        """True where nothing should glide, swell or fade."""
        self._bus = bus

    def ask(self) -> None:
        """Ask, and listen from now on. Returns at once."""
        if not self._bus.isConnected():
            return
        call = QDBusMessage.createMethodCall(SERVICE, PATH, INTERFACE, "Read")
        call.setArguments([GROUP, KEY])
        watcher = QDBusPendingCallWatcher(self._bus.asyncCall(call, _ANSWER_WITHIN_MS), self)
        watcher.finished.connect(self._on_answered)
        told = SLOT("_on_told(QDBusMessage)")
        self._bus.connect("", PATH, INTERFACE, "SettingChanged", self, told)  # type: ignore[call-overload]  # the stub wants bytes, PySide itself text

    @Slot(QDBusPendingCallWatcher)
    def _on_answered(self, watcher: QDBusPendingCallWatcher) -> None:
        if watcher.isError():
            logger.info("The desktop does not tell whether things may move")
        else:
            self._take(watcher.reply().arguments())
        watcher.deleteLater()

    @Slot(QDBusMessage)
    def _on_told(self, message: QDBusMessage) -> None:
        match message.arguments():
            case [group, key, value] if (group, key) == (GROUP, KEY):
                self._take([value])

    def _take(self, answer: list[object]) -> None:
        value = answer[0] if answer else None
        # ``Read`` answers with a variant inside a variant.
        while isinstance(value, QDBusVariant):
            value = value.variant()
        if isinstance(value, bool) and value is self.is_reduced:
            self.is_reduced = not value
            self.changed.emit()
