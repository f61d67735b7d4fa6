"""Start to a usable window with 10,000 session files of one's own, against 40. Budget: 1.5 ×.

Both homes know their files: the first start after so many are new reads them beside the window.
"""

import subprocess
import sys
from pathlib import Path

from side_by_side import Figures, environment, fresh_home, one_run, verdict

PROGRAM = Path(__file__).parent / "programs" / "thaw_window.py"
FEW, MANY = 40, 10_000
BUDGET = 1.5
RUNS = 9
SESSION = """\
thaw: 1
id: quiet-{number}
title: Quiet {number}
goal: Sit for a while, and hear a bell at the end.
category: timer
level: gentle
lengths: {{default: 5m, from: 3m, to: 30m}}
anchor: sounds
steps:
  - bell: warm-bowl
  - rest: {{min: 2m, ideal: 5m, max: 40m}}
  - bell: {{voice: warm-bowl, strikes: 3}}
"""


def main() -> None:
    with fresh_home() as few, fresh_home() as many:
        fill(few, FEW)
        fill(many, MANY)
        # In turn, so that a slow moment of the machine is felt by both; the first fills caches.
        pairs = [(one_run(PROGRAM, few), one_run(PROGRAM, many)) for _ in range(RUNS + 1)][1:]
    with_few, with_many = (Figures(values) for values in zip(*pairs, strict=True))
    print(f"{FEW} sessions: {with_few} s\n{MANY} sessions: {with_many} s")
    name = f"start with {MANY} session files"
    print(verdict(name, with_many.median / with_few.median, BUDGET))


def fill(home: str, count: int) -> None:
    """Make so many sessions of one's own, and have them looked at."""
    folder = Path(home) / "data" / "sessions"
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"quiet-{number}.yaml").write_text(SESSION.format(number=number), "utf-8")
    words = [sys.executable, "-m", "thaw", "list"]
    subprocess.run(words, env=environment(home), stdout=subprocess.DEVNULL, check=True)


if __name__ == "__main__":
    main()
