"""How it is after a practice: one question at its end, and three more for whoever wants them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from thaw.care.items import BESIDE_A_PRACTICE
from thaw.shell.check_ins.question_rows import ChoiceRow, QuestionRows
from thaw.shell.check_ins.words import after_effect_words, rating_words
from thaw.shell.theme import Theme
from thaw.shell.widgets.controls import Button


class AfterPart(QWidget):
    """Five plain choices; the ratings are folded below them."""

    answered = Signal(str, object)
    """The item, and what was given, or None for an answer taken back."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.effect = ChoiceRow(theme, after_effect_words(), is_centred=True)
        self.unfold = Button(theme, self.tr("How is it now?"), "quiet")
        self.unfold.setCheckable(True)
        self.unfold.show_icon("down", follows=True)
        self.rows = QuestionRows(theme, [rating_words(item) for item in BESIDE_A_PRACTICE])
        self.rows.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(round(theme.unit * 0.5))
        column.addWidget(self.effect)
        column.addWidget(self.unfold)
        column.addWidget(self.rows)
        self.effect.answered.connect(self.answered)
        self.rows.answered.connect(self.answered)
        self.unfold.toggled.connect(self.rows.setVisible)

    def ask(self) -> None:
        """Come to sight, with nothing answered."""
        self.effect.show_given(None)
        self.rows.show_given({})
        self.unfold.setChecked(False)
        self.show()
