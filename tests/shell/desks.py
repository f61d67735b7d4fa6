"""A front desk with everything around it, on real views and a real log."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.core.written_sessions import NAMES, written
from tests.practice.fresh_log import fresh_log
from tests.shell.stages import HandStage
from thaw.core.catalogue import Catalogue
from thaw.practice.clock import local_now
from thaw.practice.entry import Source
from thaw.practice.errors import LogUnwritable
from thaw.practice.log import PracticeLog
from thaw.settings import Settings, SettingsUnwritable
from thaw.shell.background import Background
from thaw.shell.front_desk import FrontDesk, Records, Views
from thaw.shell.history.desk import HistoryDesk
from thaw.shell.history.view import HistoryView
from thaw.shell.library.view import LibraryView
from thaw.shell.main_window import MainWindow
from thaw.shell.notice_bar import NoticeBar
from thaw.shell.player.sitting import Sitting
from thaw.shell.player.view import PlayerView
from thaw.shell.theme import Theme

SESSIONS = {
    "walk": "{default: 10m, from: 3m, to: 45m}",
    "three-step-space": "{default: 5m, from: 5m, to: 10m}",
    "moment": "{default: 40s, from: 30s, to: 50s}",
}


@dataclass
class Saved:
    """Where settings are saved, or can't be."""

    settings: list[Settings] = field(default_factory=list)
    is_full: bool = False

    def save(self, settings: Settings) -> None:
        if self.is_full:
            raise SettingsUnwritable("the disk is full")
        self.settings.append(settings)


class Desk:
    """A front desk with everything around it; a view is made when it is first shown."""

    def __init__(self, qtbot: QtBot, theme: Theme, folder: Path) -> None:
        self.qtbot = qtbot
        self.stage = HandStage()
        self.saved = Saved()
        self.log: PracticeLog | None = fresh_log(folder / "practice.sqlite")
        self.background = Background()
        self.sitting = Sitting(self.stage, self.background)
        self.window = MainWindow(theme)
        qtbot.addWidget(self.window)
        self.notices = NoticeBar(theme)
        self.window.setMenuWidget(self.notices)
        self.library = LibraryView(theme)
        self._theme = theme
        catalogue = Catalogue([_sessions(folder)], None, NAMES)
        catalogue.refresh()
        views = Views(self.window, self.library, self.notices, self._player, lambda: self.history)
        self.now: Callable[[], datetime] = local_now
        records = Records(catalogue, self.read, self.saved.save, self._now)
        self.desk = FrontDesk(views, records, Settings(), self.sitting)
        # It goes with the window, on this thread: its timer must not be left to a worker's.
        self.desk.setParent(self.window)
        self.desk.refresh_library()
        self.desk.show_library()

    def _now(self) -> datetime:
        """Whatever the test has as now."""
        return self.now()

    @cached_property
    def player(self) -> PlayerView:
        made = PlayerView(self._theme, self.sitting.state)
        self.qtbot.addWidget(made)
        return made

    @property
    def history(self) -> HistoryView:
        return self._looking_back.view

    def read(self) -> PracticeLog:
        if self.log is None:
            raise LogUnwritable(Path("practice.sqlite"), "gone")
        return self.log

    def begin(self, session_id: str = "walk", minutes: int | None = 3) -> None:
        with self.qtbot.waitSignal(self.sitting.began):
            self.desk.begin(session_id, minutes, Source.LIBRARY)

    def shut(self) -> None:
        self.sitting.leave()
        self.background.close()
        if self.log is not None:
            self.log.shut()

    @cached_property
    def _looking_back(self) -> HistoryDesk:
        made = HistoryDesk(self._theme, self.read, self.read, Settings, local_now, self.background)
        self.qtbot.addWidget(made.view)
        return made

    def _player(self) -> PlayerView:
        self.desk.connect_player(self.player)
        return self.player


def _sessions(folder: Path) -> Path:
    sessions = folder / "sessions"
    sessions.mkdir()
    for name, lengths in SESSIONS.items():
        rest = "rest: {min: 5s, ideal: 5m, max: 50m}"
        text = written(rest, id=name, title=f"A {name}", lengths=lengths)
        (sessions / f"{name}.yaml").write_text(text, "utf-8")
    return sessions
