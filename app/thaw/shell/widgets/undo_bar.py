"""A line that says what was just done, with the way back."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from thaw.shell.theme import Theme
from thaw.shell.widgets.controls import Button, label


class UndoBar(QFrame):
    """Hidden until something was done; it goes when that is undone or dismissed."""

    undo_asked = Signal()
    withdrawn = Signal()
    """What could be undone is not offered any more."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._words = label()
        self._undo = Button(theme, self.tr("Undo"), "outline")
        self._undo.setToolTip(self.tr("Undo (Ctrl+Z)"))
        self._dismiss = Button(theme, self.tr("All right"), "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.margin, theme.unit // 3, theme.margin // 2, theme.unit // 3)
        row.addWidget(self._words, 1)
        row.addWidget(self._undo)
        row.addWidget(self._dismiss)
        self._undo.clicked.connect(self.undo)
        self._dismiss.clicked.connect(self.hide)
        self.hide()

    def offer(self, words: str) -> None:
        """Say what was done, and that it can be undone."""
        self._say(words, can_undo=True)

    def say(self, words: str) -> None:
        """Say something that there is no undoing of."""
        self._say(words, can_undo=False)

    def undo(self) -> None:
        """Ask for the way back, while it is offered."""
        if self.isVisible() and self._undo.isVisible():
            self.undo_asked.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # A window that is put away for a moment takes nothing back.
        if not event.spontaneous():
            self.withdrawn.emit()

    def _say(self, words: str, can_undo: bool) -> None:
        self._words.setText(words)
        self.setAccessibleName(words)
        self._undo.setVisible(can_undo)
        self.show()
        if not can_undo:
            self.withdrawn.emit()
