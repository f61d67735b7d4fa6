"""Something Thaw would like to say or ask, beside what a person came for; they can leave it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal

from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, label
from thaw.shell.widgets.flow_layout import flow_row
from thaw.shell.widgets.panel import Panel


@dataclass(frozen=True, slots=True)
class AsideChoice:
    """One way to answer, by ``name``; its words are on the button."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Aside:
    """A sentence or two, with the answers to it; ``note`` stands below them, smaller."""

    key: str
    """Who asks: answers go back there."""
    words: str
    choices: Sequence[AsideChoice]
    note: str = ""


class AsidePanel(Panel):
    """One aside: quiet words, and buttons that no key presses by accident."""

    answered = Signal(str, str)
    """The key of the aside, and the name of the answer."""

    def __init__(self, theme: Theme, aside: Aside) -> None:
        super().__init__(theme)
        self.aside = aside
        self.setAccessibleName(aside.words)
        self.buttons = [self._button(theme, choice) for choice in aside.choices]
        self.put(label(aside.words), flow_row(*self.buttons, spacing=theme.unit // 2))
        if aside.note:
            self.put(label(aside.note, Text.SMALL, is_quiet=True))

    def _button(self, theme: Theme, choice: AsideChoice) -> Button:
        button = Button(theme, choice.words, "outline")
        button.clicked.connect(lambda: self.answered.emit(self.aside.key, choice.name))
        return button
