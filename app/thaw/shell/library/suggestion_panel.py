"""What the library offers first: one session, large, and one quiet moment."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from thaw.shell.library.length_choice import LengthChoice
from thaw.shell.library.offer_card import OfferCard
from thaw.shell.library.state import Card
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, label
from thaw.shell.widgets.flow_layout import FlowLayout
from thaw.shell.wording import length_text


class SuggestionPanel(QFrame):
    """The one session offered first, large."""

    chosen = Signal(str, int)
    length_changed = Signal(str, int)

    def __init__(self, theme: Theme, card: Card, reason: str) -> None:
        super().__init__()
        self._theme = theme
        self._card = card
        pad = min(round(theme.unit * 1.3), 28)
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, round(pad * 0.9), pad, pad)
        column.setSpacing(round(theme.unit * 0.35))
        if reason:
            column.addWidget(label(reason, Text.SMALL, is_quiet=True))
        column.addWidget(label(card.title, Text.TITLE))
        column.addWidget(label(card.goal))
        column.addSpacing(round(theme.unit * 0.6))
        column.addWidget(self._controls(theme))

    def show_minutes(self, cards: Sequence[Card]) -> None:
        """Show the length this session starts at among ``cards``."""
        for card in cards:
            if card.id == self._card.id:
                self.length.show_minutes(card.minutes)

    def begin(self) -> None:
        """Choose this session at the length shown."""
        self.chosen.emit(self._card.id, self.length.minutes())

    def paintEvent(self, event: QPaintEvent) -> None:
        """A warm panel with the sun going down behind its lower right edge."""
        del event
        painter = QPainter(self)
        paint_dusk(painter, QRectF(self.rect()), self._theme)
        painter.end()

    def _controls(self, theme: Theme) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, spacing=round(theme.unit * 0.6))
        self.begin_button = Button(theme, self.tr("Begin"), "primary", "play")
        self.begin_button.setAccessibleName(self.tr("Begin {0}").format(self._card.title))
        self.begin_button.clicked.connect(self.begin)
        self.length = LengthChoice(theme, self._card)
        self.length.changed.connect(self._on_length_changed)
        flow.addWidget(self.begin_button)
        flow.addWidget(self.length)
        return row

    def _on_length_changed(self, minutes: int) -> None:
        self.length_changed.emit(self._card.id, minutes)


class QuickCard(OfferCard):
    """One wide button that starts the quick session at once."""

    def __init__(self, theme: Theme, card: Card) -> None:
        head, length = self.tr("One quiet moment"), length_text(card.minutes, card.under_a_minute_s)
        detail = self.tr("{0} · {1}").format(card.title, length)
        name = self.tr("One quiet moment: begin {0}, {1}").format(card.title, length)
        super().__init__(theme, "moment", head, detail, name)
        self.card = card


def paint_dusk(painter: QPainter, box: QRectF, theme: Theme) -> None:
    """Paint a rounded panel; where it is wide enough, with a low sun right of the words."""
    unit = theme.unit
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QPainterPath()
    shape.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), unit * 0.9, unit * 0.9)
    painter.fillPath(shape, theme.colour("glow"))
    if box.width() > unit * 30:
        painter.setClipPath(shape)
        painter.setPen(Qt.PenStyle.NoPen)
        centre = QPointF(box.right() - unit * 6.5, box.bottom() - unit * 0.5)
        for radius, alpha in ((7.5, 26), (5.4, 40), (3.4, 150)):
            colour = theme.colour("breath")
            colour.setAlpha(alpha)
            painter.setBrush(colour)
            painter.drawEllipse(centre, unit * radius, unit * radius)
        painter.setClipping(False)
    if theme.is_high_contrast:
        painter.strokePath(shape, QPen(theme.colour("line"), 1.0))
