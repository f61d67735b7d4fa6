"""One of a person's own lists of somebody to turn to, with what changes it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from thaw.care.own_help import MOST, Contact, Side
from thaw.shell.help.contact_card import ContactCard
from thaw.shell.help.contact_form import ContactForm
from thaw.shell.help.words import empty_text, side_text
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, paragraph
from thaw.shell.widgets.flow_layout import flow_row
from thaw.shell.widgets.panel import Panel


class ContactList(Panel):
    """Cards, one below another; a form in their place while one of them is written.

    What is typed stays until it has been kept.
    """

    changed = Signal(object, object)
    """The ``Side`` this is, and its contacts as they are to be from now on."""

    def __init__(self, theme: Theme, side: Side) -> None:
        super().__init__(theme, spacing=0.7)
        self.setAccessibleName(side_text(side))
        self._theme = theme
        self._side = side
        self._contacts: tuple[Contact, ...] = ()
        self._can_change = True
        self._writing: int | None = None
        """Which contact is being changed; one past the last for a new one."""
        self._removed: tuple[int, Contact] | None = None
        self._cards: list[ContactCard] = []
        self._make_parts()
        self._lay_out()
        self._connect()
        self._show()

    def show_contacts(self, contacts: tuple[Contact, ...], *, can_change: bool) -> None:
        """Show these, and leave a form that is open, unless they are what is shown already."""
        if (contacts, can_change) != (self._contacts, self._can_change):
            self._writing = None
            self._contacts, self._can_change = contacts, can_change
            self._show()

    def say(self, words: str) -> None:
        """Say what came of the last change; "" for nothing."""
        self._note.setText(words)
        self._note.setVisible(bool(words))

    def forget(self) -> None:
        """What was removed a while ago is not offered again."""
        self._removed = None
        self.say("")
        self._show()

    def _make_parts(self) -> None:
        theme = self._theme
        self._empty = paragraph(empty_text(self._side), is_quiet=True)
        self.form = ContactForm(theme)
        self.add = Button(theme, self.tr("Add somebody"), "outline", "plus")
        self.add.set_short_text(self.tr("Add"))
        words = self.tr("Add somebody: {0}").format(side_text(self._side))
        self.add.setAccessibleName(words)
        self._undo_row = QWidget()
        self._undo_words = paragraph()
        self.undo = Button(theme, self.tr("Put back"), "outline")
        self._note = paragraph(kind=Text.SMALL)
        self._note.hide()

    def _lay_out(self) -> None:
        self._list = QVBoxLayout()
        self._list.setSpacing(round(self._theme.unit * 0.9))
        self._add_row = flow_row(self.add)
        undo = QVBoxLayout(self._undo_row)
        undo.setContentsMargins(0, 0, 0, 0)
        undo.addWidget(self._undo_words)
        undo.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignLeft)
        self.put(self._empty)
        self.column.addLayout(self._list)
        self.put(self.form, self._undo_row, self._add_row, self._note)

    def _connect(self) -> None:
        self.add.clicked.connect(self._on_add)
        self.undo.clicked.connect(self._on_undo)
        self.form.kept.connect(self._on_kept)
        self.form.left.connect(self._on_left)

    def _show(self) -> None:
        for card in self._cards:
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [self._card(n, one) for n, one in enumerate(self._contacts)]
        for number, card in enumerate(self._cards):
            self._list.addWidget(card)
            card.setVisible(number != self._writing)
        is_writing = self._writing is not None
        self._empty.setVisible(not self._contacts and not is_writing)
        self.form.setVisible(is_writing)
        has_room = self._can_change and len(self._contacts) < MOST
        self._add_row.setVisible(has_room and not is_writing)
        self._undo_row.setVisible(self._removed is not None and not is_writing)
        if self._removed is not None:
            words = self.tr("{0} is off the list.").format(self._removed[1].name)
            self._undo_words.setText(words)

    def _card(self, number: int, contact: Contact) -> ContactCard:
        can_change = self._can_change and self._writing is None
        card = ContactCard(self._theme, contact, can_change=can_change)
        card.change_asked.connect(partial(self._write, number))
        card.remove_asked.connect(partial(self._remove, number))
        return card

    def _write(self, number: int) -> None:
        self._writing = number
        self._removed = None
        self.say("")
        self._show()
        self.form.begin(self._contacts[number] if number < len(self._contacts) else None)

    def _remove(self, number: int) -> None:
        before, removed = self._contacts, self._contacts[number]
        self.changed.emit(self._side, before[:number] + before[number + 1 :])
        if self._contacts != before:
            self._removed = number, removed
            self._show()
            self.undo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_add(self) -> None:
        self._write(len(self._contacts))

    def _on_undo(self) -> None:
        if self._removed is None:
            return
        number, contact = self._removed
        before = self._contacts
        self.changed.emit(self._side, (*before[:number], contact, *before[number:]))
        if self._contacts != before:
            self._removed = None
            self._show()

    def _on_kept(self, contact: Contact) -> None:
        number = self._writing
        if number is None:
            return
        before = self._contacts
        self.changed.emit(self._side, (*before[:number], contact, *before[number + 1 :]))
        if self._contacts != before or self._note.isHidden():
            # Kept, or the same as it was: either way there is nothing left to write.
            self._on_left()

    def _on_left(self) -> None:
        self._writing = None
        self.say("")
        self._show()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
