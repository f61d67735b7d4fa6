"""A practice on screen: what is seen, what is asked for, and how often it looks."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from tests.shell.person import words
from tests.shell.samples import LINE, moment, phase, playing, speech
from thaw.audio.output import FaultKind
from thaw.care.grounding import LINES
from thaw.core.breath import Phase, Side
from thaw.core.units import frames
from thaw.shell.journal import writing_pad
from thaw.shell.player.controls import FaultPanel, PlayerControls
from thaw.shell.player.end_panel import EndPanel
from thaw.shell.player.grounding import Grounding
from thaw.shell.player.state import Answer, Answered, PlayerState, PlayerStatus, SoundFault
from thaw.shell.player.view import SLOW_MS, SMOOTH_MS, STILL_MS, PlayerView
from thaw.shell.theme import Scheme, Theme
from thaw.shell.widgets.controls import Button, IconButton


class Desk:
    """Holds the state that the view reads; the test changes it."""

    def __init__(self) -> None:
        self.state = playing(moment(12, caption=speech(10, 5)))
        self.reads = 0

    def read(self) -> PlayerState:
        self.reads += 1
        return self.state


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, desk: Desk) -> PlayerView:
    made = PlayerView(theme, desk.read)
    qtbot.addWidget(made)
    made.resize(860, 680)
    with qtbot.waitExposed(made):
        made.show()
    return made


def show(view: PlayerView, desk: Desk, state: PlayerState) -> None:
    desk.state = state
    view.refresh()


def button(view: PlayerView, name: str) -> IconButton:
    return next(b for b in view.findChildren(IconButton) if b.accessibleName().startswith(name))


def worded(view: QWidget, text: str) -> Button:
    return next(b for b in view.findChildren(Button) if b.text() == text and b.isVisible())


def test_it_shows_the_line_the_title_and_the_stage(view: PlayerView) -> None:
    assert view.caption.text() == LINE
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
    assert view.caption.text() == "A little slower from the next breath"
    show(view, desk, replace(breathing, answered=Answered(Answer.SLOWER, frames(50))))
    assert view.caption.text() == ""


def test_an_answer_never_hides_a_line_that_is_being_said(view: PlayerView, desk: Desk) -> None:
    state = playing(moment(12, caption=speech(10, 5)))
    show(view, desk, replace(state, answered=Answered(Answer.EASIER, frames(11))))
    assert view.caption.text() == LINE


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_X, Qt.Key.Key_7]
)
def test_while_it_waits_any_key_goes_on(
    qtbot: QtBot, view: PlayerView, desk: Desk, key: Qt.Key
) -> None:
    show(view, desk, playing(moment(62, is_waiting=True)))
    assert "Any key goes on" in words(view)
    with qtbot.assertNotEmitted(view.pause_asked), qtbot.waitSignal(view.go_on_asked):
        qtbot.keyClick(view, key)


def test_while_it_waits_a_click_goes_on(qtbot: QtBot, view: PlayerView, desk: Desk) -> None:
    show(view, desk, playing(moment(62, is_waiting=True)))
    with qtbot.waitSignal(view.go_on_asked):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(40, 200))
    with qtbot.waitSignal(view.go_on_asked):
        qtbot.mouseClick(worded(view, "Go on"), Qt.MouseButton.LeftButton)
    assert "left" not in words(view)


def test_while_it_waits_the_other_keys_keep_their_meaning(
    qtbot: QtBot, view: PlayerView, desk: Desk
) -> None:
    show(view, desk, playing(moment(62, is_waiting=True)))
    with (
        qtbot.assertNotEmitted(view.go_on_asked),
        qtbot.waitSignals([view.stop_asked, view.ground_asked]),
    ):
        qtbot.keyClick(view, Qt.Key.Key_T)
        qtbot.keyClick(view, Qt.Key.Key_Shift)
        qtbot.keyClick(view, Qt.Key.Key_Escape)
        qtbot.keyClick(view, Qt.Key.Key_Q)
    assert "left" in words(view)


def test_going_on_is_said_until_the_wait_is_over(view: PlayerView, desk: Desk) -> None:
    waiting = playing(moment(62, is_waiting=True))
    show(view, desk, replace(waiting, answered=Answered(Answer.GOING_ON, frames(61.5))))
    assert "Going on" in words(view)
    show(view, desk, playing(moment(63)))
    assert "oing on" not in words(view)
    assert not any(b.isVisible() for b in view.findChildren(Button) if b.text() == "Go on")


def test_a_key_that_comes_just_after_a_wait_does_not_pause(
    qtbot: QtBot, view: PlayerView, desk: Desk
) -> None:
    show(view, desk, playing(moment(62, is_waiting=True)))
    show(view, desk, playing(moment(63)))
    with qtbot.assertNotEmitted(view.pause_asked):
        qtbot.keyClick(view, Qt.Key.Key_Space)
    show(view, desk, playing(moment(64.5)))
    with qtbot.waitSignal(view.pause_asked):
        qtbot.keyClick(view, Qt.Key.Key_Space)


def test_where_nobody_is_waited_for_enter_does_nothing(
    qtbot: QtBot, view: PlayerView, desk: Desk
) -> None:
    with qtbot.assertNotEmitted(view.go_on_asked), qtbot.assertNotEmitted(view.pause_asked):
        qtbot.keyClick(view, Qt.Key.Key_Return)


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


def test_going_on_without_sound_is_said_quietly(view: PlayerView, desk: Desk) -> None:
    show(view, desk, replace(desk.state, has_sound=False))
    assert "Arriving · Without sound" in words(view)


def test_the_faults_have_the_values_of_the_output() -> None:
    assert {str(fault) for fault in SoundFault} == {str(kind) for kind in FaultKind}


def test_the_end_is_acknowledged_quietly(qtbot: QtBot, view: PlayerView, desk: Desk) -> None:
    show(
        view,
        desk,
        replace(desk.state, status=PlayerStatus.FINISHED, practised=frames(600)),
    )
    assert "Ten minutes of Breath Awareness." in words(view)
    assert "Kept in your history." in words(view)
    with qtbot.waitSignal(view.library_asked):
        qtbot.mouseClick(worded(view, "Back to the library"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(view.history_asked):
        qtbot.mouseClick(worded(view, "History"), Qt.MouseButton.LeftButton)


def test_a_practice_that_could_not_be_saved_is_not_said_to_be_kept(
    view: PlayerView, desk: Desk
) -> None:
    show(
        view,
        desk,
        replace(desk.state, status=PlayerStatus.STOPPED, not_kept="No space left on device"),
    )
    assert "could not be saved in your history: No space left on device" in words(view)
    assert "Kept" not in words(view)


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_after_the_end_a_key_goes_back(
    qtbot: QtBot, view: PlayerView, desk: Desk, key: Qt.Key
) -> None:
    show(view, desk, replace(desk.state, status=PlayerStatus.FINISHED))
    with qtbot.waitSignal(view.library_asked):
        qtbot.keyClick(view, key)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape])
def test_at_the_end_the_way_back_has_the_focus(
    qtbot: QtBot, view: PlayerView, desk: Desk, key: Qt.Key
) -> None:
    show(view, desk, replace(desk.state, status=PlayerStatus.FINISHED))
    back = worded(view, "Back to the library")
    assert back.hasFocus()
    with qtbot.waitSignal(view.library_asked):
        qtbot.keyClick(back, key)


def test_the_way_back_has_the_focus_when_the_end_comes_to_sight_again(
    view: PlayerView, desk: Desk
) -> None:
    show(view, desk, replace(desk.state, status=PlayerStatus.FINISHED))
    view.setFocus()
    view.hide()
    view.show()
    assert view.focusWidget() is worded(view, "Back to the library")


def test_in_the_next_practice_keys_go_to_the_practice(
    qtbot: QtBot, view: PlayerView, desk: Desk
) -> None:
    playing = desk.state
    show(view, desk, replace(playing, status=PlayerStatus.FINISHED))
    show(view, desk, playing)
    assert view.hasFocus()


def test_after_the_end_nothing_more_can_be_stopped(
    qtbot: QtBot, view: PlayerView, desk: Desk
) -> None:
    show(view, desk, replace(desk.state, status=PlayerStatus.FINISHED))
    with (
        qtbot.assertNotEmitted(view.stop_asked),
        qtbot.assertNotEmitted(view.ground_asked),
        qtbot.assertNotEmitted(view.pause_asked),
    ):
        qtbot.keyClick(view, Qt.Key.Key_Escape)
        qtbot.keyClick(view, Qt.Key.Key_Q)
        qtbot.keyClick(view, Qt.Key.Key_Space)


def grounding(desk: Desk) -> PlayerState:
    stopped = replace(desk.state, status=PlayerStatus.STOPPED, practised=frames(240))
    return replace(stopped, is_grounding=True)


def shown_grounding(view: PlayerView) -> Grounding | None:
    return next((one for one in view.findChildren(Grounding) if one.isVisible()), None)


def test_after_stop_and_ground_the_place_around_is_shown(view: PlayerView, desk: Desk) -> None:
    assert shown_grounding(view) is None
    show(view, desk, grounding(desk))
    shown = shown_grounding(view)
    assert shown is not None
    assert shown.hasFocus()
    assert shown.caption.text() == LINES[0].text
    assert not view.findChildren(EndPanel)[0].isVisible()
    assert not view.findChildren(PlayerControls)[0].isVisible()


def test_a_grounding_that_ends_leads_to_the_ordinary_end(
    qtbot: QtBot, view: PlayerView, desk: Desk
) -> None:
    def end() -> None:
        desk.state = replace(desk.state, is_grounding=False)

    view.grounding_ended.connect(end)
    show(view, desk, grounding(desk))
    qtbot.keyClick(shown_grounding(view), Qt.Key.Key_Escape)
    assert shown_grounding(view) is None
    assert "Four minutes of Breath Awareness." in words(view)
    assert "Kept in your history." in words(view)
    assert worded(view, "Back to the library").hasFocus()


def test_each_look_at_a_grounding_leaves_its_line(
    qtbot: QtBot, view: PlayerView, desk: Desk
) -> None:
    show(view, desk, grounding(desk))
    # As it may come to a view whose grounding has lost the keyboard.
    qtbot.keyClick(view, Qt.Key.Key_Space)
    view.refresh()
    shown = shown_grounding(view)
    assert shown is not None
    assert shown.caption.text() == LINES[1].text


def test_the_library_is_one_key_away_from_a_grounding(
    qtbot: QtBot, view: PlayerView, desk: Desk
) -> None:
    show(view, desk, grounding(desk))
    with qtbot.waitSignal(view.library_asked):
        qtbot.keyClick(shown_grounding(view), Qt.Key.Key_Backspace)


def test_lost_sound_can_be_left_for_a_grounding(qtbot: QtBot, view: PlayerView, desk: Desk) -> None:
    show(view, desk, replace(desk.state, status=PlayerStatus.FAULT, fault=SoundFault.STALLED))
    with qtbot.waitSignal(view.ground_asked):
        qtbot.mouseClick(worded(view, "Stop and ground"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(view.ground_asked):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)


def test_a_new_practice_after_the_end_is_shown(view: PlayerView, desk: Desk) -> None:
    before = desk.state
    show(view, desk, replace(before, status=PlayerStatus.FINISHED))
    show(view, desk, replace(before, title="Body Scan"))
    assert "Body Scan" in words(view)
    assert view.caption.isVisible()


def test_getting_ready_can_be_left_but_not_paused(
    qtbot: QtBot, view: PlayerView, desk: Desk
) -> None:
    show(view, desk, PlayerState(title="Breath Awareness", preparing=(1, 9)))
    assert view.caption.text() == "Getting the voice ready: 1 of 9 lines"
    with qtbot.assertNotEmitted(view.pause_asked):
        qtbot.keyClick(view, Qt.Key.Key_Space)
    with qtbot.waitSignal(view.ground_asked):
        qtbot.keyClick(view, Qt.Key.Key_Escape)


def test_it_looks_often_only_while_something_moves(view: PlayerView, desk: Desk) -> None:
    view.caption.finish()
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
    view.caption.finish()
    show(view, desk, playing(moment(62)))
    assert view.interval() == STILL_MS


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
    assert not view.caption.is_fading()


def test_a_long_line_is_set_smaller_and_never_cut(view: PlayerView, desk: Desk) -> None:
    text = " ".join(["pressure, warmth, edges and movement"] * 14)
    view.resize(360, 480)
    show(view, desk, playing(moment(12, caption=speech(10, 30, text))))
    assert view.caption.is_whole()


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
        for widget in view.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not getattr(widget, "text", str)()
    ]
    assert nameless == []


def test_the_fault_panel_shortens_its_words_in_a_narrow_window(qtbot: QtBot, theme: Theme) -> None:
    panel = FaultPanel(theme)
    qtbot.addWidget(panel)
    panel.resize(theme.unit * 9, 300)
    panel.show()
    silent = next(
        b for b in panel.findChildren(Button) if b.accessibleName() == "Continue without sound"
    )
    assert silent.text() == "Without sound"


def test_the_breath_makes_room_for_what_opens_beside_it(view: PlayerView) -> None:
    whole = view.canvas.width()
    corner = view.mapToGlobal(QPoint(400, 60))
    view.keep_clear(QRect(corner, QSize(300, 300)))
    QApplication.processEvents()
    assert view.canvas.mapTo(view, QPoint(view.canvas.width(), 0)).x() <= 400
    view.keep_clear(QRect())
    QApplication.processEvents()
    assert view.canvas.width() == whole


def test_at_the_foot_of_a_narrow_window_it_takes_no_room(view: PlayerView) -> None:
    view.resize(360, 640)
    QApplication.processEvents()
    whole = view.canvas.geometry()
    view.keep_clear(QRect(view.mapToGlobal(QPoint(12, 300)), QSize(336, 330)))
    QApplication.processEvents()
    assert view.canvas.geometry() == whole


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


ASKED = "What is here just now?"


def shown_again(view: PlayerView, desk: Desk, asked: str = ASKED) -> None:
    show(view, desk, playing(moment(62, prompt=asked)))


def test_a_question_is_shown_with_a_place_to_write_that_has_the_keyboard(
    view: PlayerView, desk: Desk
) -> None:
    shown_again(view, desk)

    assert ASKED in words(view)
    assert "On paper is just as good." in words(view)
    assert "Ctrl+Enter goes on" in words(view)
    assert view.pad.box.hasFocus()
    assert not view.caption.isVisible()
    assert not view.canvas.isVisible()


def test_who_comes_back_from_another_page_goes_on_writing(view: PlayerView, desk: Desk) -> None:
    shown_again(view, desk)
    view.hide()
    view.setFocus()
    view.show()

    assert view.focusWidget() is view.pad.box


def test_no_key_of_the_player_fires_while_somebody_writes(
    qtbot: QtBot, view: PlayerView, desk: Desk
) -> None:
    shown_again(view, desk)
    asked = ("pause_asked", "restart_asked", "stop_asked", "go_on_asked", "seek_asked")
    fired: list[str] = []
    for name in asked:
        getattr(view, name).connect(lambda *_, name=name: fired.append(name))

    qtbot.keyClicks(view.pad.box, "q r s e t l ")
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_F5, Qt.Key.Key_Return):
        qtbot.keyClick(view.pad.box, key)
    qtbot.keyClick(view.pad.box, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)

    assert fired == []
    assert view.pad.written() == ((ASKED, "q r s e t l \n"),)


def test_letters_typed_beside_the_box_are_written_too(
    qtbot: QtBot, view: PlayerView, desk: Desk
) -> None:
    shown_again(view, desk)
    view.setFocus()
    with qtbot.assertNotEmitted(view.stop_asked), qtbot.assertNotEmitted(view.go_on_asked):
        qtbot.keyClick(view, Qt.Key.Key_Q)
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.rect().center())
    qtbot.keyClicks(view.pad.box, "uiet")

    assert view.pad.written() == ((ASKED, "quiet"),)


def test_escape_grounds_and_control_enter_goes_on_while_somebody_writes(
    qtbot: QtBot, view: PlayerView, desk: Desk
) -> None:
    shown_again(view, desk)
    with qtbot.waitSignal(view.go_on_asked):
        qtbot.keyClick(view.pad.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(view.ground_asked):
        qtbot.keyClick(view.pad.box, Qt.Key.Key_Escape)


def test_when_the_time_is_over_the_keyboard_goes_back_to_the_practice(
    qtbot: QtBot, view: PlayerView, desk: Desk
) -> None:
    shown_again(view, desk)
    show(view, desk, playing(moment(90)))

    assert not view.pad.isVisible()
    assert view.canvas.isVisible()
    with qtbot.waitSignal(view.stop_asked):
        qtbot.keyClick(view, Qt.Key.Key_Q)


def test_who_is_in_the_middle_of_a_sentence_may_finish_it(
    qtbot: QtBot, view: PlayerView, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown_again(view, desk)
    qtbot.keyClicks(view.pad.box, "still")
    show(view, desk, playing(moment(90)))

    with qtbot.assertNotEmitted(view.stop_asked):
        qtbot.keyClicks(view.pad.box, " quiet")
    assert view.pad.written() == ((ASKED, "still quiet"),)
    monkeypatch.setattr(writing_pad, "IN_USE_MS", 0)
    view.refresh()
    assert not view.pad.isVisible()


def test_who_says_go_on_is_done_at_once(qtbot: QtBot, view: PlayerView, desk: Desk) -> None:
    shown_again(view, desk)
    qtbot.keyClicks(view.pad.box, "rain")
    view.go_on_asked.connect(lambda: setattr(desk, "state", playing(moment(63))))
    qtbot.keyClick(view.pad.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert not view.pad.isVisible()
    assert view.canvas.isVisible()


def test_what_was_written_is_there_again_when_one_goes_back(
    qtbot: QtBot, view: PlayerView, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing_pad, "IN_USE_MS", 0)
    shown_again(view, desk)
    qtbot.keyClicks(view.pad.box, "rain")
    shown_again(view, desk, "And now?")
    assert view.pad.box.text() == ""
    qtbot.keyClicks(view.pad.box, "sun")
    shown_again(view, desk)

    assert view.pad.box.text() == "rain"
    assert view.pad.written() == ((ASKED, "rain"), ("And now?", "sun"))


def test_the_end_may_be_held_once(qtbot: QtBot, view: PlayerView, desk: Desk) -> None:
    answers = [True, False]
    view.end.hold(lambda: answers.pop(0))
    show(view, desk, PlayerState(PlayerStatus.FINISHED, "Breath Awareness"))

    with qtbot.assertNotEmitted(view.library_asked):
        qtbot.keyClick(view, Qt.Key.Key_Escape)
    with qtbot.waitSignal(view.library_asked):
        qtbot.keyClick(view, Qt.Key.Key_Escape)
