"""What was freed is with the system again, measured in a process of its own."""

import subprocess
import sys

import pytest

from thaw.devices.freed_memory import give_back_when_freed

# Big blocks raise glibc's thresholds when they are freed; smaller ones are kept from then on.
PROGRAM = """
import os, sys
from pathlib import Path
import numpy as np
from thaw.devices.freed_memory import give_back_when_freed

if sys.argv[1] == "asked":
    assert give_back_when_freed()

def resident_mb():
    pages = int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20

np.ones(30 * 2**20, np.uint8)
before = resident_mb()
parts = [np.ones(6 * 2**20, np.uint8) for _ in range(10)]
last = np.ones(2**16, np.uint8)  # above them, so that what is below can't be cut off
del parts
print(round(resident_mb() - before))
"""


def kept_mb(how: str) -> int:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, how], check=True, capture_output=True, text=True
    )
    return int(ran.stdout)


def test_what_was_freed_is_with_the_system_again() -> None:
    assert kept_mb("not asked") > 40, "glibc gives it back by itself: this is no longer needed"
    assert kept_mb("asked") < 5


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_other_systems_are_left_alone(system: str) -> None:
    assert not give_back_when_freed(system)
