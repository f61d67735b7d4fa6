"""A year of days, drawn in two tones: on the screen, and as a picture to keep."""

from datetime import date, timedelta

from PySide6.QtCore import QLocale, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from thaw.shell.history.grid import YearGrid
from thaw.shell.history.state import HistoryState
from thaw.shell.theme import Text, Theme


def paint_year(
    painter: QPainter, grid: YearGrid, state: HistoryState, theme: Theme, within: QRect
) -> None:
    """Paint what of the year lies ``within``: filled discs and open rings, shapes and not hues.

    Days before the first practice and after today are dots. Today has a line beneath it.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_months(painter, grid, theme)
    full, ring = theme.colour("accent"), QPen(theme.colour("edge"), 1.25)
    dot = theme.colour("edge")
    day = date(grid.year, 1, 1)
    while day.year == grid.year:
        left, top = grid.corner(day)
        box = QRect(left, top, grid.side, grid.side)
        if within.intersects(box):
            facts = state.facts.get(day)
            if facts is not None and facts.is_practised:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(full)
                _disc(painter, box, 0.14)
            elif state.first_day <= day <= state.today:
                painter.setPen(ring)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                _disc(painter, box, 0.32)
            else:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(dot)
                _disc(painter, box, 0.45)
            if day == state.today:
                _underline(painter, box, theme)
        day += timedelta(days=1)


def _paint_months(painter: QPainter, grid: YearGrid, theme: Theme) -> None:
    font = theme.font(Text.SMALL)
    metrics = QFontMetrics(font)
    painter.setFont(font)
    painter.setPen(theme.colour("quiet"))
    room = grid.side * 4
    free = 0.0
    line = -1
    for month in range(1, 13):
        left, top = grid.label_place(month)
        name = QLocale().standaloneMonthName(month, QLocale.FormatType.ShortFormat)
        wide = metrics.horizontalAdvance(name)
        if wide > room:
            name = QLocale().standaloneMonthName(month, QLocale.FormatType.NarrowFormat)
            wide = metrics.horizontalAdvance(name)
        # Where a month begins in a band's last column, its name stands a little to the left.
        at = min(left, max(0, grid.columns * grid.side - wide))
        if top == line and at < free:
            continue
        painter.drawText(QPointF(at, top + metrics.ascent()), name)
        line, free = top, at + wide + metrics.averageCharWidth()


def _disc(painter: QPainter, box: QRect, inset: float) -> None:
    away = box.width() * inset
    painter.drawEllipse(QRectF(box).adjusted(away, away, -away, -away))


def _underline(painter: QPainter, box: QRect, theme: Theme) -> None:
    painter.setPen(QPen(theme.colour("text"), 2.0))
    low = box.bottom()
    painter.drawLine(
        QPointF(box.left() + box.width() * 0.2, low), QPointF(box.right() - box.width() * 0.2, low)
    )
