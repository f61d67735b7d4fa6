"""What is chosen in the settings holds at once, in the whole app."""

from math import inf
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton

from tests.audio.own_files import struck
from tests.audio.recorded import saved
from tests.composition.whole_app import SHORT, Start, Thaw, settings_view
from tests.player.stepped_output import SteppedOutput
from tests.shell.person import opens_popup
from thaw import settings
from thaw.composition.look import SCHEMES
from thaw.devices import motion_wish
from thaw.devices.sound_devices import SoundDevice
from thaw.paths import Paths
from thaw.settings import Settings
from thaw.settings import Theme as ThemeChoice
from thaw.shell.player.levels_popup import LevelsPopup


class HandWish(QObject):
    """What the desktop wishes of movement, as the test has it."""

    changed = Signal()
    is_reduced = False
    is_asked = False

    def ask(self) -> None:
        self.is_asked = True


def loudest(output: SteppedOutput) -> float:
    """The loudest sample at the end of what was turned last."""
    return float(np.abs(output.last[-4_800:]).max())


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
    thaw.hear(30)
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


def test_every_look_a_person_may_choose_has_its_colours() -> None:
    assert set(SCHEMES) == set(ThemeChoice)
