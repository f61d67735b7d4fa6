"""The practices as a table, read a page at a time."""

from datetime import date
from enum import IntEnum
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTime,
)

from thaw.shell.history_state import HistoryRow, ReadRows
from thaw.shell.history_words import day_text, outcome_text
from thaw.shell.wording import practised_text, short_practised_text

PAGE: Final = 200
Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """What each column holds."""

    DAY = 0
    TIME = 1
    TITLE = 2
    PRACTISED = 3
    ENDED = 4


class HistoryModel(QAbstractTableModel):
    """Newest practice first. A million rows cost what the pages in sight cost."""

    def __init__(self, read_rows: ReadRows, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read_rows = read_rows
        self._rows: list[HistoryRow] = []
        # Nothing is read before it is known which day is today.
        self._has_more = False
        self._today = date.min

    def show_today(self, today: date) -> None:
        """Read again from the newest row on, with ``today`` as the day that is today."""
        self.beginResetModel()
        self._today = today
        self._rows = list(self._read_rows(0, PAGE))
        self._has_more = len(self._rows) == PAGE
        self.endResetModel()

    def row(self, index: Index) -> HistoryRow:
        return self._rows[index.row()]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(Column)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._has_more

    def fetchMore(self, parent: Index) -> None:
        if parent.isValid():
            return
        new = self._read_rows(len(self._rows), PAGE)
        self._has_more = len(new) == PAGE
        if not new:
            return
        self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(new) - 1)
        self._rows.extend(new)
        self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(self._rows[index.row()], Column(index.column()))
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._sentence(self._rows[index.row()])
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        names = {
            Column.DAY: self.tr("Day"),
            Column.TIME: self.tr("Time"),
            Column.TITLE: self.tr("Practice"),
            Column.PRACTISED: self.tr("Length"),
            Column.ENDED: self.tr("How it ended"),
        }
        return names[Column(section)]

    def _text(self, row: HistoryRow, column: Column) -> str:
        match column:
            case Column.DAY:
                return day_text(row.local_date, self._today)
            case Column.TIME:
                clock = QTime(row.started.hour, row.started.minute)
                return QLocale().toString(clock, QLocale.FormatType.ShortFormat)
            case Column.TITLE:
                return row.title
            case Column.PRACTISED:
                return short_practised_text(row.practised_s)
            case Column.ENDED:
                return outcome_text(row.outcome)

    def _sentence(self, row: HistoryRow) -> str:
        return self.tr("{0}, {1}, {2} at {3}, {4}").format(
            row.title,
            practised_text(row.practised_s),
            self._text(row, Column.DAY),
            self._text(row, Column.TIME),
            outcome_text(row.outcome),
        )
