"""Which column of a table holds what, and how the first rows are understood."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from thaw.practice.file_look import ROWS_LOOKED_AT, FileLook
from thaw.practice.forms import BadRow
from thaw.practice.other_apps import DateOrder, Practised, TableMapping, Unit
from thaw.practice.problems import Refused
from thaw.shell.data.import_words import entry_line, problem_text
from thaw.shell.settings.state import Choice
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import paragraph
from thaw.shell.widgets.setting_rows import ChoiceRow


class MappingForm(QWidget):
    """A row for each thing a practice is made of, begun with what the columns' names say.

    ``understand`` reads the first rows of the table; it raises Refused.
    """

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        look: FileLook,
        understand: Callable[[TableMapping], Sequence[tuple[int, Practised]]],
    ) -> None:
        super().__init__()
        self._understand = understand
        self.mapping = replace(
            look.guess or TableMapping("", ""), order=look.order or _order_here()
        )
        self.rows = {name: ChoiceRow(theme, name, words) for name, words in self._named()}
        self._first = [paragraph(kind=Text.SMALL) for _ in range(ROWS_LOOKED_AT)]
        self._offer(look.columns)
        self._lay_out(theme)
        for row in self.rows.values():
            row.chosen.connect(self._on_chosen)
        self._show()

    @property
    def is_ready(self) -> bool:
        """Whether it is said which columns tell when and how long."""
        return bool(self.mapping.started and self.mapping.duration)

    def _named(self) -> tuple[tuple[str, str], ...]:
        return (
            ("started", self.tr("When it began")),
            ("time", self.tr("Its time, if apart")),
            ("order", self.tr("Dates are written")),
            ("duration", self.tr("How long it was")),
            ("unit", self.tr("A plain number counts")),
            ("title", self.tr("What it was called")),
            ("activity", self.tr("What was done")),
            ("note", self.tr("Note")),
        )

    def _offer(self, columns: Sequence[str]) -> None:
        named = [Choice(column, column) for column in columns if column]
        for name in ("started", "duration", "time", "title", "activity", "note"):
            self.rows[name].offer([Choice("", self.tr("No column")), *named])
        self.rows["order"].offer(
            [
                Choice(DateOrder.YMD, self.tr("year, month, day")),
                Choice(DateOrder.DMY, self.tr("day, month, year")),
                Choice(DateOrder.MDY, self.tr("month, day, year")),
            ]
        )
        self.rows["unit"].offer(
            [
                Choice(Unit.MINUTES, self.tr("minutes")),
                Choice(Unit.SECONDS, self.tr("seconds")),
                Choice(Unit.HOURS, self.tr("hours")),
            ]
        )

    def _lay_out(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.unit // 2)
        for row in self.rows.values():
            column.addWidget(row)
        column.addSpacing(theme.unit // 3)
        column.addWidget(
            paragraph(self.tr("The first rows, as they will be understood"), Text.BODY)
        )
        for line in self._first:
            column.addWidget(line)

    def _on_chosen(self, name: str, value: object) -> None:
        # The rows name a field of the mapping, and a value of its kind.
        self.mapping = replace(self.mapping, **{name: value})  # type: ignore[arg-type]
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        for name, row in self.rows.items():
            row.show_value(getattr(self.mapping, name))
        lines = self._lines()
        for place, line in enumerate(self._first):
            line.setText(lines[place] if place < len(lines) else "")
            line.setVisible(place < len(lines))

    def _lines(self) -> list[str]:
        if not self.is_ready:
            return [self.tr("Say which column tells when it began, and which how long it was.")]
        try:
            found = self._understand(self.mapping)
        except Refused as refused:
            return [problem_text(refused.problem)]
        return [self._line(number, one) for number, one in found] or [self.tr("There is no row.")]

    def _line(self, number: int, one: Practised) -> str:
        if isinstance(one, BadRow):
            return problem_text(one.at(number))
        if one is None:
            return self.tr("Row {0}: of no length, and left out").format(number)
        # Notes are left aside here.
        return self.tr("Row {0}: {1}").format(number, entry_line(one))  # type: ignore[arg-type]


def _order_here() -> DateOrder:
    """The order in which dates are written where the person lives."""
    written = QLocale().dateFormat(QLocale.FormatType.ShortFormat).lstrip("'").casefold()
    first = written[:1]
    return {"m": DateOrder.MDY, "y": DateOrder.YMD}.get(first, DateOrder.DMY)
