"""Eleven numbers side by side, one of them chosen, or none."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy

from thaw.care.items import HIGHEST, LOWEST
from thaw.shell.theme import Text, Theme

NONE: Final = LOWEST - 1
"""Where there is no answer: told to screen readers as a value below them all."""
COUNT: Final = HIGHEST - LOWEST + 1
MIDDLE: Final = (LOWEST + HIGHEST) // 2

_STEPS: Final = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: 1,
}
_ENDS: Final = {Qt.Key.Key_Home: LOWEST, Qt.Key.Key_End: HIGHEST}
_AWAY: Final = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class RatingScale(QAbstractSlider):
    """A rating from 0 to 10 that there need not be.

    A digit gives it, 1 and 0 after one another make 10, arrows move it, and from no
    answer they lead to the middle. A click or a drag gives it too. Backspace, or a
    click on the number that is chosen, takes it back.
    """

    rated = Signal(object)
    """The rating that was given, or None for one taken back. Never while it is dragged."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._told: int | None = None
        self._held_from = NONE
        self._may_be_ten = False
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setRange(NONE, HIGHEST)
        self.setValue(NONE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.valueChanged.connect(self._on_value_changed)
        theme.changed.connect(self.update)

    @property
    def rating(self) -> int | None:
        return None if self.value() == NONE else self.value()

    def show_rating(self, rating: int | None) -> None:
        """Show ``rating``; nothing is told."""
        self._told = rating
        self.setValue(NONE if rating is None else rating)

    def rate(self, rating: int | None) -> None:
        """Give ``rating``, or take back what was given."""
        self.setValue(NONE if rating is None else rating)
        self._tell()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.unit * 22, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(COUNT * 20, self._height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, digit = event.key(), _digit(event)
        was_one, self._may_be_ten = self._may_be_ten, digit == 1
        if digit is not None:
            self.rate(HIGHEST if was_one and digit == 0 else digit)
        elif key in _STEPS:
            self.rate(MIDDLE if self.rating is None else self._stepped(_STEPS[Qt.Key(key)]))
        elif key in _ENDS:
            self.rate(_ENDS[Qt.Key(key)])
        elif key in _AWAY:
            self.rate(None)
        else:
            # Enter and Escape are the page's.
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._may_be_ten = False
        self._held_from = self.value()
        self.setValue(self._number_at(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            if self._number_at(event.position()) != self._held_from:
                self._held_from = NONE
            self.setValue(self._number_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            is_chosen_again = self.value() == self._held_from != NONE
            self.rate(None if is_chosen_again else self.rating)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling the page past it must not answer."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_field(painter)
        font = self._theme.font(Text.BODY)
        widest = QFontMetrics(font).horizontalAdvance(str(HIGHEST))
        room = self._cell() * 0.78
        if widest > room:
            font.setPointSizeF(font.pointSizeF() * room / widest)
        for number in range(LOWEST, HIGHEST + 1):
            self._paint_number(painter, number, font)
        painter.end()

    def _paint_field(self, painter: QPainter) -> None:
        width = 2.0 if self.hasFocus() else 1.0
        inset = width / 2
        painter.setPen(QPen(self._theme.colour("focus" if self.hasFocus() else "edge"), width))
        painter.setBrush(self._theme.colour("surface"))
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, self._theme.unit * 0.7, self._theme.unit * 0.7)

    def _paint_number(self, painter: QPainter, number: int, font: QFont) -> None:
        left = self._inset() + (number - LOWEST) * self._cell()
        cell = QRectF(left, 0, self._cell(), self.height())
        is_chosen = number == self.value()
        if is_chosen:
            radius = min(self._cell(), self.height() - 6) / 2 - 1
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent"))
            painter.drawEllipse(cell.center(), radius, radius)
        font.setBold(is_chosen)
        painter.setFont(font)
        painter.setPen(self._theme.colour("on_accent" if is_chosen else "text"))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(number))

    def _on_value_changed(self) -> None:
        self.update()

    def _tell(self) -> None:
        if self.rating != self._told:
            self._told = self.rating
            self.rated.emit(self._told)

    def _stepped(self, by: int) -> int:
        return min(max(self.value() + by, LOWEST), HIGHEST)

    def _number_at(self, at: QPointF) -> int:
        cell = int((at.x() - self._inset()) // self._cell())
        return min(max(cell, 0), COUNT - 1) + LOWEST

    def _inset(self) -> float:
        """Room for the rounded ends."""
        return min(self._theme.unit * 0.3, 6.0)

    def _cell(self) -> float:
        return (self.width() - 2 * self._inset()) / COUNT

    def _height(self) -> int:
        return min(max(round(self._theme.unit * 2.1), 40), 60)


def _digit(event: QKeyEvent) -> int | None:
    text = event.text()
    return int(text) if len(text) == 1 and text in "0123456789" else None
