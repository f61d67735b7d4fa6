"""One quiet line above the view, for what a person ought to know and can leave."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout

from thaw.shell.controls import Button, label
from thaw.shell.theme import Text, Theme


class NoticeBar(QFrame):
    """Hidden until something is said; gone again when it is dismissed or replaced."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._words = label("", Text.SMALL)
        self._words.setWordWrap(True)
        self._dismiss = Button(theme, self.tr("All right"), "quiet")
        self._dismiss.clicked.connect(self._on_dismissed)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.margin, theme.unit // 3, theme.margin, theme.unit // 3)
        row.addWidget(self._words, 1)
        row.addWidget(self._dismiss)
        self.hide()

    def text(self) -> str:
        """What is being said; empty when nothing is."""
        return self._words.text() if not self.isHidden() else ""

    def say(self, text: str) -> None:
        self._words.setText(text)
        self.setAccessibleName(text)
        self.show()

    @Slot()
    def _on_dismissed(self) -> None:
        self.hide()
