"""Sliders, lists and boxes to tick as the settings have them: the wheel changes none of them.

Scrolling the page would otherwise change, unseen, whatever passes below the pointer.
"""

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QListView,
    QSizePolicy,
    QSlider,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
)

from thaw.shell.theme import Text, Theme

_WIDEST: Final = 20
"""In heights of a line: how wide the words beside a box would like to be."""
_ANY_HEIGHT: Final = 1 << 20
_WRAPPED: Final = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading


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

    def sizeHint(self) -> QSize:
        # A style sheet rounds what it takes of the room: a last letter would be missing.
        return super().sizeHint() + QSize(self._theme.unit // 4, 0)

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
    """A box to tick with its words beside it, which wrap, and a note below them.

    They are one thing to a screen reader, and to the pointer: labels would be read as well.
    """

    def __init__(self, theme: Theme, words: str, note: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._note = note
        self.setAccessibleName(words)
        self.setAccessibleDescription(note)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        widest = max(metrics.horizontalAdvance(words) for words, metrics in self._measured())
        width = self._indent() + min(widest, self._theme.unit * _WIDEST)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        longest = max(
            metrics.horizontalAdvance(word)
            for words, metrics in self._measured()
            for word in words.split()
        )
        return QSize(self._indent() + longest, self._side())

    def heightForWidth(self, width: int) -> int:
        return max(self._side(), self._top() + sum(self._heights(width)))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_texts(painter)
        side = self._side()
        painter.translate(self._placed(QRect(0, 0, side, side)).topLeft())
        self._paint_box(painter, side)
        painter.end()

    def _texts(self) -> list[tuple[str, Text, str]]:
        """What stands beside the box, from above: its words, their kind, the role of colour."""
        words = (self._words, Text.BODY, "text")
        return [words, (self._note, Text.SMALL, "quiet")] if self._note else [words]

    def _measured(self) -> list[tuple[str, QFontMetrics]]:
        return [(words, QFontMetrics(self._theme.font(kind))) for words, kind, _ in self._texts()]

    def _side(self) -> int:
        return round(self._theme.unit * 1.5)

    def _indent(self) -> int:
        return self._side() + self._theme.unit // 2

    def _top(self) -> int:
        """Where the words begin, so that their first line is level with the box."""
        return (self._side() - self._theme.unit) // 2

    def _heights(self, width: int) -> list[int]:
        room = QRect(0, 0, max(width - self._indent(), 1), _ANY_HEIGHT)
        return [
            metrics.boundingRect(room, _WRAPPED, words).height()
            for words, metrics in self._measured()
        ]

    def _placed(self, rect: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), rect)

    def _paint_texts(self, painter: QPainter) -> None:
        top, indent = self._top(), self._indent()
        heights = self._heights(self.width())
        for (words, kind, role), height in zip(self._texts(), heights, strict=True):
            painter.setFont(self._theme.font(kind))
            painter.setPen(self._theme.colour(role))
            room = self._placed(QRect(indent, top, self.width() - indent, height))
            painter.drawText(room, _WRAPPED, words)
            top += height

    def _paint_box(self, painter: QPainter, side: int) -> None:
        theme = self._theme
        painter.setBrush(Qt.BrushStyle.NoBrush)
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
