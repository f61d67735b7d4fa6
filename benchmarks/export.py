"""Memory and time of a 45-minute session as a sound file, for each format. Budget: 300 MB.

The first goes with nothing cached, so that making the lines and the soundscape counts too.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

from side_by_side import environment, fresh_home

BUDGET_MB = 300
MINUTES = 45
SESSION = "breath-awareness"
ENDINGS = ("flac", "flac", "ogg", "opus", "wav", "m4a", "mp3")


def main() -> None:
    with fresh_home() as home:
        for number, ending in enumerate(ENDINGS):
            file = Path(home) / f"session.{ending}"
            took_s, memory_mb = written(file, home)
            kept = "kept" if memory_mb <= BUDGET_MB else "MISSED"
            cached = "nothing cached" if number == 0 else "cached"
            print(
                f"{ending:<5} {cached:<15} {took_s:6.1f} s, {MINUTES * 60 / took_s:4.0f} × real "
                f"time, {memory_mb:5.0f} MB, budget {BUDGET_MB} MB: {kept}",
                flush=True,
            )


def written(file: Path, home: str) -> tuple[float, float]:
    """Seconds, and the most memory that the process took, in MB. Linux and macOS alone."""
    words = ["-m", "thaw", "render", SESSION, "--minutes", str(MINUTES), "-o", str(file)]
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *words], env=environment(home), stderr=subprocess.PIPE
    )
    _, status, usage = os.wait4(process.pid, 0)
    took_s = time.perf_counter() - began
    if status != 0:
        raise SystemExit(f"{file.name} was not written")
    unit = 1 if sys.platform == "darwin" else 1024
    return took_s, usage.ru_maxrss * unit / 1e6


if __name__ == "__main__":
    main()
