"""The days on which nothing is planned: days of the week, and single dates."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from thaw.shell.day_words import coming_day_text, qdate
from thaw.shell.plan.state import PlanState
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, label
from thaw.shell.widgets.fields import keep_in_line
from thaw.shell.widgets.flow_layout import FlowLayout
from thaw.shell.widgets.page_boxes import DayBox

_WEEK = 7


class RestDays(QWidget):
    """Seven chips to press, and a list of dates to add to and take from."""

    changed = Signal(object, object)
    """The days of the week, 0 being Monday, and the single dates: two frozen sets."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._days: frozenset[date] = frozenset()
        self._shown: tuple[date, ...] = ()
        self._week_start = 0
        self.chips: dict[int, Button] = {}
        self.listed: list[Button] = []
        self._lay_out()
        self.add.clicked.connect(self._on_add_clicked)

    def show_state(self, state: PlanState) -> None:
        """Show the days; those that are over are kept, and not listed."""
        self._days = state.plan.rest_days
        self._show_chips(state.week_start)
        for weekday, chip in self.chips.items():
            chip.setChecked(weekday in state.plan.rest_weekdays)
        if self.day.minimumDate() != qdate(state.today):
            self.day.setMinimumDate(qdate(state.today))
            self.day.setDate(qdate(state.today))
        self._list(sorted(day for day in self._days if day >= state.today), state.today)

    def follow_theme(self) -> None:
        """Be as high as the text is now."""
        keep_in_line(self._theme, self.add, (self.day,))

    def _lay_out(self) -> None:
        unit = self._theme.unit
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(round(unit * 0.6))
        week = QWidget()
        week.setAccessibleName(self.tr("Days of the week to rest on"))
        self._week = FlowLayout(week, spacing=max(unit // 3, 4))
        column.addWidget(week)
        column.addWidget(self._adding())
        self._list_row = QWidget()
        self._list_flow = FlowLayout(self._list_row, spacing=max(unit // 3, 4))
        self._list_row.hide()
        column.addWidget(self._list_row)
        note = self.tr("A day of rest is part of the plan. Practising on it is as welcome as ever.")
        column.addWidget(label(note, Text.SMALL, is_quiet=True))

    def _adding(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, spacing=self._theme.unit // 2)
        self.day = DayBox()
        self.day.setAccessibleName(self.tr("A single day to rest on"))
        self.add = Button(self._theme, self.tr("Rest on this day"), "outline", "plus")
        self.add.set_short_text(self.tr("Rest then"))
        flow.addWidget(self.day)
        flow.addWidget(self.add)
        return row

    def _show_chips(self, week_start: int) -> None:
        if self.chips and week_start == self._week_start:
            return
        for chip in self.chips.values():
            chip.setParent(None)
            chip.deleteLater()
        self._week_start, self.chips = week_start, {}
        locale = QLocale()
        for number in range(_WEEK):
            weekday = (week_start + number) % _WEEK
            name = locale.standaloneDayName(weekday + 1, QLocale.FormatType.ShortFormat)
            chip = Button(self._theme, name, "chip")
            chip.setAccessibleName(locale.standaloneDayName(weekday + 1))
            chip.setCheckable(True)
            chip.clicked.connect(self._tell)
            self.chips[weekday] = chip
            self._week.addWidget(chip)

    def _list(self, days: Sequence[date], today: date) -> None:
        if tuple(days) == self._shown and (self.listed or not days):
            return
        for button in self.listed:
            button.setParent(None)
            button.deleteLater()
        self._shown = tuple(days)
        self.listed = [self._listed(day, coming_day_text(day, today)) for day in days]
        for button in self.listed:
            self._list_flow.addWidget(button)
        self._list_row.setVisible(bool(days))

    def _listed(self, day: date, name: str) -> Button:
        button = Button(self._theme, name, "outline")
        button.show_icon("clear", follows=True)
        button.setAccessibleName(self.tr("{0}: no longer a day of rest").format(name))
        button.setToolTip(self.tr("Take it out"))
        button.clicked.connect(partial(self._on_taken_out, day))
        return button

    def _on_add_clicked(self) -> None:
        self._tell_days(self._days | {self.day.chosen()})

    def _on_taken_out(self, day: date, _is_checked: bool = False) -> None:
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell_days(self._days - {day})

    def _tell_days(self, days: frozenset[date]) -> None:
        self._days = days
        self._tell()

    def _tell(self) -> None:
        weekdays = frozenset(number for number, chip in self.chips.items() if chip.isChecked())
        self.changed.emit(weekdays, self._days)
