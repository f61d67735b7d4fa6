"""Lost sound, and the ways on from it."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from tests.shell.person import words
from tests.shell.player.by_hand import Desk, show, worded
from tests.shell.samples import moment, playing
from thaw.audio.output import FaultKind
from thaw.shell.player.controls import FaultPanel, PlayerControls
from thaw.shell.player.state import PlayerStatus, SoundFault
from thaw.shell.player.view import PlayerView
from thaw.shell.theme import Theme
from thaw.shell.widgets.controls import Button


def test_lost_sound_is_said_with_the_ways_on(qtbot: QtBot, view: PlayerView, desk: Desk) -> None:
    fault = replace(playing(moment(252)), status=PlayerStatus.FAULT, fault=SoundFault.NO_DEVICE)
    show(view, desk, fault)
    assert "The sound device has gone. Paused at 4:12." in words(view)
    assert not view.findChildren(PlayerControls)[0].isVisible()
    with qtbot.waitSignal(view.silent_asked):
        qtbot.mouseClick(worded(view, "Continue without sound"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(view.retry_asked):
        qtbot.mouseClick(worded(view, "Try again"), Qt.MouseButton.LeftButton)


def test_enter_tries_lost_sound_again(qtbot: QtBot, view: PlayerView, desk: Desk) -> None:
    show(view, desk, replace(desk.state, status=PlayerStatus.FAULT, fault=SoundFault.STALLED))
    focused = QApplication.focusWidget()
    assert focused is not None
    with qtbot.waitSignal(view.retry_asked):
        qtbot.keyClick(focused, Qt.Key.Key_Return)


def test_sound_lost_at_a_question_gives_the_keyboard_to_the_ways_on(
    view: PlayerView, desk: Desk
) -> None:
    asked = playing(moment(62, prompt="What is here just now?"))
    show(view, desk, asked)
    show(view, desk, replace(asked, status=PlayerStatus.FAULT, fault=SoundFault.STALLED))
    assert view.focusWidget() is worded(view, "Try again")


def test_who_comes_back_to_lost_sound_has_the_ways_on_at_hand(view: PlayerView, desk: Desk) -> None:
    show(view, desk, replace(desk.state, status=PlayerStatus.FAULT, fault=SoundFault.STALLED))
    view.hide()
    view.setFocus()
    view.show()
    assert view.focusWidget() is worded(view, "Try again")


def test_going_on_without_sound_is_said_quietly(view: PlayerView, desk: Desk) -> None:
    show(view, desk, replace(desk.state, has_sound=False))
    assert "Arriving · Without sound" in words(view)


def test_the_faults_have_the_values_of_the_output() -> None:
    assert {str(fault) for fault in SoundFault} == {str(kind) for kind in FaultKind}


def test_lost_sound_can_be_left_for_a_grounding(qtbot: QtBot, view: PlayerView, desk: Desk) -> None:
    show(view, desk, replace(desk.state, status=PlayerStatus.FAULT, fault=SoundFault.STALLED))
    with qtbot.waitSignal(view.ground_asked):
        qtbot.mouseClick(worded(view, "Stop and ground"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(view.ground_asked):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)


def test_the_fault_panel_shortens_its_words_in_a_narrow_window(qtbot: QtBot, theme: Theme) -> None:
    panel = FaultPanel(theme)
    qtbot.addWidget(panel)
    panel.resize(theme.unit * 9, 300)
    panel.show()
    silent = next(
        b for b in panel.findChildren(Button) if b.accessibleName() == "Continue without sound"
    )
    assert silent.text() == "Without sound"


def test_with_large_text_every_way_on_is_reached_where_the_sound_is_lost(
    qtbot: QtBot, qapp: QApplication, theme: Theme, desk: Desk
) -> None:
    large = QFont(qapp.font())
    large.setPointSize(20)
    qapp.setFont(large)
    theme.refresh()
    fault = replace(playing(moment(62), PlayerStatus.FAULT), fault=SoundFault.CUT_OFF)
    desk.state = fault
    view = PlayerView(theme, desk.read)
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(view)
    window.resize(360, 480)
    with qtbot.waitActive(window):
        window.show()
    panel = view.findChild(FaultPanel)
    assert panel is not None
    ground = next(b for b in panel.findChildren(Button) if b.text() == "Ground")
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert ground.hasFocus()
    qtbot.waitUntil(lambda: ground.visibleRegion().boundingRect() == ground.rect())


def test_where_sound_is_lost_no_key_leads_elsewhere_in_the_practice(
    qtbot: QtBot, view: PlayerView, desk: Desk
) -> None:
    paced = playing(moment(252, breathes_on=True))
    show(view, desk, replace(paced, status=PlayerStatus.FAULT, fault=SoundFault.STALLED))
    asked = (view.restart_asked, view.seek_asked, view.easier_asked, view.slower_asked)
    with (
        qtbot.assertNotEmitted(asked[0]),
        qtbot.assertNotEmitted(asked[1]),
        qtbot.assertNotEmitted(asked[2]),
        qtbot.assertNotEmitted(asked[3]),
    ):
        for key in (Qt.Key.Key_R, Qt.Key.Key_E, Qt.Key.Key_S, Qt.Key.Key_Left, Qt.Key.Key_Right):
            qtbot.keyClick(view, key)
    assert "Paused at 4:12." in words(view)
