"""The line being said, large, in the middle, and always whole."""

from typing import Final

from PySide6.QtCore import QElapsedTimer, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from thaw.core.breath import eased
from thaw.shell.theme import Text, Theme

FADE_MS: Final = 500
_FLAGS: Final = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop) | int(
    Qt.TextFlag.TextWordWrap
)
_SHRINKS: Final = (1.0, 0.88, 0.77, 0.68, 0.6, 0.53, 0.46, 0.4)
"""Sizes to try, against the size for what is said, until the line fits."""


class Caption(QWidget):
    """Shows one passage; a new one fades in. Long passages are set smaller, never cut."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ""
        self._is_past = False
        self._clock = QElapsedTimer()
        self._clock.start()
        self._is_fading = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def text(self) -> str:
        return self._text

    def show_line(self, text: str, is_past: bool = False) -> None:
        """Show ``text``; one that has been said already is shown more quietly."""
        if text == self._text and is_past == self._is_past:
            return
        if text != self._text:
            self._clock.restart()
            self._is_fading = bool(text) and not self._theme.reduces_motion
        self._text = text
        self._is_past = is_past
        self.setAccessibleName(text)
        self.update()

    def is_fading(self) -> bool:
        """True while a new line is still coming in: it needs to be repainted often."""
        return self._is_fading

    def advance(self) -> None:
        """Go on with the fade, by the time that has passed."""
        if self._is_fading:
            self._is_fading = self._clock.elapsed() < FADE_MS
            self.update()

    def finish(self) -> None:
        """End the fade at once."""
        self._is_fading = False
        self.update()

    def is_whole(self) -> bool:
        """True where all of the passage has room."""
        room = self._room()
        needed = QFontMetrics(self._fitting_font(room)).boundingRect(room, _FLAGS, self._text)
        return needed.height() <= room.height()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.unit * 30, self._line_height() * 3)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.unit * 8, min(self._line_height() * 2, 96))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        room = self._room()
        painter.setFont(self._fitting_font(room))
        painter.setPen(self._theme.colour("quiet" if self._is_past else "text"))
        if self._is_fading:
            painter.setOpacity(eased(self._clock.elapsed() / FADE_MS))
        painter.drawText(room, _FLAGS, self._text)
        painter.end()

    def _room(self) -> QRect:
        wide = min(self.width(), self._theme.unit * 34)
        return QRect((self.width() - wide) // 2, 0, wide, self.height())

    def _fitting_font(self, room: QRect) -> QFont:
        said = self._theme.font(Text.SAID)
        font = QFont(said)
        for factor in _SHRINKS:
            font.setPointSizeF(said.pointSizeF() * factor)
            needed = QFontMetrics(font).boundingRect(room, _FLAGS, self._text)
            if needed.height() <= room.height() and needed.width() <= room.width():
                break
        return font

    def _line_height(self) -> int:
        return QFontMetrics(self._theme.font(Text.SAID)).lineSpacing()
