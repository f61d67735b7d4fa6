"""What stands where sound would be heard, on a machine that has no way to be heard."""

from thaw.audio.output import PAUSE_FADE_MS, FaultKind, Fill, OutputFault
from thaw.core.units import RATE


class AbsentOutput:
    """Plays nothing, and says so at every start: nobody practises to a silence unasked."""

    rate = RATE
    is_running = False

    def __init__(self) -> None:
        self.fault: OutputFault | None = None
        self._frame = 0

    def start(self, fill: Fill, frame: int) -> None:  # noqa: ARG002 - no one hears it
        self._frame = frame
        self.fault = OutputFault(FaultKind.NO_DEVICE)

    def stop(self, fade_ms: int = PAUSE_FADE_MS) -> None:
        """There is nothing to stop."""

    def heard(self) -> int:
        return self._frame

    def close(self) -> None:
        """There is nothing to give back."""
