"""Someone at their history."""

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from tests.shell.person import PersonWithLog
from thaw.practice.errors import LogBusy
from thaw.practice.log import PracticeLog
from thaw.settings import Settings
from thaw.shell.history.desk import HistoryDesk
from thaw.shell.theme import Theme

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


class Person(PersonWithLog):
    """Someone at their history, with a real log behind it."""

    def __init__(self, qtbot: QtBot, theme: Theme, folder: Path) -> None:
        super().__init__(qtbot, folder)
        self.now = NOW
        self.is_held = False
        self.desk = HistoryDesk(
            theme, self.read, self.write, Settings, lambda: self.now, self.background
        )
        self.view = self.desk.view
        qtbot.addWidget(self.view)
        self.view.resize(800, 900)

    def read(self) -> PracticeLog:
        if self.is_held:
            raise LogBusy(self.log.path, "database is locked")
        return self.log

    @property
    def sight(self) -> QWidget:
        return self.view

    def open(self) -> None:
        with self.qtbot.waitSignal(self.view.lately.model.read):
            self.view.show()
        self.until(self.years_are_known)

    def years_are_known(self) -> bool:
        chips = [b for b in self.view.findChildren(QAbstractButton) if b.text() == "Year"]
        return chips[0].isEnabled()

    def open_first(self) -> None:
        """Open the newest practice by key."""
        self.qtbot.keyClick(self.view, Qt.Key.Key_Down)
        self.qtbot.keyClick(self.view.lately.list, Qt.Key.Key_Return)
        self.until(self.view.entry.isVisible)

    def type_over(self, field, text: str) -> None:
        field.setFocus()
        field.selectAll()
        self.qtbot.keyClicks(field, text)

    def titles(self) -> list[str]:
        model = self.view.lately.model
        return [model.row(model.index(n, 0)).title for n in range(model.rowCount())]
