"""Looking back on a million practices. Budget: 0.25 s to a picture, 60 pictures a second."""

import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from a_start import a_start
from side_by_side import CHECKOUT, fresh_home, in_turn

sys.path.insert(0, str(CHECKOUT / "app"))

from thaw.practice.entry import Outcome, Progress, closed, opened
from thaw.practice.log import PracticeLog
from thaw.practice.rows import COLUMNS

PROGRAM = Path(__file__).parent / "programs" / "looking_back.py"
ROWS = 1_000_000
A_DAY = 100
RUNS = 5

DIFFERENT = {
    "id": "'practice-' || i",
    "local_date": f"date(local_date, '-' || (i / {A_DAY}) || ' days')",
    "started_utc_ms": f"started_utc_ms - (i / {A_DAY}) * 86400000 - (i % {A_DAY}) * 60000",
    "ended_utc_ms": f"ended_utc_ms - (i / {A_DAY}) * 86400000 - (i % {A_DAY}) * 60000",
    "title": "CASE i % 3 WHEN 0 THEN 'Body Scan' WHEN 1 THEN 'Slow and Small' ELSE title END",
    "category": "CASE i % 3 WHEN 0 THEN 'body' WHEN 1 THEN 'breathing' ELSE category END",
}


@dataclass(frozen=True)
class Measure:
    """What is measured, and how long it may take; 0 is no promise."""

    name: str
    what: str
    budget_s: float


MEASURES = (
    Measure("first", "opened for the first time", 0.25),
    Measure("again", "opened again", 0.25),
    Measure("page", "a page from its middle", 0.0),
    Measure("frame", "nineteen of twenty steps of a scroll", 1 / 60),
    Measure("search", "a word that is nowhere", 0.0),
)


def main() -> None:
    with fresh_home() as home:
        path = Path(home) / "practice.sqlite"
        fill(path)
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        for measure in MEASURES:
            os.environ["THAW_BENCHMARK_LOOK"] = measure.name
            (figures,) = in_turn([PROGRAM], RUNS, Path(home))
            kept = "" if not measure.budget_s else f", budget {measure.budget_s:.3f} s: "
            if kept:
                kept += "kept" if figures.median <= measure.budget_s else "MISSED"
            print(f"{measure.what}: {figures} s{kept}", flush=True)


def fill(path: Path) -> None:
    """Make a log of a million practices, a hundred a day, the newest today."""
    log = PracticeLog.open(path)
    now = datetime.now(UTC).replace(hour=12)
    start = a_start(now)
    done = Progress(practised_ms=600_000, position_ms=600_000, paused_ms=0, wall_ms=600_000)
    first = closed(opened("practice-0", start), done, Outcome.COMPLETED, now)
    log.put([first])
    values = ", ".join(DIFFERENT.get(name, name) for name in COLUMNS)
    with log.changing() as writing:
        writing.execute(
            f"INSERT INTO practice ({', '.join(COLUMNS)})"
            f" WITH RECURSIVE number(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM number"
            f" WHERE i < {ROWS - 1})"
            f" SELECT {values} FROM number, (SELECT * FROM practice)"
        )
    log.shut()


if __name__ == "__main__":
    main()
