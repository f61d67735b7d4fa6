"""Looking back: a few sentences, the last days, and every practice."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from thaw.shell.controls import Button, IconButton, label
from thaw.shell.day_strip import DayStrip
from thaw.shell.history_model import Column, HistoryModel
from thaw.shell.history_state import HistoryState, ReadRows
from thaw.shell.history_words import rhythm_text, today_text, week_text
from thaw.shell.theme import Text, Theme


class PracticeDelegate(QStyledItemDelegate):
    """Paints one practice on two lines: what and how long, then when and how it ended."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del option, index
        high = QFontMetrics(self._theme.font(Text.BODY)).height()
        high += QFontMetrics(self._theme.font(Text.SMALL)).height()
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
        body, small = self._theme.font(Text.BODY), self._theme.font(Text.SMALL)
        cell = {column: str(index.sibling(index.row(), column).data()) for column in Column}
        metrics = QFontMetrics(body)
        practised = metrics.horizontalAdvance(cell[Column.PRACTISED])
        painter.setFont(body)
        painter.setPen(self._theme.colour("text"))
        top = QRectF(room.x(), room.y(), room.width(), metrics.height())
        painter.drawText(top, int(Qt.AlignmentFlag.AlignRight), cell[Column.PRACTISED])
        left = room.width() - practised - self._theme.unit
        title = metrics.elidedText(cell[Column.TITLE], Qt.TextElideMode.ElideRight, int(left))
        painter.drawText(top, int(Qt.AlignmentFlag.AlignLeft), title)
        painter.setFont(small)
        painter.setPen(self._theme.colour("quiet"))
        when = self.tr("{0}, {1} · {2}").format(
            cell[Column.DAY], cell[Column.TIME], cell[Column.ENDED]
        )
        low = QRectF(room.x(), top.bottom(), room.width(), QFontMetrics(small).height() + 2)
        elided = QFontMetrics(small).elidedText(
            when, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(low, int(Qt.AlignmentFlag.AlignLeft), elided)


class HistoryView(QWidget):
    """Today, this week, the last 28 days, then the practices, newest first."""

    library_asked = Signal()

    def __init__(self, theme: Theme, read_rows: ReadRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.model = HistoryModel(read_rows, self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._make_parts()
        self._lay_out()
        self._back.clicked.connect(self.library_asked)
        self._begin.clicked.connect(self.library_asked)

    def show_state(self, state: HistoryState) -> None:
        """Show the sentences, and read the list again."""
        self._today.setText(today_text(state))
        self._week.setText(week_text(state))
        self._rhythm.setText(rhythm_text(state))
        self._strip.show_days(state.days)
        self.model.show_today(state.today)
        for part in (self._summary, self._heading, self._list):
            part.setVisible(not state.is_empty)
        self._empty.setVisible(state.is_empty)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Back):
            self.library_asked.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._list.isVisible():
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_parts(self) -> None:
        self._back = IconButton(self._theme, "back", self.tr("Back to the library (Esc)"))
        self._today = label(kind=Text.TITLE)
        self._week = label()
        self._rhythm = label()
        self._strip = DayStrip(self._theme)
        self._heading = label(self.tr("Practices"), Text.HEADING)
        self._empty = QWidget()
        self._begin = Button(self._theme, self.tr("See the library"), "primary")
        self._list = QListView()
        self._list.setObjectName("practices")
        self._list.setModel(self.model)
        self._list.setItemDelegate(PracticeDelegate(self._theme, self._list))
        self._list.setUniformItemSizes(True)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setAccessibleName(self.tr("Practices, newest first"))
        self._theme.changed.connect(self._list.viewport().update)

    def _lay_out(self) -> None:
        unit, margin = self._theme.unit, self._theme.margin
        page = QWidget()
        page.setObjectName("page")
        column = QWidget()
        column.setMaximumWidth(unit * 44)
        centred = QHBoxLayout(page)
        centred.setContentsMargins(margin, margin // 2, margin, margin // 2)
        centred.addStretch(1)
        centred.addWidget(column, 1000)
        centred.addStretch(1)
        self._fill_column(QVBoxLayout(column))
        # The page scrolls only where a window is too low for the sentences and some rows.
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _fill_column(self, column: QVBoxLayout) -> None:
        unit = self._theme.unit
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(round(unit * 0.7))
        top = QHBoxLayout()
        top.addWidget(self._back)
        top.addWidget(label(self.tr("History"), is_quiet=True), 1)
        column.addLayout(top)
        self._fill_empty(QVBoxLayout(self._empty))
        column.addWidget(self._empty)
        column.addWidget(self._summary_panel())
        column.addSpacing(round(unit * 0.4))
        column.addWidget(self._heading)
        self._list.setMinimumHeight(unit * 8)
        column.addWidget(self._list, 1)
        column.addStretch(0)

    def _fill_empty(self, column: QVBoxLayout) -> None:
        unit = self._theme.unit
        column.setContentsMargins(0, unit * 2, 0, 0)
        column.setSpacing(round(unit * 0.6))
        column.addWidget(label(self.tr("Nothing is kept here yet."), Text.TITLE))
        column.addWidget(label(self.tr("One minute is enough to begin."), is_quiet=True))
        column.addSpacing(unit // 2)
        column.addWidget(self._begin, 0, Qt.AlignmentFlag.AlignLeft)

    def _summary_panel(self) -> QFrame:
        unit = self._theme.unit
        self._summary = QFrame()
        self._summary.setObjectName("panel")
        column = QVBoxLayout(self._summary)
        pad = self._theme.margin
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(round(unit * 0.4))
        for part in (self._today, self._week, self._rhythm):
            column.addWidget(part)
        column.addSpacing(round(unit * 0.3))
        column.addWidget(self._strip)
        return self._summary
