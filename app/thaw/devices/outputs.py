"""Which output plays: the one named, or the best there is."""

import logging
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QLoggingCategory

from thaw.devices.refusals import NoSoundDevice, OutputRefused

if TYPE_CHECKING:
    from thaw.audio.output import AudioOutput
    from thaw.devices.sound_devices import SoundDevice

logger = logging.getLogger(__name__)

QUIET_RULES: Final = "qt.multimedia.symbolsresolver*=false\nqt.multimedia.ffmpeg*.info=false"
"""Said at every start, and nothing a person could do anything about: Qt looks for
PipeWire before it turns to PulseAudio, and names the ffmpeg it brings along."""


class OutputName(StrEnum):
    """The words for ``--output``."""

    AUTO = "auto"
    QT = "qt"
    SIMPLEAUDIO = "simpleaudio"
    SILENT = "silent"


def _default_device() -> str:
    return ""


class Outputs:
    """Opens outputs. Keep it for as long as one of them plays.

    ``choice`` gives the id of the device to play on, or "" to follow the default; outputs
    ask it at every start, on a thread of their own.
    """

    def __init__(self, choice: Callable[[], str] = _default_device) -> None:
        # Before Qt Multimedia is imported, which is why that is done below.
        QLoggingCategory.setFilterRules(QUIET_RULES)
        # A sink needs an application object to exist, but not its event loop.
        self._application = QCoreApplication.instance() or QCoreApplication(["thaw"])
        self._choice = choice

    def devices(self) -> "Sequence[SoundDevice]":
        """What there is to play on now, through Qt; nothing where a library it needs is missing."""
        try:
            from thaw.devices.qt_devices import QtDevices
        except ImportError as exc:
            # On a machine without a sound server libpulse may not be installed.
            logger.info("Qt can't play here: %s", exc)
            return []
        return QtDevices().listed()

    def misses_choice(self) -> bool:
        """Whether a device was chosen that isn't there now, where others are."""
        choice, devices = self._choice(), self.devices()
        return bool(choice and devices) and choice not in {device.id for device in devices}

    def simpleaudio_refusal(self) -> OutputRefused | None:
        """Why simpleaudio can't play here; None where it can."""
        try:
            _simpleaudio().close()
        except OutputRefused as refused:
            return refused
        return None

    def has_device(self) -> bool:
        """Whether there is anything to play on now, through Qt."""
        return bool(self.devices())

    def open(self, name: OutputName) -> "AudioOutput":
        """Return the output called ``name``; auto is the first that can be heard.

        Raises OutputRefused, of the kind that says why.
        """
        from thaw.audio.silent import SilentOutput

        match name:
            case OutputName.SILENT:
                return SilentOutput()
            case OutputName.SIMPLEAUDIO:
                return _simpleaudio()
            case OutputName.QT:
                if not self.has_device():
                    raise NoSoundDevice
                return self._qt()
            case OutputName.AUTO:
                return self._first_heard() or SilentOutput()

    def open_sounding(self) -> "AudioOutput":
        """Return an output that makes sound; without a device it says so when it is started."""
        from thaw.devices.absent_output import AbsentOutput

        heard = self._first_heard()
        if heard is not None:
            return heard
        try:
            # Once a device comes, it plays.
            return self._qt()
        except ImportError:
            return AbsentOutput()

    def _first_heard(self) -> "AudioOutput | None":
        if self.has_device():
            return self._qt()
        try:
            return _simpleaudio()
        except OutputRefused:
            return None

    def _qt(self) -> "AudioOutput":
        from thaw.devices.qt_output import QtOutput

        return QtOutput(self._choice)


def _simpleaudio() -> "AudioOutput":
    from thaw.devices.simpleaudio_output import SimpleAudioOutput, loaded

    return SimpleAudioOutput(loaded())
