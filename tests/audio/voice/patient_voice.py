"""A voice as slow as the test wants it: it says a line when it is let."""

from threading import Semaphore

import numpy as np

from thaw.audio.voice import Speech
from thaw.core.session import VoiceLine
from thaw.core.units import RATE

HUNG_S = 30.0


class PatientVoice:
    """Hums each line for a fifth of a second a letter, once ``let`` has allowed it."""

    name = "patient"

    def __init__(self, allowed: int = 0) -> None:
        self._allowed = Semaphore(allowed)
        self.begun: list[str] = []
        self.said: list[str] = []

    def let(self, lines: int = 1) -> None:
        for _ in range(lines):
            self._allowed.release()

    def speak(self, line: VoiceLine) -> Speech:
        self.begun.append(line.text)
        if not self._allowed.acquire(timeout=HUNG_S):
            raise AssertionError("nobody let the voice speak")
        self.said.append(line.text)
        t = np.arange(len(line.text) * RATE // 5) / RATE
        return (0.2 * np.sin(2 * np.pi * 200 * t)).astype(np.float32)
