"""The sound server dies while a session plays in the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.app import Home
from tests.e2e.desk import Desk
from tests.e2e.eyes import has_colour, lowest_patch, theme_colours
from tests.e2e.programs import until
from tests.e2e.recording import Recorder
from tests.e2e.short_sessions import TINY
from tests.e2e.sound_server import SoundServer

pytestmark = pytest.mark.e2e

A_BUTTON = 60
"""Pixels from its left to its right; an icon has fewer."""


@pytest.fixture
def doomed(tmp_path: Path) -> Iterator[SoundServer]:
    """A sound server that may be killed."""
    server = SoundServer(tmp_path / "doomed")
    yield server
    server.end()


@pytest.fixture
def home(environ: dict[str, str], desk: Desk, doomed: SoundServer) -> Iterator[Home]:
    home = Home({**environ, **desk.environ, **doomed.environ})
    yield home
    home.end()


def test_a_session_goes_on_without_sound_when_the_server_dies(
    home: Home, desk: Desk, doomed: SoundServer, tmp_path: Path
) -> None:
    home.add_session("tiny-rain", TINY)
    home.start("--quick", "tiny-rain")
    desk.wait_for_window("^Tiny Rain")
    with Recorder(doomed, tmp_path / "parec.log") as recorder:
        recorder.wait_for_sound()
        recorder.wait_for(2)
        assert not offers_a_way_on(desk)
        doomed.kill()
    until(lambda: offers_a_way_on(desk), "the screen says that the sound is gone")
    desk.keep_picture(tmp_path / "sound-lost.png")
    desk.key("Tab", "space")
    until(lambda: not offers_a_way_on(desk), "the session goes on")
    row = home.wait_for_row("completed", within_s=60)
    assert row["practised_s"] == 10
    assert [pause["reason"] for pause in row["pauses"]] == ["device"]


def test_without_a_sound_server_the_window_says_so_and_plays_captions(
    environ: dict[str, str], desk: Desk
) -> None:
    home = Home({**environ, **desk.environ})
    try:
        home.add_session("tiny-rain", TINY)
        home.start("--quick", "tiny-rain")
        desk.wait_for_window("^Tiny Rain")
        until(lambda: offers_a_way_on(desk), "the screen says so")
        desk.key("Tab", "space")
        row = home.wait_for_row("completed", within_s=60)
        assert row["practised_s"] == 10
    finally:
        home.end()


def offers_a_way_on(desk: Desk) -> bool:
    """Whether a button stands lowest of all that has the accent's colour.

    In the library, which is still on the screen for a moment under the title of what was
    begun, an icon does.
    """
    picture, accent = desk.picture(), theme_colours("light")["accent"]
    is_there = bool(has_colour(picture, accent).any())
    return is_there and lowest_patch(picture, accent).width > A_BUTTON
