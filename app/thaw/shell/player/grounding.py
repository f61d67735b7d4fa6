"""Stop and ground on screen: one line about the place around after another, and ways on."""

from collections.abc import Callable
from math import ceil
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from thaw.care.grounding import Place, come_back, gone_on, left_s, reached
from thaw.shell.player.caption import Caption
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, label
from thaw.shell.widgets.flow_layout import FlowLayout

FADE_STEP_MS: Final = 16
_WAYS: Final = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_COMMANDS: Final = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class Grounding(QWidget):
    """Shows the lines of ``thaw.care.grounding``, silently, each for its time or until a key.

    Escape ends it, Backspace leads to the library at once, any other key goes on.
    Out of sight time stands still. ``now_s`` is a steady clock, in seconds.
    """

    ended = Signal()
    """The last line has had its time, or the person has had enough."""
    library_asked = Signal()
    help_asked = Signal()

    def __init__(
        self, theme: Theme, now_s: Callable[[], float], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._now_s = now_s
        self._place = Place(0, now_s())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Grounding"))
        self.caption = Caption(theme)
        self._next = Button(theme, self.tr("Next"), "primary")
        self._enough = Button(theme, self.tr("That's enough"), "outline")
        self._enough.setToolTip(self.tr("That's enough (Esc)"))
        self._library = Button(theme, self.tr("Back to the library"), "quiet")
        self._library.setToolTip(self.tr("Back to the library (Backspace)"))
        self._library.set_short_text(self.tr("Library"))
        self._help = Button(theme, self.tr("Help"), "quiet")
        self._help.setToolTip(self.tr("Help (F1)"))
        self._lay_out()
        self._next.clicked.connect(self._on_next_clicked)
        self._enough.clicked.connect(self.ended)
        self._library.clicked.connect(self.library_asked)
        self._help.clicked.connect(self.help_asked)

    def begin(self) -> None:
        """Show the first line, from now on, and take the keyboard."""
        self._go_to(Place(0, self._now_s()))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def look(self) -> None:
        """Show what is to be seen by now."""
        self._go_to(reached(self._place, self._now_s()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Takes every key: none of them may mean something else behind this view."""
        event.accept()
        if event.isAutoRepeat():
            # Escape still held from the practice is no wish to leave this as well.
            return
        if event.key() == Qt.Key.Key_Escape:
            self.ended.emit()
        elif event.key() == Qt.Key.Key_Backspace:
            self.library_asked.emit()
        elif event.key() in _WAYS or (event.text() and not event.modifiers() & _COMMANDS):
            self._on_next_clicked()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # One that is over has been told of: what is shown now begins anew.
        if not self._place.is_over:
            self._go_to(come_back(self._place, self._now_s()))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def _lay_out(self) -> None:
        unit, margin = self._theme.unit, self._theme.margin
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(min(round(unit * 0.6), 8))
        column.addStretch(3)
        column.addWidget(self.caption, 4)
        hint = label(self.tr("Any key goes on, Esc ends."), kind=Text.SMALL, is_quiet=True)
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(hint)
        buttons = QWidget()
        flow = FlowLayout(buttons, spacing=min(unit // 2, 10), is_centred=True)
        for button in (self._next, self._enough, self._library, self._help):
            flow.addWidget(button)
        column.addWidget(buttons)
        column.addStretch(1)

    def _on_next_clicked(self) -> None:
        self._go_to(gone_on(self._place, self._now_s()))

    def _go_to(self, place: Place) -> None:
        self._place = place
        if place.is_over:
            self._timer.stop()
            self.ended.emit()
            return
        self.caption.show_line(place.text)
        self.caption.advance()
        # This has the keyboard, so what it is called now is what a screen reader says.
        self.setAccessibleName(place.text)
        if self.isVisible():
            self._timer.start(self._wait_ms())

    def _wait_ms(self) -> int:
        """Until there is something else to see."""
        if self.caption.is_fading():
            return FADE_STEP_MS
        return max(1, ceil(left_s(self._place, self._now_s()) * 1000))
