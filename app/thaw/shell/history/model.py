"""The practices as a table, read a page at a time."""

from datetime import date
from enum import IntEnum
from functools import partial
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTime,
    Signal,
)

from thaw.practice.search import Place, Search
from thaw.shell.day_words import past_day_text
from thaw.shell.history.state import AskRows, HistoryRow, RowPage
from thaw.shell.history.words import outcome_text
from thaw.shell.wording import practised_text, short_practised_text

PAGE: Final = 200
"""So many practices are read at a time."""

_MOST_AGAIN: Final = 2_000
"""So many at most are read at once to show a list again as long as it was."""

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """What each column holds."""

    DAY = 0
    TIME = 1
    TITLE = 2
    PRACTISED = 3
    ENDED = 4


class HistoryModel(QAbstractTableModel):
    """Newest practice first. A million rows cost what the pages in sight cost.

    What is shown stays until the answer to what is asked anew has come.
    """

    read = Signal()
    """The first page of what was asked for stands."""

    def __init__(self, ask_rows: AskRows, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ask_rows = ask_rows
        self._rows: list[HistoryRow] = []
        self._search = Search()
        # Nothing is asked before it is known which day is today.
        self._after: Place | None = None
        self._today = date.min
        self._asked = 0
        self._is_waiting = False
        self.is_again = False
        """Whether what was asked for last is what was shown before."""

    def show(self, search: Search, today: date) -> None:
        """Ask again from the newest row on, with ``today`` as the day that is today."""
        self.is_again = search == self._search
        self._search = search
        self._today = today
        self._asked += 1
        self._is_waiting = True
        count = min(max(len(self._rows), PAGE), _MOST_AGAIN) if self.is_again else PAGE
        self._ask_rows(search, None, count, partial(self._on_first_page, self._asked))

    def row(self, index: Index) -> HistoryRow:
        return self._rows[index.row()]

    def id_of(self, index: Index) -> str:
        return self._rows[index.row()].id

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(Column)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._after is not None and not self._is_waiting

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._is_waiting = True
            self._ask_rows(
                self._search, self._after, PAGE, partial(self._on_next_page, self._asked)
            )

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

    def _on_first_page(self, asked: int, page: RowPage) -> None:
        if asked != self._asked:
            return
        self.beginResetModel()
        self._rows = list(page.rows)
        self._after = page.after
        self._is_waiting = False
        self.endResetModel()
        self.read.emit()

    def _on_next_page(self, asked: int, page: RowPage) -> None:
        if asked != self._asked:
            return
        self._after = page.after
        self._is_waiting = False
        if page.rows:
            last = len(self._rows) + len(page.rows) - 1
            self.beginInsertRows(QModelIndex(), len(self._rows), last)
            self._rows.extend(page.rows)
            self.endInsertRows()

    def _text(self, row: HistoryRow, column: Column) -> str:
        match column:
            case Column.DAY:
                return past_day_text(row.local_date, self._today)
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
