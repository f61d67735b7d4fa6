"""A sound that says of every frame which one it is, however loud it is played.

Left and right are the cosine and sine of one angle that turns once in ``PERIOD``
frames: the angle survives any volume, and float32 tells neighbouring frames apart.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from thaw.audio.output import Block

PERIOD: Final = 60 * 48_000
LEVEL: Final = 0.5
_FAINTEST: Final = 1e-4


def fill(block: Block, frame: int) -> None:
    """Write the code from ``frame`` on."""
    angle = (np.arange(frame, frame + len(block)) % PERIOD) * (2 * np.pi / PERIOD)
    block[:, 0] = LEVEL * np.cos(angle)
    block[:, 1] = LEVEL * np.sin(angle)


@dataclass(frozen=True)
class Decoded:
    """A recording read back. ``frames`` mean nothing where it is not ``audible``."""

    frames: NDArray[np.int64]
    loudness: NDArray[np.float64]
    """1 is as loud as it was filled."""

    @property
    def audible(self) -> NDArray[np.bool_]:
        return self.loudness > _FAINTEST

    def runs(self) -> list["Run"]:
        """The stretches in which each frame follows the one before it."""
        audible = self.audible
        follows = np.zeros(len(audible), bool)
        follows[1:] = audible[1:] & audible[:-1] & (np.abs(np.diff(self.frames) - 1) <= 1)
        begins = np.flatnonzero(audible & ~follows)
        # A run ends before the next begins, or where silence sets in.
        ends = np.flatnonzero(audible & ~np.append(follows[1:], False))
        return [
            Run(int(begin), int(self.frames[begin]), int(self.frames[end]))
            for begin, end in zip(begins, ends, strict=True)
        ]


@dataclass(frozen=True)
class Run:
    """Frames ``first`` to ``last`` without a gap, from ``at`` on in the recording."""

    at: int
    first: int
    last: int

    @property
    def end(self) -> int:
        """The place in the recording after its last frame."""
        return self.at + self.last - self.first + 1


def decode(sound: NDArray[np.float32]) -> Decoded:
    left, right = sound[:, 0].astype(np.float64), sound[:, 1].astype(np.float64)
    angle = np.arctan2(right, left) % (2 * np.pi)
    frames = np.rint(angle * (PERIOD / (2 * np.pi))).astype(np.int64) % PERIOD
    return Decoded(frames, np.hypot(left, right) / LEVEL)
