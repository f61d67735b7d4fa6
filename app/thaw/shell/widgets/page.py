"""A page with a way back: every view but the library and the practice is one."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import IconButton, paragraph
from thaw.shell.widgets.scroll_column import READING_WIDTH, ScrollColumn
from thaw.shell.widgets.tab_order import TabOrder


class Page(QWidget):
    """Escape, and Back on a keyboard that has it, lead back from wherever the focus is.

    Tab goes as one reads, also to what is made while the page is there.
    It takes the keyboard itself when it comes to sight, so that no ring greets anyone.
    """

    back_asked = Signal()
    """What was there before is wanted, or the library."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tab_order = TabOrder()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def go_back(self) -> None:
        """Answer the keys and the button that lead back."""
        self.back_asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Back):
            self.go_back()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  # Qt's own name for it
        """Every Tab pressed in the page comes by here."""
        self._tab_order.mend(self)
        return super().focusNextPrevChild(next)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # A window that was put away for a moment has it where it was.
        if not event.spontaneous():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _back_button(self, words: str = "") -> IconButton:
        """The button that leads back, called ``words``; or after the library."""
        button = IconButton(self._theme, "back", words or to_library_text())
        button.clicked.connect(self.go_back)
        return button


class ColumnPage(Page):
    """A page of one column, as a rule below its title."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        width: int = READING_WIDTH,
        spacing: float = 0.7,
    ) -> None:
        """``width`` at the most, ``spacing`` between parts; both in heights of a line."""
        super().__init__(theme, parent)
        self._area = ScrollColumn(theme, width, spacing)
        self._column = self._area.column
        self._outer = outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._area, 1)

    def show_top(self) -> None:
        """Bring the first lines into sight."""
        self._area.show_top()

    def _add_top(self, title: QLabel | str, back: str = "") -> None:
        """The way back, called ``back``, or after the library, and the title beside it."""
        row = QHBoxLayout()
        row.addWidget(self._back_button(back))
        heading = paragraph(title, Text.TITLE) if isinstance(title, str) else title
        row.addWidget(heading, 1)
        self._column.addLayout(row)

    def _add_section(self, heading: QLabel | str, *parts: QWidget, gap: float) -> None:
        """A heading, ``gap`` heights of a line below what is there, and ``parts`` below it."""
        made = paragraph(heading, Text.HEADING) if isinstance(heading, str) else heading
        self._column.addSpacing(round(self._theme.unit * gap))
        self._column.addWidget(made)
        for part in parts:
            self._column.addWidget(part)


def to_library_text() -> str:
    return QCoreApplication.translate("Page", "Back to the library (Esc)")
