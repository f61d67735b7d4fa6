"""Kill programs that write to a log, at as many random points as wanted.

    python -m tests.faults [--points 200] [--seed N]

Each point's own seed is told where it fails, and does the same again with ``--only``.
"""

import argparse
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.faults.killing import KINDS


def main() -> int:
    asked = argparse.ArgumentParser(description="Kill what writes to a log, again and again.")
    asked.add_argument("--points", type=int, default=200)
    asked.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    asked.add_argument("--only", choices=KINDS, help="one kind of work, at one seed")
    options = asked.parse_args()
    names = [options.only] if options.only else list(KINDS)
    print(f"seed {options.seed}", flush=True)
    done: Counter[str] = Counter()
    failed = 0
    for point in range(1 if options.only else options.points):
        name = names[point % len(names)]
        seed = options.seed + point
        with tempfile.TemporaryDirectory(prefix="thaw-faults-") as folder:
            try:
                KINDS[name](Path(folder), random.Random(seed))
            except AssertionError as fault:
                failed += 1
                print(f"FAILED: --only {name} --seed {seed}: {fault!r}", flush=True)
        done[name] += 1
    counts = ", ".join(f"{name} {count}" for name, count in done.items())
    print(f"{done.total()} points ({counts}), {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
