"""The second page of the history: a year's days, and the practices of one of them."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog

from thaw.practice.search import Search
from thaw.shell.day_words import long_day_text
from thaw.shell.history.calendar import YearCalendar, months_on
from thaw.shell.history.list import PracticeList
from thaw.shell.history.model import HistoryModel
from thaw.shell.history.state import AskRows, HistoryState
from thaw.shell.history.table import YearTable
from thaw.shell.history.words import facts_text, year_text
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, label, paragraph
from thaw.shell.widgets.flow_layout import flow_row
from thaw.shell.widgets.scroll_column import ScrollColumn
from thaw.shell.wording import sentence

_MOST_ROWS = 6
"""So many practices of a day are in sight before their list scrolls."""


class YearPage(ScrollColumn):
    """A calendar or a table, as the person likes, and below it the day that is chosen."""

    opened = Signal(str)
    delete_asked = Signal(str)
    add_asked = Signal(object)
    """A practice is to be written down that was done on a day."""
    picture_wanted = Signal(object, object)
    """A picture of the year is to be saved: a ``QImage``, and a ``Path``."""

    def __init__(self, theme: Theme, ask_rows: AskRows) -> None:
        super().__init__(theme)
        self._state = HistoryState(date.min)
        self.model = HistoryModel(ask_rows, self)
        self._make_parts()
        self._lay_out()
        self._connect()

    def show_state(self, state: HistoryState) -> None:
        """Show the year with the day that was chosen before, or with today."""
        self._state = state
        self.calendar.show_state(state)
        self._show_year()
        self._show_day(self.calendar.day)
        if not self.table.isHidden():
            self.table.show_day(state, self.calendar.day)

    def choose(self, day: date) -> None:
        """Show a day and its practices."""
        self.calendar.choose(day)

    def focus(self) -> None:
        """Give the keyboard to the days."""
        days = self.calendar if self.table.isHidden() else self.table
        days.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_parts(self) -> None:
        theme = self.theme
        self._earlier = Button(theme, "", "quiet", "back")
        self._later = Button(theme, "", "quiet")
        self._later.show_icon("forward", follows=True)
        self._year = label(kind=Text.TITLE)
        self._as_table = Button(theme, self.tr("As a table"), "chip")
        self._as_table.setCheckable(True)
        self._save = Button(theme, self.tr("Save a picture"), "quiet")
        self._sentence = paragraph()
        self.calendar = YearCalendar(theme)
        self.table = YearTable(theme)
        self.table.hide()
        self._day = paragraph(kind=Text.HEADING)
        self._facts = paragraph(is_quiet=True)
        self._add = Button(theme, self.tr("Add one on this day"), "outline", "plus")
        self._add.set_short_text(self.tr("Add one"))
        self.list = PracticeList(theme, self.model, self.tr("Practices of the day"))

    def _lay_out(self) -> None:
        unit = self.theme.unit
        parts = (self._year, self._earlier, self._later, self._as_table, self._save)
        top = flow_row(*parts, spacing=round(unit * 0.5))
        self._year.setWordWrap(False)
        for part in (top, self._sentence, self.calendar, self.table):
            self.column.addWidget(part)
        self.column.addSpacing(round(unit * 0.3))
        for part in (self._day, self._facts, self.list):
            self.column.addWidget(part)
        self.column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def _connect(self) -> None:
        self.calendar.day_chosen.connect(self._on_day_chosen)
        self.calendar.day_opened.connect(self.list.focus_first)
        self.table.day_chosen.connect(self.calendar.choose)
        self.table.day_opened.connect(self.list.focus_first)
        self._earlier.clicked.connect(self._on_earlier_clicked)
        self._later.clicked.connect(self._on_later_clicked)
        self._as_table.toggled.connect(self._on_table_toggled)
        self._add.clicked.connect(self._on_add_clicked)
        self._save.clicked.connect(self._on_save_clicked)
        self.list.opened.connect(self.opened)
        self.list.delete_asked.connect(self.delete_asked)
        self.model.read.connect(self._on_practices_read)

    def _on_day_chosen(self, day: date) -> None:
        if not self.table.isHidden() and self.table.days.day(self.table.currentIndex()) != day:
            self.table.show_day(self._state, day)
        if f"{day.year}" != self._year.text():
            self._show_year()
        self._show_day(day)

    def _show_year(self) -> None:
        state, year = self._state, self.calendar.day.year
        self._year.setText(f"{year}")
        self._sentence.setText(year_text(state, year))
        self._show_neighbour(self._earlier, year - 1, year > state.first_day.year)
        self._show_neighbour(self._later, year + 1, year < state.last_day.year)

    def _show_day(self, day: date) -> None:
        state = self._state
        self._day.setText(long_day_text(day))
        facts = facts_text(state.facts.get(day))
        if not facts and day == state.today:
            facts = self.tr("Today is still open.")
        self._facts.setText(self.tr("{0}.").format(sentence(facts.rstrip("."))) if facts else "")
        self._facts.setVisible(bool(facts))
        self.model.show(Search(first_day=day, last_day=day), state.today)

    def _show_neighbour(self, button: Button, year: int, is_there: bool) -> None:
        button.setText(f"{year}")
        button.setAccessibleName(self.tr("Show {0}").format(year))
        button.setVisible(is_there)

    def _on_add_clicked(self) -> None:
        self.add_asked.emit(self.calendar.day)

    def _on_save_clicked(self) -> None:
        # Seldom wanted.
        from thaw.shell.history.picture import picture_path, year_picture

        year = self.calendar.day.year
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Save a picture of {0}").format(year),
            str(picture_path(year)),
            self.tr("Pictures (*.png)"),
        )
        if chosen:
            picture = year_picture(self._state, year, self.theme)
            self.picture_wanted.emit(picture, Path(chosen))

    def _on_earlier_clicked(self) -> None:
        self.calendar.choose(months_on(self.calendar.day, -12))

    def _on_later_clicked(self) -> None:
        self.calendar.choose(months_on(self.calendar.day, 12))

    def _on_table_toggled(self, is_table: bool) -> None:
        if is_table:
            self.table.show_day(self._state, self.calendar.day)
        self.table.setVisible(is_table)
        self.calendar.setVisible(not is_table)

    def _on_practices_read(self) -> None:
        rows = min(self.model.rowCount(), _MOST_ROWS)
        self.list.setVisible(rows > 0)
        self.list.setFixedHeight(rows * self.list.row_height() + 2)
