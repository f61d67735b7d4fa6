"""Somebody new is welcomed once."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.composition.whole_app import Start, settings_view
from tests.shell.person import opens_popup
from thaw import settings
from thaw.composition.launch import Launch
from thaw.paths import Paths
from thaw.practice.log import PracticeLog
from thaw.services import Services
from thaw.settings import Settings


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
    thaw.until_said("Slow Steps" if is_gentle else "A place to begin")
    assert not Services(unused).is_unused


def test_escape_leaves_the_first_page_for_later_and_begins_gently(
    start: Start, unused: Paths
) -> None:
    thaw = start()
    thaw.until_said("You need not say which")
    thaw.press(Qt.Key.Key_Escape)
    thaw.until_said("What could I do now?")
    thaw.until_said("Slow Steps")
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


def test_whoever_began_in_the_tray_is_welcomed_when_they_open_the_window(
    start: Start, unused: Paths
) -> None:
    unused.settings_file.write_text('{"gentle": "perhaps"}', "utf-8")
    thaw = start(Launch(in_tray=True))
    thaw.until(lambda: any(w.isVisible() for w in QApplication.topLevelWidgets()))
    assert thaw.services.settings.with_holds is False
    start.choose_in_tray("Open Thaw")
    thaw.until_said("You need not say which")
    thaw.click("Begin as it is")
    thaw.until_said("What could I do now?")
    start.choose_in_tray("Open Thaw")
    assert "You need not say which" not in thaw.words()


def test_whoever_has_practised_is_not_welcomed(start: Start, unused: Paths) -> None:
    PracticeLog.open(unused.practice_log).shut()
    thaw = start()
    thaw.until_said("What could I do now?")


@opens_popup
def test_what_thaw_is_not_can_be_read_at_any_time(start: Start, paths: Paths) -> None:
    thaw = start()
    thaw.until_said("What could I do now?")
    thaw.turn_to("About Thaw")
    thaw.until_said("It is not medical care")
    thaw.press(Qt.Key.Key_Escape)
    thaw.until_said("What could I do now?")
