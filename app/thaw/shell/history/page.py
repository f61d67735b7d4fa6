"""What every page of the history stands in: one column, no wider than reads well."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import label


def paragraph(text: str = "", kind: Text = Text.BODY, is_quiet: bool = False) -> QLabel:
    """A label that is as high as its words are at the width they have, and no higher."""
    made = label(text, kind, is_quiet)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    # What Qt would ask for otherwise is the height at a width of its own choosing.
    made.setMinimumHeight(1)
    return made


class HistoryPage(QScrollArea):
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
