"""What is offered before the library is looked through: a suggestion, a quiet moment, a breath."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from thaw.shell.library.offer_card import OfferCard
from thaw.shell.library.state import Card, LibraryState, Suggestion
from thaw.shell.library.suggestion_panel import QuickCard, SuggestionPanel
from thaw.shell.theme import Theme


class Offers(QWidget):
    """One click begins each of them. They are made anew only where something else is offered."""

    session_chosen = Signal(str, int)
    """A session is to begin: its id, and minutes."""
    quick_chosen = Signal(str, int)
    """The quiet moment is to begin: its id, and minutes."""
    length_changed = Signal(str, int)
    """Another length was picked for a session: to be remembered."""
    breathing_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._state = LibraryState()
        self._offers: list[QWidget] = []
        self._suggestion: SuggestionPanel | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(round(theme.unit * 0.75))

    def show_state(self, state: LibraryState) -> None:
        """Offer what ``state`` says, at the lengths it says."""
        if _offered(state) != _offered(self._state):
            self._clear()
        self._state = state
        if not self._offers:
            self._fill()
        elif self._suggestion is not None:
            wanted = state.suggestion or Suggestion("")
            self._suggestion.show_minutes([wanted.offered(card) for card in state.cards])

    def order_tabs(self, view: QWidget, below: Sequence[QWidget] = ()) -> None:
        """Have Tab go from ``view`` to what is offered, then ``below``, then the row above."""
        stops: list[QWidget] = [view]
        for offer in self._offers:
            if isinstance(offer, SuggestionPanel):
                stops += [offer.begin_button, offer.length]
            else:
                stops.append(offer)
        for before, after in pairwise([*stops, *below]):
            QWidget.setTabOrder(before, after)

    def has_suggestion(self) -> bool:
        return self._suggestion is not None

    def begin_suggestion(self) -> None:
        """Begin what is suggested, where anything is."""
        if self._suggestion is not None:
            self._suggestion.begin()

    def _clear(self) -> None:
        for offer in self._offers:
            self._column.removeWidget(offer)
            offer.hide()
            offer.deleteLater()
        self._offers.clear()
        self._suggestion = None

    def _fill(self) -> None:
        wanted = self._state.suggestion
        by_id = {card.id: card for card in self._state.cards}
        if wanted is not None and wanted.session_id in by_id:
            card = wanted.offered(by_id[wanted.session_id])
            panel = SuggestionPanel(self._theme, card, wanted.reason)
            panel.chosen.connect(self.session_chosen)
            panel.length_changed.connect(self.length_changed)
            self._suggestion = panel
            self._offers.append(panel)
        if self._state.quick is not None:
            quick = QuickCard(self._theme, self._state.quick)
            quick.clicked.connect(self._on_quick_clicked)
            self._offers.append(quick)
        if self._state.offers_breathing:
            self._offers.append(self._free_breathing())
        for offer in self._offers:
            self._column.addWidget(offer)

    def _free_breathing(self) -> OfferCard:
        head, detail = self.tr("Breathe freely"), self.tr("A pattern and a pace of your own")
        free = OfferCard(self._theme, "breathe", head, detail, self.tr("Breathe freely"))
        free.clicked.connect(self.breathing_asked)
        return free

    def _on_quick_clicked(self) -> None:
        if self._state.quick is not None:
            self.quick_chosen.emit(self._state.quick.id, self._state.quick.minutes)


def _offered(state: LibraryState) -> tuple[Suggestion | None, Card | None, Card | None, bool]:
    """All that the offers are made from, except the length."""
    wanted = state.suggestion.session_id if state.suggestion is not None else None
    card = next((replace(c, minutes=0) for c in state.cards if c.id == wanted), None)
    return state.suggestion, card, state.quick, state.offers_breathing
