"""What will be breathed, large, and the button that begins it."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from thaw.core.breath import Pattern
from thaw.shell.breathing.form import BreathingForm
from thaw.shell.breathing.words import Technique, phases_text, rate_text, technique_of
from thaw.shell.library.suggestion_panel import paint_dusk
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, label
from thaw.shell.wording import sentence

_LONGEST: Final = Pattern("own", 29_500, 29_500, 29_500, 29_500, 29_500)
"""As many words as a pattern of one's own may take."""


class Summary(QFrame):
    """The chosen pattern in words, and what begins it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._is_own = False
        self._needs_change = self.tr("This one needs a change: see below.")
        self._pad = pad = min(round(theme.unit * 1.3), 28)
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, round(pad * 0.9), pad, pad)
        column.setSpacing(round(theme.unit * 0.35))
        self._phases = label(kind=Text.TITLE)
        self._rate = label()
        self.begin = Button(theme, self.tr("Begin"), "primary", "play")
        # Its room stays: what is pressed further down must not move away under the pointer.
        policy = self.begin.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.begin.setSizePolicy(policy)
        column.addWidget(self._phases)
        column.addWidget(self._rate)
        column.addSpacing(round(theme.unit * 0.6))
        column.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeft)

    def show_form(self, form: BreathingForm) -> None:
        """Show what will be breathed; a pattern that is refused can't be begun."""
        words = phases_text(form.breathed if form.is_allowed else form.chosen.pattern)
        self._phases.setText(sentence(words))
        self._rate.setText(rate_text(form.breathed) if form.is_allowed else self._needs_change)
        self.begin.setVisible(form.is_allowed)
        self.begin.setAccessibleName(self.tr("Begin: {0}").format(words))
        self._is_own = technique_of(form.chosen.pattern) is Technique.OWN
        self._keep_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        paint_dusk(painter, QRectF(self.rect()), self._theme)
        painter.end()

    def _keep_room(self) -> None:
        """While parts are set by hand, keep the lines that their longest words take."""
        width = max(self.width() - 2 * self._pad, 1)
        for shown, longest in (
            (self._phases, phases_text(_LONGEST)),
            (self._rate, self._needs_change),
        ):
            shown.setMinimumHeight(_height(shown, longest, width) if self._is_own else 0)


def _height(shown: QLabel, words: str, width: int) -> int:
    """How high ``words`` would be there."""
    shown.ensurePolished()
    room = QRect(0, 0, width, 1 << 16)
    return shown.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, words).height()
