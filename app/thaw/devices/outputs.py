"""Which output plays: the one named, or the best there is."""

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QLoggingCategory

if TYPE_CHECKING:
    from thaw.audio.output import AudioOutput

QUIET_RULES: Final = "qt.multimedia.symbolsresolver*=false\nqt.multimedia.ffmpeg*.info=false"
"""Said at every start, and nothing a person could do anything about: Qt looks for
PipeWire before it turns to PulseAudio, and names the ffmpeg it brings along."""


class OutputName(StrEnum):
    """The words for ``--output``."""

    AUTO = "auto"
    QT = "qt"
    SILENT = "silent"


class NoSoundDevice(Exception):
    """An output that makes sound was asked for by name, and there is no device."""


class Outputs:
    """Opens outputs. Keep it for as long as one of them plays."""

    def __init__(self) -> None:
        # Before Qt Multimedia is imported, which is why that is done below.
        QLoggingCategory.setFilterRules(QUIET_RULES)
        # A sink needs an application object to exist, but not its event loop.
        self._application = QCoreApplication.instance() or QCoreApplication(["thaw"])

    def has_device(self) -> bool:
        """Whether there is anything to play on now."""
        from PySide6.QtMultimedia import QMediaDevices

        return not QMediaDevices.defaultAudioOutput().isNull()

    def open(self, name: OutputName) -> "AudioOutput":
        """Return the output called ``name``; auto is sound where there is a device.

        Raises NoSoundDevice.
        """
        from thaw.audio.silent import SilentOutput

        if name is OutputName.SILENT:
            return SilentOutput()
        if self.has_device():
            return self.open_sounding()
        if name is OutputName.AUTO:
            return SilentOutput()
        raise NoSoundDevice

    def open_sounding(self) -> "AudioOutput":
        """Return an output that makes sound; without a device it says so when it is started."""
        from thaw.devices.qt_output import QtOutput

        return QtOutput()
