"""Which output plays: the one named, or the best there is."""

from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QLoggingCategory
from PySide6.QtMultimedia import QMediaDevices

from thaw.audio.output import AudioOutput
from thaw.audio.silent import SilentOutput
from thaw.devices.qt_output import QtOutput

# Said at every start, and nothing a person could do anything about: Qt looks for
# PipeWire before it turns to PulseAudio, and names the ffmpeg it brings along.
QUIET_RULES = "qt.multimedia.symbolsresolver*=false\nqt.multimedia.ffmpeg*.info=false"


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
        QLoggingCategory.setFilterRules(QUIET_RULES)
        # A sink needs an application object to exist, but not its event loop.
        self._application = QCoreApplication.instance() or QCoreApplication(["thaw"])

    def open(self, name: OutputName) -> AudioOutput:
        """Return the output called ``name``; auto is sound where there is a device.

        Raises NoSoundDevice.
        """
        if name is OutputName.SILENT:
            return SilentOutput()
        if not QMediaDevices.defaultAudioOutput().isNull():
            return QtOutput()
        if name is OutputName.AUTO:
            return SilentOutput()
        raise NoSoundDevice
