"""One session in the library: what it is, how long, and a way to begin."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextLayout,
)
from PySide6.QtWidgets import QMenu, QWidget

from thaw.shell.library.length_choice import LengthChoice
from thaw.shell.library.state import Card, Holds
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, IconButton
from thaw.shell.wording import category_text, holds_text, length_text, level_text, sentence

_PLEASANT: Final = 19
"""The narrowest width at which a card is pleasant, in heights of a line."""
_SOME_LETTERS: Final = 3
"""Below so much room, in heights of a line, a word that is cut says nothing."""


class SessionCard(Button):
    """A card that is one large button: Enter or a click begins the session.

    Arrow keys ask to move on to a neighbour; plus and minus change the length.
    """

    chosen = Signal(str, int)
    length_changed = Signal(str, int)
    export_asked = Signal(object)
    """A sound file is to be made of the session: its ``Card``, at the length shown."""
    recording_asked = Signal(object)
    """The person wants to say the session's lines themselves: its ``Card``."""
    moved = Signal(int)
    """An arrow key (``Qt.Key``) was pressed on the card."""

    def __init__(self, theme: Theme, card: Card, parent: QWidget | None = None) -> None:
        super().__init__(theme, card.title, "card", parent=parent)
        self._theme = theme
        self.card = card
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.length = LengthChoice(theme, card, self)
        self._begin = IconButton(
            theme, "play", self.tr("Begin {0}").format(card.title), parent=self
        )
        # The card itself is the button that the keyboard reaches.
        self._begin.show_icon("play", self._begin.accessibleName(), "accent")
        self._begin.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._more = IconButton(
            theme, "more", self.tr("More for {0}").format(card.title), parent=self
        )
        self._more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._more.clicked.connect(self._on_more_clicked)
        self.clicked.connect(self._on_clicked)
        self._begin.clicked.connect(self._on_clicked)
        self.length.changed.connect(self._on_length_changed)
        self._describe()

    def is_for(self, card: Card) -> bool:
        """True where ``card`` differs from this one in its length at most."""
        return replace(card, minutes=self.card.minutes) == self.card

    def show_card(self, card: Card) -> None:
        """Show the same session at the length it starts at now."""
        self.card = card
        self.length.show_minutes(card.minutes)
        self._place_controls()
        self._describe()

    def has_keyboard(self) -> bool:
        """Whether keys go to the card or to its length."""
        return self.hasFocus() or self.length.hasFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right | Qt.Key.Key_Up | Qt.Key.Key_Down:
                self.moved.emit(event.key())
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.length.step(1)
            case Qt.Key.Key_Minus:
                self.length.step(-1)
            case _:
                super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu key, Shift+F10 or the other button of the pointer."""
        at = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            at = self._more.mapToGlobal(self._more.rect().bottomLeft())
        self._open_menu(at)
        event.accept()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_controls()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        paint_card(painter, self, self._theme, self.underMouse(), self.hasFocus())
        self._paint_words(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        theme, inner = self._theme, self._inner()
        font = theme.font(Text.HEADING)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(theme.colour("text"))
        title_lines, goal_lines = _lines(theme, self.width())
        top = float(inner.y() + metrics.ascent())
        room = self._more.x() - inner.x()
        for line in elided_lines(self.card.title, font, room, title_lines):
            painter.drawText(QPointF(inner.x(), top), line)
            top += metrics.lineSpacing()
        font = theme.font(Text.BODY)
        body = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(theme.colour("quiet"))
        top += body.ascent() - metrics.ascent() + theme.unit * 0.3
        note_lines = goal_lines // 2 if self.card.note else 0
        for line in elided_lines(self.card.goal, font, inner.width(), goal_lines - note_lines):
            painter.drawText(QPointF(inner.x(), top), line)
            top += body.lineSpacing()
        self._paint_note(painter, QPointF(inner.x(), top), note_lines)
        self._paint_kind(painter)

    def _paint_note(self, painter: QPainter, at: QPointF, lines: int) -> None:
        font = self._theme.font(Text.SMALL)
        font.setItalic(True)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        for line in elided_lines(self.card.note, font, self._inner().width(), lines):
            painter.drawText(at, line)
            at += QPointF(0, metrics.lineSpacing())

    def _paint_kind(self, painter: QPainter) -> None:
        font = self._theme.font(Text.SMALL)
        metrics = QFontMetrics(font)
        inner = self._inner()
        room = self.length.x() - inner.x() - self._theme.unit // 2
        kinds = self._kinds()
        fitting = (one for one in kinds if metrics.horizontalAdvance(one) <= room)
        text = next(fitting, kinds[-1] if room >= self._theme.unit * _SOME_LETTERS else "")
        painter.setFont(font)
        centre = self._begin.geometry().center().y()
        baseline = centre + (metrics.ascent() - metrics.descent()) / 2
        painter.drawText(
            QPointF(inner.x(), baseline),
            metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room, 0)),
        )

    def _kinds(self) -> list[str]:
        """What kind of session it is, in fewer and fewer words."""
        category, holds = category_text(self.card.category), holds_text(self.card.holds)
        every = self.tr("{0} · {1}")
        whole = every.format(category, level_text(self.card.level))
        if not holds:
            return [whole, category]
        return [every.format(whole, holds), every.format(category, holds), sentence(holds)]

    def _place_controls(self) -> None:
        inner = self._inner()
        self._begin.move(inner.right() - self._begin.width() + 1, self._bottom(self._begin))
        length = self.length.sizeHint()
        left = self._begin.x() - self._theme.unit // 3 - length.width()
        self.length.setGeometry(QRect(left, 0, length.width(), length.height()))
        self.length.move(left, self._begin.geometry().center().y() - length.height() // 2)
        middle = inner.y() + QFontMetrics(self._theme.font(Text.HEADING)).height() // 2
        self._more.move(self._begin.x(), middle - self._more.height() // 2)
        self.update()

    def _inner(self) -> QRect:
        pad = card_padding(self._theme)
        return self.rect().adjusted(pad, pad, -pad, -pad)

    def _bottom(self, widget: QWidget) -> int:
        pad = card_padding(self._theme)
        return self.height() - round(pad * 0.7) - widget.height()

    def _describe(self) -> None:
        length = length_text(self.length.minutes(), self.card.under_a_minute_s)
        self.setAccessibleName(self.tr("Begin {0}, {1}").format(self.card.title, length))
        said = self.tr("{0} {1}, {2}.").format(
            self.card.goal, category_text(self.card.category), level_text(self.card.level)
        )
        holds = sentence(holds_text(self.card.holds))
        more = [f"{holds}." if holds else "", self.card.note]
        self.setAccessibleDescription(" ".join([said, *filter(None, more)]))
        self.setToolTip(self._holds_tip())

    def _holds_tip(self) -> str:
        if self.card.holds is not Holds.LEFT_OUT:
            return ""
        return self.tr("Its breath holds are left out. The settings bring them in.")

    def _open_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        export = menu.addAction(self.tr("Export as audio…"))
        export.triggered.connect(self._on_export_chosen)
        record = menu.addAction(self.tr("In your own voice…"))
        record.triggered.connect(self._on_recording_chosen)
        menu.popup(at)

    def _on_more_clicked(self) -> None:
        self._open_menu(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _on_export_chosen(self) -> None:
        self.export_asked.emit(replace(self.card, minutes=self.length.minutes()))

    def _on_recording_chosen(self) -> None:
        self.recording_asked.emit(self.card)

    def _on_clicked(self) -> None:
        self.chosen.emit(self.card.id, self.length.minutes())

    def _on_length_changed(self, minutes: int) -> None:
        self._describe()
        self._place_controls()
        self.length_changed.emit(self.card.id, minutes)


def card_padding(theme: Theme) -> int:
    """From the edge of a card to what stands in it, in pixels."""
    return round(theme.unit * 0.95)


def card_size(theme: Theme) -> QSize:
    """The narrowest width at which a card is pleasant, and its height then."""
    width = theme.unit * _PLEASANT
    return QSize(width, card_height(theme, width))


def card_height(theme: Theme, width: int) -> int:
    """The height of every card that is so wide."""
    title, goal = _lines(theme, width)
    words = (
        title * QFontMetrics(theme.font(Text.HEADING)).lineSpacing()
        + goal * QFontMetrics(theme.font(Text.BODY)).lineSpacing()
    )
    controls = max(round(theme.unit * 2.2), 38)
    return words + controls + round(card_padding(theme) * 1.7 + theme.unit * 0.75)


def _lines(theme: Theme, width: int) -> tuple[int, int]:
    """How many lines a title and a goal may take: more where large text meets a narrow window."""
    return (1, 2) if width >= theme.unit * _PLEASANT else (2, 4)


def paint_card(
    painter: QPainter, widget: QWidget, theme: Theme, is_hovered: bool, has_focus: bool
) -> None:
    """Paint a rounded surface with a hairline, or with a ring where the focus is."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = 2.0 if has_focus else 1.0
    painter.setPen(QPen(theme.colour("focus" if has_focus else "line"), width))
    painter.setBrush(theme.colour("hover" if is_hovered else "surface"))
    inset = width / 2
    radius = theme.unit * 0.9
    box = QRectF(widget.rect()).adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(box, radius, radius)


def elided_lines(text: str, font: QFont, width: int, count: int) -> list[str]:
    """Break ``text`` into at most ``count`` lines; the last one ends in … where more is left."""
    layout, metrics = QTextLayout(text, font), QFontMetrics(font)
    lines: list[str] = []
    layout.beginLayout()
    while len(lines) < count:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        start = line.textStart()
        is_last = len(lines) == count - 1
        piece = text[start:] if is_last else text[start : start + line.textLength()]
        lines.append(piece.rstrip())
    layout.endLayout()
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines]
