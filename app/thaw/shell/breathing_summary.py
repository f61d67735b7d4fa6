"""What will be breathed, large, and the button that begins it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from thaw.shell.breathing_form import BreathingForm
from thaw.shell.breathing_words import phases_text, rate_text
from thaw.shell.controls import Button, label
from thaw.shell.library_view import paint_dusk
from thaw.shell.theme import Text, Theme
from thaw.shell.wording import sentence


class Summary(QFrame):
    """The chosen pattern in words, and what begins it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        pad = min(round(theme.unit * 1.3), 28)
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, round(pad * 0.9), pad, pad)
        column.setSpacing(round(theme.unit * 0.35))
        self._phases = label(kind=Text.TITLE)
        self._rate = label()
        self.begin = Button(theme, self.tr("Begin"), "primary", "play")
        column.addWidget(self._phases)
        column.addWidget(self._rate)
        column.addSpacing(round(theme.unit * 0.6))
        column.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeft)

    def show_form(self, form: BreathingForm) -> None:
        """Show what will be breathed; a pattern that is refused can't be begun."""
        words = phases_text(form.breathed if form.is_allowed else form.chosen.pattern)
        self._phases.setText(sentence(words))
        self._rate.setText(
            rate_text(form.breathed)
            if form.is_allowed
            else self.tr("This one needs a change: see below.")
        )
        self.begin.setVisible(form.is_allowed)
        self.begin.setAccessibleName(self.tr("Begin: {0}").format(words))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        paint_dusk(painter, QRectF(self.rect()), self._theme)
        painter.end()
