"""The devices there are to play on, and the one meant by what the person chose."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QIODevice


@dataclass(frozen=True, slots=True)
class SoundDevice:
    """A device. Its ``id`` stays the same from day to day; its ``name`` is for people."""

    id: str
    name: str
    is_default: bool = False


class Sink(Protocol):
    """A stream to one device that pulls from a source. Used on one thread."""

    def start(self, source: QIODevice) -> None: ...

    def set_volume(self, volume: float) -> None: ...

    def played_us(self) -> int:
        """How much it has pulled to play since the start, as the device tells it."""
        ...

    def failure(self) -> str | None:
        """Why it does not play, in the library's words; None while it does."""
        ...

    def drop(self) -> None:
        """Stop at once, without what was not heard yet."""
        ...


class SoundDevices(Protocol):
    """Everything there is to play on. Used on one thread."""

    def listed(self) -> Sequence[SoundDevice]: ...

    def is_cut_off(self) -> bool:
        """Whether none will be found any more, by this program, whatever happens outside."""
        ...

    def watch(self, on_changed: Callable[[], None]) -> None:
        """Call ``on_changed`` on this thread when devices or the default change."""
        ...

    def sink(self, device: SoundDevice) -> Sink:
        """Open a stream to ``device``, of stereo float32 at ``thaw.core.units.RATE``."""
        ...

    def close(self) -> None: ...


def device_for(choice: str, devices: Sequence[SoundDevice]) -> SoundDevice | None:
    """The device with the id ``choice``; the default where it is not there, or is ""."""
    chosen = next((device for device in devices if choice and device.id == choice), None)
    default = next((device for device in devices if device.is_default), None)
    return chosen or default or next(iter(devices), None)
