"""The least a PySide6 window can be: prints the seconds from its start to its first picture."""

import os
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow


class Window(QMainWindow):
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QTimer.singleShot(0, painted)


def painted() -> None:
    started = float(os.environ["THAW_BENCHMARK_STARTED"])
    print(time.monotonic() - started, flush=True)
    application.quit()


application = QApplication([])
window = Window()
window.resize(800, 640)
window.show()
application.exec()
