"""A wide button on the first screen: one thing to do, and a word on it."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from thaw.shell.controls import Button
from thaw.shell.session_card import card_padding, paint_card
from thaw.shell.theme import Text, Theme


class OfferCard(Button):
    """``head`` and ``detail`` beside an icon; ``name`` is what it does, for who can't see it."""

    def __init__(self, theme: Theme, icon: str, head: str, detail: str, name: str) -> None:
        super().__init__(theme, head, "card")
        self._theme = theme
        self._picture = icon
        self._head = head
        self._detail = detail
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, pad = self._theme, card_padding(self._theme)
        painter = QPainter(self)
        paint_card(painter, self, theme, self.underMouse(), self.hasFocus())
        side = round(theme.unit * 1.5)
        icon_top = (self.height() - side) / 2
        painter.drawPixmap(QPointF(pad, icon_top), theme.pixmap(self._picture, "accent", side))
        painter.drawPixmap(
            QPointF(self.width() - pad - round(theme.unit * 1.5), (self.height() - theme.unit) / 2),
            theme.pixmap("play", "accent", theme.unit),
        )
        left = pad * 2 + side
        room = QRectF(left, 0, self.width() - left - pad * 2 - theme.unit, self.height())
        self._paint_words(painter, room)
        painter.end()

    def _paint_words(self, painter: QPainter, room: QRectF) -> None:
        theme = self._theme
        head, detail = theme.font(Text.HEADING), theme.font(Text.BODY)
        high = QFontMetrics(head).height() + QFontMetrics(detail).height()
        top = (self.height() - high) / 2
        for font, text, role in ((head, self._head, "text"), (detail, self._detail, "quiet")):
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(theme.colour(role))
            elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(QPointF(room.x(), top + metrics.ascent()), elided)
            top += metrics.height()

    def _on_theme_changed(self) -> None:
        theme = self._theme
        high = QFontMetrics(theme.font(Text.HEADING)).height()
        high += QFontMetrics(theme.font(Text.BODY)).height()
        self.setFixedHeight(high + round(card_padding(theme) * 1.6))
