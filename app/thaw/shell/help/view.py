"""The help page: somebody to turn to, in the order in which they are likely to be of use."""

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from thaw.care.own_help import Side
from thaw.shell.help.contact_list import ContactList
from thaw.shell.help.marks import MarksPanel
from thaw.shell.help.services import ServicesPanel
from thaw.shell.help.state import HelpState
from thaw.shell.help.words import anywhere_texts, kind_texts, medicine_text, side_text
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, paragraph
from thaw.shell.widgets.flow_layout import flow_row
from thaw.shell.widgets.form_style import FormStyle
from thaw.shell.widgets.page import ColumnPage
from thaw.shell.widgets.panel import Panel

MINUTE_MS: Final = 60_000


class HelpView(ColumnPage):
    """Own people, own support, services of a country, and words that hold anywhere.

    It reaches nobody, needs no network, and keeps nothing but the two lists. It is left
    like any other page, and never has to be.
    """

    state_asked = Signal()
    """It comes to sight."""
    minute_passed = Signal()
    """It has been in sight for another minute: what holds now?"""
    ground_asked = Signal()
    summary_asked = Signal()
    """A summary to hand to somebody is wanted."""
    own_changed = Signal(object, object)
    """A ``Side``, and its contacts from now on."""
    country_chosen = Signal(str)
    marked = Signal(object)
    """What is ticked now: a frozenset of ``Distress``."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.ground = Button(theme, self.tr("A short grounding"), "outline", "ground")
        self.ground.set_short_text(self.tr("Ground"))
        self.summary = Button(theme, self.tr("Make a summary to hand to somebody"), "outline")
        self.summary.set_short_text(self.tr("Make a summary"))
        self.lists = {side: ContactList(theme, side) for side in Side}
        self._own_note = paragraph(is_quiet=True)
        self.services = ServicesPanel(theme)
        self._services_heading = paragraph(kind=Text.HEADING)
        self.marks = MarksPanel(theme)
        # No number is shown past its day, however long the page is left open.
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self.minute_passed)
        self._lay_out()
        self._connect()
        FormStyle(theme, self)
        self.show_state(HelpState())

    def show_state(self, state: HelpState) -> None:
        """Show what is written down now, and what holds today."""
        for side, shown in self.lists.items():
            shown.show_contacts(state.own.of(side), can_change=state.can_change)
        self._own_note.setText(state.own_note)
        self._own_note.setVisible(bool(state.own_note))
        self.services.show_state(state)
        self._services_heading.setHidden(self.services.isHidden())
        heading = self.tr("Services in {0}").format(state.country_name)
        self._services_heading.setText(heading if state.country else self.tr("Services"))

    def say_of(self, side: Side, words: str) -> None:
        """Say what came of changing one of the lists."""
        self.lists[side].say(words)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_top()
        self.state_asked.emit()
        self._minute.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._minute.stop()
        for shown in self.lists.values():
            shown.forget()

    def _connect(self) -> None:
        self.ground.clicked.connect(self.ground_asked)
        self.summary.clicked.connect(self.summary_asked)
        for shown in self.lists.values():
            shown.changed.connect(self.own_changed)
        self.services.country_chosen.connect(self.country_chosen)
        self.marks.marked.connect(self.marked)

    def _lay_out(self) -> None:
        self._add_top(self.tr("Help"), self.tr("Back to where you were (Esc)"))
        self._column.addWidget(flow_row(self.ground))
        for side, shown in self.lists.items():
            self._put(side_text(side), shown)
        kept = self.tr("Kept on this computer alone, in a file of its own. Thaw contacts nobody.")
        self._column.addWidget(paragraph(kept, Text.SMALL, is_quiet=True))
        self._column.addWidget(self._own_note)
        self._put(self._services_heading, self.services)
        anywhere = (paragraph(words) for words in anywhere_texts())
        self._put(self.tr("Wherever you are"), self._panel(*anywhere))
        self._put(self.tr("How it is just now"), self.marks)
        kinds = (paragraph(words) for words in kind_texts())
        medicine = paragraph(medicine_text(), is_quiet=True)
        self._put(self.tr("Kinds of help"), self._panel(*kinds, medicine))
        self._column.addWidget(flow_row(self.summary))
        self._column.addStretch(1)

    def _put(self, heading: QLabel | str, part: QWidget) -> None:
        self._add_section(heading, part, gap=0.3)

    def _panel(self, *lines: QWidget) -> Panel:
        panel = Panel(self._theme)
        panel.put(*lines)
        return panel
