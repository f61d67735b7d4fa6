"""Microphones as Qt Multimedia has them."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QIODevice
from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSource, QMediaDevices

from thaw.core.units import RATE
from thaw.devices.microphone import MicrophoneFault, MicrophoneRefused, Source
from thaw.devices.pulse_connection import PulseConnection

BUFFER_S: Final = 0.2
_FORMATS: Final = {
    QAudioFormat.SampleFormat.UInt8: (np.uint8, 128, 1 / 128),
    QAudioFormat.SampleFormat.Int16: (np.int16, 0, 1 / 32768),
    QAudioFormat.SampleFormat.Int32: (np.int32, 0, 1 / 2147483648),
    QAudioFormat.SampleFormat.Float: (np.float32, 0, 1.0),
}
"""How samples lie in memory, what silence is, and the factor to within ±1."""


class QtMicrophones:
    """The system's default microphone."""

    def source(self) -> Source:
        device = QMediaDevices.defaultAudioInput()
        # Where the sound server has gone Qt still lists what it knew, and would abort.
        if device.isNull() or PulseConnection().is_lost():
            raise MicrophoneRefused(MicrophoneFault.NONE_HERE)
        sound = _sound_format(device)
        if sound.sampleFormat() not in _FORMATS or sound.sampleRate() <= 0:
            raise MicrophoneRefused(MicrophoneFault.REFUSED, f"{sound.sampleFormat()}")
        return QtSource(device, sound)


class QtSource:
    """A ``QAudioSource``."""

    def __init__(self, device: QAudioDevice, sound: QAudioFormat) -> None:
        self._format = sound
        self._source = QAudioSource(device, sound)
        self._source.setBufferSize(int(BUFFER_S * sound.sampleRate()) * self.frame_bytes)

    @property
    def rate(self) -> int:
        return self._format.sampleRate()

    @property
    def frame_bytes(self) -> int:
        return self._format.bytesPerFrame()

    def start(self) -> QIODevice:
        return self._source.start()

    def samples(self, data: bytes) -> NDArray[np.float32]:
        kind, silence, factor = _FORMATS[self._format.sampleFormat()]
        flat = (np.frombuffer(data, kind).astype(np.float32) - silence) * np.float32(factor)
        return flat.reshape(-1, self._format.channelCount()).mean(axis=1)

    def failure(self) -> str | None:
        error = self._source.error()
        # By name: Qt 6.11 answers with another enumeration than QAudio's own.
        return None if error.name in ("NoError", "UnderrunError") else error.name

    def stop(self) -> None:
        self._source.stop()


def _sound_format(device: QAudioDevice) -> QAudioFormat:
    wanted = QAudioFormat()
    wanted.setSampleRate(RATE)
    wanted.setChannelCount(1)
    wanted.setSampleFormat(QAudioFormat.SampleFormat.Float)
    return wanted if device.isFormatSupported(wanted) else device.preferredFormat()
