"""The whole app, composed without a screen, with the test at the crank of the sound."""

import gc
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from math import inf
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QMenu, QProgressBar
from pytestqt.qtbot import QtBot

from tests.audio.own_files import struck
from tests.audio.recorded import hum, saved
from tests.core.written_sessions import written
from tests.player.stepped_output import ChoosingOutput, SteppedOutput
from tests.practice.examples import a_practice
from thaw import settings
from thaw.audio.output import FaultKind, OutputFault
from thaw.care.grounding import LINES
from thaw.care.rules import GROUND_FADE_MS
from thaw.composition.app import App
from thaw.composition.launch import Launch
from thaw.composition.look import SCHEMES
from thaw.core.own_plan import OwnPlan
from thaw.devices import motion_wish
from thaw.devices.single_instance import SingleInstance
from thaw.devices.sound_devices import SoundDevice
from thaw.paths import Paths, paths_from
from thaw.practice.answers import Occasion, answers
from thaw.practice.entry import Outcome, PauseReason, PracticeEntry, Source
from thaw.practice.journal import pages
from thaw.practice.log import PracticeLog
from thaw.services import Services
from thaw.settings import Settings, Voice
from thaw.settings import Theme as ThemeChoice
from thaw.shell.audio_export.dialog import ExportDialog
from thaw.shell.history.view import HistoryView
from thaw.shell.journal.view import JournalView
from thaw.shell.library.problems_dialog import ProblemsDialog
from thaw.shell.library.session_card import SessionCard
from thaw.shell.library.view import LibraryView
from thaw.shell.main_window import MainWindow
from thaw.shell.plan.view import PlanView
from thaw.shell.player.levels_popup import LevelsPopup
from thaw.shell.player.view import PlayerView
from thaw.shell.settings.view import SettingsView
from thaw.shell.theme import Theme
from thaw.shell.tray import Tray

opens_popup = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
CONTROL = Qt.KeyboardModifier.ControlModifier
SOON_MS = 10_000
"""Longer than anything here takes on a busy machine; nothing waits for it to pass."""
SHORT = written(
    "rest: {min: 5s, ideal: 8s, max: 60s}",
    lengths="{default: 12s, from: 10s, to: 60s}",
    category="timer",
    closing="",
)
ASKING = written(
    "write: {prompt: What is here?, for: {min: 5s, ideal: 8s, max: 60s}}",
    lengths="{default: 12s, from: 10s, to: 60s}",
    category="timer",
    closing="",
)
GONGED = written(
    "bell: my-gong",
    "rest: {min: 1s, ideal: 8s, max: 2m}",
    lengths="{default: 12s, from: 10s, to: 60s}",
    category="timer",
    closing="",
)
SECOND_START = """
import sys
from pathlib import Path
from thaw.devices.single_instance import SingleInstance
second = SingleInstance("thaw", Path(sys.argv[1]))
sys.exit(0 if not second.claim() and second.send(sys.argv[2]) else 1)
"""


FIRST_SHOW = """
import sys
from PySide6.QtCore import QTimer
from thaw.__main__ import main
from thaw.shell.main_window import MainWindow

def shown(window, event):
    print(*sorted({"numpy", "yaml", "soundfile", "pydub", "rich", "cryptography",
                   "PySide6.QtMultimedia"} & set(sys.modules)), "at first sight")
    QTimer.singleShot(0, window.quit_asked.emit)

MainWindow.showEvent = shown
sys.exit(main())
"""


class HandWish(QObject):
    """What the desktop wishes of movement, as the test has it."""

    changed = Signal()
    is_reduced = False
    is_asked = False

    def ask(self) -> None:
        self.is_asked = True


@dataclass
class HandSound:
    """The output that the test turns, and the devices there are."""

    output: ChoosingOutput = field(default_factory=ChoosingOutput)
    there: list[SoundDevice] = field(default_factory=list)
    is_open: bool = False
    """Whether the output was asked for."""

    def open_sounding(self) -> SteppedOutput:
        self.is_open = True
        return self.output

    def devices(self) -> list[SoundDevice]:
        return self.there


@dataclass
class Thaw:
    """One composed app, and the ways a person has with it."""

    qtbot: QtBot
    services: Services
    sound: HandSound = field(default_factory=HandSound)
    quits: list[bool] = field(default_factory=list)

    @property
    def output(self) -> ChoosingOutput:
        return self.sound.output

    @property
    def window(self) -> MainWindow:
        shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        return next(one for one in shown if isinstance(one, MainWindow))

    def words(self) -> str:
        labels = self.window.findChildren(QLabel)
        words = "\n".join(one.text() for one in labels if one.isVisible() and one.text())
        return words.replace("\u200b", "")

    def until(self, reached: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(reached, timeout=SOON_MS)

    def until_said(self, words: str) -> None:
        try:
            self.until(lambda: words in self.words())
        except QtBot.TimeoutError:
            pytest.fail(f"{words!r} is not in:\n{self.words()}")

    def click(self, name: str) -> None:
        # What has just been made comes to sight a moment later.
        try:
            self.until(lambda: len(self._shown(name)) == 1)
        except QtBot.TimeoutError:
            buttons = self.window.findChildren(QAbstractButton)
            pytest.fail(f"{name}: {[b.accessibleName() or b.text() for b in buttons]}")
        self.qtbot.mouseClick(self._shown(name)[0], Qt.MouseButton.LeftButton)

    def _shown(self, name: str) -> list[QAbstractButton]:
        buttons = self.window.findChildren(QAbstractButton)
        return [b for b in buttons if b.isVisible() and name in (b.accessibleName(), b.text())]

    def front(self) -> str:
        """What a screen reader calls the view in front."""
        view = self.window.current_view()
        return "" if view is None else view.accessibleName()

    def press(self, key: Qt.Key) -> None:
        view = self.window.current_view()
        assert view is not None
        self.qtbot.keyClick(view, key)

    def cards(self) -> list[str]:
        """The sessions in the library that were drawn."""
        cards = self.window.findChildren(SessionCard)
        return sorted(card.card.id for card in cards if not card.isHidden())

    def begin(self, name: str) -> None:
        """Click on a session, and wait for its first sound."""
        self.until(lambda: "breath-awareness" in self.cards())
        self.click(name)
        self.until(lambda: self.output.is_running)

    def hear(self, seconds: float) -> None:
        self.output.turn(seconds)

    def log(self) -> list[PracticeEntry]:
        return self.services.history.log_to_read().entries()


@pytest.fixture(scope="module")
def beds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Soundscapes take a second to make: once is enough for all of these tests."""
    return tmp_path_factory.mktemp("beds")


@pytest.fixture
def paths(thaw_home: Path, beds: Path) -> Paths:
    made = paths_from({"THAW_HOME": str(thaw_home)})
    made.cache.mkdir(parents=True)
    (made.cache / "beds").symlink_to(beds)
    # Who is asked before a practice, and how, has tests of its own.
    chosen = Settings(voice=Voice.CAPTIONS, tray_notice_shown=True, ask_before=False)
    settings.save(chosen, made.settings_file)
    return made


class Start:
    """Composes the app, and takes it apart again on the window's thread."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, paths: Paths, folder: Path) -> None:
        # Widgets that tests before left in cycles must go on this thread, not on a worker's.
        gc.collect()
        self._qtbot, self._qapp, self._paths, self._folder = qtbot, qapp, paths, folder
        self._ends = ExitStack()
        self._app: App | None = None

    def __call__(self, launch: Launch | None = None) -> Thaw:
        instance = SingleInstance("thaw", self._folder)
        assert instance.claim()
        self._ends.callback(instance.release)
        thaw = Thaw(self._qtbot, Services(self._paths))
        self._app = app = App(
            self._qapp,
            thaw.services,
            instance,
            launch or Launch(),
            self._ends,
            thaw.sound,
        )
        app.quit_asked.connect(lambda: thaw.quits.append(True))
        app.open()
        self._ends.callback(app.close)
        return thaw

    def choose_in_tray(self, words: str) -> None:
        """Open the tray's menu, and choose a line of it."""
        assert self._app is not None
        menu = self._app.findChildren(Tray)[0].menu
        menu.aboutToShow.emit()
        next(one for one in menu.actions() if one.text() == words).trigger()

    def theme(self) -> Theme:
        return self._qapp.findChildren(Theme)[-1]

    def end(self) -> None:
        self._ends.close()
        # While Python still holds all of it, and on this thread: neither is sure later.
        for left in (*self._qapp.topLevelWidgets(), self._app):
            if left is not None:
                left.deleteLater()
        self._qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._app = None
        gc.collect()


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, paths: Paths, tmp_path: Path) -> Iterator[Start]:
    started = Start(qtbot, qapp, paths, tmp_path)
    yield started
    started.end()


