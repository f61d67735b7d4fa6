"""A button that says how long a session is to be, and changes it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from thaw.shell.library.state import Card
from thaw.shell.theme import Theme
from thaw.shell.widgets.controls import Button
from thaw.shell.wording import length_text


class LengthChoice(Button):
    """Says the chosen length; pressed, offers the others. Left and right go through them."""

    changed = Signal(int)

    def __init__(self, theme: Theme, card: Card, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", "outline", parent=parent)
        self._theme = theme
        self._card = card
        self._minutes = card.minutes
        self.clicked.connect(self._on_clicked)
        if card.shortest < card.longest:
            self.show_icon("down", follows=True)
        else:
            self.setEnabled(False)
        self._say()

    def minutes(self) -> int:
        return self._minutes

    def set_minutes(self, minutes: int) -> None:
        """Choose the nearest length the session can have."""
        before = self._minutes
        self.show_minutes(minutes)
        if self._minutes != before:
            self.changed.emit(self._minutes)

    def show_minutes(self, minutes: int) -> None:
        """Show a length that was chosen elsewhere."""
        minutes = self._card.clamped(minutes)
        if minutes != self._minutes:
            self._minutes = minutes
            self._say()

    def step(self, direction: int) -> None:
        """Go to the next offered length, up for 1 and down for -1."""
        offered = self._card.offered_minutes()
        beyond = [m for m in offered if (m - self._minutes) * direction > 0]
        if beyond:
            self.set_minutes(min(beyond) if direction > 0 else max(beyond))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.step(1 if event.key() == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def _say(self) -> None:
        length = length_text(self._minutes, self._card.under_a_minute_s)
        self.setText(length)
        self.setAccessibleName(self.tr("Length of {0}: {1}").format(self._card.title, length))
        self.setToolTip(self.tr("Choose the length") if self.isEnabled() else "")

    def _on_clicked(self) -> None:
        # Not needed before the window stands.
        from thaw.shell.library.length_popup import LengthPopup

        popup = LengthPopup(self._theme, self._card, self._minutes, self)
        popup.chips.changed.connect(self.set_minutes)
        popup.open_below(self)
