"""An output with no device: time passes as it would with one."""

import time
from collections.abc import Callable

from thaw.audio.output import PAUSE_FADE_MS, Fill, OutputFault
from thaw.core.units import RATE


class SilentOutput:
    """Counts the frames a listener would have heard. It renders nothing: no one hears it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """``clock`` gives seconds and never goes back."""
        self._clock = clock
        self._from = 0
        self._since: float | None = None

    @property
    def rate(self) -> int:
        return RATE

    @property
    def fault(self) -> OutputFault | None:
        return None

    @property
    def is_running(self) -> bool:
        return self._since is not None

    def start(self, fill: Fill, frame: int) -> None:  # noqa: ARG002 - no one hears it
        self._from = frame
        self._since = self._clock()

    def stop(self, fade_ms: int = PAUSE_FADE_MS) -> None:  # noqa: ARG002 - nothing to fade
        self._from = self.heard()
        self._since = None

    def heard(self) -> int:
        if self._since is None:
            return self._from
        return self._from + int((self._clock() - self._since) * RATE)

    def close(self) -> None:
        self.stop(0)
