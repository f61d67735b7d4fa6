"""The library's cards: thousands of them at no cost, for only those in sight are made."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from thaw.shell.library.session_card import SessionCard, card_height, card_size
from thaw.shell.library.state import Card
from thaw.shell.theme import Theme


class CardScroll(QScrollArea):
    """A scroll area that tells when what is in sight has changed."""

    sight_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verticalScrollBar().valueChanged.connect(self.sight_changed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sight_changed.emit()


class CardGrid(QWidget):
    """Cards in one column, or in two where there is room, inside ``scroll``.

    A card becomes a widget when it comes in sight, or soon after when it is within half
    a screen of that, and stays one. The focus order is the order of the cards.
    """

    session_chosen = Signal(str, int)
    length_changed = Signal(str, int)
    export_asked = Signal(object)
    recording_asked = Signal(object)
    left_upwards = Signal()
    """The up arrow was pressed in the first row."""

    def __init__(self, theme: Theme, scroll: CardScroll, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scroll = scroll
        self._cards: tuple[Card, ...] = ()
        self._made: dict[str, SessionCard] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._make_near)
        scroll.sight_changed.connect(self._make_seen)
        theme.changed.connect(self._on_theme_changed)

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show these cards, in this order."""
        in_hand, held = self._in_hand()
        self._cards = tuple(cards)
        shown = {card.id: card for card in self._cards}
        for session_id, widget in list(self._made.items()):
            card = shown.get(session_id)
            if card is not None and not widget.is_for(card):
                self._made.pop(session_id).deleteLater()
                card = None
            widget.setVisible(card is not None)
            if card is not None:
                widget.show_card(card)
        self._arrange()
        if in_hand in shown and self._made.get(in_hand) is not held:
            self._focus(list(shown).index(in_hand))

    def focus_first(self) -> None:
        self._focus(0)

    def made_count(self) -> int:
        """How many cards are widgets by now."""
        return len(self._made)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(card_size(self._theme).width(), self._height())

    def _in_hand(self) -> tuple[str, SessionCard | None]:
        """The card that has the keyboard, and its id; "" where none has."""
        held = (pair for pair in self._made.items() if pair[1].has_keyboard())
        return next(held, ("", None))

    def _columns(self) -> int:
        gap, wide = self._gap(), card_size(self._theme).width()
        return 2 if self.width() >= 2 * wide + gap else 1

    def _gap(self) -> int:
        return round(self._theme.unit * 0.75)

    def _step(self) -> int:
        return card_height(self._theme, self._card_width()) + self._gap()

    def _card_width(self) -> int:
        columns = self._columns()
        return (self.width() - (columns - 1) * self._gap()) // columns

    def _height(self) -> int:
        rows = -(-len(self._cards) // self._columns())
        return max(rows * self._step() - self._gap(), 0)

    def _place(self, index: int) -> QRect:
        width, gap, step = self._card_width(), self._gap(), self._step()
        row, column = divmod(index, self._columns())
        return QRect(column * (width + gap), row * step, width, step - gap)

    def _arrange(self) -> None:
        """Move what is made to where it belongs, and make what has come near."""
        self.setFixedHeight(self._height())
        for index, card in enumerate(self._cards):
            if card.id in self._made:
                self._made[card.id].setGeometry(self._place(index))
        self._make_seen()

    def _make_seen(self) -> None:
        self._make(0.0)
        self._soon.start()

    def _make_near(self) -> None:
        self._make(0.5)

    def _make(self, margin: float) -> None:
        """Make the cards in sight, and those within ``margin`` screens of that."""
        if not self.isVisible():
            return
        first, last = self._in_reach(margin)
        new = [i for i in range(first, last) if self._cards[i].id not in self._made]
        for index in new:
            self._make_card(index)
        if new:
            self._order_focus(max(first - 1, 0), min(last + 1, len(self._cards)))

    def _in_reach(self, margin: float) -> tuple[int, int]:
        """The cards within ``margin`` screens of what is in sight, as a range of indices."""
        # Not of the viewport: for a widget that Qt has made itself, PySide makes every class of
        # widget there is, with all its enumerations, which the first picture would wait for.
        seen = self._scroll.contentsRect()
        screen = seen.height()
        top = seen.top() - self.mapTo(self._scroll, self.rect().topLeft()).y()
        beyond = round(screen * margin)
        first_row = max((top - beyond) // self._step(), 0)
        last_row = max(-(-(top + screen + beyond) // self._step()), 0)
        count, columns = len(self._cards), self._columns()
        return min(first_row * columns, count), min(last_row * columns, count)

    def _make_card(self, index: int) -> None:
        widget = SessionCard(self._theme, self._cards[index], self)
        widget.chosen.connect(self.session_chosen)
        widget.length_changed.connect(self.length_changed)
        widget.export_asked.connect(self.export_asked)
        widget.recording_asked.connect(self.recording_asked)
        widget.moved.connect(self._on_moved)
        widget.setGeometry(self._place(index))
        self._made[self._cards[index].id] = widget
        widget.show()

    def _order_focus(self, first: int, last: int) -> None:
        made = [self._made[c.id] for c in self._cards[first:last] if c.id in self._made]
        for card in made:
            QWidget.setTabOrder(card, card.length)
        for before, after in pairwise(made):
            QWidget.setTabOrder(before.length, after)

    def _focus(self, index: int) -> None:
        if not 0 <= index < len(self._cards):
            return
        if self._cards[index].id not in self._made:
            self._make_card(index)
            self._order_focus(max(index - 1, 0), min(index + 2, len(self._cards)))
        widget = self._made[self._cards[index].id]
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(widget, 0, self._theme.unit)

    def _on_moved(self, key: int) -> None:
        sender = self.focusWidget()
        if not isinstance(sender, SessionCard):
            return
        index = next(i for i, card in enumerate(self._cards) if card.id == sender.card.id)
        columns = self._columns()
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -columns,
            Qt.Key.Key_Down: columns,
        }
        target = index + steps[Qt.Key(key)]
        if target < 0:
            self.left_upwards.emit()
        else:
            self._focus(min(target, len(self._cards) - 1))

    def _on_theme_changed(self) -> None:
        self._arrange()
        for widget in self._made.values():
            widget.update()
