"""A plan and its sound, and how to have the sound of the same plan changed on the way."""

from collections.abc import Callable
from dataclasses import dataclass

from thaw.audio.levels import Levels
from thaw.audio.output import Fill
from thaw.core.plan import Plan
from thaw.core.units import Frames


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
