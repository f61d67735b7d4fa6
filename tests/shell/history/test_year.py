"""A year of days: moved through by key and click, in two shapes, and as a table."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tests.shell.history.samples import FULL, TODAY, Rows
from tests.shell.person import click, words
from thaw.practice.search import Search
from thaw.shell.history.calendar import YearCalendar, months_on
from thaw.shell.history.grid import YearGrid
from thaw.shell.history.view import HistoryView
from thaw.shell.history.year import YearPage
from thaw.shell.theme import Theme
from thaw.shell.widgets.controls import Button


@pytest.fixture
def rows() -> Rows:
    return Rows(3)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, rows: Rows) -> YearPage:
    made = YearPage(theme, rows.ask)
    qtbot.addWidget(made)
    made.show_state(FULL)
    made.resize(800, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.focus()
    return made


def press(qtbot: QtBot, page: YearPage, *keys: Qt.Key) -> date:
    for key in keys:
        qtbot.keyClick(page.calendar, key)
    return page.calendar.day


def test_it_opens_on_today(page: YearPage) -> None:
    assert "2026" in words(page)
    assert "Three days with a practice, 30 minutes in all." in words(page)
    assert "Monday 23 November 2026" in words(page)
    assert "One practice, ten minutes." in words(page)


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        ([Qt.Key.Key_Up], date(2026, 11, 22)),
        ([Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down], date(2026, 11, 22)),
        ([Qt.Key.Key_Left], date(2026, 11, 16)),
        ([Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right], date(2026, 11, 16)),
        ([Qt.Key.Key_PageUp], date(2026, 10, 23)),
        ([Qt.Key.Key_PageUp, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown], date(2026, 10, 23)),
        ([Qt.Key.Key_Home], date(2026, 1, 1)),
        ([Qt.Key.Key_Home, Qt.Key.Key_End], TODAY),
        ([Qt.Key.Key_Home, Qt.Key.Key_Up], date(2025, 12, 31)),
        ([Qt.Key.Key_Home, Qt.Key.Key_Up, Qt.Key.Key_Home], date(2025, 1, 1)),
        ([Qt.Key.Key_Home, Qt.Key.Key_Up, Qt.Key.Key_Home, Qt.Key.Key_Up], date(2025, 1, 1)),
    ],
)
def test_keys_move_by_day_week_month_and_year(
    qtbot: QtBot, page: YearPage, keys: list[Qt.Key], day: date
) -> None:
    assert press(qtbot, page, *keys) == day
    assert f"{day.year}" in words(page)


def test_days_to_come_are_not_gone_to(qtbot: QtBot, page: YearPage) -> None:
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_End):
        assert press(qtbot, page, key) == TODAY


def test_control_and_page_up_go_a_year_back(qtbot: QtBot, page: YearPage) -> None:
    qtbot.keyClick(page.calendar, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert page.calendar.day == date(2025, 11, 23)


def test_months_are_gone_to_at_a_day_they_have() -> None:
    assert months_on(date(2026, 3, 31), -1) == date(2026, 2, 28)
    assert months_on(date(2026, 1, 31), -1) == date(2025, 12, 31)
    assert months_on(date(2024, 2, 29), 12) == date(2025, 2, 28)


def test_each_day_is_read_out(qtbot: QtBot, page: YearPage) -> None:
    calendar = page.calendar
    assert calendar.accessibleName() == (
        "Monday 23 November 2026, today: one practice, ten minutes"
    )
    press(qtbot, page, Qt.Key.Key_Up)
    assert calendar.accessibleName() == "Sunday 22 November 2026"


def test_a_day_without_practice_is_not_remarked_on(qtbot: QtBot, page: YearPage) -> None:
    press(qtbot, page, Qt.Key.Key_Up)
    said = words(page).casefold()
    for word in ("nothing", "missed", "no practice", "none", "lost"):
        assert word not in said


def test_a_day_opens_to_its_practices(qtbot: QtBot, page: YearPage, rows: Rows) -> None:
    day = press(qtbot, page, Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert rows.asked[-1][0] == Search(first_day=day, last_day=day)
    assert page.list.isVisible()
    qtbot.keyClick(page.calendar, Qt.Key.Key_Return)
    assert page.list.hasFocus()
    with qtbot.waitSignal(page.opened, check_params_cb=lambda id_: id_ == "id2"):
        qtbot.keyClick(page.list, Qt.Key.Key_Return)


def test_a_click_chooses_a_day(qtbot: QtBot, page: YearPage) -> None:
    grid = YearGrid(2026, 0, page.calendar.width(), page.theme.unit)
    left, top = grid.corner(date(2026, 1, 1))
    place = QPoint(left + grid.side // 2, top + grid.side // 2)
    qtbot.mouseClick(page.calendar, Qt.MouseButton.LeftButton, pos=place)
    assert "Thursday 1 January 2026" in words(page)


def test_another_year_is_one_click_away(qtbot: QtBot, page: YearPage) -> None:
    click(qtbot, page, "Show 2025")
    assert "One day with a practice, ten minutes in all." in words(page)
    assert not [b for b in page.findChildren(Button) if b.isVisible() and b.text() == "2024"]
    click(qtbot, page, "Show 2026")
    assert "Three days with a practice" in words(page)


def test_the_table_says_what_the_calendar_says(qtbot: QtBot, page: YearPage) -> None:
    click(qtbot, page, "As a table")
    assert not page.calendar.isVisible()
    table = page.table
    cell = table.currentIndex()
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == page.calendar.accessibleName()
    assert cell.data() == "23 ●"
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Up)
    assert "Monday 16 November 2026" in words(page)
    assert table.currentIndex().data() == "16"
    qtbot.keyClick(table, Qt.Key.Key_Up)
    assert "Monday 9 November 2026" in words(page)
    click(qtbot, page, "As a table")
    assert page.calendar.isVisible()
    assert page.calendar.day == date(2026, 11, 9)


def test_the_table_keeps_the_rules_of_a_model(page: YearPage) -> None:
    page.table.show_day(FULL, TODAY)
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(page.table.days, mode)
    assert page.table.days.rowCount() == 53
    del tester


def test_practised_days_and_others_differ_in_shape(qtbot: QtBot, theme: Theme) -> None:
    calendar = YearCalendar(theme)
    qtbot.addWidget(calendar)
    calendar.show_state(FULL)
    calendar.resize(900, calendar.heightForWidth(900))
    image = calendar.grab().toImage()
    grid = YearGrid(2026, 0, 900, theme.unit)

    def middle(day: date) -> str:
        left, top = grid.corner(day)
        return image.pixelColor(left + grid.side // 2, top + grid.side // 2).name()

    assert middle(TODAY - timedelta(days=2)) == theme.roles.accent
    assert middle(TODAY - timedelta(days=3)) != theme.roles.accent


@pytest.mark.parametrize("width", [800, 420, 360])
def test_the_whole_year_is_in_sight_at_any_width(qtbot: QtBot, page: YearPage, width: int) -> None:
    page.resize(width, 700)
    calendar = page.calendar
    qtbot.waitUntil(lambda: calendar.height() >= calendar.heightForWidth(calendar.width()))


def test_moving_draws_two_days_and_not_the_year(qtbot: QtBot, page: YearPage) -> None:
    drawn: list[int] = []
    calendar = page.calendar
    before = calendar.paintEvent
    calendar.paintEvent = lambda event: (drawn.append(event.rect().width()), before(event))[1]
    press(qtbot, page, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: bool(drawn))
    assert max(drawn) < calendar.width() // 4


@pytest.mark.parametrize("name", ["Lately", "Year", "Trends"])
def test_each_page_is_reached_by_its_name(qtbot: QtBot, theme: Theme, name: str) -> None:
    view = HistoryView(theme, Rows(3).ask)
    qtbot.addWidget(view)
    view.show_state(FULL)
    view.resize(700, 700)
    with qtbot.waitExposed(view):
        view.show()
    click(qtbot, view, name)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    targets = {
        "Lately": view.lately.list,
        "Year": view.year.calendar,
        "Trends": view.trends.minutes,
    }
    target = targets[name]
    assert target.hasFocus()
    with qtbot.waitSignal(view.back_asked):
        qtbot.keyClick(target, Qt.Key.Key_Escape)
