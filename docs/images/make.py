"""Remake the pictures in this folder: the real views, with the bundled sessions.

``QT_QPA_PLATFORM=offscreen python docs/images/make.py``, with Thaw importable. The
practices in the history are made up for the picture.
"""

import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from thaw import resources
from thaw.audio.names import BEDS
from thaw.core.compiling import compile_session
from thaw.core.free_breathing import FreeBreathing
from thaw.core.patterns import PATTERNS
from thaw.core.plan import Choices
from thaw.core.session import Session
from thaw.core.units import Frames, frames
from thaw.paths import Paths
from thaw.practice.entry import Outcome, PracticeStart, Progress, Source
from thaw.practice.log import PracticeLog
from thaw.services import Services
from thaw.settings import Settings
from thaw.shell.breathing.follow_pad import elapsed_ms
from thaw.shell.breathing.form import BreathingState
from thaw.shell.breathing.view import BreathingView
from thaw.shell.history.reading import history_rows, read_history
from thaw.shell.history.view import HistoryView
from thaw.shell.library.reading import library_state
from thaw.shell.library.view import LibraryView
from thaw.shell.player.state import PlayerState, PlayerStatus
from thaw.shell.player.view import PlayerView
from thaw.shell.settings.reading import settings_state
from thaw.shell.settings.view import SettingsView
from thaw.shell.theme import Scheme, Theme

HERE = Path(__file__).parent
SIZE = QSize(860, 680)
NOW = datetime(2026, 11, 19, 19, 30, tzinfo=UTC)
PRACTISED = (
    (0, "three-step-space", 3),
    (1, "breath-awareness", 10),
    (3, "body-scan", 15),
    (4, "breath-awareness", 10),
    (8, "slow-and-small", 5),
    (11, "breath-awareness", 7),
    (12, "three-step-space", 3),
    (17, "body-scan", 10),
    (20, "breath-awareness", 5),
)
"""Days ago, session, minutes."""


def main() -> None:
    application = QApplication(["thaw"])
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        services = Services(Paths(home / "config", home / "data", home / "cache"))
        services.catalogue.refresh()
        for scheme in (Scheme.LIGHT, Scheme.DARK):
            theme = Theme(application, resources.assets_dir(), scheme)
            save(library(theme, services), f"library-{scheme}")
            save(player(theme, services), f"player-{scheme}")
            save(breathing(theme, services), f"breathing-{scheme}")
            save(history(theme, services), f"history-{scheme}")
            save(settings_view(theme, services), f"settings-{scheme}")


def library(theme: Theme, services: Services) -> QWidget:
    view = LibraryView(theme)
    # As in Thaw itself, there are more pages.
    view.offer_page("About Thaw", view.show)
    entries = services.catalogue.entries()
    view.show_state(library_state(entries, (), Settings(), None))
    return view


def player(theme: Theme, services: Services) -> QWidget:
    session = services.catalogue.session("slow-and-small")
    assert isinstance(session, Session)
    plan = compile_session(session, Choices(length=frames(300)))
    breath = next(b for b in plan.breaths if b.at > plan.breaths[0].at + frames(30))
    moment = plan.at(breath.at + breath.length * 2 // 3)
    state = PlayerState(PlayerStatus.PLAYING, plan.title, moment, Frames(moment.frame))
    return PlayerView(theme, lambda: state)


def breathing(theme: Theme, services: Services) -> QWidget:
    view = BreathingView(theme, elapsed_ms())
    view.show_state(
        BreathingState(beds=tuple(name for name in BEDS if name in services.names.beds))
    )
    view.choose(FreeBreathing(PATTERNS["long-exhale"], bed="ocean"))
    return view


def history(theme: Theme, services: Services) -> QWidget:
    log = services.history.log()
    if log.count() == 0:
        for days_ago, session_id, minutes in PRACTISED:
            practise(log, services, session_id, minutes, NOW - timedelta(days=days_ago))
    view = HistoryView(
        theme, lambda sought, after, count, answer: answer(history_rows(log, sought, after, count))
    )
    view.show_state(read_history(log, Settings(), NOW + timedelta(hours=1)))
    return view


def settings_view(theme: Theme, services: Services) -> QWidget:
    view = SettingsView(theme)
    state = settings_state(services.catalogue.entries(), Settings(bed_db=-6.0))
    view.show_state(replace(state, sessions_folder=Path("/home/you/sessions")))
    return view


def practise(
    log: PracticeLog, services: Services, session_id: str, minutes: int, when: datetime
) -> None:
    entry = services.catalogue.entry(session_id)
    assert entry is not None
    length_ms = minutes * 60_000
    start = PracticeStart(
        session_id=entry.id,
        content_hash="",
        title=entry.title,
        category=entry.category,
        level=entry.level,
        anchor=entry.anchor,
        language=entry.language,
        source=Source.LIBRARY,
        planned_ms=length_ms,
        started=when,
        tz_name="UTC",
        day_start_hour=0,
        app_version="",
    )
    progress = Progress(length_ms, length_ms, 0, length_ms)
    log.close(log.begin(start), progress, Outcome.COMPLETED, when + timedelta(minutes=minutes))


def save(view: QWidget, name: str) -> None:
    view.setObjectName("page")
    view.resize(SIZE)
    view.show()
    QApplication.processEvents()
    view.grab().save(str(HERE / f"{name}.png"))
    view.close()


if __name__ == "__main__":
    main()
