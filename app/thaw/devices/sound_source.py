"""The endless stream a Qt sink pulls from."""

from typing import Final

import numpy as np
from PySide6.QtCore import QIODevice, Signal

from thaw.audio.output import RESUME_FADE_MS, SEEK_FADE_MS, Block, Fill
from thaw.core.units import RATE
from thaw.devices.envelopes import rising

LEAD_FRAMES: Final = RATE // 5
"""Silence before the first sound: a device that wakes up swallows the beginning."""

_FRAME_BYTES: Final = 8
_RESUME_FRAMES: Final = RESUME_FADE_MS * RATE // 1000
_SEEK_FRAMES: Final = SEEK_FADE_MS * RATE // 1000


class SoundSource(QIODevice):
    """Renders what is pulled, from ``frame`` on. Made, read and led elsewhere on one thread."""

    pulled = Signal()
    """A piece was given away; the sink counts it once it has it."""

    def __init__(self, fill: Fill, frame: int) -> None:
        super().__init__()
        self.fill = fill
        self.first = frame
        self._frame = frame
        self._lead = LEAD_FRAMES
        self._swell_frames = _RESUME_FRAMES if frame > 0 else 0
        self._left: _Left | None = None
        self.handed_out = 0
        """Frames pulled so far, with the silence before the first sound."""
        self.error: Exception | None = None
        self.open(QIODevice.OpenModeFlag.ReadOnly | QIODevice.OpenModeFlag.Unbuffered)

    def go_to(self, fill: Fill, frame: int) -> int:
        """Render ``fill`` from ``frame`` on, crossing over from what was rendered last.

        Returns how many frames come before it, with those that were pulled already.
        """
        # Twice in a moment: what is heard last is what has to fade.
        if self._left is None and self._lead == 0:
            self._left = _Left(self.fill, self._frame, self._loudness())
        self.fill = fill
        self.first = self._frame = frame
        self._swell_frames = _SEEK_FRAMES
        return self.handed_out + self._lead

    def readData(self, maxlen: int) -> bytes:  # type: ignore[override]  # PySide reads bytes back
        block = np.zeros((maxlen // _FRAME_BYTES, 2), np.float32)
        silent = min(self._lead, len(block))
        self._lead -= silent
        if silent < len(block) and self.error is None:
            try:
                self._render(block[silent:])
            except Exception as error:  # noqa: BLE001  the thread's outer edge: Qt would swallow it
                self.error = error
                block[:] = 0
        self._frame += len(block) - silent
        self.handed_out += len(block)
        self.pulled.emit()
        return block.tobytes()

    def _render(self, block: Block) -> None:
        # First, so that a feed has this frame as the last that it was asked for.
        leaving = None if self._left is None else self._left.fall(len(block))
        self.fill(block, self._frame)
        self._swell(block)
        if leaving is not None:
            block[: len(leaving)] += leaving
        if self._left is not None and self._left.is_over:
            self._left = None

    def _swell(self, block: Block) -> None:
        """Let a start in the middle swell. By the frame, where the sink's volume goes in steps."""
        since = self._frame - self.first
        if since < self._swell_frames:
            block *= rising(since, len(block), self._swell_frames)

    def _loudness(self) -> float:
        """How far the next frame has swelled."""
        since = self._frame - self.first
        return 1.0 if since >= self._swell_frames else rising(since, 1, self._swell_frames).item()

    def writeData(self, _data: bytes, _length: int) -> int:  # type: ignore[override]
        return -1

    def bytesAvailable(self) -> int:
        return RATE * _FRAME_BYTES + super().bytesAvailable()

    def isSequential(self) -> bool:
        return True


class _Left:
    """What was rendered until somebody went elsewhere, on its way out."""

    def __init__(self, fill: Fill, frame: int, loudness: float) -> None:
        """``loudness`` is the factor it was heard with last."""
        self._fill = fill
        self._frame = frame
        self._loudness = np.float32(loudness)
        self._gone = 0

    @property
    def is_over(self) -> bool:
        return self._gone >= _SEEK_FRAMES

    def fall(self, count: int) -> Block:
        """Its next frames, ``count`` of them or what is left."""
        block = np.zeros((min(count, _SEEK_FRAMES - self._gone), 2), np.float32)
        self._fill(block, self._frame + self._gone)
        block *= self._loudness * (1 - rising(self._gone, len(block), _SEEK_FRAMES))
        self._gone += len(block)
        return block
