"""The services of a country, each with the day it was looked at and its last day."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from thaw.care.help_files import Service
from thaw.shell.help.contact_card import CopyButton
from thaw.shell.help.state import HelpState
from thaw.shell.help.words import service_text, verified_text
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import paragraph
from thaw.shell.widgets.flow_layout import flow_row
from thaw.shell.widgets.panel import Panel
from thaw.shell.widgets.selectable_text import SelectableText
from thaw.shell.widgets.setting_rows import ChoiceRow


class ServicesPanel(Panel):
    """A choice of the country where there is one, and what there is for it."""

    country_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, spacing=0.7)
        self._theme = theme
        self._shown: tuple[Service, ...] = ()
        self._cards: list[QWidget] = []
        self.country = ChoiceRow(theme, "help_country", self.tr("Where you are"))
        self._note = paragraph(is_quiet=True)
        self.put(self.country)
        self._list = QVBoxLayout()
        self._list.setSpacing(round(theme.unit * 0.9))
        self.column.addLayout(self._list)
        # Whoever came for help is not to read first what a file lacks.
        self.put(self._note)
        self.country.chosen.connect(self._on_chosen)

    def show_state(self, state: HelpState) -> None:
        """Show nothing at all where there is neither a choice of countries nor anything amiss."""
        self.setHidden(not (state.countries or state.services_note))
        self.country.setVisible(bool(state.countries))
        self.country.offer(state.countries)
        self.country.show_value(state.country)
        self._note.setText(state.services_note)
        self._note.setVisible(bool(state.services_note))
        if state.services != self._shown:
            self._show_cards(state.services)

    def _show_cards(self, services: tuple[Service, ...]) -> None:
        for card in self._cards:
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [self._card(service) for service in services]
        for card in self._cards:
            self._list.addWidget(card)
            card.show()
        self._shown = services

    def _card(self, service: Service) -> QWidget:
        card = QWidget()
        column = QVBoxLayout(card)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(max(self._theme.unit // 6, 2))
        column.addWidget(paragraph(service.service, Text.HEADING))
        column.addWidget(SelectableText(service.contact, self.tr("How to reach them")))
        column.addWidget(paragraph(service_text(service)))
        column.addWidget(SelectableText(service.url, self.tr("Their page")))
        column.addWidget(paragraph(verified_text(service), Text.SMALL, is_quiet=True))
        buttons = flow_row(CopyButton(self._theme, service.contact, service.service))
        column.addWidget(buttons)
        return card

    def _on_chosen(self, _name: str, country: str) -> None:
        self.country_chosen.emit(country)
