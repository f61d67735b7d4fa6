"""Taking in 100,000 practices, against SQLite alone writing the same rows.

Budgets: six times the processor that SQLite needs for rows that lie ready, and 200 MB of
memory however the file is written. Beside them the seconds of processor, for a quiet machine.
"""

import os
import random
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from a_start import a_start
from side_by_side import CHECKOUT, fresh_home, in_turn, verdict

sys.path.insert(0, str(CHECKOUT / "app"))

from thaw.practice.entry import Outcome, PracticeEntry, Progress, whole
from thaw.practice.exchange import export_csv, export_json
from thaw.practice.log import PracticeLog

PROGRAMS = Path(__file__).parent / "programs"
ROWS = 100_000
RUNS = 3
BUDGET = 6.0
MOST_MB = 200.0
FIRST = datetime(2006, 1, 1, tzinfo=UTC)
MINUTES = 20 * 365 * 1440

FILES = {"own.json": "Thaw's JSON", "own.csv": "Thaw's CSV", "insight.csv": "Insight Timer's CSV"}


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with fresh_home() as home:
        fill(Path(home), rows)
        for name, words in FILES.items():
            os.environ["THAW_BENCHMARK_FILE"] = name
            taking_in, bare = in_turn(
                [PROGRAMS / "importing.py", PROGRAMS / "bare_rows.py"], RUNS, Path(home)
            )
            ratio = verdict(words, taking_in.median / bare.median, BUDGET)
            print(f"{ratio}; {taking_in} s of processor, SQLite alone {bare} s", flush=True)
            print(memory(Path(home)), flush=True)


def memory(home: Path) -> str:
    os.environ["THAW_BENCHMARK_MEMORY"] = "1"
    (figures,) = in_turn([PROGRAMS / "importing.py"], 1, home)
    del os.environ["THAW_BENCHMARK_MEMORY"]
    kept = "kept" if figures.median <= MOST_MB else "MISSED"
    return f"    {figures.median:.0f} MB, budget {MOST_MB:g} MB: {kept}"


def fill(home: Path, rows: int) -> None:
    """Make a log, and the three files that hold what it holds."""
    log = PracticeLog.open(home / "practice.sqlite")
    chance = random.Random(1)
    start = a_start(FIRST)
    practices: list[PracticeEntry] = []
    for _ in range(rows):
        began = FIRST + timedelta(minutes=chance.randrange(MINUTES))
        ms = chance.randrange(60_000, 2_400_000)
        done = Progress(practised_ms=ms, position_ms=ms, paused_ms=0, wall_ms=ms)
        practice_id = str(UUID(int=chance.getrandbits(128)))
        practices.append(whole(practice_id, replace(start, started=began), done, Outcome.COMPLETED))
    log.add(practices)
    export_json(log, home / "own.json")
    export_csv(log, home / "own.csv")
    lines = (insight_line(practice) for practice in practices)
    head = "Started At,Duration,Preset,Activity\n"
    (home / "insight.csv").write_text(head + "".join(lines), "utf-8")
    log.shut()


def insight_line(practice: PracticeEntry) -> str:
    minutes, seconds = divmod(practice.progress.practised_ms // 1000, 60)
    began = practice.started_utc
    return f"{began:%m/%d/%Y %H:%M:%S},0:{minutes}:{seconds},Morning,Meditation\n"


if __name__ == "__main__":
    main()
