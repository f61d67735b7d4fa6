"""Follow me: hold while breathing in, let go while breathing out, and a shape goes with it."""

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QElapsedTimer, QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from thaw.core.breath import Pattern, Phase
from thaw.core.following import FollowMe
from thaw.core.plan import Breath
from thaw.core.units import RATE, Frames
from thaw.shell.player.breath_canvas import BreathCanvas
from thaw.shell.player.words import phase_text
from thaw.shell.theme import Theme
from thaw.shell.widgets.controls import label, set_words

LOOK_MS: Final = 16
SETTLES_MS: Final = 12_000
"""So long after the last turn the shape has come to rest, and is not drawn any more."""
_PHASES: Final = {
    True: Breath(Frames(0), Frames(RATE), Phase.IN, 0, 0.0, 1.0, sounded=False),
    False: Breath(Frames(0), Frames(RATE), Phase.OUT, 0, 1.0, 0.0, sounded=False),
}


class Hand(StrEnum):
    """What is held down."""

    KEY = "key"
    POINTER = "pointer"


def elapsed_ms() -> Callable[[], int]:
    """A clock that only goes forward, from now on."""
    timer = QElapsedTimer()
    timer.start()
    return timer.elapsed


class FollowPad(QWidget):
    """Takes the space bar or the pointer for the breath, and shows it.

    A key that repeats itself is one press. Where the hold is taken away, by another
    window or by being hidden, that breath is not counted.
    """

    pace_changed = Signal()
    """``told`` may be another one: a whole breath was told, or forgotten."""

    def __init__(
        self, theme: Theme, now_ms: Callable[[], int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._now_ms = now_ms
        self._follow = FollowMe()
        self._held: set[Hand] = set()
        self._turned_ms = 0
        self.canvas = BreathCanvas(theme)
        self.canvas.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        pad = round(theme.unit * 0.6)
        column.setContentsMargins(pad, pad, pad, pad)
        column.addWidget(self.canvas, 1)
        self._word = label()
        self._word.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._word.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column.addWidget(self._word)
        self.setFixedHeight(theme.unit * 12)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Hold while you breathe in, let go while you breathe out"))
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._show_breath)
        theme.changed.connect(self._show_breath)
        self._show_breath()

    @property
    def told(self) -> Pattern | None:
        """The person's breath as it is, once enough of it was told."""
        return self._follow.told

    @property
    def pace(self) -> Pattern | None:
        """The pace nearest to ``told`` that may be begun from."""
        return self._follow.pace

    @property
    def is_in(self) -> bool:
        """Whether the person is breathing in."""
        return self._follow.is_in

    def fullness(self) -> float:
        """How full the shape is now, 0 to 1."""
        return self._follow.fullness(self._now_ms())

    def forget(self) -> None:
        """Begin again, as if nothing had been told."""
        self._held.clear()
        self._follow = FollowMe()
        self._show_breath()
        self.pace_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self._hold(Hand.KEY)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space:
            super().keyReleaseEvent(event)
        elif not event.isAutoRepeat():
            self._let_go(Hand.KEY)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._hold(Hand.POINTER)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """It comes here wherever the pointer has gone since it was pressed."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._let_go(Hand.POINTER)

    def event(self, event: QEvent) -> bool:
        # A window in front, a menu or another program takes the pointer without a release.
        if event.type() in (QEvent.Type.UngrabMouse, QEvent.Type.WindowDeactivate):
            self._interrupt()
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._interrupt()
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._interrupt()
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        """An outline around the shape; a ring where the keyboard is."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = 2.0 if self.hasFocus() else 1.0
        painter.setPen(QPen(self._theme.colour("focus" if self.hasFocus() else "edge"), wide))
        box = QRectF(self.rect()).adjusted(wide, wide, -wide, -wide)
        painter.drawRoundedRect(box, self._theme.unit * 0.9, self._theme.unit * 0.9)
        painter.end()

    def _hold(self, hand: Hand) -> None:
        if not self._held:
            self._turn(self._follow.pressed(self._now_ms()))
        self._held.add(hand)

    def _let_go(self, hand: Hand) -> None:
        if hand in self._held:
            self._held.discard(hand)
            if not self._held:
                self._turn(self._follow.released(self._now_ms()))

    def _interrupt(self) -> None:
        if self._held:
            self._held.clear()
            self._turn(self._follow.interrupted(self._now_ms()))

    def _turn(self, follow: FollowMe) -> None:
        before, self._follow = self._follow.told, follow
        self._turned_ms = self._now_ms()
        self._timer.start()
        self._show_breath()
        if follow.told != before:
            self.pace_changed.emit()

    def _show_breath(self) -> None:
        if self._now_ms() - self._turned_ms > SETTLES_MS and not self._held:
            self._timer.stop()
        fullness = self.fullness()
        # The phase is told by the hand; its own progress does not show in the shape.
        phase = _PHASES[self._follow.is_in]
        self.canvas.show_breath(phase, RATE // 2, fullness)
        # A bar that fills is nothing without its word; the shape tells by itself.
        self._word.setVisible(self._theme.reduces_motion)
        set_words(self._word, phase_text(phase.phase))
