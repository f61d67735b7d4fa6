"""Bars side by side, moved through by key and read out one by one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from thaw.shell.theme import Text, Theme
from thaw.shell.wording import number_text


@dataclass(frozen=True, slots=True)
class Bar:
    """A height, what stands below it, and all there is to say of it."""

    value: int
    name: str
    sentence: str


class BarChart(QWidget):
    """As many bars as there is room for, the chosen one among them.

    Left and right choose the next, Page Up and Page Down go on by what is in sight,
    Home and End to the first and last.
    """

    chosen = Signal(int)
    """Another bar is wanted: its number among all."""
    resized = Signal()
    """There may be room for another number of bars."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._theme = theme
        self._title = title
        self._total = 0
        self._bar: Callable[[int], Bar] = _no_bar
        self._at = -1
        self._least_top = 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def show_bars(self, total: int, at: int, least_top: int, bar: Callable[[int], Bar]) -> None:
        """Show ``total`` bars, with bar ``at`` chosen.

        The scale goes up to ``least_top`` at least. Only what is in sight is asked for.
        """
        self._total, self._at, self._least_top, self._bar = total, at, least_top, bar
        if total:
            self.setAccessibleName(self.tr("{0}: {1}").format(self._title, bar(at).sentence))
            seen = ", ".join(f"{one.name} {number_text(one.value)}" for one in self._shown())
            self.setAccessibleDescription(seen)
        self.update()

    def room(self) -> int:
        """How many bars are in sight at once."""
        return max(3, min(13, int(self.width() / (self._theme.unit * 2.2))))

    def sizeHint(self) -> QSize:
        return QSize(self._theme.unit * 20, self._theme.unit * 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.unit * 6, self._theme.unit * 8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_PageUp: -self.room(),
            Qt.Key.Key_PageDown: self.room(),
            Qt.Key.Key_Home: -self._total,
            Qt.Key.Key_End: self._total,
        }
        move = moves.get(Qt.Key(event.key()))
        if move is None or not self._total:
            super().keyPressEvent(event)
        else:
            self.chosen.emit(min(max(self._at + move, 0), self._total - 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        window = self._window()
        number = window.start + int(event.position().x() / self._pitch())
        if event.button() is Qt.MouseButton.LeftButton and number < window.stop:
            self.chosen.emit(number)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self._theme.font(Text.SMALL)
        painter.setFont(font)
        line = QFontMetrics(font).height()
        ground = self.height() - line * 1.3
        window = self._window()
        shown = self._shown()
        top = max([self._least_top, *(bar.value for bar in shown)])
        for number, bar in enumerate(shown):
            left = number * self._pitch()
            high = bar.value / top * (ground - line * 1.3)
            box = QRectF(left + self._pitch() * 0.2, ground - high, self._pitch() * 0.6, high)
            self._paint_bar(painter, bar, box, window.start + number == self._at)
        painter.setPen(QPen(self._theme.colour("edge"), 1.0))
        painter.drawLine(QPointF(0, ground), QPointF(self._pitch() * len(shown), ground))
        self._paint_names(painter, shown, QFontMetrics(font))
        painter.end()

    def _paint_bar(self, painter: QPainter, bar: Bar, box: QRectF, is_chosen: bool) -> None:
        theme = self._theme
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        round_by = min(box.width() * 0.2, box.height() / 2)
        painter.drawRoundedRect(box, round_by, round_by)
        line = QFontMetrics(painter.font()).height()
        above = QRectF(box.center().x() - 100, box.top() - line * 1.1, 200, line)
        if bar.value:
            painter.setPen(theme.colour("text"))
            painter.drawText(above, int(Qt.AlignmentFlag.AlignCenter), number_text(bar.value))
        if is_chosen:
            role, thick = ("focus", 2.0) if self.hasFocus() else ("text", 1.25)
            painter.setPen(QPen(theme.colour(role), thick))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            around = QRectF(box.left() - 4, above.top() - 1, box.width() + 8, 0)
            around.setBottom(box.bottom() - 1)
            painter.drawRoundedRect(around, 5, 5)

    def _paint_names(self, painter: QPainter, shown: Sequence[Bar], metrics: QFontMetrics) -> None:
        painter.setPen(self._theme.colour("quiet"))
        widest = max((metrics.horizontalAdvance(bar.name) for bar in shown), default=0)
        every = max(1, -(-(widest + metrics.averageCharWidth()) // max(int(self._pitch()), 1)))
        for number, bar in enumerate(shown):
            # Counted from the newest, which always has its name.
            if (len(shown) - 1 - number) % every == 0:
                wide = metrics.horizontalAdvance(bar.name)
                middle = (number + 0.5) * self._pitch()
                left = min(max(0.0, middle - wide / 2), self.width() - wide)
                painter.drawText(QPointF(left, self.height() - metrics.descent()), bar.name)

    def _pitch(self) -> float:
        return min(self.width() / self.room(), self._theme.unit * 4.0)

    def _shown(self) -> list[Bar]:
        window = self._window()
        return [self._bar(number) for number in range(window.start, window.stop)]

    def _window(self) -> slice:
        """Which bars are in sight: whole sights, counted back from the newest."""
        room, total = self.room(), self._total
        if total == 0:
            return slice(0, 0)
        stop = total - (total - 1 - self._at) // room * room
        return slice(max(0, stop - room), stop)


def _no_bar(number: int) -> Bar:
    raise IndexError(number)
