"""That a pattern's breath holds are left out, and the way to have them."""

from PySide6.QtCore import Signal

from thaw.shell.breathing.form import BreathingForm
from thaw.shell.breathing.words import phases_text
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, label
from thaw.shell.widgets.panel import Panel


class HoldsLeftOut(Panel):
    """Asks, beside a pattern with holds, whether they are wanted; nowhere else in sight."""

    wanted = Signal()
    """With breath holds, please: here and in every session."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._words = label(kind=Text.SMALL)
        self._button = Button(theme, self.tr("Breathe with holds"), "outline")
        self._button.clicked.connect(self.wanted)
        self.put(self._words, self._button)

    def show_form(self, form: BreathingForm, *, is_gentle: bool = False) -> None:
        """Say what is breathed in place of the holds, and who leaves them out."""
        self.setVisible(form.lacks_holds)
        self._button.setVisible(not is_gentle)
        words = (
            self.tr("Gentle mode leaves breath holds out: {0} in place of {1}.")
            if is_gentle
            else self.tr("Breath holds are left out until you want them: {0} in place of {1}.")
        )
        self._words.setText(words.format(phases_text(form.breathed), phases_text(form.legal)))
