"""A year as a table of weeks, for those who read a calendar cell by cell."""

from datetime import date, timedelta

from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from thaw.shell.day_words import in_pattern
from thaw.shell.history.grid import YearGrid
from thaw.shell.history.state import HistoryState
from thaw.shell.history.words import day_sentence
from thaw.shell.theme import Theme

Index = QModelIndex | QPersistentModelIndex


class YearTableModel(QAbstractTableModel):
    """A row for each week of a year, a column for each day of the week."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = HistoryState(date.min)
        self._grid = YearGrid(date.min.year, 0, 0, 1)

    def show(self, state: HistoryState, year: int) -> None:
        self.beginResetModel()
        self._state = state
        self._grid = YearGrid(year, state.week_start, 0, 1)
        self.endResetModel()

    def day(self, index: Index) -> date | None:
        """The day in a cell, or None where another year's would be."""
        if not index.isValid():
            return None
        day = self._grid.first_week + timedelta(days=index.row() * 7 + index.column())
        return day if day.year == self._grid.year else None

    def place(self, day: date) -> QModelIndex:
        """The cell of a day of this year."""
        row, column = divmod((day - self._grid.first_week).days, 7)
        return self.index(row, column)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._grid.weeks

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 7

    def flags(self, index: Index) -> Qt.ItemFlag:
        day = self.day(index)
        can_be = day is not None and day <= self._state.last_day
        return super().flags(index) if can_be else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        day = self.day(index)
        if day is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                facts = self._state.facts.get(day)
                return f"{day.day} ●" if facts is not None and facts.is_practised else f"{day.day}"
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return day_sentence(self._state, day)
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignCenter
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        day = self._grid.first_week + timedelta(
            days=section if orientation is Qt.Orientation.Horizontal else section * 7
        )
        if orientation is Qt.Orientation.Horizontal:
            return QLocale().standaloneDayName(day.isoweekday(), QLocale.FormatType.ShortFormat)
        return in_pattern(day, "d MMM")


class YearTable(QTableView):
    """The table form of the calendar: its cells say what the calendar's days say."""

    day_chosen = Signal(object)
    day_opened = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.days = YearTableModel(self)
        self.setModel(self.days)
        self.setAccessibleName(self.tr("The year as a table of weeks"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._theme = theme
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def show_day(self, state: HistoryState, day: date) -> None:
        """Show the year of ``day``, and stand on that day."""
        self.days.show(state, day.year)
        self.selectionModel().currentChanged.connect(
            self._on_moved, Qt.ConnectionType.UniqueConnection
        )
        index = self.days.place(day)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        day = self.days.day(self.currentIndex())
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if is_enter and day is not None:
            self.day_opened.emit(day)
        else:
            super().keyPressEvent(event)

    def _on_theme_changed(self) -> None:
        # Where seven days do not fit side by side, the table scrolls sideways.
        widest = self.fontMetrics().horizontalAdvance("30 ●")
        self.horizontalHeader().setMinimumSectionSize(widest + self._theme.unit // 2)
        self.verticalHeader().setDefaultSectionSize(round(self._theme.unit * 1.6))
        self.setMinimumHeight(self._theme.unit * 14)

    def _on_moved(self, index: QModelIndex) -> None:
        day = self.days.day(index)
        if day is not None:
            self.day_chosen.emit(day)
