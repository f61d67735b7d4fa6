"""When a view has been seen for the first time."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget


class FirstPaint(QObject):
    """Tells once that ``view`` has been drawn; it goes with the view."""

    done = Signal()

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            # Once this picture is on the screen, not while it is being drawn.
            told = QTimer(self)
            told.setSingleShot(True)
            told.timeout.connect(self.done)
            told.start()
        return super().eventFilter(watched, event)
