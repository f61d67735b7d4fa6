"""What most pages stand in: one column, no wider than reads well, that scrolls."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from thaw.shell.theme import Theme


class ScrollColumn(QScrollArea):
    """A column that scrolls where the window is too low for it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QWidget()
        page.setObjectName("page")
        inner = QWidget()
        inner.setMaximumWidth(theme.unit * 44)
        centred = QHBoxLayout(page)
        centred.setContentsMargins(theme.margin, theme.margin // 2, theme.margin, theme.margin)
        centred.addStretch(1)
        centred.addWidget(inner, 1000)
        centred.addStretch(1)
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(round(theme.unit * 0.7))
        self.setWidget(page)
