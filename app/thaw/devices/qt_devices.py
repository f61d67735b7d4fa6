"""Sound devices and streams as Qt Multimedia has them."""

import logging
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import (
    QCoreApplication,
    QIODevice,
    QMessageLogContext,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSink, QMediaDevices

from thaw.core.units import RATE
from thaw.devices.pulse_connection import PulseConnection
from thaw.devices.sound_devices import Sink, SoundDevice

logger = logging.getLogger(__name__)

BUFFER_S: Final = 0.5
FRAME_BYTES: Final = 8


class QtDevices:
    """The devices of the desktop's sound server, or of the system."""

    def __init__(self) -> None:
        self._watching: QMediaDevices | None = None
        self._pulse = PulseConnection()

    def listed(self) -> Sequence[SoundDevice]:
        with _asides_logged(), _sound_alone():
            default = QMediaDevices.defaultAudioOutput()
        if self.is_cut_off():
            # Qt still lists what it knew, and would abort on the way to it.
            return []
        return [
            SoundDevice(_id(device), device.description(), device.id() == default.id())
            for device in QMediaDevices.audioOutputs()
        ]

    def is_cut_off(self) -> bool:
        return self._pulse.is_lost()

    def watch(self, on_changed: Callable[[], None]) -> None:
        # Made on the thread that watches: its signals are delivered there.
        self._watching = QMediaDevices()
        self._watching.audioOutputsChanged.connect(on_changed)

    def sink(self, device: SoundDevice) -> Sink:
        outputs = QMediaDevices.audioOutputs()
        wanted = next((output for output in outputs if _id(output) == device.id), None)
        return QtSink(wanted or QMediaDevices.defaultAudioOutput(), self._pulse)

    def close(self) -> None:
        self._watching = None


class QtSink:
    """A ``QAudioSink``."""

    def __init__(self, device: QAudioDevice, pulse: PulseConnection) -> None:
        self._pulse = pulse
        self._sink = QAudioSink(device, _sound_format())
        self._sink.setBufferSize(int(BUFFER_S * RATE) * FRAME_BYTES)

    def start(self, source: QIODevice) -> None:
        self._sink.start(source)
        self._pulse.note()

    def set_volume(self, volume: float) -> None:
        self._sink.setVolume(volume)

    def played_us(self) -> int:
        return self._sink.processedUSecs()

    def failure(self) -> str | None:
        error = self._sink.error()
        # By name: Qt 6.11 answers with another enumeration than QAudio's own.
        return None if error.name in ("NoError", "UnderrunError") else error.name

    def drop(self) -> None:
        self._sink.reset()


def _id(device: QAudioDevice) -> str:
    return bytes(device.id().data()).decode("utf-8", "backslashreplace")


def _sound_format() -> QAudioFormat:
    sound = QAudioFormat()
    sound.setSampleRate(RATE)
    sound.setChannelCount(2)
    sound.setSampleFormat(QAudioFormat.SampleFormat.Float)
    return sound


@contextmanager
def _asides_logged() -> Generator[None]:
    """Log what Qt says meanwhile: that no sound server answers is for the app to say, plainly.

    Qt says it in no category of its own, so that no rule can quiet it.
    """
    before = qInstallMessageHandler(_log)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


@contextmanager
def _sound_alone() -> Generator[None]:
    """Have Qt look for devices without loading its backend for films.

    It would do so with the first question, and take 12 MB and 15 ms for what Thaw never plays;
    devices and streams do without it, as Qt says itself where none is installed. Qt looks for
    backends in the library paths, once. Only where this was tried: sound comes before memory.
    """
    if sys.platform != "linux":
        yield
        return
    paths = QCoreApplication.libraryPaths()
    QCoreApplication.setLibraryPaths([])
    try:
        yield
    finally:
        QCoreApplication.setLibraryPaths(paths)


def _log(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    logger.info("Qt: %s", message)
