"""Memory, processor and wake-ups: in the tray, with the window open, and while playing.

Needs a screen with a tray and a sound server; reads ``/proc``, so Linux alone.
"""

import os
import subprocess
import sys
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from side_by_side import environment, fresh_home, verdict

PROGRAMS = Path(__file__).parent / "programs"
SETTLE_S = 12
WATCH_S = 15
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
IN_USE_S = 75
"""From the start of the program to when everything was in use once."""
BREATHING = """\
thaw: 1
id: breathing-only
title: Breathing Only
goal: Breathe from the first minute to the last, with all that moves and sounds.
category: breathing
level: gentle
language: en
lengths: {default: 5m, from: 5m, to: 5m}
anchor: breath
sound: {bed: brown-noise, bells: small-rin}
steps:
  - bell: small-rin
  - breathe: {pattern: even, for: {min: 1m, ideal: 5m, max: 6m}, cues: [sight, sound]}
  - rest: {min: 1s, ideal: 4s, max: 30s}
  - mark: closing
  - bell: small-rin
"""


@dataclass(frozen=True)
class Usage:
    """What a process took over ``WATCH_S``."""

    memory_mb: float
    cpu_percent: float
    wakeups_a_second: float

    def __str__(self) -> str:
        return (
            f"{self.memory_mb:6.1f} MB, {self.cpu_percent:5.2f} % of a core, "
            f"{self.wakeups_a_second:6.1f} wake-ups a second"
        )


def main() -> None:
    with fresh_home() as home:
        own = Path(home) / "data" / "sessions"
        own.mkdir(parents=True)
        (own / "breathing-only.yaml").write_text(BREATHING, encoding="utf-8")
        bare = shown("bare window", [str(PROGRAMS / "idle_window.py")], home)
        tray = shown("in the tray", ["-m", "thaw", "--tray"], home)
        shown("window open", ["-m", "thaw"], home)
        quick = ["-m", "thaw", "--quick", "slow-and-small"]
        shown("playing, the very first time", quick, home, IN_USE_S)
        playing = shown("playing", quick, home, IN_USE_S)
        breathing = shown("breathing", ["-m", "thaw", "--quick", "breathing-only"], home, 30)
    print(verdict("memory in the tray", tray.memory_mb / bare.memory_mb, 1.8))
    print(verdict("memory while playing", playing.memory_mb / bare.memory_mb, 3.0))
    print(f"processor in the tray: {tray.cpu_percent:.2f} %, budget 0.0 %")
    print(f"wake-ups in the tray: {tray.wakeups_a_second:.1f} a second, budget 1")
    print(f"processor while playing: {playing.cpu_percent:.1f} % of a core, budget 8 %")
    print(f"processor while the shape moves: {breathing.cpu_percent:.1f} % of a core, budget 8 %")


def shown(name: str, words: Sequence[str], home: str, settle_s: float = SETTLE_S) -> Usage:
    usage = watched(words, home, settle_s)
    print(f"{name:<28} {usage}", flush=True)
    return usage


def watched(words: Sequence[str], home: str, settle_s: float = SETTLE_S) -> Usage:
    with running(words, home) as pid:
        time.sleep(settle_s)
        cpu, switches = _cpu_ticks(pid), _switches(pid)
        time.sleep(WATCH_S)
        return Usage(
            memory_mb=_private_and_shared_kb(pid) / 1024,
            cpu_percent=(_cpu_ticks(pid) - cpu) / TICKS_A_SECOND / WATCH_S * 100,
            wakeups_a_second=(_switches(pid) - switches) / WATCH_S,
        )


@contextmanager
def running(words: Sequence[str], home: str) -> Generator[int]:
    process = subprocess.Popen(
        [sys.executable, *words],
        env=environment(home),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process.pid
        if process.poll() is not None:
            raise SystemExit(f"{' '.join(words)} ended with {process.returncode}")
    finally:
        process.terminate()
        process.wait(timeout=30)


def _private_and_shared_kb(pid: int) -> int:
    """Resident memory, pages shared with other programs included."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def _cpu_ticks(pid: int) -> int:
    """Time on a processor so far, of all threads, those included that have ended."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _switches(pid: int) -> int:
    total = 0
    for status in Path(f"/proc/{pid}/task").glob("*/status"):
        for line in status.read_text(encoding="utf-8").splitlines():
            if line.startswith("voluntary_ctxt_switches"):
                total += int(line.split()[1])
    return total


if __name__ == "__main__":
    main()
