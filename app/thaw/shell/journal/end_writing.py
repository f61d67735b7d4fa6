"""What can still be said to one's own words when a practice is over: keep, let go, add a line."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from thaw.practice.changes import LONGEST_TITLE
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, label
from thaw.shell.widgets.flow_layout import flow_row

_MOST_SHOWN: Final = 600
"""Characters of each text that are shown again: all of it is kept."""


class KeepPart(QFrame):
    """Shows what was written on the way. Until somebody says keep, it is kept nowhere."""

    keep_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("panel")
        self._is_open = False
        self._has_asked = False
        self._words: list[QLabel] = []
        self._heading = label(self.tr("What you wrote"), Text.HEADING)
        self._texts = QVBoxLayout()
        self._said = label()
        self.keep = Button(theme, self.tr("Keep it"), "outline")
        self.let_go = Button(theme, self.tr("Let it go"), "quiet")
        self._lay_out()
        self.keep.clicked.connect(self._on_keep)
        self.let_go.clicked.connect(self._on_let_go)

    def show_written(self, written: tuple[tuple[str, str], ...]) -> None:
        """Show each question with what was written to it; nothing at all for none."""
        for one in self._words:
            self._texts.removeWidget(one)
            one.deleteLater()
        self._words = [one for asked, words in written for one in _labels(asked, words)]
        for one in self._words:
            self._texts.addWidget(one)
        self._is_open, self._has_asked = bool(written), False
        self._show_choice(self.tr("Keep it in your journal? Without that it is kept nowhere."))
        self.setVisible(self._is_open)

    def holds_back(self) -> bool:
        """Ask, the first time that somebody leaves without an answer; then they may go."""
        if not self._is_open or self._has_asked:
            return False
        self._has_asked = True
        self._show_choice(self.tr("What you wrote is not kept yet. Leaving once more lets it go."))
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def show_kept(self) -> None:
        """Say that it is in the journal now."""
        self._is_open = False
        self._show_texts(are_shown=False)
        self._say(self.tr("It is in your journal."))
        self.keep.hide()
        self.let_go.hide()

    def show_failure(self, words: str) -> None:
        """Say why it could not be kept; it is still here."""
        self._show_choice(words)

    def _lay_out(self) -> None:
        theme = self._theme
        column = QVBoxLayout(self)
        pad = min(theme.margin, 16)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(round(theme.unit * 0.5))
        column.addWidget(self._heading)
        self._texts.setSpacing(round(theme.unit * 0.3))
        column.addLayout(self._texts)
        column.addWidget(self._said)
        row = flow_row(self.keep, self.let_go, spacing=theme.unit // 2)
        column.addWidget(row)

    def _show_choice(self, words: str) -> None:
        self._show_texts(are_shown=True)
        self._say(words)
        self.keep.setText(self.tr("Keep it"))
        for button in (self.keep, self.let_go):
            button.setEnabled(True)
            button.show()

    def _show_texts(self, *, are_shown: bool) -> None:
        for one in (self._heading, *self._words):
            one.setVisible(are_shown)

    def _say(self, words: str) -> None:
        self._said.setText(words)

    def _on_keep(self) -> None:
        for button in (self.keep, self.let_go):
            button.setEnabled(False)
        self.keep_asked.emit()

    def _on_let_go(self) -> None:
        self._is_open = False
        self._show_texts(are_shown=False)
        self._say(self.tr("Nothing of what you wrote is kept."))
        self.keep.setText(self.tr("Keep it after all"))
        self.let_go.hide()


class LinePart(QWidget):
    """One line about the practice, kept as its note when the keyboard or the person leaves."""

    line_given = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._told = ""
        self.line = _LineBox()
        self.line.setMaxLength(LONGEST_TITLE * 5)
        self.line.setPlaceholderText(self.tr("A line for yourself, if you like"))
        self.line.setAccessibleName(self.tr("A line for yourself"))
        self._said = label(kind=Text.SMALL, is_quiet=True)
        self._said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(round(theme.unit * 0.2))
        column.addWidget(self.line)
        column.addWidget(self._said)
        self.line.editingFinished.connect(self.tell)

    def open(self) -> None:
        """Begin with an empty line, for a practice that is in the log."""
        self._told = ""
        self.line.clear()
        self.say(self.tr("It is kept as the note on this practice."))
        self.show()

    def tell(self) -> None:
        """Tell what was written since the last time."""
        words = self.line.text().strip()
        if words != self._told:
            self._told = words
            self.line_given.emit(words)

    def say(self, words: str) -> None:
        self._said.setText(words)

    def show_failure(self, words: str) -> None:
        """Say why it could not be kept; leaving once more tries again."""
        self._told = ""
        self.say(words)

    def hideEvent(self, event: QHideEvent) -> None:
        # A click on a button takes no keyboard from the line.
        self.tell()
        super().hideEvent(event)


class _LineBox(QLineEdit):
    """A line in which Enter is done, and leads nowhere else."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


def _labels(asked: str, words: str) -> list[QLabel]:
    shown = words.strip()
    if len(shown) > _MOST_SHOWN:
        shown = shown[:_MOST_SHOWN] + "…"
    return [label(asked, Text.SMALL, is_quiet=True), label(shown)]
