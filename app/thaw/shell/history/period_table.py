"""Weeks or months as a table: the charts in words and figures."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from thaw.practice.stats import Period
from thaw.shell.history.periods import period_name, period_text
from thaw.shell.theme import Theme
from thaw.shell.wording import number_text

Index = QModelIndex | QPersistentModelIndex


class PeriodModel(QAbstractTableModel):
    """The newest first: its name, its practice days, its minutes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._periods: Sequence[Period] = ()
        self._is_week = True

    def show(self, periods: Sequence[Period], is_week: bool) -> None:
        self.beginResetModel()
        self._periods, self._is_week = periods[::-1], is_week
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._periods)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        period = self._periods[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return period_text(period, self._is_week)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        name = period_name(period, self._is_week)
        return (name, _days(period), number_text(_minutes(period)))[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        first = self.tr("Week") if self._is_week else self.tr("Month")
        return (first, self.tr("Days"), self.tr("Minutes"))[section]


class PeriodTable(QTableView):
    """The table form of the charts."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.periods = PeriodModel(self)
        self.setModel(self.periods)
        self.setAccessibleName(self.tr("Days and minutes as a table"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(round(theme.unit * 1.7))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.periods.modelReset.connect(self._fit)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(theme.unit * 14)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        # Where the names do not fit beside the figures, the table scrolls sideways.
        wanted = sum(self.sizeHintForColumn(column) for column in range(3))
        fits = wanted <= self.viewport().width()
        mode = QHeaderView.ResizeMode.Stretch if fits else QHeaderView.ResizeMode.ResizeToContents
        self.horizontalHeader().setSectionResizeMode(0, mode)


def _days(period: Period) -> str:
    """The practice days, beside how many were meant where that is known and any were."""
    if period.target_days is None or period.practice_days == 0:
        return f"{period.practice_days}"
    words = QCoreApplication.translate("history", "{0} of {1}", "practice days of a week")
    return words.format(period.practice_days, period.target_days)


def _minutes(period: Period) -> int:
    return period.practised_ms // 60_000
