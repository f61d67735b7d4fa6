"""Words that can be selected and copied, by pointer and by key, but not changed."""

from math import ceil

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent, QTextOption, QWheelEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit


class SelectableText(QTextEdit):
    """As high as its words are at the width it has; a word too long for it is broken.

    ``name`` is what the words are, for those who hear them.
    """

    def __init__(self, text: str, name: str) -> None:
        super().__init__()
        self._name = name
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAcceptRichText(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Have these words instead."""
        if text != self.toPlainText():
            self.setPlainText(text)
            self._fit()
        self.setAccessibleName(f"{self._name}: {text}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page is what scrolls."""
        event.ignore()

    def _fit(self) -> None:
        around = self.height() - self.viewport().height()
        self.setFixedHeight(ceil(self.document().size().height()) + max(around, 0))