@pytest.fixture
def thaw(start: Start) -> Thaw:
    return start()


def personal(paths: Paths, text: str, name: str = "walk.yaml") -> Path:
    paths.personal_sessions.mkdir(parents=True, exist_ok=True)
    file = paths.personal_sessions / name
    file.write_text(text, "utf-8")
    return file


def test_a_session_is_chosen_heard_to_its_end_and_kept(thaw: Thaw) -> None:
    thaw.begin("Begin Three-Step Space, 3 min")
    thaw.hear(90)
    thaw.until(lambda: thaw.window.windowTitle().startswith("Three-Step Space"))
    thaw.hear(110)

    thaw.until_said("Three minutes of Three-Step Space.")
    assert "Kept in your history." in thaw.words()
    thaw.until_said("That was your first practice here.")
    (practice,) = thaw.log()
    assert practice.outcome is Outcome.COMPLETED
    assert practice.progress.practised_ms == practice.start.planned_ms == 180_000
    assert (practice.start.source, practice.start.had_voice) == (Source.LIBRARY, False)


def test_a_voice_that_is_not_there_is_stood_in_for_and_told(
    start: Start, paths: Paths, tmp_path: Path
) -> None:
    chosen = Settings(
        voice=Voice.PIPER,
        voice_file=tmp_path / "gone.onnx",
        tray_notice_shown=True,
        ask_before=False,
    )
    settings.save(chosen, paths.settings_file)
    thaw = start()

    thaw.begin("Begin Three-Step Space, 3 min")

    thaw.until_said("is not heard: there is no such voice file. The built-in one speaks")


def test_everything_can_be_done_from_the_keyboard(thaw: Thaw) -> None:
    thaw.until(lambda: "breath-awareness" in thaw.cards())
    thaw.press(Qt.Key.Key_Return)
    thaw.until(lambda: thaw.output.is_running)
    thaw.hear(20)
    thaw.press(Qt.Key.Key_Space)
    thaw.until_said("Paused")
    assert not thaw.output.is_running
    thaw.press(Qt.Key.Key_Space)
    thaw.hear(10)
    thaw.press(Qt.Key.Key_Q)
    thaw.until_said("Kept in your history.")
    thaw.press(Qt.Key.Key_Return)
    assert isinstance(thaw.window.current_view(), LibraryView)

    (practice,) = thaw.log()
    assert practice.start.session_id == "breath-awareness"
    assert practice.outcome is Outcome.PARTIAL
    assert practice.progress.practised_ms == 30_000
    assert [pause.reason for pause in practice.progress.pauses] == [PauseReason.USER]
    assert thaw.output.spans == [(0, 960_000), (960_000, 1_440_000)]


def test_escape_stops_and_grounds_and_it_counts(thaw: Thaw) -> None:
    thaw.begin("Begin Three-Step Space, 3 min")
    thaw.hear(60)
    thaw.press(Qt.Key.Key_Escape)
    assert "Any key goes on, Esc ends." in thaw.words()
    assert not thaw.output.is_running
    assert 0 < (thaw.output.last_fade_ms or 0) <= GROUND_FADE_MS
    for _ in LINES:
        thaw.press(Qt.Key.Key_Space)
    thaw.until_said("Kept in your history.")
    thaw.click("History")
    thaw.until_said("One minute today.")

    (practice,) = thaw.log()
    assert practice.outcome is Outcome.STOPPED_BY_CHOICE
    assert practice.progress.practised_ms == 60_000


def test_stop_and_ground_from_the_tray_brings_the_window_forward(start: Start) -> None:
    thaw = start()
    thaw.begin("Begin Three-Step Space, 3 min")
    thaw.hear(20)
    window = thaw.window
    window.showMinimized()
    start.choose_in_tray("Stop and ground")
    assert not window.isMinimized()
    assert "Any key goes on, Esc ends." in thaw.words()
    thaw.press(Qt.Key.Key_Backspace)
    assert isinstance(window.current_view(), LibraryView)
    assert thaw.log()[0].outcome is Outcome.STOPPED_BY_CHOICE


