"""Which device sound goes to, and what becomes of it when devices come and go."""

from collections.abc import Callable
from enum import StrEnum

from thaw.devices.sound_devices import SoundDevice, SoundDevices, device_for


class Move(StrEnum):
    """What is to be done where devices have changed."""

    NONE = "none"
    """Sound goes where it is wanted."""
    SOFT = "soft"
    """It is heard elsewhere, and can fade there first."""
    AT_ONCE = "at-once"
    """The device it went to is gone."""


class Whereabouts:
    """Follows what a person chose, or the default. Used on one thread.

    ``choice`` gives a device's id, or "" to follow the default; it is asked every time.
    """

    def __init__(self, choice: Callable[[], str], devices: SoundDevices) -> None:
        self._choice = choice
        self._devices = devices
        self.device: SoundDevice | None = None
        """Where sound goes; None before it went anywhere."""
        self.is_on_substitute = False
        """Whether the chosen device isn't there, and the default one plays in its place."""

    def settle(self) -> SoundDevice | None:
        """Take the device that is wanted now; None where there is none."""
        self.device = device_for(self._choice(), self._devices.listed())
        if self.device is not None:
            self._notice_substitute(self.device)
        return self.device

    def reconsider(self, plays_on: str | None) -> Move:
        """See where sound is wanted now. ``plays_on`` is where a server says that it goes."""
        devices = self._devices.listed()
        listed = {device.id for device in devices}
        wanted = device_for(self._choice(), devices)
        if self.device is None or wanted is None:
            return Move.NONE
        # Another sound system than Qt plays through may call its devices by other names.
        here = plays_on if plays_on in listed else self.device.id
        self._notice_substitute(wanted)
        if wanted.id == here:
            self.device = wanted
            return Move.NONE
        return Move.SOFT if here in listed else Move.AT_ONCE

    def has_another(self) -> bool:
        """Whether another device is wanted now than the one that plays no more."""
        wanted = device_for(self._choice(), self._devices.listed())
        return wanted is not None and self.device is not None and wanted.id != self.device.id

    def _notice_substitute(self, device: SoundDevice) -> None:
        self.is_on_substitute = self._choice() not in ("", device.id)
