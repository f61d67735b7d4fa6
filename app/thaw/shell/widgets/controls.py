"""The few kinds of button and label that every view is made of."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from thaw.shell.theme import Text, Theme


class Button(QPushButton):
    """A button with words, and an icon where ``icon`` names one.

    ``kind`` is ``quiet``, ``primary``, ``outline``, ``chip`` or ``card``. It takes the
    focus from the keyboard only, so that a click never leaves a ring behind.
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        kind: str = "quiet",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._full = text
        self._short = ""
        self._icon = ""
        self._role = "text"
        self._icon_follows = False
        self.setProperty("kind", kind)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if icon:
            self.show_icon(icon, "on_accent" if kind == "primary" else "text")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self._is_filled():
            self._draw_ring_inside()

    def set_short_text(self, text: str) -> None:
        """Say ``text`` instead where the whole of the words does not fit."""
        self._short = text
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self._full)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for the whole of the words, whichever are shown."""
        return super().sizeHint() + QSize(self._extra(self._full), 0)

    def minimumSizeHint(self) -> QSize:
        shortest = self._short or self.text()
        return super().sizeHint() + QSize(self._extra(shortest), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._short:
            self.setText(self._full if self.width() >= self.sizeHint().width() else self._short)

    def show_icon(self, icon: str, role: str = "text", follows: bool = False) -> None:
        """Show an icon before the words, or after them when it ``follows``."""
        if not self._icon:
            self._theme.changed.connect(self._on_theme_changed)
        self._icon, self._role, self._icon_follows = icon, role, follows
        if follows:
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._on_theme_changed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _is_enter(event):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()

    def _is_filled(self) -> bool:
        kind = self.property("kind")
        return kind == "primary" or (kind == "chip" and self.isChecked())

    def _draw_ring_inside(self) -> None:
        """A ring around it would hardly differ from the colour it is filled with."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("on_accent"), 2))
        ring = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        corner = min(self._theme.unit * 0.6, ring.height() / 2)
        painter.drawRoundedRect(ring, corner, corner)
        painter.end()

    def _extra(self, text: str) -> int:
        """How much wider ``text`` is than what is shown."""
        if not self._short:
            return 0
        metrics = self.fontMetrics()
        return metrics.horizontalAdvance(text) - metrics.horizontalAdvance(self.text())

    def _on_theme_changed(self) -> None:
        icon = self._theme.spaced_icon(self._icon, self._role, self._icon_follows)
        self.setIconSize(self._theme.spaced_icon_size())
        self.setIcon(icon)


class IconButton(QToolButton):
    """A round button with an icon; ``text`` is its tooltip and its accessible name.

    The main one of a view is larger, and stands on a soft ground.
    """

    def __init__(
        self,
        theme: Theme,
        icon: str,
        text: str,
        is_main: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._role = "text"
        self._is_main = is_main
        self.setProperty("kind", "main" if is_main else "round")
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.say(text)
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def show_icon(self, icon: str, text: str, role: str = "text") -> None:
        """Change what the button stands for."""
        if (icon, role) != (self._icon, self._role):
            self._icon, self._role = icon, role
            self._on_theme_changed()
        self.say(text)

    def say(self, text: str) -> None:
        if text != self.accessibleName():
            self.setToolTip(text)
            self.setAccessibleName(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _is_enter(event):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()

    def _on_theme_changed(self) -> None:
        side = self._theme.button_side(self._is_main)
        self.setFixedSize(side, side)
        icon = round(side * 0.5)
        self.setIconSize(QSize(icon, icon))
        self.setIcon(self._theme.icon(self._icon, self._role, icon))


def _is_enter(event: QKeyEvent) -> bool:
    """Whether it presses a button, as the space bar does: once, however long it is held."""
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def label(text: str = "", kind: Text = Text.BODY, is_quiet: bool = False) -> QLabel:
    """A label that wraps rather than widens its window."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    if kind is not Text.BODY:
        made.setProperty("type", str(kind))
    if is_quiet:
        made.setProperty("quiet", "true")
    return made


def paragraph(text: str = "", kind: Text = Text.BODY, is_quiet: bool = False) -> QLabel:
    """A label that is as high as its words are at the width they have, and no higher."""
    made = label(text, kind, is_quiet)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    # What Qt would ask for otherwise is the height at a width of its own choosing.
    made.setMinimumHeight(1)
    return made


def set_words(words: QLabel, text: str) -> None:
    """Set a label's text only where it changes: setting it lays the view out anew."""
    if words.text() != text:
        words.setText(text)
