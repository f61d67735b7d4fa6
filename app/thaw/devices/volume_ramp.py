"""How loud a sink is at a moment, where sound it holds already has to fade."""

import math
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class VolumeRamp:
    """A half-cosine in volume, by the monotonic clock."""

    begin: float
    end: float
    begins_s: float
    length_ms: int

    def at(self, now_s: float) -> float:
        if self.is_over(now_s):
            return self.end
        if now_s <= self.begins_s:
            return self.begin
        progress = (now_s - self.begins_s) * 1000 / self.length_ms
        return self.begin + (self.end - self.begin) * (0.5 - 0.5 * math.cos(math.pi * progress))

    def is_over(self, now_s: float) -> bool:
        return (now_s - self.begins_s) * 1000 >= self.length_ms


FULL: Final = VolumeRamp(1.0, 1.0, 0.0, 0)
