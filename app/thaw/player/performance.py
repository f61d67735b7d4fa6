"""A plan and its sound, and how to have the sound of the same plan changed on the way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from thaw.audio.levels import Levels
from thaw.audio.output import Fill
from thaw.core.plan import Plan
from thaw.core.session import VoiceLine
from thaw.core.units import Frames


class Lines(Protocol):
    """Lines that are still being made when a practice begins."""

    @property
    def made(self) -> int: ...

    @property
    def total(self) -> int: ...

    def news(self) -> Mapping[VoiceLine, Frames]:
        """How long each line takes that was made since this was last asked."""
        ...

    def stop(self) -> None:
        """No more of them are wanted."""
        ...


@dataclass(frozen=True, slots=True)
class Performance:
    """A plan and the sound of it. ``end`` is the frame at which the last sound has rung out."""

    plan: Plan
    fill: Fill
    end: Frames
    replan: "Callable[[Plan], Performance] | None" = None
    """Make the sound of a plan that differs from ``plan`` in time alone. At once: it is
    called while the old one plays."""
    set_levels: "Callable[[Levels], None] | None" = None
    """Turn the levels of this performance, and of every one it is replanned to, within a
    tenth of a second. On any thread."""
    lines: Lines | None = None
    """What ``plan`` was begun without: lines that are captions until they are made."""
