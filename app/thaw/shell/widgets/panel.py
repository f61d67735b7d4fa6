"""A panel: what belongs together, on a ground of its own."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from thaw.shell.theme import Theme
from thaw.shell.widgets.controls import Button


class Panel(QFrame):
    """Parts below one another. It says nothing by itself, and may be named."""

    def __init__(self, theme: Theme, spacing: float = 0.5, pad: int | None = None) -> None:
        """``spacing`` between its parts in heights of a line, ``pad`` around them in pixels."""
        super().__init__()
        self.setObjectName("panel")
        # No wider for very large text.
        pad = min(theme.margin, 16) if pad is None else pad
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(pad, pad, pad, pad)
        self.column.setSpacing(round(theme.unit * spacing))

    def put(self, *parts: QWidget) -> None:
        """Put ``parts`` below what is there; a button is no wider than its words."""
        for part in parts:
            side = Qt.AlignmentFlag.AlignLeft if isinstance(part, Button) else Qt.AlignmentFlag(0)
            self.column.addWidget(part, 0, side)
