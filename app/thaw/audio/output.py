"""The port through which a plan is heard: what every output promises."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

Block: TypeAlias = NDArray[np.float32]
"""Shape (frames, 2), within ±1, at ``thaw.core.units.RATE``."""

Fill: TypeAlias = Callable[[Block, int], None]
"""Write the sound from a frame on into a block. Called on the output's own thread."""

PAUSE_FADE_MS: Final = 250
STOP_FADE_MS: Final = 1_200
RESUME_FADE_MS: Final = 600
SEEK_FADE_MS: Final = 30


class FaultKind(StrEnum):
    """Why an output stopped being heard."""

    NO_DEVICE = "no-device"
    STALLED = "stalled"
    REFUSED = "refused"
    CUT_OFF = "cut-off"
    """The sound system is out of this program's reach until it is opened again."""


@dataclass(frozen=True, slots=True)
class OutputFault:
    """What went wrong, and the library's own words for a report."""

    kind: FaultKind
    detail: str = ""


class AudioOutput(Protocol):
    """Something that plays frames and knows which one the listener has reached.

    Its methods are called on one thread; ``fill`` is called on another.
    """

    @property
    def rate(self) -> int:
        """Frames a second."""
        ...

    @property
    def fault(self) -> OutputFault | None:
        """Set, never raised, when sound stops being heard; cleared by ``start``."""
        ...

    @property
    def is_running(self) -> bool:
        """Whether ``heard`` may still move: from ``start`` until the fade of ``stop`` is over."""
        ...

    def start(self, fill: Fill, frame: int) -> None:
        """Play from ``frame`` on, asking ``fill`` for each block. Returns at once.

        A start at a later frame than 0 is faded in over ``RESUME_FADE_MS``. One that comes
        while this plays leaves what is heard without a click, over ``SEEK_FADE_MS``; what was
        rendered of it may be heard before. ``heard`` is at ``frame`` at once. One that comes
        while a stop still fades may wait for its end, and begin from the frame heard then.
        """
        ...

    def stop(self, fade_ms: int = PAUSE_FADE_MS) -> None:
        """Fade over ``fade_ms``, then drop what was rendered but not heard.

        Returns at once; with a fade of 0, everything is dropped on return.
        Harmless when not started.
        """
        ...

    def heard(self) -> int:
        """The frame the listener has reached: never goes back between two starts."""
        ...

    def close(self) -> None:
        """Drop everything and give the device and the thread back. Not started again."""
        ...
