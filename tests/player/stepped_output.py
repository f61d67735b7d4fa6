"""An output whose crank the test turns: a second of sound is heard when it says so."""

import numpy as np

from thaw.audio.output import PAUSE_FADE_MS, Fill, OutputFault
from thaw.core.units import RATE


class SteppedOutput:
    """Renders and hears exactly the frames that ``turn`` asks for."""

    rate = RATE

    def __init__(self) -> None:
        self.fault: OutputFault | None = None
        self.is_running = False
        self.spans: list[tuple[int, int]] = []
        """Each stretch heard without a break, as (first frame, frame after the last)."""
        self.last = np.zeros((0, 2), np.float32)
        """What was turned last, as it sounded."""
        self.last_fade_ms: int | None = None
        self._fill: Fill | None = None
        self._frame = 0

    def start(self, fill: Fill, frame: int) -> None:
        self.fault = None
        self._fill = fill
        self._frame = frame
        self.is_running = True
        self.spans.append((frame, frame))

    def stop(self, fade_ms: int = PAUSE_FADE_MS) -> None:
        self.last_fade_ms = fade_ms
        self.is_running = False

    def heard(self) -> int:
        return self._frame

    def close(self) -> None:
        self.stop(0)

    def turn(self, seconds: float) -> None:
        """Let ``seconds`` of sound be heard."""
        count = round(seconds * RATE)
        if not self.is_running or self._fill is None:
            return
        self.last = np.zeros((count, 2), np.float32)
        self._fill(self.last, self._frame)
        self._frame += count
        self.spans[-1] = (self.spans[-1][0], self._frame)

    def lose(self, fault: OutputFault) -> None:
        """Let the device go away."""
        self.is_running = False
        self.fault = fault


class ChoosingOutput(SteppedOutput):
    """One that plays on a device of the person's choice."""

    def __init__(self) -> None:
        super().__init__()
        self.is_on_substitute = False
        self.followed = 0
        """How often it was told of another choice."""

    def follow_choice(self) -> None:
        self.followed += 1
