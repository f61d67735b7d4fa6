"""The geometry of a year: every day has its place, and no two the same."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from thaw.shell.history.grid import YearGrid

grids = st.builds(
    YearGrid, st.integers(1900, 2200), st.integers(0, 6), st.integers(60, 2000), st.integers(8, 60)
)


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


@given(grids)
def test_each_day_is_found_where_it_lies(grid: YearGrid) -> None:
    for day in days_of(grid.year):
        left, top = grid.corner(day)
        assert grid.day_at(left, top) == day
        assert grid.day_at(left + grid.side - 1, top + grid.side - 1) == day


@given(grids)
def test_the_year_stays_within_its_room(grid: YearGrid) -> None:
    corners = [grid.corner(day) for day in days_of(grid.year)]
    assert max(top for _, top in corners) + grid.side <= grid.height
    if grid.side > 4:
        assert max(left for left, _ in corners) + grid.side <= grid.width


@given(grids)
def test_a_week_is_a_column_that_begins_where_weeks_begin(grid: YearGrid) -> None:
    for day in days_of(grid.year)[7:-7]:
        left, top = grid.corner(day)
        if day.weekday() != grid.week_start:
            above_left, above = grid.corner(day - timedelta(days=1))
            assert (above_left, above) == (left, top - grid.side)


@given(grids, st.integers(-50, 3000), st.integers(-50, 6000))
def test_beside_the_days_there_is_none(grid: YearGrid, x: int, y: int) -> None:
    day = grid.day_at(x, y)
    if day is not None:
        left, top = grid.corner(day)
        assert left <= x < left + grid.side
        assert top <= y < top + grid.side


def test_a_narrow_window_has_more_rows_of_weeks_and_not_smaller_days() -> None:
    wide, narrow = YearGrid(2026, 0, 760, 17), YearGrid(2026, 0, 380, 17)
    assert (wide.columns, narrow.columns) == (53, 27)
    assert wide.side == narrow.side == 14
