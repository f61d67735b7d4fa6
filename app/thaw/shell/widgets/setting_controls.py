"""Sliders, lists and boxes to tick as the settings have them: the wheel changes none of them.

Scrolling the page would otherwise change, unseen, whatever passes below the pointer.
"""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QListView,
    QSlider,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
)

from thaw.shell.theme import Theme


class PlainSlider(QSlider):
    """A slider from left to right."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class PlainCombo(QComboBox):
    """A list to choose from.

    Where there is no room for what is chosen it ends in an ellipsis, and a tip has all of it;
    in the list that opens it goes on in another line.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumContentsLength(6)
        # The list that a combo box brings along has one line for each choice.
        shown = QListView()
        shown.setWordWrap(True)
        shown.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setView(shown)

    def shown_text(self) -> str:
        """What there is room for of what is chosen."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        kind = QStyle.ComplexControl.CC_ComboBox
        room = self.style().subControlRect(kind, option, field, self).width()
        text = self.currentText()
        return self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip:
            is_cut = self.shown_text() != self.currentText()
            self.setToolTip(self.currentText() if is_cut else "")
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.shown_text()  # type: ignore[attr-defined]  # the stub leaves it out
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        side = round(self._theme.unit * 0.9)
        at = QPointF(self.width() - side * 1.5, (self.height() - side) / 2)
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
