"""Thaw as it is opened: prints the seconds from its start to the first picture of its window."""

import os
import time

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QPaintEvent

from thaw.cli import run
from thaw.composition import app
from thaw.shell.main_window import MainWindow


class WatchedWindow(MainWindow):
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QTimer.singleShot(0, painted)


def painted() -> None:
    started = float(os.environ["THAW_BENCHMARK_STARTED"])
    print(time.monotonic() - started, flush=True)
    QCoreApplication.quit()


app.MainWindow = WatchedWindow
raise SystemExit(run([]))
