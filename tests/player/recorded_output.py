"""An output that keeps what it plays."""

import numpy as np

from tests.player.stepped_output import SteppedOutput
from thaw.audio.output import Fill
from thaw.core.units import RATE, frames


class Recorded(SteppedOutput):
    """Keeps what it plays, and renders ``ahead_s`` of it before it is heard."""

    def __init__(self, ahead_s: float = 0.4) -> None:
        super().__init__()
        self.sound: list[np.ndarray] = []
        self._ahead = frames(ahead_s)
        self._rendered = 0

    def start(self, fill: Fill, frame: int) -> None:
        super().start(fill, frame)
        self._rendered = frame

    def turn(self, seconds: float) -> None:
        if not self.is_running or self._fill is None:
            return
        heard = self._frame + round(seconds * RATE)
        while self._rendered < heard + self._ahead:
            block = np.zeros((2400, 2), np.float32)
            self._fill(block, self._rendered)
            self.sound.append(block)
            self._rendered += len(block)
        self._frame = heard

    def played(self) -> np.ndarray:
        return np.concatenate(self.sound)
