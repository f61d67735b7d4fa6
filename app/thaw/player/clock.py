"""Clocks, as a value that a test can replace."""

import sys
import time
from datetime import datetime
from typing import Protocol

from thaw.practice.clock import local_now


class Clock(Protocol):
    """The time of day for the log, and two clocks that nobody can set."""

    def now(self) -> datetime:
        """The local time of day, with its zone."""
        ...

    def running_s(self) -> float:
        """Seconds the machine has been awake."""
        ...

    def asleep_s(self) -> float:
        """Seconds the machine has slept, from any fixed start."""
        ...


class SystemClock:
    """The machine's own clocks."""

    def now(self) -> datetime:
        return local_now()

    def running_s(self) -> float:
        if sys.platform == "darwin":
            return time.clock_gettime(time.CLOCK_UPTIME_RAW)
        return time.monotonic()

    def asleep_s(self) -> float:
        """Linux and macOS tell; Windows has no such pair of clocks in the standard library."""
        if sys.platform == "linux":
            return time.clock_gettime(time.CLOCK_BOOTTIME) - time.monotonic()
        if sys.platform == "darwin":
            return time.monotonic() - time.clock_gettime(time.CLOCK_UPTIME_RAW)
        return 0.0
