"""One row for one question: its words, and how it is answered."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from thaw.shell.check_ins.rating_scale import RatingScale
from thaw.shell.check_ins.words import ChoiceWords, RatingWords
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.chip_row import ChipRow
from thaw.shell.widgets.controls import IconButton, label
from thaw.shell.widgets.flow_layout import FlowLayout

Given: TypeAlias = int | str
"""A rating, or the key of a choice."""


class RatingRow(QWidget):
    """Words, the scale, and below it what its ends mean. No answer until one is given."""

    answered = Signal(str, object)
    """The item, and what was given, or None for an answer taken back."""

    def __init__(self, theme: Theme, words: RatingWords) -> None:
        super().__init__()
        self._words = words
        self.scale = RatingScale(theme)
        hint = self.tr("Backspace takes it back")
        self.scale.setAccessibleDescription("; ".join((*words.ends(), hint)))
        self.take_back = IconButton(theme, "clear", self.tr("Take back: {0}").format(words.words))
        self.take_back.setToolTip(self.tr("Take back (Backspace)"))
        # From one scale to the next is one Tab; the key for this is Backspace.
        self.take_back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = self.take_back.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.take_back.setSizePolicy(policy)
        self._lay_out(theme)
        self.scale.valueChanged.connect(self._show_words)
        self.scale.rated.connect(self._on_rated)
        self.take_back.clicked.connect(self._on_take_back)
        self._show_words()

    def show_given(self, given: Given | None) -> None:
        """Show an answer, or none; nothing is told."""
        self.scale.show_rating(given if isinstance(given, int) else None)
        self._show_words()

    def _lay_out(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(round(theme.unit * 0.2))
        heading = QHBoxLayout()
        heading.addWidget(label(self._words.words), 1, Qt.AlignmentFlag.AlignBottom)
        heading.addWidget(self.take_back)
        column.addLayout(heading)
        column.addWidget(self.scale)
        ends = QWidget()
        beside = FlowLayout(ends, spacing=theme.unit // 2, spreads=True)
        for words in self._words.ends():
            end = label(words, Text.SMALL, is_quiet=True)
            # A label that wraps would ask for less room than there is.
            end.setWordWrap(False)
            beside.addWidget(end)
        column.addWidget(ends)

    def _show_words(self) -> None:
        self.scale.setAccessibleName(self._words.said(self.scale.rating))
        self.take_back.setVisible(self.scale.rating is not None)

    def _on_rated(self, rating: int | None) -> None:
        self.answered.emit(str(self._words.item), rating)

    def _on_take_back(self) -> None:
        self.scale.rate(None)
        self.scale.setFocus(Qt.FocusReason.OtherFocusReason)


class ChoiceRow(QWidget):
    """Words, and a few answers; a second press on the chosen one takes it back."""

    answered = Signal(str, object)
    """As ``RatingRow.answered``."""

    def __init__(self, theme: Theme, words: ChoiceWords, *, is_centred: bool = False) -> None:
        super().__init__()
        self._words = words
        self._given: str | None = None
        choices = [(choice.key, choice.words) for choice in words.choices]
        self.chips = ChipRow(theme, words.words, choices, is_centred=is_centred)
        for choice in words.choices:
            chip = self.chips.chip(choice.key)
            chip.setAccessibleDescription(words.words)
            if choice.short:
                chip.set_short_text(choice.short)
        self.chips.picked.connect(self._on_picked)
        column = QVBoxLayout(self)
        # As far from what is above it as the words of a rating are.
        column.setContentsMargins(0, round(theme.unit * 0.9), 0, 0)
        column.setSpacing(round(theme.unit * 0.4))
        question = label(words.words)
        if is_centred:
            question.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(question)
        column.addWidget(self.chips)

    def show_given(self, given: Given | None) -> None:
        """Show an answer, or none; nothing is told."""
        self._given = given if isinstance(given, str) else None
        self.chips.show_chosen(self._given or "")

    def _on_picked(self, key: str) -> None:
        self.show_given(None if key == self._given else key)
        self.answered.emit(str(self._words.item), self._given)


class QuestionRows(QWidget):
    """Rows below one another."""

    answered = Signal(str, object)
    """As ``RatingRow.answered``."""

    def __init__(self, theme: Theme, questions: Sequence[RatingWords | ChoiceWords] = ()) -> None:
        super().__init__()
        self._theme = theme
        self.rows: dict[str, RatingRow | ChoiceRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(round(theme.unit * 0.4))
        self.ask(questions)

    def ask(self, questions: Sequence[RatingWords | ChoiceWords]) -> None:
        """Have these asked from now on, none of them answered."""
        for row in self.rows.values():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {str(words.item): self._made(words) for words in questions}

    def show_given(self, given: Mapping[str, Given]) -> None:
        """Show these answers, and none where there are none; nothing is told."""
        for item, row in self.rows.items():
            row.show_given(given.get(item))

    def _made(self, words: RatingWords | ChoiceWords) -> RatingRow | ChoiceRow:
        row: RatingRow | ChoiceRow
        if isinstance(words, RatingWords):
            row = RatingRow(self._theme, words)
        else:
            row = ChoiceRow(self._theme, words)
        row.answered.connect(self.answered)
        self._column.addWidget(row)
        return row
