"""A place to write while a practice waits for it. What is typed is in memory alone."""

from typing import Final

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import label
from thaw.shell.widgets.writing_box import WritingBox

IN_USE_MS: Final = 6_000
"""So long after the last letter somebody may be in the middle of a sentence."""


class WritingPad(QWidget):
    """Shows one question at a time, and remembers what was written to each until it forgets."""

    go_on_asked = Signal()
    """Somebody is done before the time is over."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._prompt = ""
        self._written: dict[str, str] = {}
        self._typed = QElapsedTimer()
        self._asked = label(kind=Text.HEADING)
        self._asked.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.box = WritingBox(theme, self.tr("What you write"))
        self._note = label(
            self.tr(
                "On paper is just as good. What is typed here is kept nowhere, unless you say "
                "keep at the end."
            ),
            Text.SMALL,
            is_quiet=True,
        )
        self._note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        self.box.textChanged.connect(self._on_text_changed)
        self.box.done.connect(self.go_on_asked)
        self.hide()

    def show_prompt(self, prompt: str) -> bool:
        """Show this question and what was written to it; none for "".

        Returns whether another question than before is shown.
        """
        if prompt == self._prompt:
            return False
        self._prompt = ""
        self.box.setPlainText(self._written.get(prompt, ""))
        self._prompt = prompt
        self._asked.setText(prompt)
        self.box.setAccessibleDescription(prompt)
        self.setVisible(bool(prompt))
        return True

    def prompt_in_use(self) -> str:
        """The question somebody wrote to a moment ago; "" where nobody did."""
        if self._typed.isValid() and self._typed.elapsed() < IN_USE_MS:
            return self._prompt
        return ""

    def finish(self) -> None:
        """Somebody is done: nothing holds the question in sight any more."""
        self._typed.invalidate()

    def take(self, text: str) -> None:
        """Write ``text`` that was typed beside the box, and give the keyboard to the box."""
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.box.insertPlainText(text)

    def written(self) -> tuple[tuple[str, str], ...]:
        """Each question to which something was written, with what it was."""
        return tuple((asked, words) for asked, words in self._written.items() if words.strip())

    def forget(self) -> None:
        """Let go of everything that was written."""
        self._prompt = ""
        self._written.clear()
        self._typed.invalidate()
        self.box.clear()
        self.hide()

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setMaximumWidth(self._theme.unit * 38)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(round(self._theme.unit * 0.6))
        column.addWidget(self._asked)
        column.addWidget(self.box, 1)
        column.addWidget(self._note)
        around = QHBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addStretch(1)
        around.addWidget(inner, 1000)
        around.addStretch(1)

    def _on_text_changed(self) -> None:
        if self._prompt:
            self._written[self._prompt] = self.box.text()
            self._typed.start()
