"""What a person answered week by week and month by month: days and answers, and nothing made of it.

There are too few of them for a middle.
"""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QLabel

from thaw.player.looking_after import OverTime
from thaw.shell.check_ins.words import answer_text, question_text
from thaw.shell.day_words import past_day_text
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, paragraph
from thaw.shell.widgets.panel import Panel


class AnswersOverTime(Panel):
    """Each question with its days and answers, newest first, folded below a button.

    Out of sight where there are none.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, spacing=0.3, pad=theme.margin)
        self._unit = theme.unit
        self._today = date.min
        self._answers: tuple[OverTime, ...] = ()
        self._lines: list[QLabel] = []
        words = self.tr("What you answered, week by week and month by month")
        self.unfold = Button(theme, words, "quiet")
        self.unfold.set_short_text(self.tr("Your answers"))
        self.unfold.setCheckable(True)
        self.unfold.show_icon("down", follows=True)
        self.unfold.toggled.connect(self._show)
        self.column.addWidget(self.unfold)
        self.hide()

    def show_answers(self, answers: Sequence[OverTime], today: date) -> None:
        """Show these, as seen ``today``."""
        self._answers, self._today = tuple(answers), today
        self._show()

    def _show(self) -> None:
        for line in self._lines:
            self.column.removeWidget(line)
            line.hide()
            line.deleteLater()
        shown = self._answers if self.unfold.isChecked() else ()
        self._lines = [line for one in shown for line in self._told(one)]
        for line in self._lines:
            self.column.addWidget(line)
            line.show()
        self.setVisible(bool(self._answers))

    def _told(self, one: OverTime) -> tuple[QLabel, QLabel]:
        told = (
            self.tr("{0}: {1}").format(
                past_day_text(day, self._today), answer_text(one.item, given)
            )
            for day, given in one.answers
        )
        question = paragraph(question_text(one.item), Text.SMALL, is_quiet=True)
        # Nearer to its own answers than to those above.
        question.setContentsMargins(0, round(self._unit * 0.4), 0, 0)
        return question, paragraph("\n".join(told))
