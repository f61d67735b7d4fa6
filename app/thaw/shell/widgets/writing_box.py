"""A place to write in, which keeps nothing by itself."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from thaw.shell.theme import Theme

_TO_PAGE: Final = (
    Qt.Key.Key_Escape,
    Qt.Key.Key_MediaTogglePlayPause,
    Qt.Key.Key_MediaPlay,
    Qt.Key.Key_MediaPause,
)
"""All that means something else than writing."""


class WritingBox(QPlainTextEdit):
    """Takes every key but Escape and the media keys; Tab leaves it, Ctrl+Enter is done with it."""

    done = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def text(self) -> str:
        return self.toPlainText()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in _TO_PAGE:
            event.ignore()
        elif is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.done.emit()
        else:
            super().keyPressEvent(event)
            # What means nothing here must not mean something to the view around it.
            event.accept()

    def _on_theme_changed(self) -> None:
        self.document().setDocumentMargin(round(self._theme.unit * 0.5))
        self.setMinimumHeight(self._theme.unit * 5)
