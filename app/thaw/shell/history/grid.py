"""Where each day of a year lies in a calendar of weeks, as plain geometry."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from thaw.practice.days import week_begins

_BANDS: Final = (1, 2, 3, 4, 6, 9)
_WEEK: Final = 7


@dataclass(frozen=True)
class YearGrid:
    """A column is a week, a row a day of the week; the weeks run on in as many bands as needed.

    ``width`` and ``unit``, the height of a line of text, are in pixels.
    """

    year: int
    week_start: int
    width: int
    unit: int

    @cached_property
    def first_week(self) -> date:
        """The first day of the week that 1 January lies in."""
        return week_begins(date(self.year, 1, 1), self.week_start)

    @cached_property
    def weeks(self) -> int:
        return (date(self.year, 12, 31) - self.first_week).days // _WEEK + 1

    @cached_property
    def columns(self) -> int:
        """Weeks side by side: as many as leave each day large enough to be seen."""
        least = max(12, round(self.unit * 0.8))
        for bands in _BANDS:
            columns = -(-self.weeks // bands)
            if columns * least <= self.width:
                return columns
        return -(-self.weeks // _BANDS[-1])

    @cached_property
    def side(self) -> int:
        """Height and width of a day."""
        return max(4, min(self.width // self.columns, round(self.unit * 1.35)))

    @property
    def label_height(self) -> int:
        """Above each band, for the names of the months."""
        return round(self.unit * 1.25)

    @property
    def height(self) -> int:
        return -(-self.weeks // self.columns) * self._band_height

    def corner(self, day: date) -> tuple[int, int]:
        """The upper left corner of a day of this year."""
        week, row = divmod((day - self.first_week).days, _WEEK)
        band, column = divmod(week, self.columns)
        return column * self.side, band * self._band_height + self.label_height + row * self.side

    def label_place(self, month: int) -> tuple[int, int]:
        """The upper left corner of a month's name: above its first whole week, or so."""
        first = date(self.year, month, 1)
        left, _ = self.corner(first)
        band = (first - self.first_week).days // _WEEK // self.columns
        return left, band * self._band_height

    def day_at(self, x: int, y: int) -> date | None:
        """The day of this year at a point, or None beside all of them."""
        band, below = divmod(y, self._band_height)
        row, column = (below - self.label_height) // self.side, x // self.side
        if not (0 <= row < _WEEK and 0 <= column < self.columns and x >= 0 and y >= 0):
            return None
        week = band * self.columns + column
        day = self.first_week + timedelta(days=week * _WEEK + row)
        return day if day.year == self.year else None

    @property
    def _band_height(self) -> int:
        return self.label_height + _WEEK * self.side + round(self.unit * 0.35)
