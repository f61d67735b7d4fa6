"""Settings: each change told at once, by mouse and by key, with a name for who can't see it."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFileDialog,
    QScrollArea,
    QSlider,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.shell.person import words
from thaw.settings import SOFTEST_DB, BreathCues, Settings, Voice
from thaw.settings import Theme as Look
from thaw.shell.settings.state import Choice, SettingsState
from thaw.shell.settings.view import SettingsView
from thaw.shell.theme import Scheme, Theme
from thaw.shell.widgets.selectable_text import SelectableText

STATE = SettingsState(
    quick_sessions=(Choice("three-step-space", "Three-Step Space"), Choice("scan", "Body Scan")),
    quick_shortest=3,
    quick_longest=9,
    devices=(Choice("built-in", "Built-in"), Choice("usb", "USB headphones")),
    sessions_folder=Path("/home/someone/sessions"),
    starts_at_login=False,
)


class Told:
    """What a view said was chosen, and turned on the way."""

    def __init__(self, view: SettingsView) -> None:
        self.changes: list[tuple[str, object]] = []
        self.turns: list[tuple[str, object]] = []
        view.setting_changed.connect(self._on_changed)
        view.setting_turned.connect(self._on_turned)

    def _on_changed(self, name: str, value: object) -> None:
        self.changes.append((name, value))

    def _on_turned(self, name: str, value: object) -> None:
        self.turns.append((name, value))


@pytest.fixture
def view(theme: Theme, qtbot: QtBot) -> SettingsView:
    made = SettingsView(theme)
    qtbot.addWidget(made)
    made.show_state(STATE)
    made.resize(700, 900)
    made.show()
    return made


@pytest.fixture
def told(view: SettingsView) -> Told:
    return Told(view)


def with_settings(**changes: object) -> SettingsState:
    return replace(STATE, settings=replace(Settings(), **changes))


def offered(combo: QComboBox) -> list[str]:
    return [combo.itemText(index) for index in range(combo.count())]


def test_showing_settings_changes_none(view: SettingsView, told: Told) -> None:
    view.show_state(
        with_settings(
            voice_db=-12.4, bells_db=SOFTEST_DB, voice_pace=0.8, holds=True, theme=Look.DARK
        )
    )
    assert (told.changes, told.turns) == ([], [])


@pytest.mark.parametrize("name", ["voice_db", "bells_db", "bed_db", "cues_db"])
def test_a_level_goes_from_six_decibels_down_to_off_by_key(
    name: str, view: SettingsView, told: Told, qtbot: QtBot
) -> None:
    slider = view.sound.levels.sliders[name].slider
    qtbot.keyClick(slider, Qt.Key.Key_Left)
    assert slider.accessibleName().endswith(": −1 dB")
    qtbot.keyClick(slider, Qt.Key.Key_End)
    assert slider.accessibleName().endswith(": +6 dB")
    qtbot.keyClick(slider, Qt.Key.Key_Home)
    assert slider.accessibleName().endswith(": off")
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert told.changes == [(name, -1.0), (name, 6.0), (name, SOFTEST_DB), (name, -40.0)]


def test_a_drag_is_told_on_the_way_and_counts_once_it_is_let_go(
    view: SettingsView, told: Told
) -> None:
    row = view.sound.levels.sliders["bed_db"]
    row.slider.setSliderDown(True)
    for at in (-3, -9, -20):
        row.slider.setSliderPosition(at)
    view.show_state(with_settings(bed_db=-9))
    assert (told.changes, row.value.text()) == ([], "−20 dB")
    assert told.turns == [("bed_db", -3.0), ("bed_db", -9.0), ("bed_db", -20.0)]
    row.slider.setSliderDown(False)
    assert told.changes == [("bed_db", -20.0)]


def test_the_wheel_scrolls_and_changes_nothing(view: SettingsView, told: Told) -> None:
    view.practice.minutes.show_value(5, 3, 9)
    here = QPointF(5, 5)
    for control in (view.voice.pace.slider, view.practice.week.combo, view.practice.minutes.spin):
        control.setFocus()
        turn = QWheelEvent(
            here,
            control.mapToGlobal(here),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(control, turn)
    assert told.changes == []


def test_pace_and_pitch_are_told_in_their_units(
    view: SettingsView, told: Told, qtbot: QtBot
) -> None:
    qtbot.keyClick(view.voice.pace.slider, Qt.Key.Key_Left)
    qtbot.keyClick(view.voice.pitch.slider, Qt.Key.Key_Home)
    assert told.changes == [("voice_pace", 0.95), ("voice_pitch", -4.0)]
    assert (view.voice.pace.value.text(), view.voice.pitch.value.text()) == ("95 %", "4 lower")


def test_every_switch_tells_its_own_setting(view: SettingsView, told: Told, qtbot: QtBot) -> None:
    for row in (view.breath.holds, view.sound.levels.quiet, view.desktop.tray):
        qtbot.mouseClick(row.box, Qt.MouseButton.LeftButton)
    assert told.changes == [("holds", True), ("quiet", True), ("close_to_tray", False)]


def test_gentle_mode_is_one_switch_and_leaves_holds_out_while_it_is_on(
    view: SettingsView, told: Told, qtbot: QtBot
) -> None:
    view.show_state(with_settings(holds=True))
    assert view.breath.holds.box.isChecked()
    qtbot.mouseClick(view.gentle.gentle.box, Qt.MouseButton.LeftButton)
    assert told.changes == [("gentle", True)]

    view.show_state(with_settings(holds=True, gentle=True))
    assert view.gentle.gentle.box.isChecked()
    assert (view.breath.holds.box.isChecked(), view.breath.holds.box.isEnabled()) == (False, False)
    view.show_state(with_settings(holds=True))
    assert (view.breath.holds.box.isChecked(), view.breath.holds.box.isEnabled()) == (True, True)


def test_what_only_some_want_to_be_told_is_off_until_asked_for(
    view: SettingsView, told: Told, qtbot: QtBot
) -> None:
    section = view.looking_back
    assert not section.run.box.isChecked()
    assert not section.usual_time.box.isChecked()
    for row in (section.run, section.usual_time):
        qtbot.mouseClick(row.box, Qt.MouseButton.LeftButton)
    assert told.changes == [("shows_run_length", True), ("shows_usual_time", True)]


def test_a_minimum_written_by_hand_is_offered_as_well(view: SettingsView) -> None:
    combo = view.looking_back.minimum.combo
    minutes = ["one minute", "two minutes", "three minutes", "four minutes", "five minutes"]
    assert offered(combo) == minutes
    view.show_state(with_settings(practice_minimum_s=90))
    assert offered(combo) == [minutes[0], "90 seconds", *minutes[1:]]
    assert combo.currentText() == "90 seconds"


def test_a_click_on_its_words_ticks_a_box(view: SettingsView, told: Told, qtbot: QtBot) -> None:
    box = view.breath.holds.box
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center())
    assert told.changes == [("holds", True)]


def test_every_list_tells_its_own_setting(view: SettingsView, told: Told, qtbot: QtBot) -> None:
    for row in (
        view.sound.device,
        view.voice.voice,
        view.breath.cues,
        view.practice.quick,
        view.practice.week,
        view.practice.day_start,
        view.looking_back.minimum,
        view.look.look,
        view.look.motion,
    ):
        qtbot.keyClick(row.combo, Qt.Key.Key_End)
    assert told.changes == [
        ("output_device", "usb"),
        ("voice", Voice.CAPTIONS),
        ("breath_cues", BreathCues.SIGHT),
        ("quick_session", "scan"),
        ("week_start", 6),
        ("day_start_hour", 6),
        ("practice_minimum_s", 300),
        ("theme", Look.CONTRAST),
        ("reduce_motion", False),
    ]


def test_a_chosen_device_that_is_not_there_is_shown_as_such(view: SettingsView) -> None:
    view.show_state(with_settings(output_device="gone", output_name="Kitchen"))
    assert view.sound.device.combo.currentText() == "Kitchen (not connected)"
    view.show_state(STATE)
    assert offered(view.sound.device.combo) == [
        "The system's default",
        "Built-in",
        "USB headphones",
    ]


def test_a_file_is_asked_for_where_a_piper_voice_is_chosen(
    view: SettingsView, told: Told, qtbot: QtBot
) -> None:
    assert not view.voice.pick.isVisible()
    view.show_state(with_settings(voice=Voice.PIPER))
    assert "No voice file is chosen yet." in words(view.voice)
    qtbot.mouseClick(view.voice.pick, Qt.MouseButton.LeftButton)
    dialog = view.findChild(QFileDialog)
    with qtbot.waitSignal(view.voice.hear_asked):
        dialog.fileSelected.emit("/voices/calm.onnx")
    dialog.close()
    assert told.changes == [("voice_file", "/voices/calm.onnx")]
    view.show_state(with_settings(voice=Voice.PIPER, voice_file=Path("/voices/calm.onnx")))
    assert "/voices/calm.onnx" in words(view.voice)


def test_the_voice_of_the_system_is_offered_where_there_is_one(view: SettingsView) -> None:
    without = len(offered(view.voice.voice.combo))
    view.show_state(replace(STATE, has_system_voice=True))
    assert len(offered(view.voice.voice.combo)) == without + 1


def test_where_nobody_speaks_there_is_no_pace(view: SettingsView) -> None:
    view.show_state(with_settings(voice=Voice.CAPTIONS))
    parts = (view.voice.pace, view.voice.pitch, view.voice.hear, view.sound.levels.hear["voice_db"])
    assert not any(part.isEnabled() for part in parts)
    assert view.sound.levels.hear["bells_db"].isEnabled()


def test_the_quick_session_has_only_lengths_it_can_have(
    view: SettingsView, told: Told, qtbot: QtBot
) -> None:
    for _ in range(8):
        qtbot.keyClick(view.practice.minutes.spin, Qt.Key.Key_Up)
    assert told.changes == [("quick_minutes", minutes) for minutes in range(4, 10)]


def test_a_quick_session_that_is_gone_is_shown_as_none(view: SettingsView) -> None:
    view.show_state(with_settings(quick_session="gone"))
    assert view.practice.quick.combo.currentText() == ""


def test_each_sound_can_be_asked_for_while_no_practice_is_on(
    view: SettingsView, qtbot: QtBot
) -> None:
    asked: list[str] = []
    view.hear_asked.connect(asked.append)
    for button in (*view.sound.levels.hear.values(), view.voice.hear):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == ["voice_db", "bells_db", "bed_db", "cues_db", "voice_db"]
    view.show_state(replace(STATE, is_practising=True))
    assert not any(button.isEnabled() for button in view.sound.levels.hear.values())
    assert not view.voice.hear.isEnabled()


def test_what_came_of_a_sample_is_said_where_it_was_asked_for(
    view: SettingsView, qtbot: QtBot
) -> None:
    view.say_of_sample("")
    qtbot.mouseClick(view.voice.hear, Qt.MouseButton.LeftButton)
    view.say_of_sample("gone")
    assert "gone" in words(view.voice)
    qtbot.mouseClick(view.sound.levels.hear["bells_db"], Qt.MouseButton.LeftButton)
    view.say_of_sample("gone")
    assert "gone" not in words(view.voice)
    assert "gone" in words(view.sound)
    view.hide()
    view.show()
    assert "gone" not in words(view)


def test_the_start_at_login_is_no_setting(view: SettingsView, told: Told, qtbot: QtBot) -> None:
    wanted: list[bool] = []
    view.login_chosen.connect(wanted.append)
    qtbot.mouseClick(view.desktop.login.box, Qt.MouseButton.LeftButton)
    assert (wanted, told.changes) == ([True], [])


@pytest.mark.parametrize(
    ("state", "shows"),
    [
        (STATE, (True, True, True)),
        (replace(STATE, starts_at_login=None), (True, True, False)),
        (replace(STATE, has_tray=False), (False, False, False)),
    ],
)
def test_of_the_desktop_only_what_it_has_is_shown(
    state: SettingsState, shows: tuple[bool, bool, bool], view: SettingsView
) -> None:
    view.show_state(state)
    parts = (view.desktop, view.desktop.tray, view.desktop.login)
    assert tuple(part.isVisible() for part in parts) == shows
    assert ("Desktop" in words(view)) is shows[0]


def test_the_folder_is_shown_opened_and_changed(
    view: SettingsView, told: Told, qtbot: QtBot
) -> None:
    shown = view.folder.findChild(SelectableText)
    assert shown.accessibleName().endswith("/home/someone/sessions")
    shown.selectAll()
    shown.copy()
    # As it can be used elsewhere: nothing is put into it for the sake of breaking it.
    assert QApplication.clipboard().text() == "/home/someone/sessions"
    with qtbot.waitSignal(view.folder_asked):
        qtbot.mouseClick(view.folder.open, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(view.folder.change, Qt.MouseButton.LeftButton)
    dialog = view.findChild(QFileDialog)
    dialog.fileSelected.emit("/elsewhere")
    dialog.close()
    assert not view.folder.usual.isVisible()
    view.show_state(with_settings(sessions_folder=Path("/elsewhere")))
    qtbot.mouseClick(view.folder.usual, Qt.MouseButton.LeftButton)
    assert told.changes == [("sessions_folder", "/elsewhere"), ("sessions_folder", None)]


@pytest.mark.parametrize("part", ["view", "slider", "list", "minutes", "box"])
def test_escape_leads_back_from_everywhere(part: str, view: SettingsView, qtbot: QtBot) -> None:
    parts = {
        "view": view,
        "slider": view.voice.pace.slider,
        "list": view.practice.week.combo,
        "minutes": view.practice.minutes.spin,
        "box": view.breath.holds.box,
    }
    with qtbot.waitSignal(view.back_asked):
        qtbot.keyClick(parts[part], Qt.Key.Key_Escape)


def test_tab_reaches_every_control_in_the_order_they_are_seen(
    view: SettingsView, qtbot: QtBot
) -> None:
    kinds = (QAbstractButton, QSlider, QComboBox, QAbstractSpinBox)
    wanted = {
        one
        for kind in kinds
        for one in view.findChildren(kind)
        if one.isVisible() and one.isEnabled()
    }
    tops: list[int] = []
    here: QWidget | None = view
    for _ in range(len(wanted)):
        assert here is not None
        here = here.nextInFocusChain()
        while here not in wanted:
            assert here is not None
            here = here.nextInFocusChain()
        tops.append(here.mapTo(view, QPoint(0, here.height())).y())
        wanted.discard(here)
    assert not wanted
    line = view.fontMetrics().height() * 3
    assert all(after > before - line for before, after in pairwise(tops))


def test_everything_that_takes_the_keyboard_has_a_name(view: SettingsView) -> None:
    buttons = view.findChildren(QAbstractButton)
    assert all(button.accessibleName() or button.text() for button in buttons)
    for kind in (QSlider, QComboBox, QAbstractSpinBox):
        assert all(control.accessibleName() for control in view.findChildren(kind))


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK, Scheme.CONTRAST])
def test_sliders_take_the_colours_of_the_theme_at_once(
    scheme: Scheme, view: SettingsView, theme: Theme
) -> None:
    theme.choose(scheme)
    slider = view.sound.levels.sliders["bells_db"].slider
    drawn = slider.grab().toImage()
    assert drawn.pixelColor(20, drawn.height() // 2) == theme.colour("accent")


@pytest.mark.parametrize("points", [9.0, 18.0])
def test_at_its_narrowest_nothing_is_cut_off(
    points: float, qapp: QApplication, theme: Theme, qtbot: QtBot
) -> None:
    font = qapp.font()
    font.setPointSizeF(points)
    qapp.setFont(font)
    theme.refresh()
    view = SettingsView(theme)
    qtbot.addWidget(view)
    view.show_state(with_settings(voice=Voice.PIPER, sessions_folder=Path("/elsewhere")))
    view.resize(360, 480)
    view.show()
    scroll = view.findChild(QScrollArea)
    assert scroll.widget().minimumSizeHint().width() <= scroll.viewport().width()


@pytest.mark.parametrize("name", ["before", "after", "weekly", "monthly"])
def test_each_question_is_switched_by_itself(qtbot: QtBot, view: SettingsView, name: str) -> None:
    told, row = Told(view), getattr(view.questions, name)
    assert row.box.isChecked()
    row.box.click()
    assert told.changes == [(f"ask_{name}", False)]
    off = {f"ask_{name}": False}
    view.show_state(replace(STATE, settings=replace(STATE.settings, **off)))
    rows = [view.questions.before, view.questions.after, view.questions.weekly]
    shown = [one.box.isChecked() for one in (*rows, view.questions.monthly)]
    assert shown.count(False) == 1
    assert not row.box.isChecked()


@pytest.mark.parametrize("width", [360, 800])
def test_the_page_ends_below_its_last_part(qtbot: QtBot, theme: Theme, width: int) -> None:
    view = SettingsView(theme)
    qtbot.addWidget(view)
    view.resize(width, 500)
    view.show()
    (area,) = [one for one in view.findChildren(QScrollArea) if one.isAncestorOf(view.data)]
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 500)

    page = area.widget()
    assert page is not None
    below = page.height() - view.data.mapTo(page, QPoint(0, view.data.height())).y()
    assert below <= 4 * theme.unit
