"""The help page: somebody to turn to, in the order in which they are likely to be of use."""

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from thaw.care.own_help import Side
from thaw.shell.help.contact_list import ContactList
from thaw.shell.help.marks import MarksPanel
from thaw.shell.help.services import ServicesPanel
from thaw.shell.help.state import HelpState
from thaw.shell.help.words import anywhere_texts, kind_texts, medicine_text, side_text
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, IconButton, paragraph
from thaw.shell.widgets.flow_layout import FlowLayout
from thaw.shell.widgets.form_style import form_stylesheet
from thaw.shell.widgets.scroll_column import ScrollColumn

MINUTE_MS: Final = 60_000


class HelpView(QWidget):
    """Own people, own support, services of a country, and words that hold anywhere.

    It reaches nobody, needs no network, and keeps nothing but the two lists. It is left
    like any other page, and never has to be.
    """

    state_asked = Signal()
    """It comes to sight."""
    minute_passed = Signal()
    """It has been in sight for another minute: what holds now?"""
    back_asked = Signal()
    ground_asked = Signal()
    summary_asked = Signal()
    """A summary to hand to somebody is wanted."""
    own_changed = Signal(object, object)
    """A ``Side``, and its contacts from now on."""
    country_chosen = Signal(str)
    marked = Signal(object)
    """What is ticked now: a frozenset of ``Distress``."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._back = IconButton(theme, "back", self.tr("Back to where you were (Esc)"))
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
        self._on_theme_changed()
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Back):
            self.back_asked.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._page.verticalScrollBar().setValue(0)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.state_asked.emit()
        self._minute.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._minute.stop()
        for shown in self.lists.values():
            shown.forget()

    def _connect(self) -> None:
        self._back.clicked.connect(self.back_asked)
        self.ground.clicked.connect(self.ground_asked)
        self.summary.clicked.connect(self.summary_asked)
        for shown in self.lists.values():
            shown.changed.connect(self.own_changed)
        self.services.country_chosen.connect(self.country_chosen)
        self.marks.marked.connect(self.marked)
        self._theme.changed.connect(self._on_theme_changed)

    def _on_theme_changed(self) -> None:
        self.setStyleSheet(form_stylesheet(self._theme))

    def _lay_out(self) -> None:
        self._page = ScrollColumn(self._theme)
        column = self._page.column
        top = QHBoxLayout()
        top.addWidget(self._back, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(paragraph(self.tr("Help"), Text.TITLE), 1)
        column.addLayout(top)
        column.addWidget(self._in_a_row(self.ground))
        for side, shown in self.lists.items():
            self._put(column, side_text(side), shown)
        kept = self.tr("Kept on this computer alone, in a file of its own. Thaw contacts nobody.")
        column.addWidget(paragraph(kept, Text.SMALL, is_quiet=True))
        column.addWidget(self._own_note)
        self._put(column, self._services_heading, self.services)
        self._put(column, self.tr("Wherever you are"), self._anywhere())
        self._put(column, self.tr("How it is just now"), self.marks)
        self._put(column, self.tr("Kinds of help"), self._kinds())
        column.addWidget(self._in_a_row(self.summary))
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._page)

    def _put(self, column: QVBoxLayout, heading: QWidget | str, part: QWidget) -> None:
        made = paragraph(heading, Text.HEADING) if isinstance(heading, str) else heading
        column.addSpacing(round(self._theme.unit * 0.3))
        column.addWidget(made)
        column.addWidget(part)

    def _in_a_row(self, button: Button) -> QWidget:
        row = QWidget()
        FlowLayout(row).addWidget(button)
        return row

    def _anywhere(self) -> QWidget:
        return self._panel(*(paragraph(words) for words in anywhere_texts()))

    def _kinds(self) -> QWidget:
        lines = [paragraph(words) for words in kind_texts()]
        return self._panel(*lines, paragraph(medicine_text(), is_quiet=True))

    def _panel(self, *lines: QWidget) -> QFrame:
        panel = QFrame()
        panel.setObjectName("panel")
        pad = min(self._theme.margin, 16)
        column = QVBoxLayout(panel)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(round(self._theme.unit * 0.5))
        for line in lines:
            column.addWidget(line)
        return panel
