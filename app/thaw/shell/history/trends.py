"""The third page of the history: minutes and days, by week and by month."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QWidget

from thaw.practice.stats import Period
from thaw.shell.history.bars import Bar, BarChart
from thaw.shell.history.period_table import PeriodTable
from thaw.shell.history.periods import period_text, short_name
from thaw.shell.history.shares import shares_text
from thaw.shell.history.state import HistoryState
from thaw.shell.history.words import gap_text, total_text
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, paragraph
from thaw.shell.widgets.flow_layout import FlowLayout, flow_row
from thaw.shell.widgets.scroll_column import ScrollColumn

_DAYS_OF_WEEK, _DAYS_OF_MONTH, _LEAST_MINUTES = 7, 31, 10
"""How high the scales go at least: nothing small is made to look large."""


class TrendsPage(ScrollColumn):
    """Two charts that move together, or one table. What is chosen is said below them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._state = HistoryState(date.min)
        self._at = -1
        self._make_parts()
        self._lay_out()
        self._connect()

    def show_state(self, state: HistoryState) -> None:
        """Show the weeks or months as they are now; the newest is chosen."""
        self._state = state
        self._total.setText(total_text(state))
        gap = gap_text(state)
        self._gap.setText(gap)
        self._gap.setVisible(bool(gap))
        shares = shares_text(state.shares)
        self._shares.setText(shares)
        self._shares.setVisible(bool(shares))
        self._show_kind()

    def focus(self) -> None:
        """Give the keyboard to the first chart, or to the table."""
        target = self.table if self._as_table.isChecked() else self.minutes
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_parts(self) -> None:
        theme = self.theme
        self._total = paragraph(kind=Text.HEADING)
        self._gap = paragraph()
        self._kinds = QButtonGroup(self)
        self._by_week = Button(theme, self.tr("By week"), "chip")
        self._by_month = Button(theme, self.tr("By month"), "chip")
        self._as_table = Button(theme, self.tr("As a table"), "chip")
        for chip in (self._by_week, self._by_month, self._as_table):
            chip.setCheckable(True)
        self._by_week.setChecked(True)
        self._kinds.addButton(self._by_week)
        self._kinds.addButton(self._by_month)
        self._minutes_name = paragraph(self.tr("Minutes"), is_quiet=True)
        self.minutes = BarChart(theme, self.tr("Minutes"))
        self._days_name = paragraph(self.tr("Days with a practice"), is_quiet=True)
        self.days = BarChart(theme, self.tr("Days with a practice"))
        self._said = paragraph()
        self._earlier = Button(theme, self.tr("Earlier"), "quiet", "back")
        self._later = Button(theme, self.tr("Later"), "quiet")
        self._later.show_icon("forward", follows=True)
        self.table = PeriodTable(theme)
        self.table.hide()
        self._shares = paragraph(is_quiet=True)

    def _lay_out(self) -> None:
        unit = self.theme.unit
        self.column.addWidget(self._total)
        self.column.addWidget(self._gap)
        chips = flow_row(self._by_week, self._by_month, self._as_table, spacing=max(unit // 3, 4))
        self.column.addWidget(chips)
        self._charts = (self._minutes_name, self.minutes, self._days_name, self.days, self._said)
        for part in self._charts:
            self.column.addWidget(part)
        self._moves = QWidget()
        moves = FlowLayout(self._moves, spacing=unit // 2)
        moves.addWidget(self._earlier)
        moves.addWidget(self._later)
        self.column.addWidget(self._moves)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self._shares)
        self.column.addStretch(0)

    def _connect(self) -> None:
        self._kinds.buttonClicked.connect(self._show_kind)
        self._as_table.toggled.connect(self._on_table_toggled)
        self.minutes.chosen.connect(self._choose)
        self.days.chosen.connect(self._choose)
        self._earlier.clicked.connect(self._on_earlier_clicked)
        self._later.clicked.connect(self._on_later_clicked)
        self.minutes.resized.connect(self._show_buttons)

    @property
    def _is_week(self) -> bool:
        return self._by_week.isChecked()

    def _periods(self) -> tuple[Period, ...]:
        return self._state.trends.weeks if self._is_week else self._state.trends.months

    def _show_kind(self) -> None:
        self._at = len(self._periods()) - 1
        self.table.periods.show(self._periods(), self._is_week)
        self._choose(self._at)

    def _choose(self, at: int) -> None:
        periods, is_week = self._periods(), self._is_week
        if not periods:
            return
        self._at = min(max(at, 0), len(periods) - 1)
        total, most_days = len(periods), _DAYS_OF_WEEK if is_week else _DAYS_OF_MONTH
        self.minutes.show_bars(total, self._at, _LEAST_MINUTES, self._minutes_bar)
        self.days.show_bars(total, self._at, most_days, self._days_bar)
        self._said.setText(period_text(periods[self._at], is_week))
        self._show_buttons()

    def _minutes_bar(self, number: int) -> Bar:
        return self._bar(number, self._periods()[number].practised_ms // 60_000)

    def _days_bar(self, number: int) -> Bar:
        return self._bar(number, self._periods()[number].practice_days)

    def _bar(self, number: int, value: int) -> Bar:
        period, is_week = self._periods()[number], self._is_week
        return Bar(value, short_name(period, is_week), period_text(period, is_week))

    def _show_buttons(self) -> None:
        total, room = len(self._periods()), self.minutes.room()
        from_end = total - 1 - self._at
        self._later.setVisible(from_end >= room)
        self._earlier.setVisible((from_end // room + 1) * room < total)

    def _on_earlier_clicked(self) -> None:
        self._choose(self._at - self.minutes.room())

    def _on_later_clicked(self) -> None:
        self._choose(self._at + self.minutes.room())

    def _on_table_toggled(self, is_table: bool) -> None:
        for part in (*self._charts, self._moves):
            part.setVisible(not is_table)
        self.table.setVisible(is_table)