def test_help_pauses_a_practice_and_leads_back_to_it(start: Start) -> None:
    thaw = start()
    thaw.begin("Begin Three-Step Space, 3 min")
    thaw.hear(20)
    thaw.press(Qt.Key.Key_F1)
    thaw.until_said("Changes to medicine belong with whoever prescribed it.")
    assert not thaw.output.is_running
    thaw.press(Qt.Key.Key_Escape)
    thaw.press(Qt.Key.Key_Space)
    assert thaw.output.is_running
    thaw.window.showMinimized()
    start.choose_in_tray("Help")
    assert not thaw.window.isMinimized()
    assert not thaw.output.is_running
    thaw.until_said("A doctor can help, even where words are hard to find.")


def test_a_practice_is_found_in_the_history_afterwards(thaw: Thaw) -> None:
    thaw.begin("Begin Three-Step Space, 3 min")
    thaw.hear(200)
    thaw.until_said("Kept in your history.")
    thaw.click("History")

    thaw.until_said("Three minutes today.")
    assert thaw.window.windowTitle() == "History"


def test_what_was_practised_last_is_offered_next_time(thaw: Thaw) -> None:
    thaw.begin("Begin Three-Step Space, 3 min")
    thaw.hear(200)
    thaw.until_said("Kept in your history.")
    thaw.click("Back to the library")

    assert "The one you did last\nThree-Step Space" in thaw.words()


def loudest(output: SteppedOutput) -> float:
    """The loudest sample at the end of what was turned last."""
    return float(np.abs(output.last[-4_800:]).max())


def settings_view(thaw: Thaw) -> SettingsView:
    """Go to the settings by their key."""
    thaw.until(lambda: "breath-awareness" in thaw.cards())
    thaw.qtbot.keyClick(thaw.window.current_view(), Qt.Key.Key_Comma, CONTROL)
    view = thaw.window.current_view()
    assert isinstance(view, SettingsView)
    return view


def test_a_setting_is_kept_at_once_and_used_by_what_comes_next(thaw: Thaw, paths: Paths) -> None:
    view = settings_view(thaw)
    thaw.qtbot.keyClick(view.sound.levels.sliders["bells_db"].slider, Qt.Key.Key_Home)
    thaw.qtbot.keyClick(view.look.look.combo, Qt.Key.Key_End)
    thaw.qtbot.mouseClick(view.breath.holds.box, Qt.MouseButton.LeftButton)

    kept = settings.load(paths.settings_file)
    assert (kept.bells_db, kept.theme, kept.holds) == (-60.0, ThemeChoice.CONTRAST, True)
    assert thaw.services.levels.bells_db == -inf
    assert view.palette().window().color() == QColor("#ffffff")
    thaw.press(Qt.Key.Key_Escape)
    thaw.begin("Begin Three-Step Space, 3 min")
    thaw.hear(200)
    thaw.until_said("Kept in your history.")
    assert not thaw.log()[0].start.had_holds


