"""What is looked for among the practices: words, a kind, and days."""

from datetime import date
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from thaw.core.session import Category
from thaw.practice.search import Search
from thaw.shell.day_words import qdate
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, label
from thaw.shell.widgets.fields import keep_in_line
from thaw.shell.widgets.filter_box import FilterBox
from thaw.shell.widgets.flow_layout import flow_row
from thaw.shell.widgets.form_style import FormStyle
from thaw.shell.widgets.page_boxes import DayBox
from thaw.shell.widgets.setting_controls import PlainCombo
from thaw.shell.wording import category_text

_PAUSE_MS: Final = 250
"""After so long without another letter the words are looked for."""


class HistoryFilters(QWidget):
    """A box for words, a list of kinds, and two days where they are wanted."""

    changed = Signal()
    """``search`` is another one now."""
    left_downwards = Signal()
    """Enter or Down in the box: on to what was found."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._told = Search()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._make_parts()
        self._lay_out()
        FormStyle(self._theme, self)
        self._connect()
        self._on_theme_changed()

    def search(self) -> Search:
        """What is looked for now."""
        has_days = self.between.isChecked()
        return Search(
            words=self.words.text(),
            category=str(self.kind.currentData()),
            first_day=self.first.chosen() if has_days else None,
            last_day=self.last.chosen() if has_days else None,
        )

    def show_days(self, first_day: date, last_day: date) -> None:
        """Offer the days there are; those that were chosen stay."""
        for box in (self.first, self.last):
            box.setDateRange(qdate(first_day), qdate(last_day))
        if not self.between.isChecked():
            self.first.setDate(qdate(first_day))
            self.last.setDate(qdate(last_day))

    def _make_parts(self) -> None:
        self.words = FilterBox()
        self.words.setPlaceholderText(self.tr("Find a practice"))
        self.words.setAccessibleName(self.tr("Find practices by title, tags or note"))
        self.words.setClearButtonEnabled(True)
        self.kind = PlainCombo(self._theme)
        self.kind.setAccessibleName(self.tr("Kind of practice"))
        self.kind.addItem(self.tr("Any kind"), "")
        for category in Category:
            self.kind.addItem(category_text(category), category.value)
        self.between = Button(self._theme, self.tr("Between two days"), "chip")
        self.between.setCheckable(True)
        self.first, self.last = DayBox(), DayBox()
        self.first.setAccessibleName(self.tr("From"))
        self.last.setAccessibleName(self.tr("To"))

    def _lay_out(self) -> None:
        unit = self._theme.unit
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(round(unit * 0.4))
        row = flow_row(self.words, self.kind, self.between, spacing=round(unit * 0.5))
        column.addWidget(row)
        between = (
            self._named(self.tr("From"), self.first),
            self._named(self.tr("To"), self.last),
        )
        self._days = flow_row(*between, spacing=round(unit * 0.5))
        self._days.hide()
        column.addWidget(self._days)

    def _named(self, words: str, box: DayBox) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        name = label(words, Text.SMALL, is_quiet=True)
        name.setWordWrap(False)
        name.setBuddy(box)
        row.addWidget(name)
        row.addWidget(box)
        return made

    def _connect(self) -> None:
        self.words.textChanged.connect(self._pause.start)
        self.words.left_downwards.connect(self._on_left_downwards)
        self._pause.timeout.connect(self._tell)
        self.kind.currentIndexChanged.connect(self._tell)
        self.between.toggled.connect(self._days.setVisible)
        self.between.toggled.connect(self._tell)
        self.first.dateChanged.connect(self._tell)
        self.last.dateChanged.connect(self._tell)
        self._theme.changed.connect(self._on_theme_changed)

    def _tell(self) -> None:
        self._pause.stop()
        if self.search() != self._told:
            self._told = self.search()
            self.changed.emit()

    def _on_left_downwards(self) -> None:
        self._tell()
        self.left_downwards.emit()

    def _on_theme_changed(self) -> None:
        keep_in_line(self._theme, self.words, (self.kind, self.first, self.last))
