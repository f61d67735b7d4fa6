"""Whether the machine had time for the tests at all."""

import os
from pathlib import Path
from typing import Final

from thaw.core.units import RATE

_WAITING_PER_CORE: Final = 1.25
_STOLEN: Final = 0.005
"""The share of its time that a host may keep from a virtual machine before sound suffers."""
_BREAKS: Final = 3
_A_HICCUP: Final = RATE // 4


def is_overrun() -> bool:
    """Whether programs wait for a core, or the machine itself waits for its host.

    These tests alone keep less than one core busy. What else goes on may then hold up the
    sound server itself, for a fifth of a second at times, and a drop-out says nothing
    about Thaw.
    """
    return os.getloadavg()[0] > _WAITING_PER_CORE * (os.cpu_count() or 1) or _stolen() > _STOLEN


def forgiven_breaks() -> int:
    """How many breaks a few seconds of sound may have on this machine."""
    return _BREAKS if is_overrun() else 0


def forgiven_frames() -> int:
    """How many frames an overrun machine may lose, or come late by, in half a minute."""
    return _A_HICCUP if is_overrun() else 0


def _stolen() -> float:
    """The share of time since the start that the host gave to others."""
    words = Path("/proc/stat").read_text("ascii").splitlines()[0].split()
    ticks = [int(word) for word in words[1:9]]
    return ticks[7] / sum(ticks)
