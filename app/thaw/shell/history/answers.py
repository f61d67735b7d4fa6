"""A person's own ratings in the history: of the last four weeks, beside the four before."""

from PySide6.QtWidgets import QLabel

from thaw.care.items import BESIDE_A_PRACTICE
from thaw.practice.answers import Occasion
from thaw.shell.check_ins.words import median_text
from thaw.shell.history.state import OwnMedians
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import label, paragraph
from thaw.shell.widgets.panel import Panel

_ORDER = (
    *((item, Occasion.BEFORE) for item in BESIDE_A_PRACTICE),
    *((item, Occasion.AFTER) for item in BESIDE_A_PRACTICE),
    *((item, Occasion.NEXT_DAY) for item in BESIDE_A_PRACTICE),
)


class AnswersPanel(Panel):
    """Sentences with two numbers each; out of sight where there is nothing to say."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, spacing=0.4, pad=theme.margin)
        self.put(label(self.tr("The middle of your answers beside practices"), Text.HEADING))
        self._sentences: list[QLabel] = []
        self.hide()

    def show_medians(self, medians: OwnMedians, *, has_hidden: bool = False) -> None:
        """Say what there are ratings enough for; ``has_hidden``: that some are under the lock."""
        known = [key for key in _ORDER if key in medians]
        for one in self._sentences:
            self.column.removeWidget(one)
            one.hide()
            one.deleteLater()
        self._sentences = [paragraph(median_text(*key, medians[key])) for key in known]
        if has_hidden:
            hidden = self.tr(
                "Your ratings are under the passphrase. Unlocking the journal opens them."
            )
            self._sentences.append(paragraph(hidden, is_quiet=True))
        for one in self._sentences:
            self.column.addWidget(one)
        self.setVisible(bool(self._sentences))
