"""simpleaudio's ``play_buffer``, as ALSA makes it behave: reads ahead, in bursts, and drains."""

import mmap
import threading
import time
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from thaw.core.units import RATE
from thaw.devices.live_buffer import FRAME_BYTES

BUFFER = RATE // 10
BURST = RATE // 40
DRAIN_S = 0.1


@dataclass
class ScriptedPlay:
    """A buffer that plays at the pace of the monotonic clock, from a thread of its own."""

    memory: mmap.mmap
    is_stuck: threading.Event = field(default_factory=threading.Event)
    breaks: threading.Event = field(default_factory=threading.Event)
    _stopped: threading.Event = field(default_factory=threading.Event)
    _pieces: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._thread = threading.Thread(target=self._play, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()

    def is_playing(self) -> bool:
        return self._thread.is_alive()

    @property
    def sound(self) -> NDArray[np.float32]:
        """All that was read, shape (frames, 2)."""
        return np.frombuffer(b"".join(self._pieces), np.float32).reshape(-1, 2)

    def _play(self) -> None:
        began_s, frame = time.monotonic(), 0
        length = len(self.memory) // FRAME_BYTES
        while frame < length and not self._stopped.wait(0.002) and not self.breaks.is_set():
            due = int((time.monotonic() - began_s) * RATE) + BUFFER
            while due - frame >= BURST and frame < length and not self.is_stuck.is_set():
                end = min(frame + BURST, length)
                self._pieces.append(self.memory[frame * FRAME_BYTES : end * FRAME_BYTES])
                frame = end
        self.is_stuck.wait(DRAIN_S)


class ScriptedAlsa:
    """Call it like ``play_buffer``. ``busy`` opens for one buffer at a time."""

    def __init__(self, *, busy: bool = False, fails: bool = False) -> None:
        self._busy = busy
        self.fails = fails
        self.plays: list[ScriptedPlay] = []

    def __call__(self, memory: mmap.mmap, channels: int, width: int, rate: int) -> ScriptedPlay:
        assert (channels, width, rate) == (2, 4, RATE)
        if self.fails or (self._busy and any(play.is_playing() for play in self.plays)):
            raise OSError("Error opening PCM device.")
        self.plays.append(ScriptedPlay(memory))
        return self.plays[-1]
