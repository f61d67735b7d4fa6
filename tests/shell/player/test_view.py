"""A practice on screen: what is seen, what is asked for, and how often it looks."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.shell.person import words
from tests.shell.player.by_hand import Desk, button, show
from tests.shell.samples import LINE, moment, phase, playing, speech
from thaw.core.breath import Phase, Side
from thaw.core.units import frames
from thaw.shell.player.state import Answer, Answered, PlayerState, PlayerStatus, SoundFault
from thaw.shell.player.view import SLOW_MS, SMOOTH_MS, STILL_MS, PlayerView
from thaw.shell.theme import Scheme, Theme


def test_it_shows_the_line_the_title_and_the_stage(view: PlayerView) -> None:
    assert view.page.caption.text() == LINE
    assert "Breath Awareness" in words(view)
    assert "Arriving" in words(view)


def test_the_time_left_is_shown_when_asked_for(qtbot: QtBot, view: PlayerView) -> None:
    assert "left" not in words(view)
    qtbot.keyClick(view, Qt.Key.Key_T)
    assert "9:48 left" in words(view)
    qtbot.keyClick(view, Qt.Key.Key_T)
    assert "left" not in words(view)


def test_a_click_beside_the_buttons_shows_the_time_left(qtbot: QtBot, view: PlayerView) -> None:
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.rect().center())
    assert "9:48 left" in words(view)


@pytest.mark.parametrize(
    ("key", "signal", "args"),
    [
        (Qt.Key.Key_Space, "pause_asked", []),
        (Qt.Key.Key_R, "restart_asked", []),
        (Qt.Key.Key_Escape, "ground_asked", []),
        (Qt.Key.Key_Q, "stop_asked", []),
        (Qt.Key.Key_Left, "seek_asked", [-15]),
        (Qt.Key.Key_Right, "seek_asked", [15]),
        (Qt.Key.Key_E, "easier_asked", []),
        (Qt.Key.Key_S, "slower_asked", []),
    ],
)
def test_keys_ask(
    qtbot: QtBot, view: PlayerView, key: Qt.Key, signal: str, args: list[int]
) -> None:
    with qtbot.waitSignal(getattr(view, signal)) as asked:
        qtbot.keyClick(view, key)
    assert asked.args == args


@pytest.mark.parametrize(
    ("name", "signal", "args"),
    [
        ("Pause", "pause_asked", []),
        ("Start again", "restart_asked", []),
        ("End here", "stop_asked", []),
        ("Stop and ground", "ground_asked", []),
        ("Back 15", "seek_asked", [-15]),
        ("On 15", "seek_asked", [15]),
    ],
)
def test_buttons_ask(
    qtbot: QtBot, view: PlayerView, name: str, signal: str, args: list[int]
) -> None:
    with qtbot.waitSignal(getattr(view, signal)) as asked:
        qtbot.mouseClick(button(view, name), Qt.MouseButton.LeftButton)
    assert asked.args == args


def test_a_paused_practice_says_so_and_goes_on(qtbot: QtBot, view: PlayerView, desk: Desk) -> None:
    show(view, desk, replace(desk.state, status=PlayerStatus.PAUSED))
    assert "Paused" in words(view)
    with qtbot.waitSignal(view.resume_asked):
        qtbot.keyClick(view, Qt.Key.Key_Space)


def test_what_was_asked_for_is_shown_at_once(qtbot: QtBot, view: PlayerView, desk: Desk) -> None:
    def pause() -> None:
        desk.state = replace(desk.state, status=PlayerStatus.PAUSED)

    view.pause_asked.connect(pause)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert "Paused" in words(view)


def test_controls_go_after_a_while_and_come_back_with_the_pointer(
    qtbot: QtBot, view: PlayerView
) -> None:
    view.rest_now()
    assert not view.controls_shown()
    qtbot.mouseMove(view, QPoint(300, 300))
    qtbot.mouseMove(view, QPoint(310, 310))
    qtbot.waitUntil(view.controls_shown)


def test_a_key_brings_the_controls_back(qtbot: QtBot, view: PlayerView) -> None:
    view.rest_now()
    qtbot.keyClick(view, Qt.Key.Key_T)
    assert view.controls_shown()


def test_controls_stay_while_paused(view: PlayerView, desk: Desk) -> None:
    show(view, desk, replace(desk.state, status=PlayerStatus.PAUSED))
    view.rest_now()
    assert view.controls_shown()


def test_controls_stay_while_the_keyboard_is_on_them(qtbot: QtBot, view: PlayerView) -> None:
    button(view, "Pause").setFocus(Qt.FocusReason.TabFocusReason)
    view.rest_now()
    assert view.controls_shown()


def test_a_breath_says_its_phase(view: PlayerView, desk: Desk) -> None:
    show(view, desk, playing(moment(62, breath=phase(Phase.OUT), fullness=0.5)))
    assert "Breathe out" in words(view)


def test_the_seconds_of_a_breath_are_counted_only_on_demand(
    qtbot: QtBot, view: PlayerView, desk: Desk
) -> None:
    show(view, desk, playing(moment(61, breath=phase(Phase.OUT), fullness=0.5)))
    assert "Breathe out" in words(view).splitlines()
    qtbot.keyClick(view, Qt.Key.Key_C)
    assert "Breathe out · 3" in words(view)
    show(view, desk, playing(moment(63.9, breath=phase(Phase.OUT), fullness=0.5)))
    assert "Breathe out · 1" in words(view)
    qtbot.mouseClick(button(view, "Seconds of each breath"), Qt.MouseButton.LeftButton)
    assert "Breathe out" in words(view).splitlines()


def test_easier_and_slower_are_offered_while_a_breath_is_still_to_begin(
    qtbot: QtBot, view: PlayerView, desk: Desk
) -> None:
    assert not button(view, "Breathe slower").isVisible()
    show(view, desk, playing(moment(62, breathes_on=True)))
    with qtbot.waitSignal(view.slower_asked):
        qtbot.mouseClick(button(view, "Breathe slower"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(view.easier_asked):
        qtbot.mouseClick(button(view, "Breathe easier"), Qt.MouseButton.LeftButton)
    show(view, desk, playing(moment(62, breath=phase(Phase.OUT))))
    assert not button(view, "Breathe slower").isVisible()
    assert not button(view, "Breathe easier").isVisible()


def test_what_became_of_a_change_is_said_and_goes_again(view: PlayerView, desk: Desk) -> None:
    breathing = playing(moment(62, breath=phase(Phase.IN), breathes_on=True))
    show(view, desk, replace(breathing, answered=Answered(Answer.SLOWER, frames(61))))
    assert view.page.caption.text() == "A little slower from the next breath"
    show(view, desk, replace(breathing, answered=Answered(Answer.SLOWER, frames(50))))
    assert view.page.caption.text() == ""


def test_an_answer_never_hides_a_line_that_is_being_said(view: PlayerView, desk: Desk) -> None:
    state = playing(moment(12, caption=speech(10, 5)))
    show(view, desk, replace(state, answered=Answered(Answer.EASIER, frames(11))))
    assert view.page.caption.text() == LINE


@pytest.mark.parametrize("key", [Qt.Key.Key_E, Qt.Key.Key_Space])
def test_a_key_that_is_held_asks_once(
    qtbot: QtBot, view: PlayerView, desk: Desk, key: Qt.Key
) -> None:
    asked: list[bool] = []
    view.easier_asked.connect(lambda: asked.append(True))
    view.pause_asked.connect(lambda: asked.append(True))
    qtbot.keyPress(view, key)
    for _ in range(5):
        again = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", True)
        QApplication.sendEvent(view, again)
    qtbot.keyRelease(view, key)
    assert asked == [True]


def test_getting_ready_can_be_left_but_not_paused(
    qtbot: QtBot, view: PlayerView, desk: Desk
) -> None:
    show(view, desk, PlayerState(title="Breath Awareness", preparing=(1, 9)))
    assert view.page.caption.text() == "Getting the voice ready: 1 of 9 lines"
    with qtbot.assertNotEmitted(view.pause_asked):
        qtbot.keyClick(view, Qt.Key.Key_Space)
    with qtbot.waitSignal(view.ground_asked):
        qtbot.keyClick(view, Qt.Key.Key_Escape)


def test_it_looks_often_only_while_something_moves(view: PlayerView, desk: Desk) -> None:
    view.page.caption.finish()
    show(view, desk, playing(moment(62, breath=phase(Phase.IN))))
    assert view.interval() == SMOOTH_MS
    show(view, desk, playing(moment(62, breath=phase(Phase.HOLD))))
    assert view.interval() == SLOW_MS
    show(view, desk, playing(moment(62)))
    assert view.interval() == SLOW_MS
    show(view, desk, playing(moment(62), PlayerStatus.PAUSED))
    assert view.interval() == STILL_MS


def test_with_reduced_motion_it_looks_seldom(view: PlayerView, desk: Desk, theme: Theme) -> None:
    theme.choose(Scheme.LIGHT, reduces_motion=True)
    view.page.caption.finish()
    show(view, desk, playing(moment(62)))
    assert view.interval() == STILL_MS


def test_between_two_states_only_the_shape_moves(
    qtbot: QtBot, view: PlayerView, desk: Desk
) -> None:
    inward = phase(Phase.IN)
    show(view, desk, playing(moment(62, breath=inward)))
    before = view.page.canvas.grab().toImage()
    reads = desk.reads
    desk.frame = frames(62.09)
    qtbot.waitUntil(lambda: view.page.canvas.grab().toImage() != before)
    assert desk.reads == reads


@pytest.mark.parametrize("heard_s", [62.1, 61.9])
def test_a_state_stands_for_a_tenth_of_a_second(
    qtbot: QtBot, view: PlayerView, desk: Desk, heard_s: float
) -> None:
    show(view, desk, playing(moment(62, breath=phase(Phase.IN))))
    reads = desk.reads
    desk.frame = frames(heard_s)
    qtbot.waitUntil(lambda: desk.reads > reads)


def test_a_breath_that_is_over_moves_no_further(qtbot: QtBot, view: PlayerView, desk: Desk) -> None:
    show(view, desk, playing(moment(63.95, breath=phase(Phase.IN, at_s=60, length_s=4))))
    reads = desk.reads
    desk.frame = frames(64)
    qtbot.waitUntil(lambda: desk.reads > reads)


def test_the_shape_stays_where_it_is_while_something_else_is_asked_for(
    qtbot: QtBot, view: PlayerView, desk: Desk
) -> None:
    desk.frame = frames(62.09)
    show(view, desk, playing(moment(62, breath=phase(Phase.IN))))
    before = view.page.canvas.grab().toImage()
    qtbot.waitUntil(lambda: view.page.canvas.grab().toImage() != before)
    there = view.page.canvas.grab().toImage()
    qtbot.keyClick(view, Qt.Key.Key_T)
    assert view.page.canvas.grab().toImage() == there


def test_out_of_sight_it_reads_nothing(qtbot: QtBot, view: PlayerView, desk: Desk) -> None:
    qtbot.waitUntil(lambda: desk.reads > 3)
    view.hide()
    before = desk.reads
    with qtbot.assertNotEmitted(view.pause_asked, wait=120):
        pass
    assert desk.reads == before


def test_with_reduced_motion_a_line_is_there_at_once(
    view: PlayerView, desk: Desk, theme: Theme
) -> None:
    theme.choose(Scheme.LIGHT, reduces_motion=True)
    show(view, desk, playing(moment(12, caption=speech(10, 5, "Another line."))))
    assert not view.page.caption.is_fading()


def test_a_long_line_is_set_smaller_and_never_cut(view: PlayerView, desk: Desk) -> None:
    text = " ".join(["pressure, warmth, edges and movement"] * 14)
    view.resize(360, 480)
    show(view, desk, playing(moment(12, caption=speech(10, 30, text))))
    assert view.page.caption.is_whole()


@pytest.mark.parametrize(
    "status", [PlayerStatus.PLAYING, PlayerStatus.FAULT, PlayerStatus.FINISHED]
)
def test_it_fits_a_small_window_with_large_text(
    qtbot: QtBot, theme: Theme, qapp: QApplication, desk: Desk, status: PlayerStatus
) -> None:
    font = QFont(qapp.font())
    font.setPointSizeF(20.0)
    qapp.setFont(font)
    theme.refresh()
    made = PlayerView(theme, desk.read)
    qtbot.addWidget(made)
    breathing = moment(62, breath=phase(Phase.OUT, side=Side.RIGHT), breathes_on=True)
    desk.state = replace(desk.state, status=status, fault=SoundFault.NO_DEVICE, moment=breathing)
    made.resize(360, 480)
    with qtbot.waitExposed(made):
        made.show()
    made.refresh()
    assert made.minimumSizeHint().width() <= 360
    for widget in made.findChildren(QWidget):
        if widget.isVisible():
            right = widget.mapTo(made, QPoint(widget.width(), 0)).x()
            assert right <= 360, f"{type(widget).__name__} reaches {right}"


def test_everything_that_takes_the_focus_has_a_name(view: PlayerView) -> None:
    nameless = [
        widget
        for widget in [view, *view.findChildren(QWidget)]
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not getattr(widget, "text", str)()
    ]
    assert nameless == []


def test_the_breath_makes_room_for_what_opens_beside_it(view: PlayerView) -> None:
    whole = view.page.canvas.width()
    corner = view.mapToGlobal(QPoint(400, 60))
    view.keep_clear(QRect(corner, QSize(300, 300)))
    QApplication.processEvents()
    assert view.page.canvas.mapTo(view, QPoint(view.page.canvas.width(), 0)).x() <= 400
    view.keep_clear(QRect())
    QApplication.processEvents()
    assert view.page.canvas.width() == whole


def test_at_the_foot_of_a_narrow_window_it_takes_no_room(view: PlayerView) -> None:
    view.resize(360, 640)
    QApplication.processEvents()
    whole = view.page.canvas.geometry()
    view.keep_clear(QRect(view.mapToGlobal(QPoint(12, 300)), QSize(336, 330)))
    QApplication.processEvents()
    assert view.page.canvas.geometry() == whole


@pytest.mark.parametrize("name", ["Breathe easier", "Breathe slower", "Seconds of each breath"])
def test_after_the_last_breath_keys_are_for_the_practice_again(
    qtbot: QtBot, view: PlayerView, desk: Desk, name: str
) -> None:
    show(view, desk, playing(moment(62, breathes_on=True)))
    button(view, name).setFocus()
    show(view, desk, playing(moment(90)))
    with qtbot.assertNotEmitted(view.restart_asked), qtbot.waitSignal(view.pause_asked):
        qtbot.keyClick(QApplication.focusWidget() or view, Qt.Key.Key_Space)
