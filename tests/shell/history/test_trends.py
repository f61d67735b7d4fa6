"""Weeks and months: honest scales, moved through by key and click, and all of it in words too."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.shell.person import click, words
from thaw.core.own_plan import EarlierTarget, OwnPlan
from thaw.practice.stats import Aspect, Period, Share
from thaw.practice.totals import DayTotal
from thaw.shell.history.bars import Bar, BarChart
from thaw.shell.history.period_table import PeriodTable
from thaw.shell.history.periods import period_text, planned, trends
from thaw.shell.history.state import DayFacts, HistoryState
from thaw.shell.history.trends import TrendsPage
from thaw.shell.history.words import gap_text, total_text
from thaw.shell.theme import Theme
from thaw.shell.widgets.controls import Button

TODAY = date(2026, 11, 25)
"""A Wednesday."""
TEN_MIN_MS = 600_000
DAYS = [TODAY - timedelta(days=n) for n in (200, 90, 30, 9, 8, 1, 0)]
TOTALS = [DayTotal(day, TEN_MIN_MS, 1) for day in DAYS]
STATE = HistoryState(
    TODAY,
    is_empty=False,
    practices=8,
    usual_gap_days=2.0,
    trends=trends(TOTALS, TODAY, 0),
    facts={day: DayFacts(600, 1, True) for day in DAYS},
)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> TrendsPage:
    made = TrendsPage(theme)
    qtbot.addWidget(made)
    made.resize(800, 800)
    made.show_state(STATE)
    with qtbot.waitExposed(made):
        made.show()
    made.focus()
    return made


def test_weeks_and_months_go_on_to_today() -> None:
    long_ago = trends([DayTotal(date(2026, 8, 3), TEN_MIN_MS, 1)], TODAY, 0)
    assert long_ago.weeks[-1].first_day == date(2026, 11, 23)
    assert [one.first_day.month for one in long_ago.months] == [8, 9, 10, 11]
    assert sum(one.practised_ms for one in long_ago.weeks) == TEN_MIN_MS
    assert trends([], TODAY, 0).weeks == ()


def test_all_there_is_is_said_in_sentences(page: TrendsPage) -> None:
    said = words(page)
    assert "Eight practices on seven days, one hour and ten minutes in all." in said
    assert "Usually every second day." in said
    assert "Week of 23 November 2026: two days, twenty minutes." in said


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        (None, ""),
        (1.0, "Usually from one day to the next."),
        (2.5, "Usually every three days."),
        (40.0, "Usually every 40 days."),
    ],
)
def test_what_is_usual_is_said_without_judging(gap: float | None, said: str) -> None:
    assert gap_text(replace(STATE, usual_gap_days=gap)) == said


def test_one_of_anything_is_said_as_one() -> None:
    one = replace(STATE, practices=1, facts={TODAY: DayFacts(60, 1, True)})
    assert total_text(one) == "One practice on one day, one minute in all."


def test_large_numbers_are_grouped_in_sentences_and_in_the_table(page: TrendsPage) -> None:
    many = HistoryState(
        TODAY,
        is_empty=False,
        practices=12_345,
        trends=trends([DayTotal(TODAY, 2000 * TEN_MIN_MS, 1)], TODAY, 0),
        facts={TODAY: DayFacts(3600 * 5000, 1, True)},
    )
    page.show_state(many)

    assert total_text(many) == "12,345 practices on one day, 5,000 hours in all."
    assert page.table.model().index(0, 2).data() == "20,000"


def test_what_was_practised_is_told_by_kind_level_and_anchor(page: TrendsPage) -> None:
    shares = {
        Aspect.CATEGORY: [Share("body", 3_600_000, 3, 2), Share("of-later", 60_000, 1, 1)],
        Aspect.LEVEL: [Share("gentle", 600_000, 1, 1), Share("", 3_060_000, 3, 2)],
        Aspect.ANCHOR: [Share("", 3_660_000, 4, 3)],
    }
    page.show_state(replace(STATE, shares=shares))
    assert "By kind: Body, one hour; of-later, one minute." in words(page)
    assert "By how much it asks: gentle, ten minutes." in words(page)
    assert "attention rests" not in words(page)


def test_days_are_not_counted_down_to_none() -> None:
    short = replace(STATE, practices=2, facts={TODAY: DayFacts(45, 2, False)})
    assert total_text(short) == "Two practices, less than a minute in all."


def test_keys_move_through_both_charts_at_once(qtbot: QtBot, page: TrendsPage) -> None:
    qtbot.keyClick(page.minutes, Qt.Key.Key_Left)
    assert "Week of 16 November 2026: two days, twenty minutes." in words(page)
    qtbot.keyClick(page.days, Qt.Key.Key_Left)
    assert "Week of 9 November 2026.\n" in words(page) + "\n"
    assert page.minutes.accessibleName() == "Minutes: Week of 9 November 2026."
    assert page.days.accessibleName() == "Days with a practice: Week of 9 November 2026."
    qtbot.keyClick(page.days, Qt.Key.Key_Home)
    assert "Week of 4 May 2026: one day, ten minutes." in words(page)
    qtbot.keyClick(page.days, Qt.Key.Key_End)
    qtbot.keyClick(page.days, Qt.Key.Key_Right)
    assert "Week of 23 November 2026" in words(page)


def test_a_week_without_practice_is_not_remarked_on(qtbot: QtBot, page: TrendsPage) -> None:
    qtbot.keyClick(page.minutes, Qt.Key.Key_Left)
    qtbot.keyClick(page.minutes, Qt.Key.Key_Left)
    said = words(page).casefold()
    for word in ("nothing", "missed", "no practice", "none", "lost", "zero"):
        assert word not in said


def test_months_are_one_click_away(qtbot: QtBot, page: TrendsPage) -> None:
    click(qtbot, page, "By month")
    assert "November 2026: four days, 40 minutes." in words(page)


def test_earlier_weeks_are_gone_to_and_come_back_from(qtbot: QtBot, page: TrendsPage) -> None:
    assert not [b for b in page.findChildren(Button) if b.text() == "Later" and b.isVisible()]
    click(qtbot, page, "Earlier")
    assert "Week of 24 August 2026: one day, ten minutes." in words(page)
    click(qtbot, page, "Later")
    assert "Week of 23 November 2026" in words(page)


def test_a_click_chooses_a_bar(qtbot: QtBot, page: TrendsPage) -> None:
    chart = page.minutes
    pitch = chart.width() / chart.room()
    place = QPoint(int(pitch * (chart.room() - 2) + pitch / 2), chart.height() // 2)
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=place)
    assert "Week of 16 November 2026" in words(page)


def test_the_table_holds_the_same_figures(qtbot: QtBot, page: TrendsPage) -> None:
    click(qtbot, page, "As a table")
    assert not page.minutes.isVisible()
    model = page.table.periods
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    row = [model.index(0, column).data() for column in range(3)]
    assert row == ["Week of 23 November 2026", "2", "20"]
    said = model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Week of 16 November 2026: two days, twenty minutes."
    heads = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(3)]
    assert heads == ["Week", "Days", "Minutes"]
    del tester


@pytest.mark.parametrize(("points", "fits"), [(10.0, True), (20.0, False)])
def test_no_name_in_the_table_is_cut_short(
    qtbot: QtBot, theme: Theme, qapp: QApplication, points: float, fits: bool
) -> None:
    font = QFont(qapp.font())
    font.setPointSizeF(points)
    qapp.setFont(font)
    theme.refresh()
    made = PeriodTable(theme)
    qtbot.addWidget(made)
    made.resize(360, 480)
    with qtbot.waitExposed(made):
        made.show()
    made.periods.show(STATE.trends.weeks, True)

    assert made.columnWidth(0) >= made.sizeHintForColumn(0)
    qtbot.waitUntil(lambda: (made.horizontalScrollBar().maximum() == 0) is fits)


def test_a_bar_is_as_high_as_its_share_of_the_scale(qtbot: QtBot, theme: Theme) -> None:
    chart = BarChart(theme, "Days")
    qtbot.addWidget(chart)
    chart.resize(400, 200)
    bars = [Bar(value, str(value), "") for value in (7, 3, 0)]
    chart.show_bars(3, 2, 7, bars.__getitem__)
    image = chart.grab().toImage()
    pitch = min(chart.width() / chart.room(), theme.unit * 4.0)

    def height(number: int) -> int:
        x = int(pitch * (number + 0.5))
        column = [image.pixelColor(x, y).name() for y in range(image.height())]
        return column.count(theme.roles.accent)

    assert height(2) == 0
    assert height(1) == pytest.approx(height(0) * 3 / 7, abs=6)


def test_nothing_small_is_made_to_look_large(qtbot: QtBot, theme: Theme) -> None:
    chart = BarChart(theme, "Minutes")
    qtbot.addWidget(chart)
    chart.resize(400, 200)
    chart.show_bars(2, 1, 10, lambda number: Bar(1, str(number), ""))
    image = chart.grab().toImage()
    pitch = min(chart.width() / chart.room(), theme.unit * 4.0)
    column = [image.pixelColor(int(pitch / 2), y).name() for y in range(image.height())]
    assert 0 < column.count(theme.roles.accent) < 30


PLAN = OwnPlan(begun=date(2026, 9, 1), earlier=(EarlierTarget(date(2026, 11, 18), 1),))


def test_each_week_since_a_plan_was_begun_has_the_target_it_had() -> None:
    weeks = planned(STATE.trends.weeks, PLAN, 3)
    by_day = {week.first_day: week.target_days for week in weeks}
    assert by_day[date(2026, 8, 24)] is None
    assert by_day[date(2026, 8, 31)] == 1
    assert by_day[date(2026, 11, 9)] == 1
    assert by_day[date(2026, 11, 16)] == 3
    assert by_day[date(2026, 11, 23)] == 3
    assert planned(STATE.trends.weeks, OwnPlan(), 3) == STATE.trends.weeks


@pytest.mark.parametrize(
    ("days", "target", "said"),
    [
        (2, 3, "Week of 16 November 2026: two of three days; twenty minutes."),
        (3, 3, "Week of 16 November 2026: three of three days; twenty minutes."),
        (5, 3, "Week of 16 November 2026: three of three days, and two more; twenty minutes."),
        (1, 1, "Week of 16 November 2026: one of one day; twenty minutes."),
        (0, 3, "Week of 16 November 2026: twenty minutes."),
    ],
)
def test_a_week_is_told_beside_what_was_meant_then(days: int, target: int, said: str) -> None:
    week = Period(date(2026, 11, 16), 2 * TEN_MIN_MS, days, target)
    assert period_text(week, is_week=True) == said


def test_a_week_without_practice_is_not_remarked_on_beside_a_target() -> None:
    week = Period(date(2026, 11, 16), 0, 0, 3)
    assert period_text(week, is_week=True) == "Week of 16 November 2026."


def test_the_table_has_what_was_meant_beside_the_days(page: TrendsPage) -> None:
    weeks = planned(STATE.trends.weeks, PLAN, 3)
    page.show_state(replace(STATE, trends=replace(STATE.trends, weeks=weeks)))
    model = page.table.periods
    days = [model.data(model.index(row, 1)) for row in range(model.rowCount())]
    assert days[:3] == ["2 of 3", "2 of 3", "0"]
    assert days[-1] == "1"
