"""Sound devices that do what a test says: they come, go, block and talk nonsense."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QIODevice, QObject, Signal

from thaw.core.units import RATE
from thaw.devices.sound_devices import SoundDevice

FRAME_BYTES = 8
AHEAD = RATE // 10


class _Bell(QObject):
    rung = Signal()


@dataclass
class ScriptedSink:
    """Plays at the pace of the monotonic clock, and keeps what it has played."""

    device: SoundDevice
    says: Callable[[int], int] = lambda played_us: played_us
    """What it tells of the microseconds it has really played."""
    blocks: threading.Event | None = None
    """Held up in ``start`` until this is set."""
    fault: str | None = None
    is_stuck: bool = False
    volume: float = 1.0
    dropped_at: float | None = None
    """How loud it was when it was dropped."""
    pulled: list[NDArray[np.float32]] = field(default_factory=list)
    _source: QIODevice | None = None
    _began_s: float = 0.0
    _frames: int = 0

    def start(self, source: QIODevice) -> None:
        if self.blocks is not None:
            self.blocks.wait()
        self._source = source
        self._began_s = time.monotonic()
        self._pull(AHEAD)

    def set_volume(self, volume: float) -> None:
        self.volume = volume

    def played_us(self) -> int:
        goal = AHEAD + int((time.monotonic() - self._began_s) * RATE)
        if not self.is_stuck and goal - self._frames >= RATE // 100:
            self._pull(goal - self._frames)
        return self.says(self._frames * 1_000_000 // RATE)

    def failure(self) -> str | None:
        return self.fault

    def drop(self) -> None:
        self._source = None
        self.dropped_at = self.volume

    @property
    def sound(self) -> NDArray[np.float32]:
        """All it pulled, shape (frames, 2)."""
        return np.concatenate(self.pulled)

    def _pull(self, frames: int) -> None:
        if self._source is not None:
            data = self._source.read(frames * FRAME_BYTES).data()
            self.pulled.append(np.frombuffer(data, np.float32).reshape(-1, 2))
            self._frames += frames


class ScriptedDevices:
    """A list of devices that the test changes, and every sink that was opened."""

    def __init__(self, *names: str) -> None:
        self._listed = [_device(name, name == names[0]) for name in names]
        self._bell = _Bell()
        self.sinks: list[ScriptedSink] = []
        self.next_sink: Callable[[SoundDevice], ScriptedSink] = ScriptedSink
        self.is_closed = False
        self.is_out_of_reach = False

    def become(self, *names: str) -> None:
        """From now on there are these, the first of them the default."""
        self._listed = [_device(name, name == names[0]) for name in names]

    def tell(self) -> None:
        """Announce a change; it reaches the sound thread as Qt's own does."""
        self._bell.rung.emit()

    def listed(self) -> Sequence[SoundDevice]:
        return self._listed

    def is_cut_off(self) -> bool:
        return self.is_out_of_reach

    def watch(self, on_changed: Callable[[], None]) -> None:
        self._bell.rung.connect(on_changed)

    def sink(self, device: SoundDevice) -> ScriptedSink:
        self.sinks.append(self.next_sink(device))
        return self.sinks[-1]

    def close(self) -> None:
        self.is_closed = True

    @property
    def played_on(self) -> list[str]:
        """The devices that were opened, in order."""
        return [sink.device.id for sink in self.sinks]


def _device(name: str, is_default: bool) -> SoundDevice:
    return SoundDevice(name, name.title(), is_default)
