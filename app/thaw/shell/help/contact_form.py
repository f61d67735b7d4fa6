"""The fields in which a person writes down somebody to turn to."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from thaw.care.own_help import LONGEST_ASK, LONGEST_NAME, LONGEST_REACH, Contact
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, label
from thaw.shell.widgets.flow_layout import flow_row


class ContactForm(QWidget):
    """Name, how to reach them, what to ask for. Enter keeps it, Escape leaves it."""

    kept = Signal(object)
    """A ``Contact`` with a name."""
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.name = self._field(LONGEST_NAME)
        self.reach = self._field(LONGEST_REACH)
        self.reach.setPlaceholderText(self.tr("A number, an address, or where they are"))
        self.ask = self._field(LONGEST_ASK)
        self.ask.setPlaceholderText(self.tr("To sit with me, to listen, a lift"))
        self.keep = Button(theme, self.tr("Keep"), "primary")
        self.leave = Button(theme, self.tr("Cancel"), "outline")
        self._lay_out()
        self.name.textChanged.connect(self._on_name_changed)
        self.keep.clicked.connect(self._on_keep)
        self.leave.clicked.connect(self.left)
        self._on_name_changed()

    def begin(self, contact: Contact | None = None) -> None:
        """Begin with what there is of ``contact``, and take the keyboard."""
        shown = contact or Contact("")
        for field, text in (
            (self.name, shown.name),
            (self.reach, shown.reach),
            (self.ask, shown.ask),
        ):
            field.setText(text)
            field.setCursorPosition(0)
        self.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _field(self, longest: int) -> QLineEdit:
        field = QLineEdit()
        field.setMaxLength(longest)
        field.returnPressed.connect(self._on_keep)
        return field

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(max(self._theme.unit // 6, 2))
        for words, field in (
            (self.tr("Name"), self.name),
            (self.tr("How to reach them"), self.reach),
            (self.tr("What to ask for"), self.ask),
        ):
            name = label(words, Text.SMALL, is_quiet=True)
            name.setBuddy(field)
            field.setAccessibleName(words)
            column.addWidget(name)
            column.addWidget(field)
            column.addSpacing(self._theme.unit // 3)
        buttons = flow_row(self.keep, self.leave, spacing=self._theme.unit // 2)
        row = QHBoxLayout()
        row.addWidget(buttons, 1)
        column.addLayout(row)

    def _on_name_changed(self) -> None:
        self.keep.setEnabled(bool(self.name.text().strip()))

    def _on_keep(self) -> None:
        if self.keep.isEnabled():
            self.kept.emit(Contact(self.name.text(), self.reach.text(), self.ask.text()))
