"""Of a double click whose first click led to another view, the second one is for neither."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget


class SecondClick(QObject):
    """Keeps it from whatever lies below the pointer in the view that has come."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_too_late)

    def ward_off(self) -> None:
        """Another view is there: from now on, for as long as a second click may take."""
        handle = self._window.windowHandle()
        # Not longer: a filter is asked about every event of the window.
        if handle is not None:
            handle.installEventFilter(self)
            self._timer.start(QApplication.doubleClickInterval())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched  # The window is the only one.
        return event.type() is QEvent.Type.MouseButtonDblClick

    def _on_too_late(self) -> None:
        handle = self._window.windowHandle()
        if handle is not None:
            handle.removeEventFilter(self)
