"""What Thaw is and is not, and which one this is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from thaw import __version__
from thaw.shell.care.about_words import limits_text, what_texts
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import IconButton, paragraph
from thaw.shell.widgets.scroll_column import ScrollColumn


class AboutView(QWidget):
    """A page to read."""

    library_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._back = IconButton(theme, "back", self.tr("Back to the library (Esc)"))
        self._back.clicked.connect(self.library_asked)
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Back):
            self.library_asked.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        page = ScrollColumn(self._theme)
        top = QHBoxLayout()
        top.addWidget(self._back)
        top.addWidget(paragraph(self.tr("About Thaw"), Text.TITLE), 1)
        page.column.addLayout(top)
        for text in (*what_texts(), limits_text()):
            page.column.addWidget(paragraph(text))
        for text in self._small_texts():
            page.column.addWidget(paragraph(text, Text.SMALL, is_quiet=True))
        page.column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(page)

    def _small_texts(self) -> tuple[str, ...]:
        return (
            self.tr("It uses no network and no account, and what you do here stays here."),
            self.tr("Version {0}. Free software under the GPL, version 3 or later.").format(
                __version__
            ),
        )
