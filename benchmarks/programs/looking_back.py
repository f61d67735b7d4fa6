"""A person opening a history that is there already, in a window of its own.

The log is ``practice.sqlite`` in THAW_HOME; THAW_BENCHMARK_LOOK says what to measure:
``first`` and ``again`` print the seconds from asking for the history to the picture that has
its sentences and its practices, for the first time and once it has been open; ``page`` those
from asking for a page in the middle of the log to having it; ``frame`` those that nineteen of
twenty steps of a scroll keep to, and ``search`` those to find a word that is nowhere.
"""

import os
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from thaw.practice.clock import local_now
from thaw.practice.log import PracticeLog
from thaw.practice.search import Search
from thaw.resources import assets_dir
from thaw.settings import Settings
from thaw.shell.background import Background
from thaw.shell.history.desk import HistoryDesk
from thaw.shell.history.model import PAGE
from thaw.shell.history.reading import history_rows
from thaw.shell.main_window import MainWindow
from thaw.shell.theme import Scheme, Theme, application_arguments

DEADLINE_S = 60.0
SCROLL_STEPS = 120


class Bench:
    """The history's view on a log, as the app makes it."""

    def __init__(self, application: QApplication, path: Path) -> None:
        self.application = application
        self.theme = Theme(application, assets_dir(), Scheme.LIGHT)
        self.background = Background()
        self.log = PracticeLog.open(path)
        self.desk = HistoryDesk(
            self.theme, lambda: self.log, lambda: self.log, Settings, local_now, self.background
        )
        self.window = MainWindow(self.theme)
        self.window.show()
        self.settle()

    def open(self) -> float:
        """Seconds until the sentences and the practices are drawn."""
        view = self.desk.view
        loop = QEventLoop()
        view.lately.model.read.connect(loop.quit)
        QTimer.singleShot(int(DEADLINE_S * 1000), loop.quit)
        view.hide()
        began = time.monotonic()
        self.window.show_view(view)
        view.show()
        loop.exec()
        view.repaint()
        return time.monotonic() - began

    def page(self) -> float:
        """Seconds until a page from the middle of the log is there."""
        began = time.monotonic()
        history_rows(self.log, Search(), ("2010-01-01", 0, 0, 0), PAGE)
        return time.monotonic() - began

    def search(self) -> float:
        """Seconds until all was looked through for a word that is nowhere."""
        model = self.desk.view.lately.model
        loop = QEventLoop()
        model.read.connect(loop.quit)
        QTimer.singleShot(int(DEADLINE_S * 1000), loop.quit)
        began = time.monotonic()
        model.show(Search(words="submarine"), local_now().date())
        loop.exec()
        assert model.rowCount() == 0
        return time.monotonic() - began

    def frame(self) -> float:
        """Seconds that nineteen of twenty steps of a scroll keep to, pages read on included."""
        bar = self.desk.view.lately.list.verticalScrollBar()
        steps: list[float] = []
        for _ in range(SCROLL_STEPS):
            began = time.monotonic()
            bar.setValue(bar.value() + 150)
            self.application.processEvents()
            steps.append(time.monotonic() - began)
        return sorted(steps)[SCROLL_STEPS * 19 // 20]

    def settle(self) -> None:
        """Let all that was asked for be answered."""
        loop = QEventLoop()
        self.background.run(lambda: None, lambda _: loop.quit())
        loop.exec()


def main() -> None:
    application = QApplication(application_arguments("thaw"))
    bench = Bench(application, Path(os.environ["THAW_HOME"]) / "practice.sqlite")
    first = bench.open()
    if os.environ["THAW_BENCHMARK_LOOK"] != "first":
        bench.settle()
    match os.environ["THAW_BENCHMARK_LOOK"]:
        case "first":
            figure = first
        case "again":
            figure = bench.open()
        case "page":
            figure = bench.page()
        case "search":
            figure = bench.search()
        case _:
            figure = bench.frame()
    bench.background.close()
    bench.log.shut()
    print(figure)


if __name__ == "__main__":
    main()
