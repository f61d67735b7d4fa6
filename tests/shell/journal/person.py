"""Someone at their journal, with a real log behind it."""

from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.shell.person import PersonWithLog
from thaw.practice.journal import pages
from thaw.settings import Settings
from thaw.shell.journal.desk import JournalDesk
from thaw.shell.journal.lock_desk import LockDesk, Logs
from thaw.shell.theme import Theme

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
TODAY = date(2026, 11, 25)
PASSPHRASE = "the heron by the mill"


class Person(PersonWithLog):
    """Someone at their journal, with a real log behind it."""

    def __init__(self, qtbot: QtBot, theme: Theme, folder: Path) -> None:
        super().__init__(qtbot, folder)
        logs = Logs(lambda: self.log, self.write)
        self.settings = Settings()
        self.lock = LockDesk(logs, lambda: self.settings, self.background)
        self.desk = JournalDesk(
            theme, logs, self.lock, lambda: self.settings, lambda: NOW, self.background
        )
        self.view = self.desk.view
        # They go with the view, on this thread: a timer must not be left to a worker's.
        self.lock.setParent(self.view)
        self.desk.setParent(self.view)
        qtbot.addWidget(self.view)
        self.view.resize(800, 900)

    @property
    def sight(self) -> QWidget:
        return self.view

    def open(self) -> None:
        self.view.show()
        self.until(lambda: self.view.all._nothing.isVisible() or self.rows() or self.is_locked())

    def is_locked(self) -> bool:
        return self.view.locked.isVisible()

    def rows(self) -> list[str]:
        model = self.view.all.model
        return [str(model.index(n, 0).data()) for n in range(model.rowCount())]

    def open_first(self) -> None:
        self.qtbot.keyClick(self.view, Qt.Key.Key_Down)
        self.qtbot.keyClick(self.view.all.list, Qt.Key.Key_Return)
        self.until(self.view.page.isVisible)

    def type(self, text: str) -> None:
        first, *others = text.split("\n")
        self.qtbot.keyClicks(self.view.page.box, first)
        for line in others:
            self.qtbot.keyClick(self.view.page.box, Qt.Key.Key_Return)
            self.qtbot.keyClicks(self.view.page.box, line)

    def kept(self) -> list[str]:
        return [page.words for page in pages(self.log)]
