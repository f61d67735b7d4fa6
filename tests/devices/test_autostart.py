"""The entry that starts Thaw with the desktop: written, deleted, or left alone as another's."""

import configparser
from pathlib import Path

import pytest

from thaw.devices.autostart import Autostart

COMMAND = ["/opt/a person's python", "-m", "thaw", "--tray"]


@pytest.fixture
def entry(tmp_path: Path) -> Path:
    return tmp_path / "config" / "autostart" / "thaw-mindfulness.desktop"


@pytest.fixture
def autostart(tmp_path: Path) -> Autostart:
    return Autostart(COMMAND, {"XDG_CONFIG_HOME": str(tmp_path / "config")}, "linux")


def test_it_is_off_until_it_is_wanted(autostart: Autostart, entry: Path) -> None:
    assert autostart.is_on() is False
    autostart.switch(False)
    assert not entry.parent.exists()


def test_it_is_switched_on_and_off(autostart: Autostart, entry: Path) -> None:
    autostart.switch(True)
    assert autostart.is_on() is True
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(entry, "utf-8")
    assert parser["Desktop Entry"]["Exec"] == '"/opt/a person\'s python" -m thaw --tray'
    autostart.switch(False)
    assert autostart.is_on() is False
    assert not entry.exists()


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_what_the_desktop_has_switched_off_is_off(
    line: str, autostart: Autostart, entry: Path
) -> None:
    autostart.switch(True)
    entry.write_text(entry.read_text("utf-8") + line + "\n", "utf-8")
    assert autostart.is_on() is False
    autostart.switch(True)
    assert autostart.is_on() is True


@pytest.mark.parametrize("is_wanted", [True, False])
def test_an_entry_that_somebody_else_wrote_is_left_alone(
    is_wanted: bool, autostart: Autostart, entry: Path
) -> None:
    entry.parent.mkdir(parents=True)
    entry.write_text("[Desktop Entry]\nExec=mine\n", "utf-8")
    with pytest.raises(FileExistsError, match="was not written by Thaw"):
        autostart.switch(is_wanted)
    assert "Exec=mine" in entry.read_text("utf-8")


@pytest.mark.parametrize("environ", [{}, {"XDG_CONFIG_HOME": "relative"}])
def test_without_a_folder_named_it_is_the_usual_one(environ: dict[str, str]) -> None:
    Autostart(COMMAND, environ, "linux").switch(True)
    assert (Path.home() / ".config" / "autostart" / "thaw-mindfulness.desktop").is_file()


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_other_systems_have_no_such_entry(system: str) -> None:
    assert Autostart(COMMAND, {}, system).is_on() is None
