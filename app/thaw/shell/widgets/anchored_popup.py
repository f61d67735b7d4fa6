"""A small window over the one that holds it, below the button that opened it."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QFrame, QWidget

_LEFT_BEHIND: Final = (QEvent.Type.Resize, QEvent.Type.Move)


class AnchoredPopup(QFrame):
    """Goes at a click beside it, or with what it was opened below, and is then deleted."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        # Not rounded: without a compositor its corners would be black.
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def open_below(self, anchor: QWidget) -> None:
        """Show it under ``anchor``, inside the window that holds it."""
        # A key or the tray may open another page, which it would lie on; and the desktop may
        # give the window another place or size.
        anchor.installEventFilter(self)
        anchor.window().installEventFilter(self)
        # The style sheet gives the parts their size; Qt would do so when they are shown.
        for part in self.findChildren(QWidget):
            part.ensurePolished()
        self.resize(self.width(), self.heightForWidth(self.width()))
        window = anchor.window()
        wished = anchor.mapToGlobal(QPoint(anchor.width() - self.width(), anchor.height() + 4))
        corner = window.mapToGlobal(QPoint(0, 0))
        left = max(corner.x() + 12, wished.x())
        top = wished.y()
        if top + self.height() > corner.y() + window.height():
            top = anchor.mapToGlobal(QPoint(0, -self.height() - 4)).y()
        self.move(left, max(top, corner.y()))
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The button itself may grow with what is chosen here.
        is_window = isinstance(watched, QWidget) and watched.isWindow()
        if event.type() == QEvent.Type.Hide or (is_window and event.type() in _LEFT_BEHIND):
            self.close()
        return super().eventFilter(watched, event)
