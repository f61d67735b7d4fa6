"""Days are written as people here write them, and named where they are near."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QLocale

from thaw.shell.day_words import coming_day_text, date_text, long_day_text, past_day_text

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


def test_a_day_has_its_year_where_it_stands_alone() -> None:
    assert date_text(date(2026, 11, 3)) == "3 November 2026"
    assert long_day_text(date(2026, 11, 3)) == "Tuesday 3 November 2026"


def test_a_day_to_come_has_its_year_only_where_that_is_another_one() -> None:
    assert coming_day_text(date(2026, 12, 24), TODAY) == "Thursday 24 December"
    assert coming_day_text(date(2027, 1, 4), TODAY) == "Monday 4 January 2027"


def test_days_are_named_as_people_do() -> None:
    assert past_day_text(TODAY, TODAY) == "Today"
    assert past_day_text(TODAY - timedelta(days=1), TODAY) == "Yesterday"
    assert past_day_text(date(2026, 11, 3), TODAY) == "Tue 3 November"
    assert past_day_text(date(2025, 11, 3), TODAY) == "3 November 2025"
