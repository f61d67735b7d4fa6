"""The first page of the history: today, this week, the last 28 days, then every practice."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from thaw.shell.history.answers import AnswersPanel
from thaw.shell.history.answers_over_time import AnswersOverTime
from thaw.shell.history.day_strip import DayStrip
from thaw.shell.history.filters import HistoryFilters
from thaw.shell.history.list import PracticeList
from thaw.shell.history.model import HistoryModel
from thaw.shell.history.state import AskRows, HistoryState
from thaw.shell.history.words import (
    before_text,
    rhythm_text,
    run_text,
    today_text,
    usual_time_text,
    week_text,
)
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, label, paragraph
from thaw.shell.widgets.flow_layout import FlowLayout
from thaw.shell.widgets.panel import Panel
from thaw.shell.widgets.scroll_column import ScrollColumn


class LatelyPage(ScrollColumn):
    """Honest sentences above the practices, newest first."""

    opened = Signal(str)
    delete_asked = Signal(str)
    add_asked = Signal()

    def __init__(self, theme: Theme, ask_rows: AskRows) -> None:
        super().__init__(theme)
        self.model = HistoryModel(ask_rows, self)
        self._make_parts()
        self._lay_out()
        self._state = HistoryState(date.min)
        self._add.clicked.connect(self.add_asked)
        self.filters.changed.connect(self._search)
        self.filters.left_downwards.connect(self.list.focus_first)
        self.model.read.connect(self._on_read)
        self.list.opened.connect(self.opened)
        self.list.delete_asked.connect(self.delete_asked)

    def show_state(self, state: HistoryState) -> None:
        """Show the sentences, and read the list again."""
        self._today.setText(today_text(state))
        self._week.setText(week_text(state))
        self._rhythm.setText(rhythm_text(state))
        before = before_text(state)
        self._before.setText(before)
        self._before.setVisible(bool(before))
        asked_for = " ".join(text for text in (run_text(state), usual_time_text(state)) if text)
        self._asked_for.setText(asked_for)
        self._asked_for.setVisible(bool(asked_for))
        self._strip.show_days(state.days)
        self._answers.show_medians(state.medians, has_hidden=state.has_hidden_answers)
        self._over_time.show_answers(state.over_time, state.today)
        self._state = state
        self.filters.show_days(state.first_day, state.last_day)
        self._search()

    def find(self) -> None:
        """Give the keyboard to the box that finds practices."""
        self.filters.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.words.selectAll()
        self.ensureWidgetVisible(self.filters)

    def _make_parts(self) -> None:
        self._today = label(kind=Text.TITLE)
        self._week = label()
        self._rhythm = label()
        self._before = label(kind=Text.SMALL, is_quiet=True)
        self._asked_for = label(kind=Text.SMALL, is_quiet=True)
        self._strip = DayStrip(self.theme)
        self._answers = AnswersPanel(self.theme)
        self._over_time = AnswersOverTime(self.theme)
        self._heading = label(self.tr("Practices"), Text.HEADING)
        self._add = Button(self.theme, self.tr("Add one"), "outline", "plus")
        self._add.setAccessibleName(self.tr("Add a practice done elsewhere"))
        self._add.setToolTip(self.tr("Add a practice done elsewhere (Ctrl+N)"))
        self.filters = HistoryFilters(self.theme)
        self._nothing = paragraph(self.tr("Nothing here goes by that."), is_quiet=True)
        self._nothing.hide()
        self.list = PracticeList(self.theme, self.model, self.tr("Practices, newest first"))

    def _lay_out(self) -> None:
        unit = self.theme.unit
        self.column.addWidget(self._summary_panel())
        self.column.addWidget(self._answers)
        self.column.addWidget(self._over_time)
        self.column.addSpacing(round(unit * 0.4))
        top = QWidget()
        flow = FlowLayout(top, spacing=unit // 2, spreads=True)
        self._heading.setWordWrap(False)
        flow.addWidget(self._heading)
        flow.addWidget(self._add)
        self.column.addWidget(top)
        self.column.addWidget(self.filters)
        self.column.addWidget(self._nothing)
        self.list.setMinimumHeight(unit * 8)
        self.column.addWidget(self.list, 1)

    def _search(self) -> None:
        self.model.show(self.filters.search(), self._state.today)

    def _on_read(self) -> None:
        self._nothing.setVisible(self.model.rowCount() == 0)

    def _summary_panel(self) -> Panel:
        summary = Panel(self.theme, spacing=0.4, pad=self.theme.margin)
        summary.put(self._today, self._week, self._rhythm, self._before, self._asked_for)
        summary.column.addSpacing(round(self.theme.unit * 0.3))
        summary.put(self._strip)
        return summary
