"""A wide button on the first screen: one thing to do, and a word on it."""

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QEnterEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from thaw.shell.library.session_card import card_padding, paint_card
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button

_WRAPPED: Final = int(Qt.TextFlag.TextWordWrap)
_ROOM_FOR_PICTURE: Final = 12
_ROOM_FOR_PLAY: Final = 16
"""Widths in lines of text below which words get the room that icons would take."""


class OfferCard(Button):
    """``head`` and ``detail`` beside an icon; ``name`` is what it does, for who can't see it.

    Where large text meets a narrow window the icons go and the words wrap.
    """

    def __init__(self, theme: Theme, icon: str, head: str, detail: str, name: str) -> None:
        super().__init__(theme, head, "card")
        self._theme = theme
        self._picture = icon
        self._words = ((head, Text.HEADING, "text"), (detail, Text.BODY, "quiet"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self._fit()
        theme.changed.connect(self._fit)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, pad, side = self._theme, card_padding(self._theme), self._side()
        painter = QPainter(self)
        paint_card(painter, self, theme, self.underMouse(), self.hasFocus())
        if self._has_room_for(_ROOM_FOR_PICTURE):
            picture = theme.pixmap(self._picture, "accent", side)
            painter.drawPixmap(QPointF(pad, (self.height() - side) / 2), picture)
        if self._has_room_for(_ROOM_FOR_PLAY):
            left, top = self.width() - pad - side, (self.height() - theme.unit) / 2
            painter.drawPixmap(QPointF(left, top), theme.pixmap("play", "accent", theme.unit))
        for box, font, role, text in self._lines():
            painter.setFont(font)
            painter.setPen(theme.colour(role))
            painter.drawText(QRectF(box), _WRAPPED, text)
        painter.end()

    def _lines(self) -> list[tuple[QRect, QFont, str, str]]:
        """Where each text stands, from the padding at the top on."""
        pad = card_padding(self._theme)
        left = pad * 2 + self._side() if self._has_room_for(_ROOM_FOR_PICTURE) else pad
        right = pad + self._side() if self._has_room_for(_ROOM_FOR_PLAY) else pad
        top, wide = round(pad * 0.8), max(self.width() - left - right, 1)
        lines: list[tuple[QRect, QFont, str, str]] = []
        for text, kind, role in self._words:
            font = self._theme.font(kind)
            room = QRect(0, 0, wide, 1 << 16)
            high = QFontMetrics(font).boundingRect(room, _WRAPPED, text).height()
            lines.append((QRect(left, top, wide, high), font, role, text))
            top += high
        return lines

    def _has_room_for(self, lines: int) -> bool:
        return self.width() >= self._theme.unit * lines

    def _side(self) -> int:
        return round(self._theme.unit * 1.5)

    def _fit(self) -> None:
        """Be as high as the words are, in the width there is."""
        last = self._lines()[-1][0]
        self.setFixedHeight(last.bottom() + 1 + round(card_padding(self._theme) * 0.8))
        self.update()
