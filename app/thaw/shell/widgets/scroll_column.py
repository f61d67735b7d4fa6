"""What most pages stand in: one column, no wider than reads well, that scrolls."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from thaw.shell.theme import Theme

READING_WIDTH: Final = 44
"""As wide as lines of text are read well, in heights of one."""
FORM_WIDTH: Final = 34
"""As far apart as a name and what is chosen for it still belong together."""
_ALL_THERE_IS: Final = 1000
"""A stretch beside which what is left and right gets only what is over."""


class ScrollColumn(QScrollArea):
    """A column that scrolls where the window is too low for it."""

    def __init__(self, theme: Theme, width: int = READING_WIDTH, spacing: float = 0.7) -> None:
        """``width`` at the most, ``spacing`` between parts; both in heights of a line."""
        super().__init__()
        self.theme = theme
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = _Sheet()
        page.setObjectName("page")
        inner = QWidget()
        row = centred(inner, theme, width)
        row.setContentsMargins(theme.margin, theme.margin // 2, theme.margin, theme.margin)
        page.setLayout(row)
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(round(theme.unit * spacing))
        self.setWidget(page)

    def show_top(self) -> None:
        """Bring the first lines into sight."""
        self.verticalScrollBar().setValue(0)


class _Sheet(QWidget):
    """What is scrolled: as high as it needs to be at the width it has."""

    def minimumSizeHint(self) -> QSize:
        # Lines that wrap ask for the height they need at their narrowest. The area would
        # keep that free below the last of them.
        return QSize(super().minimumSizeHint().width(), 0)


def centred(part: QWidget, theme: Theme, width: int = READING_WIDTH) -> QHBoxLayout:
    """A row with ``part`` in its middle, no wider than ``width`` heights of a line."""
    part.setMaximumWidth(theme.unit * width)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(part, _ALL_THERE_IS)
    row.addStretch(1)
    return row
