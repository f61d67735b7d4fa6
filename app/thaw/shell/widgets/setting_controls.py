"""Sliders, lists and boxes to tick as the settings have them: the wheel changes none of them.

Scrolling the page would otherwise change, unseen, whatever passes below the pointer.
"""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QSlider

from thaw.shell.theme import Theme


class PlainSlider(QSlider):
    """A slider from left to right."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class PlainCombo(QComboBox):
    """A list to choose from. What it says may be cut short where there is no room for it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumContentsLength(6)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = round(self._theme.unit * 0.9)
        at = QPointF(self.width() - side * 1.5, (self.height() - side) / 2)
        painter = QPainter(self)
        painter.drawPixmap(at, self._theme.pixmap("down", "text", side))
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class TickBox(QCheckBox):
    """A box as high as a line of text, ticked or not, with a ring when it has the keyboard."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(round(self._theme.unit * 1.5), round(self._theme.unit * 1.5))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, side = self._theme, min(self.width(), self.height())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRoundedRect(QRectF(1, 1, side - 2, side - 2), side * 0.3, side * 0.3)
        # Small enough that the ring stands apart from it.
        box = QRectF(side * 0.21, side * 0.21, side * 0.58, side * 0.58)
        painter.setPen(QPen(theme.colour("accent" if self.isChecked() else "edge"), 1.5))
        painter.setBrush(theme.colour("accent" if self.isChecked() else "surface"))
        painter.drawRoundedRect(box, side * 0.16, side * 0.16)
        if self.isChecked():
            painter.setPen(QPen(theme.colour("on_accent"), max(side / 11, 1.5)))
            points = ((0.36, 0.51), (0.46, 0.61), (0.64, 0.40))
            painter.drawPolyline([QPointF(x * side, y * side) for x, y in points])
        painter.end()
