"""The fields in which a person says what a practice was."""

from dataclasses import fields, replace
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from thaw.core.session import Category
from thaw.practice.cells import EARLIEST
from thaw.practice.changes import LONGEST_TITLE
from thaw.shell.day_words import qdate
from thaw.shell.history.changes import PracticeForm
from thaw.shell.theme import Theme
from thaw.shell.widgets.fields import keep_in_line, named_field
from thaw.shell.widgets.flow_layout import flow_row
from thaw.shell.widgets.form_style import FormStyle
from thaw.shell.widgets.page_boxes import DayBox, NumberBox, TimeBox
from thaw.shell.widgets.setting_controls import PlainCombo
from thaw.shell.wording import category_text

LONGEST_MIN = 24 * 60 - 1
EARLIEST_DAY = EARLIEST.date() + timedelta(days=1)
"""On it, 1970 has begun everywhere: what is older could not be taken in again."""


class EntryForm(QWidget):
    """Shows a ``PracticeForm`` and reads it back. It holds no rules."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._ended: datetime | None = None
        self._shown = PracticeForm()
        self._make_fields()
        self._lay_out()
        self.minutes.valueChanged.connect(self._on_minutes_changed)
        self.day.userDateChanged.connect(self._on_time_said)
        self.at.userTimeChanged.connect(self._on_time_said)
        FormStyle(theme, self)
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def show_form(self, form: PracticeForm, today: date, has_just_ended: bool = False) -> None:
        """Fill the fields; no day before ``EARLIEST_DAY`` or after ``today`` can be picked, unless
        it is that of ``form``.

        What ``has_just_ended`` began so much earlier as it is said to be longer, until
        somebody says when it began.
        """
        self._ended = None
        self.title.setText(form.title)
        self.day.setDateRange(qdate(min(EARLIEST_DAY, form.day)), qdate(max(today, form.day)))
        self.day.setDate(qdate(form.day))
        self.at.setTime(QTime(form.at.hour, form.at.minute))
        # A practice of some seconds has no whole minute; it keeps them unless it is changed.
        self.minutes.setMinimum(min(1, form.minutes))
        self.minutes.setValue(form.minutes)
        self._show_category(form.category)
        self.tags.setText(", ".join(form.tags))
        self.note.setPlainText(form.note)
        if has_just_ended:
            self._ended = datetime.combine(form.day, form.at) + timedelta(minutes=form.minutes)
        self._shown = self.form()

    def hide_note(self, is_hidden: bool) -> None:
        """Say that there is a note which can't be read, or changed, while it is locked."""
        self.note.setEnabled(not is_hidden)
        self.note.setPlaceholderText(
            self.tr("There is a note under the lock. Unlock the journal to read it.")
            if is_hidden
            else ""
        )

    def form(self) -> PracticeForm:
        """What the fields say now."""
        at = self.at.time()
        tags = (" ".join(tag.split()) for tag in self.tags.text().split(","))
        return PracticeForm(
            title=self.title.text().strip() or self.category.currentText(),
            day=self.day.chosen(),
            at=time(at.hour(), at.minute()),
            minutes=self.minutes.value(),
            category=str(self.category.currentData()),
            tags=tuple(tag for tag in tags if tag),
            note=self.note.toPlainText(),
        )

    def changed(self, form: PracticeForm) -> PracticeForm:
        """``form``, which is shown, with what somebody has changed in it.

        A field may show less than there is: a title is cut, and a comma parts two tags.
        """
        said, shown = self.form(), self._shown
        names = (field.name for field in fields(PracticeForm))
        touched = {
            name: now for name in names if (now := getattr(said, name)) != getattr(shown, name)
        }
        return replace(form, **touched)

    def _make_fields(self) -> None:
        self.title = QLineEdit()
        self.title.setMaxLength(LONGEST_TITLE)
        self.title.setPlaceholderText(self.tr("A walk, a class, sitting"))
        self.day = DayBox()
        self.at = TimeBox()
        self.minutes = NumberBox()
        self.minutes.setRange(1, LONGEST_MIN)
        self.category = PlainCombo(self._theme)
        for category in Category:
            self.category.addItem(category_text(category), category.value)
        self.tags = QLineEdit()
        self.tags.setPlaceholderText(self.tr("evening, by the sea"))
        self.note = _NoteBox()

    def _lay_out(self) -> None:
        unit = self._theme.unit
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(round(unit * 0.6))
        column.addWidget(self._named(self.tr("What"), self.title, is_whole_line=True))
        side_by_side = (
            self._named(self.tr("Day"), self.day),
            self._named(self.tr("Began at"), self.at),
            self._named(self.tr("Minutes"), self.minutes),
            self._named(self.tr("Kind"), self.category),
        )
        column.addWidget(flow_row(*side_by_side, spacing=round(unit * 0.9)))
        for words, field in (
            (self.tr("Tags, with commas between them"), self.tags),
            (self.tr("Note, kept in your journal"), self.note),
        ):
            column.addWidget(self._named(words, field, is_whole_line=True))

    def _named(self, words: str, field: QWidget, *, is_whole_line: bool = False) -> QWidget:
        return named_field(self._theme, words, field, is_whole_line=is_whole_line)

    def _show_category(self, category: str) -> None:
        known = self.category.findData(category)
        if known < 0:
            # From another Thaw or an import: kept, and shown as it is.
            self.category.addItem(category, category)
            known = self.category.count() - 1
        self.category.setCurrentIndex(known)

    def _on_minutes_changed(self, minutes: int) -> None:
        ended = self._ended
        if ended is not None:
            began = ended - timedelta(minutes=minutes)
            self.day.setDate(qdate(began.date()))
            self.at.setTime(QTime(began.hour, began.minute))
            # The fields take this for something a person said.
            self._ended = ended

    def _on_time_said(self) -> None:
        self._ended = None

    def _on_theme_changed(self) -> None:
        unit = self._theme.unit
        self.minutes.setMinimumWidth(unit * 5)
        keep_in_line(self._theme, self.title, (self.day, self.at, self.minutes, self.category))
        self.note.setFixedHeight(unit * 6)


class _NoteBox(QPlainTextEdit):
    """Room for some lines; Tab leaves it."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
