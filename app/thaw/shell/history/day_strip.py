"""The last days in two tones: filled where there was a practice."""

from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from thaw.shell.day_words import in_pattern
from thaw.shell.theme import Theme


class DayStrip(QWidget):
    """One mark a day, oldest first: a filled disc, or a small open ring.

    One row where all fit, otherwise rows of whole weeks. Today has a line beneath it.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._days: tuple[tuple[date, bool], ...] = ()
        # Not Fixed: that is as high as the size hint, whatever the width asks for.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._on_theme_changed)

    def show_days(self, days: tuple[tuple[date, bool], ...]) -> None:
        self._days = days
        practised = [_day(day) for day, was_practised in days if was_practised]
        self.setAccessibleName(
            self.tr("Days with a practice: {0}").format(", ".join(practised))
            if practised
            else self.tr("No practice on these days yet")
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._cell() * 14, self.heightForWidth(self._cell() * 14))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._cell() * 7, self._cell())

    def heightForWidth(self, width: int) -> int:
        return -(-len(self._days) // self._columns(width)) * self._cell()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self._index_at(event.pos())
            if index is not None:
                QToolTip.showText(event.globalPos(), self._tip(index), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, cell = self._theme, self._cell()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        columns = self._columns(self.width())
        for index, (_, was_practised) in enumerate(self._days):
            row, column = divmod(index, columns)
            box = QRectF(column * cell, row * cell, cell, cell)
            if was_practised:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour("accent"))
                inset = cell * 0.17
            else:
                painter.setPen(QPen(theme.colour("edge"), 1.25))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                inset = cell * 0.33
            painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))
            if index == len(self._days) - 1:
                self._underline(painter, box)
        painter.end()

    def _underline(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(self._theme.colour("text"), 2.0))
        painter.drawLine(
            QRectF(box).bottomLeft() + QPoint(round(box.width() * 0.25), -1),
            QRectF(box).bottomRight() + QPoint(-round(box.width() * 0.25), -1),
        )

    def _cell(self) -> int:
        return min(max(round(self._theme.unit * 1.35), 18), 36)

    def _columns(self, width: int) -> int:
        for columns in (28, 14):
            if columns * self._cell() <= width:
                return columns
        return 7

    def _index_at(self, place: QPoint) -> int | None:
        column, row = place.x() // self._cell(), place.y() // self._cell()
        columns = self._columns(self.width())
        index = row * columns + column
        return index if column < columns and 0 <= index < len(self._days) else None

    def _tip(self, index: int) -> str:
        day, was_practised = self._days[index]
        return self.tr("{0}: practised").format(_day(day)) if was_practised else _day(day)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


def _day(day: date) -> str:
    return in_pattern(day, "dddd d MMMM")