def test_another_quick_session_is_offered_at_a_length_it_has(thaw: Thaw, paths: Paths) -> None:
    view = settings_view(thaw)
    thaw.qtbot.keyClick(view.practice.quick.combo, Qt.Key.Key_Home)
    chosen = settings.load(paths.settings_file).quick_session
    entry = thaw.services.catalogue.entry(chosen)
    assert entry is not None
    thaw.press(Qt.Key.Key_Escape)

    assert chosen != "three-step-space"
    minutes = max(3, -(-entry.lengths.shortest // (60 * 48_000)))
    name = f"One quiet moment: begin {entry.title}, {minutes} min"
    buttons = thaw.window.findChildren(QAbstractButton)
    assert name in [button.accessibleName() for button in buttons]


def test_a_bell_is_heard_until_the_settings_are_left(thaw: Thaw) -> None:
    settings_view(thaw)
    thaw.click("Hear a bell")
    thaw.until(lambda: thaw.output.is_running)
    thaw.hear(0.5)
    thaw.press(Qt.Key.Key_Escape)
    assert not thaw.output.is_running


def test_a_sound_of_ones_own_is_in_the_settings_as_soon_as_it_is_there(
    thaw: Thaw, paths: Paths
) -> None:
    thaw.until(lambda: "breath-awareness" in thaw.cards() and paths.own_bells.is_dir())
    settings_view(thaw)
    thaw.until_said("No bells of your own yet.")
    saved(paths.own_bells / "My Gong.wav", struck(8.0, t60_s=6.0))
    thaw.until_said("My Gong.wav, 0:06")
    thaw.click("Hear my-gong")
    thaw.until(lambda: thaw.output.is_running)
    thaw.press(Qt.Key.Key_Escape)
    assert not thaw.output.is_running


def test_a_device_is_chosen_by_its_name_and_kept_by_its_id(thaw: Thaw, paths: Paths) -> None:
    thaw.sound.there.extend([SoundDevice("a", "Built-in", True), SoundDevice("b", "Headphones")])
    view = settings_view(thaw)
    thaw.until(lambda: thaw.sound.is_open)
    thaw.qtbot.keyClick(view.sound.device.combo, Qt.Key.Key_End)
    kept = settings.load(paths.settings_file)
    assert (kept.output_device, kept.output_name) == ("b", "Headphones")
    assert thaw.output.followed == 1

    thaw.sound.there.pop()
    thaw.press(Qt.Key.Key_Escape)
    settings_view(thaw)
    assert view.sound.device.combo.currentText() == "Headphones (not connected)"


def test_a_device_that_is_missed_in_a_practice_is_named(start: Start, paths: Paths) -> None:
    settings.save(
        Settings(output_device="b", output_name="Headphones", ask_before=False), paths.settings_file
    )
    thaw = start()
    thaw.output.is_on_substitute = True
    thaw.begin("Begin Three-Step Space, 3 min")
    said = "Not connected: Headphones. Sound plays on the system's default device."
    thaw.until_said(said)
    thaw.click("All right")
    thaw.press(Qt.Key.Key_Q)
    thaw.until_said("Kept in your history.")
    assert said not in thaw.words()


def test_another_folder_has_its_sessions_in_the_library(
    thaw: Thaw, paths: Paths, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "walk.yaml").write_text(SHORT, "utf-8")
    view = settings_view(thaw)
    view.folder.chosen.emit("sessions_folder", str(elsewhere))
    thaw.press(Qt.Key.Key_Escape)
    thaw.until(lambda: "walk" in thaw.cards())
    assert settings.load(paths.settings_file).sessions_folder == elsewhere
    (elsewhere / "walk.yaml").unlink()
    thaw.until(lambda: "walk" not in thaw.cards())


@pytest.mark.parametrize(
    ("chosen", "moves"), [(None, (True, False)), (True, (False, False)), (False, (True, True))]
)
def test_movement_is_as_it_was_chosen_or_as_the_desktop_has_it(
    chosen: bool | None,
    moves: tuple[bool, bool],
    start: Start,
    paths: Paths,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wishes: list[HandWish] = []

    def made(_bus: object, parent: QObject) -> HandWish:
        wishes.append(HandWish(parent))
        return wishes[-1]

    monkeypatch.setattr(motion_wish, "MotionWish", made)
    settings.save(Settings(reduce_motion=chosen, tray_notice_shown=True), paths.settings_file)
    thaw = start()
    thaw.until(lambda: bool(wishes) and wishes[0].is_asked)
    theme = start.theme()
    before = not theme.reduces_motion
    wishes[0].is_reduced = True
    wishes[0].changed.emit()
    assert (before, not theme.reduces_motion) == moves


@opens_popup
def test_levels_turned_in_a_practice_are_heard_and_kept(thaw: Thaw, paths: Paths) -> None:
    thaw.begin("Begin Three-Step Space, 3 min")
    thaw.hear(1)
    assert loudest(thaw.output) > 0
    thaw.press(Qt.Key.Key_L)
    (popup,) = thaw.window.findChildren(LevelsPopup)
    for row in popup.rows.sliders.values():
        thaw.qtbot.keyClick(row.slider, Qt.Key.Key_Home)
    thaw.hear(1)
    assert loudest(thaw.output) == 0
    thaw.qtbot.keyClick(popup, Qt.Key.Key_L)

    kept = settings.load(paths.settings_file)
    assert (kept.voice_db, kept.bells_db, kept.bed_db, kept.cues_db) == (-60, -60, -60, -60)
    assert not popup.isVisible()
    assert thaw.output.is_running


@opens_popup
def test_a_level_being_dragged_is_heard_and_not_yet_kept(thaw: Thaw, paths: Paths) -> None:
    thaw.begin("Begin Three-Step Space, 3 min")
    thaw.click("Levels (L)")
    (popup,) = thaw.window.findChildren(LevelsPopup)
    slider = popup.rows.sliders["bells_db"].slider
    slider.setSliderDown(True)
    thaw.hear(0.5)
    before = loudest(thaw.output)
    slider.setSliderPosition(slider.minimum())
    thaw.hear(0.5)
    # The soundscape is on its way in.
    assert loudest(thaw.output) < before / 10
    assert settings.load(paths.settings_file).bells_db == 0
    slider.setSliderDown(False)
    assert settings.load(paths.settings_file).bells_db == -60
    popup.close()


def test_settings_that_cannot_be_saved_hold_and_that_is_said(thaw: Thaw, paths: Paths) -> None:
    view = settings_view(thaw)
    paths.settings_file.unlink()
    paths.settings_file.mkdir()
    thaw.qtbot.mouseClick(view.breath.holds.box, Qt.MouseButton.LeftButton)

    thaw.until_said("The settings can't be saved; they hold until Thaw ends: ")
    assert view.breath.holds.box.isChecked()


def test_sound_that_is_lost_is_said_and_the_practice_goes_on_in_silence(thaw: Thaw) -> None:
    thaw.begin("Begin Three-Step Space, 3 min")
    thaw.hear(30)
    thaw.output.lose(OutputFault(FaultKind.NO_DEVICE))
    thaw.until_said("The sound device has gone. Paused at 0:30.")
    thaw.click("Continue without sound")
    thaw.until_said("Without sound")
    thaw.press(Qt.Key.Key_Q)

    thaw.until_said("Kept in your history.")
    assert thaw.log()[0].progress.practised_ms >= 30_000


def test_leaving_while_the_session_is_prepared_keeps_nothing(thaw: Thaw) -> None:
    thaw.until(lambda: "breath-awareness" in thaw.cards())
    thaw.click("Begin Three-Step Space, 3 min")
    thaw.press(Qt.Key.Key_Escape)

    assert isinstance(thaw.window.current_view(), LibraryView)
    assert thaw.log() == []


def test_a_second_start_raises_the_first_or_begins_in_it(thaw: Thaw, tmp_path: Path) -> None:
    thaw.until(lambda: "breath-awareness" in thaw.cards())
    thaw.window.showMinimized()
    for launch in (Launch(), Launch(quick="slow-and-small")):
        words = [sys.executable, "-c", SECOND_START, str(tmp_path), launch.message()]
        with subprocess.Popen(words) as second:
            thaw.until(lambda: second.poll() is not None)
        assert second.returncode == 0
        assert not thaw.window.isMinimized()

    thaw.until(lambda: thaw.output.is_running)
    assert thaw.window.windowTitle() == "Slow and Small"


def test_a_second_start_never_ends_the_practice_that_is_on(thaw: Thaw, tmp_path: Path) -> None:
    thaw.begin("Begin Three-Step Space, 3 min")
    thaw.window.showMinimized()
    message = Launch(quick="slow-and-small").message()
    with subprocess.Popen([sys.executable, "-c", SECOND_START, str(tmp_path), message]) as second:
        thaw.until(lambda: second.poll() is not None)

    assert not thaw.window.isMinimized()
    assert thaw.window.windowTitle() == "Three-Step Space"
    assert thaw.output.is_running


def test_the_very_first_start_can_begin_the_quick_session_at_once(
    start: Start,
) -> None:
    thaw = start(Launch(quick=""))
    thaw.until(lambda: thaw.output.is_running)
    thaw.hear(10)
    thaw.press(Qt.Key.Key_Q)
    thaw.until_said("Kept in your history.")

    start_of = thaw.log()[0].start
    assert (start_of.session_id, start_of.source) == ("three-step-space", Source.QUICK)


def test_a_quick_session_that_is_not_there_is_named(start: Start) -> None:
    thaw = start(Launch(quick="gone"))
    thaw.until_said("There is no session called gone.")


def test_a_session_shorter_than_a_minute_can_be_played(start: Start, paths: Paths) -> None:
    personal(paths, SHORT)
    thaw = start(Launch(quick="walk"))
    thaw.until(lambda: thaw.output.is_running)
    thaw.hear(20)
    thaw.until_said("Kept in your history.")
    assert thaw.log()[0].start.planned_ms == 12_000


@opens_popup
def test_what_is_written_in_a_practice_is_in_the_journal_once_it_is_kept(
    start: Start, paths: Paths
) -> None:
    personal(paths, ASKING)
    thaw = start(Launch(quick="walk"))
    thaw.until(lambda: thaw.output.is_running)
    thaw.hear(1)
    thaw.until_said("What is here?")
    player = thaw.window.current_view()
    assert isinstance(player, PlayerView)
    thaw.qtbot.keyClicks(player.pad.box, "quiet rain")
    thaw.hear(20)
    thaw.until_said("Kept in your history.")
    assert pages(thaw.services.history.log()) == []

    thaw.click("Keep it")
    thaw.until_said("It is in your journal.")
    thaw.click("Back to the library")
    thaw.click("More pages")
    (menu,) = [one for one in thaw.window.findChildren(QMenu) if one.isVisible()]
    next(one for one in menu.actions() if one.text() == "Journal").trigger()
    menu.close()

    journal = thaw.window.current_view()
    assert isinstance(journal, JournalView)
    thaw.until(lambda: journal.all.model.rowCount() == 1)
    assert journal.all.model.index(0, 0).data() == "quiet rain"
    (page,) = pages(thaw.services.history.log())
    assert page.practice_id == thaw.log()[0].id


@opens_popup
def test_what_is_being_written_in_the_journal_is_kept_when_the_app_ends(
    start: Start, paths: Paths
) -> None:
    thaw = start()
    thaw.until(lambda: bool(thaw.cards()))
    thaw.click("More pages")
    (menu,) = [one for one in thaw.window.findChildren(QMenu) if one.isVisible()]
    next(one for one in menu.actions() if one.text() == "Journal").trigger()
    menu.close()
    thaw.click("Write a page")
    journal = thaw.window.current_view()
    assert isinstance(journal, JournalView)
    thaw.qtbot.keyClicks(journal.page.box, "half a sentence")

    start.end()

    log = PracticeLog.open(paths.practice_log)
    assert [page.words for page in pages(log)] == ["half a sentence"]
    log.shut()


def test_a_desktop_without_a_tray_says_so_once(start: Start, paths: Paths) -> None:
    paths.settings_file.unlink()
    said = "This desktop has no tray for icons, so this window is the way in."
    thaw = start(Launch(in_tray=True))
    thaw.until_said(said)

    thaw.click("All right")

    assert said not in thaw.words()
    assert settings.load(paths.settings_file).tray_notice_shown


def test_closing_the_window_ends_the_app_where_there_is_no_tray(thaw: Thaw) -> None:
    thaw.begin("Begin Three-Step Space, 3 min")
    thaw.window.close()
    assert thaw.quits


def test_ending_the_app_in_a_practice_keeps_it(start: Start, paths: Paths) -> None:
    thaw = start()
    thaw.begin("Begin Three-Step Space, 3 min")
    thaw.hear(20)
    start.end()

    log = PracticeLog.open_to_read(paths.practice_log)
    (practice,) = log.entries()
    log.shut()
    assert practice.outcome is Outcome.PARTIAL
    assert practice.progress.practised_ms == 20_000


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_the_system_asks_it_to_end(thaw: Thaw, name: str) -> None:
    signal.raise_signal(getattr(signal, name))
    thaw.until(lambda: bool(thaw.quits))


def test_a_file_dropped_on_the_history_is_taken_in_and_seen_at_once(
    thaw: Thaw, tmp_path: Path
) -> None:
    file = tmp_path / "insight-timer.csv"
    file.write_text(
        "Started At,Duration,Preset,Activity\n05/01/2020 16:03:29,0:21:4,Evening,Meditation\n",
        "utf-8",
    )
    thaw.click("History")
    thaw.until(lambda: isinstance(thaw.window.current_view(), HistoryView))
    view = thaw.window.current_view()
    assert isinstance(view, HistoryView)

    view.file_dropped.emit(file)
    thaw.until_said("New: 1 practice.")
    thaw.click("Take it in")
    thaw.until_said("Taken in: 1 practice.")
    thaw.click("Close")

    # An empty history has no pages to choose from.
    chips = [one for one in view.findChildren(QAbstractButton) if one.text() == "Lately"]
    thaw.until(chips[0].isVisible)


def test_a_damaged_history_is_set_aside_and_named(start: Start, paths: Paths) -> None:
    paths.data.mkdir(parents=True)
    paths.practice_log.write_bytes(b"not a database at all" * 400)
    thaw = start()

    thaw.until_said("The history file was damaged. It is kept as practice")
    thaw.begin("Begin Three-Step Space, 3 min")
    thaw.hear(200)
    thaw.until_said("Kept in your history.")


def test_a_history_from_a_later_thaw_is_left_as_it_is(start: Start, paths: Paths) -> None:
    PracticeLog.open(paths.practice_log).shut()
    with closing(sqlite3.connect(paths.practice_log)) as later:
        later.execute("PRAGMA user_version = 999")
    before = paths.practice_log.read_bytes()
    thaw = start()

    thaw.until_said("A later Thaw wrote this history. It is left as it is: please update.")
    thaw.begin("Begin Three-Step Space, 3 min")
    thaw.hear(200)
    thaw.until_said("It could not be saved in your history: ")
    assert paths.practice_log.read_bytes() == before


def test_a_home_that_cannot_be_written_is_said_and_the_practice_goes_on(
    start: Start, paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    # No folder can be made below a file, whoever asks.
    paths.data.write_text("in the way")
    thaw = start()

    thaw.until_said("Practice can't be saved just now: ")
    thaw.begin("Begin Three-Step Space, 3 min")
    thaw.hear(200)
    thaw.until_said("Three minutes of Three-Step Space.\nIt could not be saved in your history: ")
    assert list(tmp_path.glob("thaw-rescue-*/*.jsonl"))


def test_a_broken_session_file_is_shown_and_the_rest_are_there(start: Start, paths: Paths) -> None:
    file = personal(paths, written("rest: 5s", title="no"))
    thaw = start()

    thaw.until_said("1 session file could not be read")
    assert len(thaw.cards()) >= 4
    thaw.click("See why")
    dialog = thaw.window.findChild(ProblemsDialog)
    assert dialog.text().startswith(f"{file}\n    3:8: YAML reads `no` as yes or no")
    dialog.close()


def test_a_saved_session_appears_and_a_deleted_one_goes_without_a_restart(
    thaw: Thaw, paths: Paths
) -> None:
    thaw.until(lambda: "breath-awareness" in thaw.cards() and paths.personal_sessions.is_dir())
    file = personal(paths, SHORT)
    thaw.until(lambda: "walk" in thaw.cards())
    file.write_text("thaw: 1\n", "utf-8")
    thaw.until_said("1 session file could not be read")
    file.unlink()
    thaw.until(lambda: "walk" not in thaw.cards() and "could not be read" not in thaw.words())


def test_a_bell_of_ones_own_can_be_named_as_soon_as_its_file_is_there(
    thaw: Thaw, paths: Paths
) -> None:
    thaw.until(lambda: "breath-awareness" in thaw.cards() and paths.own_bells.is_dir())
    personal(paths, GONGED)
    thaw.until_said("1 session file could not be read")
    saved(paths.own_bells / "My Gong.wav", struck())
    thaw.until(lambda: "walk" in thaw.cards())
    (paths.own_bells / "My Gong.wav").unlink()
    thaw.until_said("1 session file could not be read")


def test_a_name_that_is_no_text_spoils_nothing(start: Start, paths: Paths) -> None:
    paths.personal_sessions.mkdir(parents=True)
    Path(os.fsdecode(os.fsencode(paths.personal_sessions) + b"/sp\xe4t.yaml")).touch()
    thaw = start()

    thaw.until_said("1 session file could not be read")
    thaw.click("See why")
    dialog = thaw.window.findChild(ProblemsDialog)
    assert "this file is empty" in dialog.text()
    dialog.close()


def test_the_length_that_was_chosen_is_remembered(thaw: Thaw, paths: Paths) -> None:
    thaw.until(lambda: "body-scan" in thaw.cards())
    card = next(c for c in thaw.window.findChildren(SessionCard) if c.card.id == "body-scan")
    thaw.qtbot.keyClick(card, Qt.Key.Key_Plus)

    chosen = settings.load(paths.settings_file).last_minutes
    assert chosen == {"body-scan": card.length.minutes()}


def test_the_window_stands_where_it_stood(start: Start, paths: Paths) -> None:
    thaw = start()
    thaw.until(lambda: "breath-awareness" in thaw.cards())
    thaw.window.resize(611, 577)
    start.end()
    assert start().window.size().toTuple() == (611, 577)


def test_a_window_place_that_makes_no_sense_is_no_obstacle(start: Start, paths: Paths) -> None:
    paths.window_place.mkdir(parents=True)
    thaw = start()
    thaw.until(lambda: "breath-awareness" in thaw.cards())


@pytest.mark.parametrize("named", ["body-scan", ""])
def test_the_message_of_a_second_start_names_what_it_wants(named: str) -> None:
    assert Launch(quick=named).message() == f"quick {named}".strip()
    assert Launch().message() == "raise"


def test_beside_the_window_the_player_and_its_output_are_made_ready(thaw: Thaw) -> None:
    assert not thaw.sound.is_open
    thaw.until(lambda: thaw.sound.is_open)
    assert not thaw.output.is_running


@pytest.mark.parametrize("is_used", [True, False], ids=["the library", "the first page"])
def test_nothing_slow_is_loaded_before_the_window_is_shown(thaw_home: Path, is_used: bool) -> None:
    if is_used:
        settings.save(Settings(), paths_from({"THAW_HOME": str(thaw_home)}).settings_file)
    ran = subprocess.run(
        [sys.executable, "-c", FIRST_SHOW], capture_output=True, text=True, timeout=60, check=False
    )
    assert (ran.stdout.splitlines()[0], ran.stderr, ran.returncode) == ("at first sight", "", 0)


def test_of_two_copies_one_runs_and_ends_when_it_is_asked_to() -> None:
    copies = [subprocess.Popen([sys.executable, "-m", "thaw"]) for _ in range(2)]
    try:
        with ThreadPoolExecutor(len(copies)) as waiting:
            ends = {waiting.submit(copy.wait, 60): copy for copy in copies}
            raised = ends[next(as_completed(ends))]
            (running,) = (copy for copy in copies if copy is not raised)
            assert running.poll() is None
            running.terminate()
        assert (raised.returncode, running.returncode) == (0, 0)
    finally:
        for copy in copies:
            copy.kill()
            copy.wait()


def drop(view: LibraryView, *files: Path) -> bool:
    """Let files fall on ``view``; return whether it would take them."""
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    left, no_keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    actions = Qt.DropAction.CopyAction
    enters = QDragEnterEvent(QPoint(50, 50), actions, dragged, left, no_keys)
    enters.ignore()
    QApplication.sendEvent(view, enters)
    if enters.isAccepted():
        QApplication.sendEvent(view, QDropEvent(QPointF(50, 50), actions, dragged, left, no_keys))
    return enters.isAccepted()


def test_breathing_freely_is_heard_kept_in_the_history_and_kept_as_a_session(
    thaw: Thaw, paths: Paths
) -> None:
    thaw.until(lambda: "breath-awareness" in thaw.cards())
    thaw.click("Breathe freely")
    thaw.click("Rounds")
    thaw.click("Begin: in 4, out 6")
    thaw.until(lambda: thaw.output.is_running)
    thaw.hear(30)
    thaw.until_said("Breathe")
    thaw.hear(300)
    thaw.until_said("of Breathe freely: Longer out-breath.")
    (practice,) = thaw.log()
    assert (practice.start.session_id, practice.outcome) == ("breathe-freely", Outcome.COMPLETED)
    assert practice.start.category == "breathing"

    thaw.click("Back to the library")
    thaw.click("Breathe freely")
    name = next(
        box
        for box in thaw.window.findChildren(QLineEdit)
        if box.placeholderText() and box.isVisible()
    )
    name.setText("Before sleep")
    thaw.click("Keep this pattern")
    assert (paths.personal_sessions / "before-sleep.yaml").exists()
    thaw.press(Qt.Key.Key_Escape)
    thaw.until(lambda: "before-sleep" in thaw.cards())
    thaw.click("Begin Before sleep, 2 min")
    thaw.until(lambda: thaw.output.is_running)


def test_a_sound_file_dropped_on_the_library_is_a_session(
    thaw: Thaw, paths: Paths, tmp_path: Path
) -> None:
    file = saved(tmp_path / "Evening.wav", hum(70.0))
    thaw.until(lambda: "breath-awareness" in thaw.cards())
    library = thaw.window.current_view()
    assert isinstance(library, LibraryView)
    assert drop(library, file)
    thaw.until_said("Added to the library: Evening")
    thaw.until(lambda: "evening" in thaw.cards())
    assert (paths.personal_sessions / "Evening.wav").read_bytes() == file.read_bytes()

    thaw.click("Begin Evening, 2 min")
    thaw.until(lambda: thaw.output.is_running)
    thaw.hear(95)
    thaw.until_said("Kept in your history.")
    (practice,) = thaw.log()
    assert (practice.start.title, practice.outcome) == ("Evening", Outcome.COMPLETED)


def test_dropped_files_that_are_not_heard_are_told_one_by_one(thaw: Thaw, tmp_path: Path) -> None:
    heard = saved(tmp_path / "Evening.wav", hum(2.0))
    junk = tmp_path / "junk.wav"
    junk.write_text("words")
    notes = tmp_path / "notes.txt"
    notes.touch()
    library = thaw.window.current_view()
    assert isinstance(library, LibraryView)
    assert drop(library, heard, junk, notes)
    thaw.until_said("Added to the library: Evening\n")
    thaw.until_said("junk.wav can't be played: it is not a sound file that can be read.")
    thaw.until_said("Not a sound file, and left out: notes.txt")


def ask_for_a_file(thaw: Thaw, session_id: str) -> ExportDialog:
    """Choose "Export as audio" from a session's menu."""
    thaw.until(lambda: session_id in thaw.cards())
    card = next(c for c in thaw.window.findChildren(SessionCard) if c.card.id == session_id)
    thaw.click(f"More for {card.card.title}")
    (menu,) = [one for one in card.findChildren(QMenu) if one.isVisible()]
    (action,) = [one for one in menu.actions() if one.text() == "Export as audio…"]
    action.trigger()
    menu.close()
    (dialog,) = thaw.window.findChildren(ExportDialog)
    return dialog


@opens_popup
def test_a_session_is_saved_as_a_sound_file(thaw: Thaw, tmp_path: Path) -> None:
    dialog = ask_for_a_file(thaw, "three-step-space")
    dialog.save_as(tmp_path / "space.ogg")
    thaw.click("Save")
    # Three minutes of sound, beside all that is made ahead for the suggestion.
    thaw.qtbot.waitUntil(lambda: "Saved as" in thaw.words(), timeout=6 * SOON_MS)
    thaw.until_said(f"Saved as {tmp_path / 'space.ogg'}")
    assert soundfile.info(tmp_path / "space.ogg").duration > 180
    thaw.click("Close")
    assert [path.name for path in tmp_path.glob("*.ogg")] == ["space.ogg"]


@opens_popup
def test_a_practice_hears_its_keys_while_a_file_is_asked_for(thaw: Thaw) -> None:
    dialog = ask_for_a_file(thaw, "three-step-space")
    assert ask_for_a_file(thaw, "body-scan") is dialog
    assert not dialog.isModal()
    thaw.begin("Begin Three-Step Space, 3 min")
    thaw.hear(30)
    thaw.press(Qt.Key.Key_Escape)
    thaw.until(lambda: not thaw.output.is_running)
    assert dialog.isVisible()
    dialog.close()
    thaw.until(lambda: not thaw.window.findChildren(ExportDialog))


@opens_popup
def test_ending_thaw_while_a_file_is_written_leaves_no_half_of_it(
    start: Start, tmp_path: Path
) -> None:
    thaw = start()
    folder = tmp_path / "music"
    folder.mkdir()
    dialog = ask_for_a_file(thaw, "body-scan")
    dialog.save_as(folder / "scan.flac")
    thaw.click("30 min")
    thaw.click("Save")
    (bar,) = dialog.findChildren(QProgressBar)
    thaw.until(lambda: bar.value() > 0)
    assert len(list(folder.iterdir())) == 1
    start.end()
    assert list(folder.iterdir()) == []


def test_what_is_no_sound_file_is_not_taken(thaw: Thaw, tmp_path: Path) -> None:
    library = thaw.window.current_view()
    assert isinstance(library, LibraryView)
    assert not drop(library, tmp_path / "notes.txt")


def test_a_dropped_file_that_cannot_be_copied_is_told(thaw: Thaw, tmp_path: Path) -> None:
    library = thaw.window.current_view()
    assert isinstance(library, LibraryView)
    assert drop(library, tmp_path / "gone.mp3")
    thaw.until_said("That file can't be copied")


@opens_popup
def test_a_plan_is_made_on_its_page_and_stands_in_the_library(thaw: Thaw, paths: Paths) -> None:
    thaw.until(lambda: "body-scan" in thaw.cards())
    thaw.click("More pages")
    menu = thaw.window.findChild(QMenu)
    assert menu is not None
    next(entry for entry in menu.actions() if entry.text() == "Plan").trigger()
    thaw.until_said("A plan begins with the first thing you choose here.")
    page = thaw.window.current_view()
    assert isinstance(page, PlanView)
    thaw.qtbot.keyClicks(page.line.after, "have had tea")
    thaw.qtbot.keyClick(page.line.session, Qt.Key.Key_B)
    thaw.press(Qt.Key.Key_Escape)
    thaw.until_said("After I have had tea, I will practise Body Scan for ten minutes.")
    thaw.until_said("From your plan")
    line = settings.load(paths.settings_file).plan.line
    assert (line.after, line.session_id, line.minutes) == ("have had tea", "body-scan", 10)


def test_how_a_plan_fits_is_asked_beside_the_library(start: Start, paths: Paths) -> None:
    begun = date.today() - timedelta(days=15)  # noqa: DTZ011  # the app asks the same clock
    chosen = settings.load(paths.settings_file)
    settings.save(replace(chosen, plan=OwnPlan(begun=begun)), paths.settings_file)
    thaw = start()
    thaw.until_said("How does your plan fit now?")
    thaw.click("A little more")
    thaw.until_said("A little more could be four days a week in place of three.")
    thaw.click("Use this")
    assert settings.load(paths.settings_file).target_days == 4


def test_every_look_a_person_may_choose_has_its_colours() -> None:
    assert set(SCHEMES) == set(ThemeChoice)


def test_how_it_is_is_asked_before_and_after_and_kept_with_the_practice(
    start: Start, paths: Paths
) -> None:
    settings.save(Settings(voice=Voice.CAPTIONS, tray_notice_shown=True), paths.settings_file)
    log = PracticeLog.open(paths.practice_log)
    log.put([a_practice()])
    log.shut()
    thaw = start()
    thaw.until_said("The one you did last")
    thaw.click("Begin Three-Step Space, 3 min")
    thaw.until_said("How is it now?")
    thaw.press(Qt.Key.Key_3)
    assert len(thaw.log()) == 1
    thaw.press(Qt.Key.Key_Return)
    thaw.until(lambda: thaw.output.is_running)
    thaw.hear(30)
    thaw.press(Qt.Key.Key_Q)
    thaw.click("The same")

    log = thaw.services.history.log()
    thaw.until(lambda: len(answers(log, date.min)) == 2)
    practice, _ = thaw.log()
    assert [(a.practice_id, a.occasion, a.rating, a.word) for a in answers(log, date.min)] == [
        (practice.id, Occasion.BEFORE, 3, ""),
        (practice.id, Occasion.AFTER, None, "same"),
    ]
    # The month comes with the first practices.
    thaw.click("Back to the library")
    thaw.until_said("Once a month: four questions about life as a whole.")
    thaw.click("Not now")
    thaw.until(lambda: len(answers(log, date.min)) == 3)


def test_after_a_practice_that_was_hard_a_grounding_is_offered_and_then_something_easier(
    start: Start, paths: Paths
) -> None:
    settings.save(
        Settings(voice=Voice.CAPTIONS, tray_notice_shown=True, ask_before=False),
        paths.settings_file,
    )
    thaw = start()
    thaw.begin("Begin Three-Step Space, 3 min")
    thaw.hear(30)
    thaw.press(Qt.Key.Key_Q)
    thaw.click("Further away or more numb")
    thaw.click("Ground now")
    thaw.until(lambda: thaw.front() == LINES[0].text)
    thaw.press(Qt.Key.Key_Escape)
    thaw.until_said("A short one, with attention on what is around you")
    thaw.until_said("Feet on the Floor")


@pytest.fixture
def unused(paths: Paths) -> Paths:
    """A home in which nobody has set or practised anything."""
    paths.settings_file.unlink()
    return paths


@pytest.mark.parametrize(
    ("answer", "is_gentle"), [("Begin gently", True), ("Begin as it is", False)]
)
def test_somebody_new_is_welcomed_once_and_only_how_they_begin_is_kept(
    start: Start, unused: Paths, answer: str, is_gentle: bool
) -> None:
    thaw = start()
    thaw.until_said("You need not say which")
    thaw.click(answer)
    thaw.until_said("What could I do now?")

    kept = settings.load(unused.settings_file)
    assert kept == replace(Settings(), gentle=is_gentle, tray_notice_shown=kept.tray_notice_shown)
    thaw.until_said("Feet on the Floor" if is_gentle else "A place to begin")
    assert not Services(unused).is_unused


def test_escape_leaves_the_first_page_for_later_and_begins_gently(
    start: Start, unused: Paths
) -> None:
    thaw = start()
    thaw.until_said("You need not say which")
    thaw.press(Qt.Key.Key_Escape)
    thaw.until_said("What could I do now?")
    thaw.until_said("Feet on the Floor")
    kept = settings.load(unused.settings_file)
    assert (kept.gentle, kept.welcome_waits) == (True, True)
    start.end()

    thaw = start()
    thaw.until_said("You need not say which")
    thaw.press(Qt.Key.Key_Escape)
    # The settings are as good a place to say it.
    view = settings_view(thaw)
    assert view.gentle.gentle.box.isChecked()
    view.gentle.gentle.box.click()
    thaw.until(lambda: not settings.load(unused.settings_file).gentle)
    assert not Services(unused).is_unused


def test_settings_that_cannot_be_read_are_kept_told_of_and_gentle_until_one_is_asked(
    start: Start, paths: Paths
) -> None:
    PracticeLog.open(paths.practice_log).shut()
    paths.settings_file.write_text('{"gentle": true,', "utf-8")
    thaw = start()
    thaw.until_said("You need not say which")
    thaw.until_said("They are kept as settings.json.unreadable")
    assert thaw.services.settings.gentle
    thaw.click("Begin as it is")
    thaw.until_said("What could I do now?")
    assert not settings.load(paths.settings_file).gentle
    aside = paths.settings_file.with_name("settings.json.unreadable")
    assert aside.read_text("utf-8") == '{"gentle": true,'


def test_help_is_a_click_away_from_the_first_page_and_leads_back(
    start: Start, unused: Paths
) -> None:
    thaw = start()
    thaw.until_said("You need not say which")
    thaw.click("Help (F1)")
    thaw.until_said("Your people")
    thaw.press(Qt.Key.Key_Escape)
    thaw.until_said("You need not say which")
    thaw.click("Begin gently")
    thaw.until_said("What could I do now?")
    assert settings.load(unused.settings_file).gentle


def test_the_first_page_that_nobody_answered_comes_again(start: Start, unused: Paths) -> None:
    thaw = start()
    thaw.until_said("You need not say which")
    thaw.until(lambda: settings.load(unused.settings_file).welcome_waits)
    start.end()

    thaw = start()
    thaw.until_said("You need not say which")
    thaw.click("Begin gently")
    thaw.until_said("What could I do now?")
    assert not Services(unused).is_unused


@pytest.mark.parametrize("launch", [Launch(in_tray=True), Launch(quick="")])
def test_whoever_asks_for_something_is_not_welcomed_first(
    start: Start, unused: Paths, launch: Launch
) -> None:
    thaw = start(launch)
    thaw.until(lambda: any(w.isVisible() for w in QApplication.topLevelWidgets()))
    assert "You need not say which" not in thaw.words()


def test_whoever_has_practised_is_not_welcomed(start: Start, unused: Paths) -> None:
    PracticeLog.open(unused.practice_log).shut()
    thaw = start()
    thaw.until_said("What could I do now?")


@opens_popup
def test_what_thaw_is_not_can_be_read_at_any_time(start: Start, paths: Paths) -> None:
    thaw = start()
    thaw.until_said("What could I do now?")
    thaw.click("More pages")
    (menu,) = [one for one in thaw.window.findChildren(QMenu) if one.isVisible()]
    next(one for one in menu.actions() if one.text() == "About Thaw").trigger()
    menu.close()
    thaw.until_said("It is not medical care")
    thaw.press(Qt.Key.Key_Escape)
    thaw.until_said("What could I do now?")


def test_what_was_hard_is_answered_with_a_grounding_at_once(thaw: Thaw) -> None:
    thaw.begin("Begin Three-Step Space, 3 min")
    thaw.hear(30)
    thaw.press(Qt.Key.Key_Q)
    thaw.click("More upset")
    thaw.click("Ground now")
    thaw.until(lambda: thaw.window.windowTitle().startswith("Grounding"))
