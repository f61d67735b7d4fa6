"""The endless stream a Qt sink pulls from."""

from typing import Final

import numpy as np
from PySide6.QtCore import QIODevice

from thaw.audio.output import RESUME_FADE_MS, Block, Fill
from thaw.core.units import RATE
from thaw.devices.envelopes import rising

LEAD_FRAMES: Final = RATE // 5
"""Silence before the first sound: a device that wakes up swallows the beginning."""

_FRAME_BYTES: Final = 8
_RESUME_FRAMES: Final = RESUME_FADE_MS * RATE // 1000


class SoundSource(QIODevice):
    """Renders what is pulled, from ``frame`` on. Read on the sound thread."""

    def __init__(self, fill: Fill, frame: int) -> None:
        super().__init__()
        self.fill = fill
        self.first = frame
        self._frame = frame
        self._lead = LEAD_FRAMES
        self.error: Exception | None = None
        self.open(QIODevice.OpenModeFlag.ReadOnly | QIODevice.OpenModeFlag.Unbuffered)

    @property
    def handed_out(self) -> int:
        """Frames pulled so far, with the silence before the first sound."""
        return self._frame - self.first + LEAD_FRAMES - self._lead

    def readData(self, maxlen: int) -> bytes:  # type: ignore[override]  # PySide reads bytes back
        block = np.zeros((maxlen // _FRAME_BYTES, 2), np.float32)
        silent = min(self._lead, len(block))
        self._lead -= silent
        if silent < len(block) and self.error is None:
            try:
                self.fill(block[silent:], self._frame)
                self._swell(block[silent:])
            except Exception as error:  # noqa: BLE001  the thread's outer edge: Qt would swallow it
                self.error = error
                block[:] = 0
        self._frame += len(block) - silent
        return block.tobytes()

    def _swell(self, block: Block) -> None:
        """Let a start in the middle swell. By the frame, where the sink's volume goes in steps."""
        since = self._frame - self.first
        if self.first > 0 and since < _RESUME_FRAMES:
            block *= rising(since, len(block), _RESUME_FRAMES)

    def writeData(self, _data: bytes, _length: int) -> int:  # type: ignore[override]
        return -1

    def bytesAvailable(self) -> int:
        return RATE * _FRAME_BYTES + super().bytesAvailable()

    def isSequential(self) -> bool:
        return True
