"""The pauses of one practice, measured on a clock that counts sleep too."""

from thaw.core.units import RATE
from thaw.player.clock import Clock
from thaw.practice.entry import Pause, PauseReason


class PauseLedger:
    """Collects pauses; at most one is open at a time."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._closed: list[Pause] = []
        self._open: tuple[int, float, PauseReason] | None = None

    @property
    def reason(self) -> PauseReason | None:
        """Why it stands still now; None while playing."""
        return None if self._open is None else self._open[2]

    def open(self, position: int, reason: PauseReason) -> None:
        """Begin a pause at ``position``, in frames."""
        self._open = (position * 1000 // RATE, self._elapsed_s(), reason)

    def close(self) -> None:
        """End the pause that is open; harmless without one."""
        self._closed = list(self.pauses())
        self._open = None

    def pauses(self) -> tuple[Pause, ...]:
        """Every pause so far, the open one as long as it is now."""
        if self._open is None:
            return tuple(self._closed)
        at_ms, since_s, reason = self._open
        length_ms = round((self._elapsed_s() - since_s) * 1000)
        return (*self._closed, Pause(at_ms, length_ms, reason))

    def _elapsed_s(self) -> float:
        return self._clock.running_s() + self._clock.asleep_s()
