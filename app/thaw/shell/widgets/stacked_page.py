"""A page of several, one of them in front, with one way back and one line that undoes."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import paragraph
from thaw.shell.widgets.page import Page, to_library_text
from thaw.shell.widgets.scroll_column import ScrollColumn, centred
from thaw.shell.widgets.undo_bar import UndoBar


class StackedPage(Page):
    """The way back stands above the page in front, and what was just done below it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.undo = UndoBar(theme)
        self._pages = QStackedWidget()
        self._back = self._back_button()
        self._refused = paragraph(kind=Text.HEADING)
        self._refusal = ScrollColumn(theme)
        self._refusal.column.addWidget(self._refused)
        self._refusal.column.addStretch(1)

    def show_refusal(self, words: str) -> None:
        """Say why there is nothing to show."""
        self._refused.setText(words)
        self._turn_to(self._refusal)

    def _stack(self, pages: tuple[QWidget, ...], beside: QWidget | None = None) -> None:
        """Lay out ``pages``, the first in front, with ``beside`` beside the way back."""
        for page in (*pages, self._refusal):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top(beside))
        column.addWidget(self._pages, 1)
        column.addWidget(self.undo)

    def _top(self, beside: QWidget | None) -> QHBoxLayout:
        theme = self._theme
        bar = QWidget()
        top = QHBoxLayout(bar)
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(theme.unit // 3)
        top.addWidget(self._back, 0, Qt.AlignmentFlag.AlignTop)
        if beside is not None:
            top.addWidget(beside, 1, Qt.AlignmentFlag.AlignVCenter)
        top.addStretch(0 if beside is not None else 1)
        # In line with the column of the pages below.
        row = centred(bar, theme)
        row.setContentsMargins(theme.margin, theme.margin // 2, theme.margin, 0)
        return row

    def _turn_to(self, page: QWidget, *, is_within: bool = False) -> None:
        """Put ``page`` in front. From one that ``is_within`` another the way back leads there."""
        self._back.say(_back_text() if is_within else to_library_text())
        self._pages.setCurrentWidget(page)

    def _add_keys(self, keys: Mapping[str, Callable[[], object]]) -> None:
        """Have these answered anywhere in the page, besides the one that undoes."""
        for name, slot in {"Ctrl+Z": self.undo.undo, **keys}.items():
            shortcut = QShortcut(QKeySequence(name), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)


def _back_text() -> str:
    return QCoreApplication.translate("Page", "Back (Esc)")
