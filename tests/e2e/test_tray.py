"""The quick session from the tray, by real clicks on a real icon."""

import numpy as np
import pytest

from tests.e2e.app import Home
from tests.e2e.desk import Box, Desk
from tests.e2e.eyes import changed
from tests.e2e.programs import until
from tests.e2e.recording import Recorder
from tests.e2e.short_sessions import BRIEF

pytestmark = pytest.mark.e2e


def test_the_quick_session_is_begun_and_ended_from_the_tray(
    home: Home, desk: Desk, recorder: Recorder
) -> None:
    home.add_session("brief-rain", BRIEF)
    home.set(quick_session="brief-rain")
    icon = start_in_tray(home, desk)
    assert desk.windows("Thaw") == []

    menu = open_menu(desk, icon)
    line = menu.height // 9
    desk.click(menu.centre[0], menu.y + line * 3 // 2)
    recorder.wait_for_sound()
    recorder.wait_for(4)
    assert home.history()[0]["outcome"] == "open"

    open_menu(desk, icon)
    desk.key("Down", "Down", "Return")
    row = home.wait_for_row("partial")
    assert row["session"] == "brief-rain"
    assert row["source"] == "tray"
    assert 3 < row["practised_s"] < 13


def test_a_click_on_the_tray_icon_opens_the_window(home: Home, desk: Desk) -> None:
    icon = start_in_tray(home, desk)
    desk.click(*icon.centre)
    desk.wait_for_window("^Thaw$")


def test_quitting_from_the_tray_ends_the_program(home: Home, desk: Desk) -> None:
    icon = start_in_tray(home, desk)
    open_menu(desk, icon)
    desk.key("Up", "Return")
    assert home.programs[0].wait() == 0


def start_in_tray(home: Home, desk: Desk) -> Box:
    """Start Thaw without a window; return where its icon is."""
    empty = desk.wait_until_still()
    home.start("--tray")
    until(lambda: not np.array_equal(desk.picture(), empty), "an icon in the tray")
    return changed(empty, desk.wait_until_still())


def open_menu(desk: Desk, icon: Box) -> Box:
    """Click the icon with the right button; return where its menu is."""
    # Where the menu comes up, and the player's moving shape does not.
    corner = Box(0, 700, 400, icon.y - 702)
    before = desk.wait_until_still(corner)
    desk.click(*icon.centre, button=3)
    until(lambda: not np.array_equal(desk.picture(corner), before), "a menu")
    menu = changed(before, desk.wait_until_still(corner))
    return Box(corner.x + menu.x, corner.y + menu.y, menu.width, menu.height)
