"""How the windows look: as the settings have it, and the desktop where they leave it to that."""

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from thaw import resources
from thaw.settings import Settings
from thaw.settings import Theme as ThemeChoice
from thaw.shell.theme import Scheme, Theme

if TYPE_CHECKING:
    # Not needed before the window stands, so not loaded before it does.
    from thaw.devices.motion_wish import MotionWish

SCHEMES: Final[Mapping[ThemeChoice, Scheme]] = {
    ThemeChoice.SYSTEM: Scheme.SYSTEM,
    ThemeChoice.LIGHT: Scheme.LIGHT,
    ThemeChoice.DARK: Scheme.DARK,
    ThemeChoice.CONTRAST: Scheme.CONTRAST,
}


class Look(QObject):
    """Makes the theme, and keeps it to what is chosen."""

    def __init__(self, application: QApplication, chosen: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._chosen = chosen
        self._motion: MotionWish | None = None
        self.theme = Theme(
            application,
            resources.assets_dir(),
            SCHEMES[chosen.theme],
            reduces_motion=bool(chosen.reduce_motion),
        )

    def follow(self, chosen: Settings) -> None:
        """Look as ``chosen`` says from now on. Movement may be left to the desktop."""
        self._chosen = chosen
        self._show()

    def listen_to_desktop(self) -> None:
        """Ask what the desktop wishes, and hear of it when that changes."""
        if sys.platform != "linux":
            return
        from PySide6.QtDBus import QDBusConnection

        from thaw.devices.motion_wish import MotionWish

        self._motion = MotionWish(QDBusConnection.sessionBus(), self)
        self._motion.changed.connect(self._show)
        self._motion.ask()

    @Slot()
    def _show(self) -> None:
        reduces_motion = self._chosen.reduce_motion
        if reduces_motion is None:
            reduces_motion = self._motion is not None and self._motion.is_reduced
        self.theme.choose(SCHEMES[self._chosen.theme], reduces_motion)
