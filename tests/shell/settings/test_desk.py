"""The desk of the settings: what can't be done is said, and what is shown is what is."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.core.written_sessions import NAMES
from tests.player.stepped_output import SteppedOutput
from tests.shell.desks import Desk
from thaw.audio.levels import Levels
from thaw.core.catalogue import Catalogue
from thaw.core.own_sounds import OwnSounds, SoundFolders
from thaw.core.units import Frames
from thaw.player.performance import Performance
from thaw.settings import Settings
from thaw.shell.settings.desk import SettingsDesk, Surroundings
from thaw.shell.settings.own_sounds_desk import OwnSoundsDesk
from thaw.shell.settings.sound_preview import SoundPreview
from thaw.shell.settings.state import Choice
from thaw.shell.settings.view import SettingsView
from thaw.shell.theme import Theme


class Around:
    """Everything outside the settings' own file, as the test has it."""

    def __init__(self, at: Desk, theme: Theme, folder: Path) -> None:
        self.at = at
        self.folder = folder
        self.devices = [Choice("a", "Built-in"), Choice("b", "Headphones")]
        self.opened: list[Path] = []
        self.can_open = True
        self.starts = False
        self.is_entry_ours = True
        self.output = SteppedOutput()
        catalogue = Catalogue([folder / "sessions"], None, NAMES)
        catalogue.refresh()
        around = Surroundings(
            catalogue=catalogue,
            devices=lambda: self.devices,
            sessions_folder=lambda: folder,
            open_folder=self._open,
            has_tray=lambda: True,
            starts_at_login=lambda: self.starts,
            start_at_login=self._start_at_login,
        )
        self.desk = SettingsDesk(at.desk, around, self._preview(), self._own_sounds(), theme)

    def view(self) -> SettingsView:
        self.desk.show()
        view = self.at.window.current_view()
        assert isinstance(view, SettingsView)
        self.at.window.show()
        return view

    def _open(self, folder: Path) -> bool:
        self.opened.append(folder)
        return self.can_open

    def _start_at_login(self, is_wanted: bool) -> None:
        if not self.is_entry_ours:
            raise FileExistsError("thaw.desktop was not written by Thaw, and was left alone")
        self.starts = is_wanted

    def _preview(self) -> SoundPreview:
        silence = Performance(None, lambda block, frame: None, Frames(48_000))  # type: ignore[arg-type]  # nobody looks at the plan
        return SoundPreview(lambda name: silence, Levels, lambda: self.output, self.at.background)

    def _own_sounds(self) -> OwnSoundsDesk:
        folders = SoundFolders(self.folder / "bells", self.folder / "beds")
        return OwnSoundsDesk(
            folders, OwnSounds, lambda kind, path: Frames(0), lambda path: True, self.at.background
        )


@pytest.fixture
def around(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Around]:
    at = Desk(qtbot, theme, tmp_path)
    yield Around(at, theme, tmp_path)
    at.shut()


def test_what_is_set_is_used_and_kept_in_one_step(around: Around, qtbot: QtBot) -> None:
    view = around.view()
    assert around.at.window.windowTitle() == "Settings"
    qtbot.keyClick(view.practice.week.combo, Qt.Key.Key_End)
    assert around.at.desk.settings.week_start == 6
    assert around.at.saved.settings[-1].week_start == 6


def test_what_is_turned_is_used_and_kept_when_it_is_left(around: Around) -> None:
    slider = around.view().sound.levels.sliders["bed_db"].slider
    slider.setSliderDown(True)
    slider.setSliderPosition(-7)
    assert around.at.desk.settings.bed_db == -7
    assert around.at.saved.settings == []
    slider.setSliderDown(False)
    assert around.at.saved.settings[-1].bed_db == -7


def test_a_file_and_a_folder_are_kept_as_paths(around: Around) -> None:
    view = around.view()
    view.voice.chosen.emit("voice_file", "/voices/calm.onnx")
    view.folder.chosen.emit("sessions_folder", "/elsewhere")
    kept = around.at.saved.settings[-1]
    assert (kept.voice_file, kept.sessions_folder) == (
        Path("/voices/calm.onnx"),
        Path("/elsewhere"),
    )
    view.folder.chosen.emit("sessions_folder", None)
    assert around.at.saved.settings[-1].sessions_folder is None


def test_the_quick_session_is_offered_at_the_lengths_it_has(around: Around) -> None:
    around.at.desk.use_settings(replace(around.at.desk.settings, quick_session="walk"))
    spin = around.view().practice.minutes.spin
    assert (spin.minimum(), spin.maximum()) == (3, 45)


def test_of_a_device_that_is_gone_the_name_is_known(around: Around, qtbot: QtBot) -> None:
    view = around.view()
    qtbot.keyClick(view.sound.device.combo, Qt.Key.Key_End)
    around.devices.pop()
    around.view()
    assert view.sound.device.combo.currentText() == "Headphones (not connected)"
    qtbot.keyClick(view.sound.device.combo, Qt.Key.Key_Home)
    kept = around.at.saved.settings[-1]
    assert (kept.output_device, kept.output_name) == ("", "")


def test_a_substitute_is_named_once_for_each_device(around: Around) -> None:
    for device, name in (("b", "Headphones"), ("b", "Headphones"), ("c", "")):
        around.at.desk.use_settings(Settings(output_device=device, output_name=name))
        around.desk.say_of_substitute()
    rest = "Sound plays on the system's default device."
    said = f"Not connected: Headphones. {rest}\nNot connected: c. {rest}"
    assert around.at.notices.text() == said


def test_starting_at_login_is_what_the_desktop_says(around: Around, qtbot: QtBot) -> None:
    view = around.view()
    qtbot.mouseClick(view.desktop.login.box, Qt.MouseButton.LeftButton)
    assert around.starts
    around.is_entry_ours = False
    qtbot.mouseClick(view.desktop.login.box, Qt.MouseButton.LeftButton)
    assert view.desktop.login.box.isChecked()
    assert around.at.notices.text() == (
        "That can't be changed: thaw.desktop was not written by Thaw, and was left alone"
    )


def test_a_folder_that_nothing_can_show_is_named(around: Around, qtbot: QtBot) -> None:
    view = around.view()
    qtbot.mouseClick(view.folder.open, Qt.MouseButton.LeftButton)
    assert (around.opened, around.at.notices.text()) == ([around.folder], "")
    around.can_open = False
    qtbot.mouseClick(view.folder.open, Qt.MouseButton.LeftButton)
    assert around.at.notices.text() == f"No program here shows folders. It is {around.folder}"


def test_leaving_ends_a_sample(around: Around, qtbot: QtBot) -> None:
    view = around.view()
    qtbot.mouseClick(view.sound.levels.hear["bells_db"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: around.output.is_running)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert not around.output.is_running
    assert around.at.window.current_view() is around.at.library
