"""That a pattern's breath holds are left out, and the way to have them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from thaw.shell.breathing.form import BreathingForm
from thaw.shell.breathing.words import phases_text
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, label


class HoldsLeftOut(QFrame):
    """Asks, beside a pattern with holds, whether they are wanted; nowhere else in sight."""

    wanted = Signal()
    """With breath holds, please: here and in every session."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._words = label(kind=Text.SMALL)
        self._button = Button(theme, self.tr("Breathe with holds"), "outline")
        self._button.clicked.connect(self.wanted)
        pad = round(theme.unit * 0.7)
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, pad, pad, pad)
        column.addWidget(self._words)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)

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
