"""Practices one below the other: painted as they come into sight, opened by key or click."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from thaw.shell.history_model import Column, HistoryModel
from thaw.shell.theme import Text, Theme


class PracticeDelegate(QStyledItemDelegate):
    """Paints one practice on two lines: what and how long, then when and how it ended."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del option, index
        high = self._body_metrics.height() + self._small_metrics.height()
        return QSize(self._theme.unit * 10, high + round(self._theme.unit * 0.9))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
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
        self._paint_words(painter, rect.adjusted(pad, pad, -pad, -pad), index)
        painter.restore()

    def _paint_words(
        self, painter: QPainter, room: QRectF, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        cell = {column: str(index.sibling(index.row(), column).data()) for column in Column}
        metrics, small = self._body_metrics, self._small_metrics
        practised = metrics.horizontalAdvance(cell[Column.PRACTISED])
        painter.setFont(self._body)
        painter.setPen(self._theme.colour("text"))
        top = QRectF(room.x(), room.y(), room.width(), metrics.height())
        painter.drawText(top, int(Qt.AlignmentFlag.AlignRight), cell[Column.PRACTISED])
        left = room.width() - practised - self._theme.unit
        title = metrics.elidedText(cell[Column.TITLE], Qt.TextElideMode.ElideRight, int(left))
        painter.drawText(top, int(Qt.AlignmentFlag.AlignLeft), title)
        painter.setFont(self._small)
        painter.setPen(self._theme.colour("quiet"))
        when = self.tr("{0}, {1} · {2}").format(
            cell[Column.DAY], cell[Column.TIME], cell[Column.ENDED]
        )
        low = QRectF(room.x(), top.bottom(), room.width(), small.height() + 2)
        elided = small.elidedText(when, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(low, int(Qt.AlignmentFlag.AlignLeft), elided)

    def _on_theme_changed(self) -> None:
        # Once, and not for every row of every picture.
        self._body, self._small = self._theme.font(Text.BODY), self._theme.font(Text.SMALL)
        self._body_metrics = QFontMetrics(self._body)
        self._small_metrics = QFontMetrics(self._small)


class PracticeList(QListView):
    """Shows a ``HistoryModel``, and tells which practice a person wants."""

    opened = Signal(str)
    """A practice is to be looked at: its id."""
    delete_asked = Signal(str)
    """Delete was pressed on a practice: its id."""

    def __init__(self, theme: Theme, model: HistoryModel, name: str) -> None:
        super().__init__()
        self._practices = model
        self.setObjectName("practices")
        self.setModel(model)
        self.setItemDelegate(PracticeDelegate(theme, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        theme.changed.connect(self.viewport().update)
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
        """Height of one practice in pixels."""
        return self.itemDelegate().sizeHint(QStyleOptionViewItem(), QModelIndex()).height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if not index.isValid():
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self._practices.row(index).id)
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit(self._practices.row(index).id)
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(self._practices.row(index).id)

    def _on_about_to_reset(self) -> None:
        self._stood_at = (self.currentIndex().row(), self.verticalScrollBar().value())

    def _on_reset(self) -> None:
        """Stand where one stood, if it is the same list again."""
        row, scrolled = self._stood_at
        rows = self._practices.rowCount()
        if self._practices.is_again and row >= 0 and rows:
            self.setCurrentIndex(self._practices.index(min(row, rows - 1), 0))
            self.verticalScrollBar().setValue(scrolled)
