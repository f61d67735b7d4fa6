"""Rows one below the other: painted as they come into sight, opened by key or click."""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from thaw.shell.theme import Text, Theme

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class RowWords:
    """What is painted of a row: two lines, and something at the end of the first."""

    first: str
    aside: str
    second: str


def placed(words: RowWords, width: float, advance: Callable[[str], float], gap: float) -> RowWords:
    """Return ``words`` as they fit ``width``: what stands at the end may go a line down.

    It does where it would take half of a line that the first words need.
    """
    aside = advance(words.aside) + gap
    if aside <= width / 2 or aside + advance(words.first) <= width:
        return words
    second = " · ".join(part for part in (words.aside, words.second) if part)
    return RowWords(words.first, "", second)


class RowDelegate(QStyledItemDelegate):
    """Paints one row on two lines; what does not fit is cut short.

    Where large text meets a narrow window, what stands at the end of the first line goes
    down to the second, so that the first has room for its words.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    @abstractmethod
    def words(self, index: Index) -> RowWords:
        """Return what a row says."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        high = self._body_metrics.height() + self._small_metrics.height()
        return QSize(self._theme.unit * 10, high + round(self._theme.unit * 0.9))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._theme
        rect = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue]  # the stubs leave out a style option's fields
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]  # see above
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if QStyle.StateFlag.State_MouseOver in state:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 8, 8)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        if QStyle.StateFlag.State_HasFocus in state:
            painter.setPen(QPen(theme.colour("focus"), 2.0))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 8, 8)
        painter.setPen(theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        pad = theme.unit * 0.45
        self._paint_words(painter, rect.adjusted(pad, pad, -pad, -pad), self.words(index))
        painter.restore()

    def _paint_words(self, painter: QPainter, room: QRectF, words: RowWords) -> None:
        metrics, small = self._body_metrics, self._small_metrics
        words = placed(words, room.width(), metrics.horizontalAdvance, self._theme.unit)
        painter.setFont(self._body)
        painter.setPen(self._theme.colour("text"))
        top = QRectF(room.x(), room.y(), room.width(), metrics.height())
        painter.drawText(top, int(Qt.AlignmentFlag.AlignRight), words.aside)
        aside = metrics.horizontalAdvance(words.aside)
        left = room.width() - (aside + self._theme.unit if aside else 0)
        first = metrics.elidedText(words.first, Qt.TextElideMode.ElideRight, int(left))
        painter.drawText(top, int(Qt.AlignmentFlag.AlignLeft), first)
        painter.setFont(self._small)
        painter.setPen(self._theme.colour("quiet"))
        low = QRectF(room.x(), top.bottom(), room.width(), small.height() + 2)
        second = small.elidedText(words.second, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(low, int(Qt.AlignmentFlag.AlignLeft), second)

    def _on_theme_changed(self) -> None:
        # Once, and not for every row of every picture.
        self._body, self._small = self._theme.font(Text.BODY), self._theme.font(Text.SMALL)
        self._body_metrics = QFontMetrics(self._body)
        self._small_metrics = QFontMetrics(self._small)


class Rows(Protocol):
    """What a model tells of its rows beside what Qt asks."""

    @property
    def is_again(self) -> bool:
        """Whether what was asked for last is what was shown before."""
        ...

    def id_of(self, index: Index) -> str: ...


class RowList(QListView):
    """Shows a model's rows, and tells which one a person wants."""

    opened = Signal(str)
    """A row is to be looked at: its id."""
    delete_asked = Signal(str)
    """Delete was pressed on a row: its id."""

    def __init__(self, theme: Theme, model: QAbstractItemModel, rows: Rows, name: str) -> None:
        """``rows`` is the model itself, as what it tells beside what Qt asks."""
        super().__init__()
        self._rows = rows
        self.setObjectName("practices")
        self.setModel(model)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        # Rows of another height move all that is below them.
        theme.changed.connect(self.scheduleDelayedItemsLayout)
        self.clicked.connect(self._on_clicked)
        self._stood_at = (-1, 0)
        model.modelAboutToBeReset.connect(self._on_about_to_reset)
        model.modelReset.connect(self._on_reset)

    def focus_first(self) -> None:
        """Give the keyboard to the list, at the row it was on or the first."""
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, 0))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def row_height(self) -> int:
        """Height of one row in pixels."""
        return self.itemDelegate().sizeHint(QStyleOptionViewItem(), QModelIndex()).height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if not index.isValid():
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self._rows.id_of(index))
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit(self._rows.id_of(index))
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(self._rows.id_of(index))

    def _on_about_to_reset(self) -> None:
        self._stood_at = (self.currentIndex().row(), self.verticalScrollBar().value())

    def _on_reset(self) -> None:
        """Stand where one stood, if it is the same list again."""
        row, scrolled = self._stood_at
        rows = self.model().rowCount()
        if self._rows.is_again and row >= 0 and rows:
            self.setCurrentIndex(self.model().index(min(row, rows - 1), 0))
            self.verticalScrollBar().setValue(scrolled)
