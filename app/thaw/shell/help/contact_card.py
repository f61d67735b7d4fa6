"""Somebody to turn to: who they are, how to reach them, and the words to copy."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from thaw.care.own_help import Contact
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, paragraph
from thaw.shell.widgets.flow_layout import FlowLayout
from thaw.shell.widgets.selectable_text import SelectableText


class CopyButton(Button):
    """Puts words on the clipboard, and says so until something else is there."""

    def __init__(self, theme: Theme, words: str, whose: str) -> None:
        super().__init__(theme, self.tr("Copy"), "outline")
        self._words = words
        self._whose = whose
        self._say(is_copied=False)
        self.clicked.connect(self._on_clicked)
        QGuiApplication.clipboard().dataChanged.connect(self._on_clipboard_changed)

    def _say(self, is_copied: bool) -> None:
        self.setText(self.tr("Copied") if is_copied else self.tr("Copy"))
        words = (
            self.tr("Copied: how to reach {0}") if is_copied else self.tr("Copy how to reach {0}")
        )
        self.setAccessibleName(words.format(self._whose))

    def _on_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._words)
        self._say(is_copied=True)

    def _on_clipboard_changed(self) -> None:
        if QGuiApplication.clipboard().text() != self._words:
            self._say(is_copied=False)


class ContactCard(QWidget):
    """One contact with its buttons. Nothing here reaches anybody by itself."""

    change_asked = Signal()
    remove_asked = Signal()

    def __init__(self, theme: Theme, contact: Contact, *, can_change: bool) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(max(theme.unit // 6, 2))
        column.addWidget(paragraph(contact.name, Text.HEADING))
        if contact.reach:
            column.addWidget(SelectableText(contact.reach, self.tr("How to reach them")))
        if contact.ask:
            column.addWidget(paragraph(contact.ask, is_quiet=True))
        buttons = QWidget()
        flow = FlowLayout(buttons, spacing=theme.unit // 2)
        if contact.reach:
            flow.addWidget(CopyButton(theme, contact.reach, contact.name))
        if can_change:
            flow.addWidget(self._change(theme, contact))
            flow.addWidget(self._remove(theme, contact))
        column.addWidget(buttons)

    def _change(self, theme: Theme, contact: Contact) -> Button:
        button = Button(theme, self.tr("Change"), "quiet")
        button.setAccessibleName(self.tr("Change {0}").format(contact.name))
        button.clicked.connect(self.change_asked)
        return button

    def _remove(self, theme: Theme, contact: Contact) -> Button:
        button = Button(theme, self.tr("Remove"), "quiet")
        button.setAccessibleName(self.tr("Remove {0}").format(contact.name))
        button.clicked.connect(self.remove_asked)
        return button
