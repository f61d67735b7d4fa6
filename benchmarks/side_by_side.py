"""Run two programs in turn, so that a slow moment of the machine is felt by both."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
STARTED = "THAW_BENCHMARK_STARTED"


@dataclass(frozen=True)
class Figures:
    """What several runs came to."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    def __str__(self) -> str:
        return f"{self.median:.3f} (from {min(self.values):.3f} to {max(self.values):.3f})"


def environment(home: str) -> dict[str, str]:
    """The environment of a measured program: its own home, a screen, our source.

    Somebody has been in that home before: nobody is welcomed, the library comes at once.
    """
    settings = Path(home) / "config" / "settings.json"
    settings.parent.mkdir(parents=True, exist_ok=True)
    if not settings.exists():
        settings.write_text("{}", "utf-8")
    return {
        **os.environ,
        "PYTHONPATH": str(CHECKOUT / "app"),
        "THAW_HOME": home,
        STARTED: repr(time.monotonic()),
    }


def in_turn(scripts: Sequence[Path], runs: int, prepare_home: Path) -> list[Figures]:
    """Run each script ``runs`` times in turn; each prints one number as its last line."""
    values: list[list[float]] = [[] for _ in scripts]
    for number in range(runs + 1):
        for index, script in enumerate(scripts):
            value = one_run(script, str(prepare_home))
            if number > 0:  # the first round fills caches
                values[index].append(value)
    return [Figures(tuple(row)) for row in values]


def one_run(script: Path, home: str) -> float:
    done = subprocess.run(
        [sys.executable, str(script)],
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if done.returncode != 0:
        raise SystemExit(f"{script.name} failed:\n{done.stderr}")
    return float(done.stdout.split()[-1])


def fresh_home() -> "tempfile.TemporaryDirectory[str]":
    """A home for the measured programs, gone afterwards."""
    return tempfile.TemporaryDirectory(prefix="thaw-benchmark-")


def verdict(name: str, ratio: float, budget: float) -> str:
    """One line: a ratio, its budget, and whether it is kept."""
    kept = "kept" if ratio <= budget else "MISSED"
    return f"{name}: {ratio:.2f} ×, budget {budget:g} ×: {kept}"
