"""The history on a million practices: opening it, every figure, and pages far down.

Budgets: 250 ms for all that opening the view reads, 60 ms for any figure once the log is
open. Beside them, how long SQLite takes to count the rows of the same file: a machine
that is busy is slower at both.
"""

import random
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from thaw.practice.log import PracticeLog
from thaw.practice.lost_dates import lost_dates
from thaw.practice.rows import COLUMNS
from thaw.practice.stats import (
    Aspect,
    by_month,
    by_week,
    practice_days,
    run_length,
    shares,
    summary,
    time_of_day,
)

ROWS = 1_000_000
DAYS = 7_600
FIRST_DAY = date(2006, 1, 1)
TODAY = FIRST_DAY + timedelta(days=DAYS - 1)
NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 23, tzinfo=UTC)
ROUNDS = 9
FIGURE_MS = 60
OPENING_MS = 250
PAGE = 100


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory(prefix="thaw-benchmark-") as folder:
        path = Path(folder, "practice.sqlite")
        fill(path, rows)
        print(f"{rows} practices on {DAYS} days, {path.stat().st_size / 1e6:.0f} MB")
        log, opening_ms = measured(lambda: PracticeLog.open(path))
        try:
            measure(log, opening_ms)
        finally:
            log.shut()


def measure(log: PracticeLog, opening_ms: float) -> None:
    count_ms = median_ms(lambda: counted(log))
    print(f"{'counting the rows':<36} {count_ms:7.1f} ms")
    print(f"{'opening the log':<36} {opening_ms:7.1f} ms")
    # The keeper does this when it opens the log, beside the window.
    for name, add_up in (
        ("adding up the days, once", log.day_totals),
        ("adding up the kinds, once", log.kind_totals),
    ):
        _, once_ms = measured(add_up)
        print(f"{name:<36} {once_ms:7.1f} ms, {once_ms / count_ms:5.2f} × counting")
    said("the view", median_ms(lambda: view(log)), OPENING_MS, count_ms)
    for name, figure in figures(log).items():
        said(name, median_ms(figure), FIGURE_MS, count_ms)


def figures(log: PracticeLog) -> dict[str, Callable[[], object]]:
    month, year = TODAY - timedelta(days=27), TODAY - timedelta(days=364)
    return {
        "summary": lambda: summary(log, TODAY, 0, 3),
        "by category, ever": lambda: shares(log.kind_totals(), Aspect.CATEGORY),
        "by level, the last 28 days": lambda: shares(log.kind_totals(month, TODAY), Aspect.LEVEL),
        "by anchor, the last year": lambda: shares(log.kind_totals(year, TODAY), Aspect.ANCHOR),
        "every week": lambda: by_week(log.day_totals(), 0),
        "every month": lambda: by_month(log.day_totals()),
        "run length": lambda: run_length(practice_days(log.day_totals()), TODAY),
        "dates that never were": lambda: lost_dates(log, NOW, TODAY),
        "time of day, the last 28 days": lambda: time_of_day(log.starting_minutes(month)),
        "summary, with a practice just written": lambda: after_writing(log),
    }


def view(log: PracticeLog) -> None:
    summary(log, TODAY, 0, 3)
    log.entries(limit=PAGE)


def after_writing(log: PracticeLog) -> None:
    newest = log.entries(limit=1)
    log.discard(newest[0].id)
    log.put(newest)
    summary(log, TODAY, 0, 3)


def counted(log: PracticeLog) -> int:
    return log.count()


def said(name: str, ms: float, budget_ms: float, count_ms: float) -> None:
    kept = "kept" if ms <= budget_ms else "MISSED"
    print(
        f"{name:<36} {ms:7.1f} ms, {ms / count_ms:5.2f} × counting; budget {budget_ms} ms: {kept}"
    )


def measured(work: Callable[[], PracticeLog | object]) -> tuple[PracticeLog, float]:
    began = time.perf_counter()
    result = work()
    return result, (time.perf_counter() - began) * 1000  # type: ignore[return-value]  # as given


def median_ms(work: Callable[[], object]) -> float:
    times: list[float] = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times) * 1000


def fill(path: Path, rows: int) -> None:
    log = PracticeLog.open(path)
    columns = ", ".join(COLUMNS)
    places = ", ".join("?" for _ in COLUMNS)
    with log.changing() as writing:
        writing.execute("DROP TRIGGER temp.watch_new")
        writing.executemany(f"INSERT INTO practice ({columns}) VALUES ({places})", practices(rows))
    log.shut()


def practices(rows: int) -> Iterator[tuple[object, ...]]:
    chance = random.Random(1)
    for number in range(rows):
        day = FIRST_DAY + timedelta(days=number * DAYS // rows)
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
        started = int(midnight.timestamp() * 1000) + chance.randrange(80_000_000)
        ms = chance.randrange(60_000, 2_400_000)
        values: dict[str, object] = {
            "id": str(uuid.UUID(int=chance.getrandbits(128))),
            "session_id": "breath-awareness",
            "content_hash": "9f2c" * 16,
            "title": "Breath Awareness",
            "category": chance.choice(["breath", "breathing", "body", "ground", "open", "sleep"]),
            "level": chance.choice(["gentle", "steady", "deep"]),
            "anchor": chance.choice(["breath", "sounds", "hands", "feet"]),
            "language": "en",
            "source": "library",
            "app_version": "0.1.0",
            "started_utc_ms": started,
            "ended_utc_ms": started + ms,
            "local_date": day.isoformat(),
            "tz_name": "Europe/Lisbon",
            "outcome": chance.choice(["completed", "completed", "partial"]),
            "pauses": "[]",
            "tags": "[]",
            "skips": "[]",
            "extensions": "[]",
            "choices": "[]",
            "planned_ms": ms,
            "practised_ms": ms,
            "position_ms": ms,
            "wall_ms": ms,
            "utc_offset_start_min": offset_on(day),
            "utc_offset_end_min": offset_on(day),
            "programme_week": None,
            "edited_utc_ms": None,
            "session_version": "",
            "programme": "",
            "breath_pattern": "",
        }
        yield tuple(values.get(name, 0) for name in COLUMNS)


def offset_on(day: date) -> int:
    """Two changes of the clock a year, and ten days far west and far east of here."""
    if day.month == 2 and day.day <= 10:
        return -600 if day.day <= 5 else 780
    return 60 if 4 <= day.month <= 10 else 0


if __name__ == "__main__":
    main()
