"""Small plans laid out by hand, and a voice that says them without a synthesiser."""

import numpy as np

from thaw.audio.voice import Speech as Said
from thaw.core.plan import Choices, Event, Plan
from thaw.core.session import Anchor, Category, Level, VoiceLine
from thaw.core.units import RATE, Frames, frames


def plan(*events: Event, length_s: float, spoken: bool = True) -> Plan:
    return Plan(
        session_id="test",
        title="A test",
        category=Category.BREATH,
        level=Level.GENTLE,
        anchor=Anchor.BREATH,
        language="en",
        content_hash="",
        choices=Choices(spoken=spoken),
        length=frames(length_s),
        events=tuple(sorted(events, key=lambda event: event.at)),
    )


def at(seconds: float) -> Frames:
    return frames(seconds)


class HummingVoice:
    """Hums each line at 200 Hz for a tenth of a second a letter, and counts what it is asked."""

    def __init__(self, name: str = "humming", loudness: float = 0.2) -> None:
        self.name = name
        self.asked: list[str] = []
        self._loudness = loudness

    def speak(self, line: VoiceLine) -> Said:
        self.asked.append(line.text)
        t = np.arange(len(line.text) * RATE // 10) / RATE
        swell = np.minimum(1.0, np.minimum(t, t[::-1]) / 0.02) if t.size else t
        return (self._loudness * swell * np.sin(2 * np.pi * 200 * t)).astype(np.float32)
