"""A microphone that hears what a test says into it."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QByteArray, QIODevice

from thaw.core.units import RATE
from thaw.devices.microphone import MicrophoneFault, MicrophoneRefused


class _Stream(QIODevice):
    """What was said and not read yet."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting = b""
        self.open(QIODevice.OpenModeFlag.ReadOnly | QIODevice.OpenModeFlag.Unbuffered)

    def bytesAvailable(self) -> int:
        return len(self.waiting)

    def isSequential(self) -> bool:
        return True

    def readData(self, most: int) -> bytes:  # type: ignore[override]  # as PySide6 calls it
        piece, self.waiting = self.waiting[:most], self.waiting[most:]
        return piece

    def readAll(self) -> QByteArray:
        piece, self.waiting = self.waiting, b""
        return QByteArray(piece)

    def writeData(self, data: bytes, most: int) -> int:  # type: ignore[override]  # as above
        return -1


@dataclass
class ScriptedMicrophone:
    """The device and its stream in one; ``says`` puts sound into it."""

    rate: int = RATE
    frame_bytes: int = 4
    refuses: MicrophoneFault | None = None
    fault: str | None = None
    stops: int = 0
    _stream: _Stream = field(default_factory=_Stream)

    def source(self) -> "ScriptedMicrophone":
        if self.refuses is not None:
            raise MicrophoneRefused(self.refuses)
        return self

    def start(self) -> QIODevice:
        self._stream = _Stream()
        return self._stream

    def samples(self, data: bytes) -> NDArray[np.float32]:
        return np.frombuffer(data, np.float32)

    def failure(self) -> str | None:
        return self.fault

    def stop(self) -> None:
        self.stops += 1

    def says(self, sound: NDArray[np.float32]) -> None:
        self.sends(sound.astype(np.float32).tobytes())

    def sends(self, data: bytes) -> None:
        self._stream.waiting += data
        self._stream.readyRead.emit()
