"""How much sound waits in the sound server: to bear a stall, and less where a device needs it."""

import logging
import os
from typing import Final

from thaw.devices.sound_devices import SoundDevice

logger = logging.getLogger(__name__)

SERVER_MS: Final = 250
"""Sound that waits in the sound server: what a stall may last, less a sixth of a second for
the server's own pieces. Qt asks PulseAudio for 21 ms, and then drops out some fifty times in
ten seconds when both cores are busy; see docs/decisions.md for what this much bears."""
SHALLOW_MS: Final = 150
"""The same for a device that takes much at a time, as over Bluetooth: there the server waits
for more than Qt hands it before it begins, and would wait for ever."""
BEGIN_S: Final = 2.5
"""A device that has not taken a second piece for so long is tried with ``SHALLOW_MS``. One that
was idle may take two seconds for it, and begins by itself."""

_VARIABLE: Final = "PULSE_LATENCY_MSEC"
"""Read by libpulse itself: Qt has no call for it. It is nothing to other servers."""
_OWN: Final = (None, str(SERVER_MS), str(SHALLOW_MS))
"""What the variable holds where nobody but an output of ours has set it."""


class ServerDepth:
    """Chooses for each stream, and remembers which devices need less. Used on one thread."""

    def __init__(self) -> None:
        # Whoever has set how much is to wait in the server knows why.
        self._may_choose = os.environ.get(_VARIABLE) in _OWN
        self._shallow: set[str] = set()
        """The devices that did not begin with more."""
        self._taken = 0
        self._taken_s = 0.0

    def choose(self, device: SoundDevice, now_s: float) -> None:
        """Set how much will wait; libpulse reads it for every stream anew."""
        self._taken, self._taken_s = 0, now_s
        if self._may_choose:
            depth_ms = SHALLOW_MS if device.id in self._shallow else SERVER_MS
            os.environ[_VARIABLE] = str(depth_ms)

    def is_too_much(self, device: SoundDevice, now_s: float, taken: int) -> bool:
        """Whether server and Qt each seem to wait for the other, with less to be tried yet.

        To be asked again and again until something is heard; ``taken`` frames were by now.
        """
        if taken > self._taken:
            self._taken, self._taken_s = taken, now_s
        may_try = self._may_choose and device.id not in self._shallow
        return may_try and now_s - self._taken_s > BEGIN_S

    def lessen(self, device: SoundDevice) -> None:
        """From its next stream on ``device`` gets less."""
        logger.info("%s does not begin; tried with less in the server", device.name)
        self._shallow.add(device.id)
