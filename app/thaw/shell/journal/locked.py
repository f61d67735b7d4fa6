"""What is seen of the journal while it is locked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, label, paragraph
from thaw.shell.widgets.flow_layout import flow_row
from thaw.shell.widgets.scroll_column import ScrollColumn


class LockedPage(ScrollColumn):
    """Nothing but the lock, and a way to write all the same."""

    unlock_asked = Signal(str)
    write_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(self.tr("Passphrase"))
        self.passphrase.setPlaceholderText(self.tr("Passphrase"))
        self._unlock = Button(theme, self.tr("Unlock"), "primary")
        self._write = Button(theme, self.tr("Write a page"), "outline", "plus")
        self._said = paragraph()
        self._lay_out()
        self.passphrase.returnPressed.connect(self._on_unlock)
        self._unlock.clicked.connect(self._on_unlock)
        self._write.clicked.connect(self.write_asked)
        self.say("")

    def open(self) -> None:
        """Begin with an empty field."""
        self.passphrase.clear()
        self.say("")
        self._set_waiting(is_waiting=False)
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, words: str) -> None:
        """Say what came of it; what was typed may be mended."""
        self._said.setText(words)
        self._said.setVisible(bool(words))
        self._set_waiting(is_waiting=False)
        if words:
            self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
            self.passphrase.selectAll()

    def _lay_out(self) -> None:
        theme = self.theme
        self.column.addWidget(label(self.tr("Journal"), Text.TITLE))
        self.column.addWidget(paragraph(self.tr("The journal is under your passphrase.")))
        entry = QWidget()
        entry.setMaximumWidth(theme.unit * 24)
        inner = QVBoxLayout(entry)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.unit // 2)
        inner.addWidget(self.passphrase)
        row = flow_row(self._unlock, self._write, spacing=theme.unit // 2)
        inner.addWidget(row)
        self.column.addWidget(entry)
        self.column.addWidget(self._said)
        hint = self.tr(
            "What you write meanwhile is sealed at once, and can be read once unlocked. If the "
            "passphrase is lost, what is sealed can't be read again: Settings, under Privacy, "
            "shows how to go on without it."
        )
        self.column.addWidget(paragraph(hint, Text.SMALL, is_quiet=True))
        self.column.addStretch(1)

    def _on_unlock(self) -> None:
        if self.passphrase.text() and self._unlock.isEnabled():
            self._set_waiting(is_waiting=True)
            self.unlock_asked.emit(self.passphrase.text())

    def _set_waiting(self, *, is_waiting: bool) -> None:
        self._unlock.setEnabled(not is_waiting)
        self.passphrase.setReadOnly(is_waiting)
        self._unlock.setText(self.tr("Unlocking…") if is_waiting else self.tr("Unlock"))
