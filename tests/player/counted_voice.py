"""A voice whose lengths are known."""

import numpy as np

from thaw.audio.voice.voice import VoiceFault, VoiceUnavailable
from thaw.core.session import VoiceLine
from thaw.core.units import RATE

HELLO, MUTE, MAYBE = VoiceLine("Hello."), VoiceLine("Unsayable."), VoiceLine("Perhaps this.")


class CountedVoice:
    """Says every line in three seconds, but for one that it can't."""

    name = "counted"

    def __init__(self) -> None:
        self.said: list[str] = []

    def speak(self, line: VoiceLine) -> np.ndarray:
        self.said.append(line.text)
        if line == MUTE:
            raise VoiceUnavailable(VoiceFault.REFUSED)
        return np.full(3 * RATE, 0.1, np.float32)
