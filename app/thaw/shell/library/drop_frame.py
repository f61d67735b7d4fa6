"""What is seen while sound files are held over the library."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import label


class DropFrame(QWidget):
    """A frame and a sentence over ``parent``, which it leaves to the pointer."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._over = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = label(kind=Text.HEADING)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        pad = theme.unit * 2
        column.setContentsMargins(pad, pad, pad, pad)
        column.addStretch(1)
        column.addWidget(self._words)
        column.addStretch(1)

    def show_count(self, count: int) -> None:
        """Show itself for so many sound files."""
        if count == 1:
            self._words.setText(self.tr("Let go here, and it is one of your sessions."))
        else:
            words = self.tr("Let go here, and these {0} are among your sessions.")
            self._words.setText(words.format(count))
        self.setGeometry(self._over.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = self._theme.colour("window")
        veil.setAlphaF(0.93)
        painter.fillRect(self.rect(), veil)
        unit = self._theme.unit
        painter.setPen(QPen(self._theme.colour("accent"), 3))
        inset = unit * 0.6
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, unit * 0.9, unit * 0.9)
        painter.end()
