"""The tray's menu, as it is when it is opened."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from thaw.shell.theme import Theme
from thaw.shell.tray import Tray
from thaw.shell.tray_state import TrayState, TrayStatus

RESTING = TrayState(quick_id="three-step-space", quick_title="Three-Step Space", quick_minutes=3)
PLAYING = TrayState(TrayStatus.PLAYING, "three-step-space", "Three-Step Space", 3, "Body Scan", 12)
PAUSED = TrayState(TrayStatus.PAUSED, "three-step-space", "Three-Step Space", 3, "Body Scan", 12)


class Desk:
    """Holds the state that the tray reads; the test changes it."""

    def __init__(self) -> None:
        self.state = RESTING

    def read(self) -> TrayState:
        return self.state


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def tray(qtbot: QtBot, theme: Theme, desk: Desk) -> Tray:
    return Tray(theme.app_icon(), desk.read, theme)


def opened(tray: Tray) -> list[str]:
    """What the menu offers once it is about to be shown."""
    tray.menu.aboutToShow.emit()
    return [action.text() for action in tray.menu.actions() if not action.isSeparator()]


def action(tray: Tray, text: str) -> QAction:
    return next(a for a in tray.menu.actions() if a.text() == text)


def test_at_rest_one_click_begins_the_quick_session(qtbot: QtBot, tray: Tray) -> None:
    assert opened(tray) == ["Begin: Three-Step Space · 3 min", "Help", "Open Thaw", "Quit"]
    with qtbot.waitSignal(tray.quick_chosen) as chosen:
        action(tray, "Begin: Three-Step Space · 3 min").trigger()
    assert chosen.args == ["three-step-space", 3]


def test_while_playing_it_pauses_and_ends(qtbot: QtBot, tray: Tray, desk: Desk) -> None:
    desk.state = PLAYING
    assert opened(tray) == ["Pause", "End here", "Stop and ground", "Help", "Open Thaw", "Quit"]
    with qtbot.waitSignal(tray.pause_asked):
        action(tray, "Pause").trigger()
    with qtbot.waitSignal(tray.stop_asked):
        action(tray, "End here").trigger()
    with qtbot.waitSignal(tray.ground_asked):
        action(tray, "Stop and ground").trigger()


def test_what_is_made_ready_can_only_be_ended(tray: Tray, desk: Desk) -> None:
    desk.state = replace(PLAYING, minutes_left=0)
    assert opened(tray) == ["End here", "Stop and ground", "Help", "Open Thaw", "Quit"]


def test_while_paused_it_goes_on(qtbot: QtBot, tray: Tray, desk: Desk) -> None:
    desk.state = PAUSED
    assert opened(tray)[:3] == ["Go on", "End here", "Stop and ground"]
    with qtbot.waitSignal(tray.resume_asked):
        action(tray, "Go on").trigger()


def test_it_opens_the_window_and_quits(qtbot: QtBot, tray: Tray) -> None:
    opened(tray)
    with qtbot.waitSignal(tray.window_asked):
        action(tray, "Open Thaw").trigger()
    with qtbot.waitSignal(tray.help_asked):
        action(tray, "Help").trigger()
    with qtbot.waitSignal(tray.quit_asked):
        action(tray, "Quit").trigger()


def test_the_menu_is_not_empty_before_it_was_opened(tray: Tray) -> None:
    assert tray.menu.actions()


def test_without_a_quick_session_none_is_offered(tray: Tray, desk: Desk) -> None:
    desk.state = TrayState()
    assert opened(tray) == ["Help", "Open Thaw", "Quit"]


def test_an_ampersand_in_a_title_is_shown(tray: Tray, desk: Desk) -> None:
    desk.state = TrayState(quick_id="x", quick_title="Here & Now", quick_minutes=1)
    assert opened(tray)[0] == "Begin: Here && Now · 1 min"


def test_the_tooltip_says_what_is_going_on(tray: Tray) -> None:
    assert tray.tooltip() == "Thaw"
    tray.show_state(replace(PLAYING, minutes_left=0))
    assert tray.tooltip() == "Body Scan", "not how long, while it is made ready"
    tray.show_state(PLAYING)
    assert tray.tooltip() == "Body Scan · 12 min left"
    tray.show_state(PAUSED)
    assert tray.tooltip() == "Body Scan · paused"
