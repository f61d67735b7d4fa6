"""A dialog that goes step by step, each of its steps a page that scrolls."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QStackedLayout, QWidget

from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button, paragraph
from thaw.shell.widgets.flow_layout import flow_row
from thaw.shell.widgets.scroll_column import FORM_WIDTH, ScrollColumn


class StepDialog(QDialog):
    """One page in front. A page is let go of with the step it was made for."""

    def __init__(self, theme: Theme, title: str, height: int, parent: QWidget) -> None:
        """``height`` in heights of a line, where the window behind it is as high."""
        super().__init__(parent)
        self.is_running = False
        """Whether something is read or written that nobody wants cut off unasked."""
        self.setObjectName("page")
        self.setWindowTitle(title)
        self._theme = theme
        self._pages = QStackedLayout(self)
        size = QSize(theme.unit * FORM_WIDTH, theme.unit * height)
        self.resize(size.boundedTo(parent.window().size()))

    def _page(
        self, heading: str, parts: Sequence[QWidget], buttons: Sequence[Button]
    ) -> ScrollColumn:
        """A heading, what is below it, and the ways on. A list takes the room there is."""
        page = ScrollColumn(self._theme)
        page.column.addWidget(paragraph(heading, Text.HEADING))
        for part in parts:
            page.column.addWidget(part, 1 if isinstance(part, QPlainTextEdit) else 0)
        page.column.addWidget(flow_row(*buttons, spacing=self._theme.unit // 2))
        page.column.addStretch(0)
        return page

    def _closer(self, kind: str = "outline") -> Button:
        words = QCoreApplication.translate("StepDialog", "Close")
        button = Button(self._theme, words, kind)
        button.clicked.connect(self.reject)
        return button

    def _turn_to(self, page: QWidget, first: QWidget) -> None:
        """Show ``page`` and give ``first`` the keyboard; let go of what is over."""
        before = self._pages.currentWidget()
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        if before not in (None, page) and not self._is_to_stay(before):
            self._pages.removeWidget(before)
            before.deleteLater()
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _is_to_stay(self, page: QWidget) -> bool:
        """Whether ``page`` will be turned to again. Each dialog knows its own."""
        raise NotImplementedError
