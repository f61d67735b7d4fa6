"""Practices to look back on."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from thaw.practice.entry import Outcome
from thaw.practice.search import Place, Search
from thaw.shell.history.state import DayFacts, HistoryRow, HistoryState, RowPage

TODAY = date(2026, 11, 23)


class Rows:
    """A log of ``count`` practices, one a day, that remembers what was asked of it.

    It answers at once, or when ``answer`` is called where it is ``slow``.
    """

    def __init__(self, count: int, slow: bool = False) -> None:
        self.count = count
        self.slow = slow
        self.asked: list[tuple[Search, int]] = []
        self.waiting: list[Callable[[], None]] = []

    def ask(
        self, search: Search, after: Place | None, limit: int, answer: Callable[[RowPage], None]
    ) -> None:
        at = 0 if after is None else after[3]
        self.asked.append((search, at))
        last = search.last_day or TODAY
        skipped = (TODAY - last).days
        count = 1 if search.first_day is not None else self.count
        rows = tuple(row(skipped + n) for n in range(at, min(at + limit, count)))
        page = RowPage(rows, ("", 0, 0, at + limit) if len(rows) == limit else None)
        self.waiting.append(lambda: answer(page))
        if not self.slow:
            self.answer()

    def answer(self) -> None:
        waiting, self.waiting = self.waiting, []
        for one in waiting:
            one()


def row(number: int, outcome: Outcome = Outcome.COMPLETED) -> HistoryRow:
    day = TODAY - timedelta(days=number)
    return HistoryRow(
        f"id{number}",
        day,
        datetime(day.year, day.month, day.day, 7, 5),  # noqa: DTZ001  # a wall clock
        "Breath Awareness",
        600,
        outcome,
    )


def days(practised: set[int], total: int = 28) -> tuple[tuple[date, bool], ...]:
    return tuple((TODAY - timedelta(days=total - 1 - n), n in practised) for n in range(total))


FACTS = {
    day: DayFacts(600, 1, True)
    for day in (date(2025, 3, 1), date(2026, 1, 1), TODAY - timedelta(days=2), TODAY)
}
FULL = HistoryState(
    TODAY, 600, 2, 3, days({1, 4, 6, 9, 12, 14, 17, 19, 22, 25, 27}), False, facts=FACTS
)
