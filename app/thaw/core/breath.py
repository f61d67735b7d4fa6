"""Paced breathing: patterns, their phases, and the cycles they lay out."""

import math
from dataclasses import dataclass
from enum import StrEnum


class Phase(StrEnum):
    """One part of a breath."""

    IN = "in"
    TOP_UP = "top-up"
    HOLD = "hold"
    OUT = "out"
    REST = "rest"
    """The pause after breathing out."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One breath cycle. Every length is in milliseconds; 0 leaves the phase out."""

    name: str
    in_ms: int
    out_ms: int
    top_up_ms: int = 0
    hold_ms: int = 0
    rest_ms: int = 0


def eased(progress: float) -> float:
    """A half-cosine from 0 to 1: lungs neither start nor stop abruptly."""
    return 0.5 - 0.5 * math.cos(math.pi * min(max(progress, 0.0), 1.0))
