"""Coming in: a second start, and the entry that a double click opens."""

import configparser
import os
import shlex
from pathlib import Path

import pytest

from tests.e2e.app import Home
from tests.e2e.desk import Desk
from tests.e2e.programs import Program, until
from thaw import settings

pytestmark = pytest.mark.e2e


def test_a_second_start_brings_the_window_of_the_first_back(home: Home, desk: Desk) -> None:
    first = home.start()
    desk.wait_for_window("^Thaw$")
    desk.wait_until_still()
    desk.key("alt+F4")
    until(lambda: not desk.windows("^Thaw$"), "the window is closed")
    second = home.start()
    assert second.wait() == 0
    desk.wait_for_window("^Thaw$", within_s=5)
    assert first.is_running
    assert len(desk.windows("^Thaw$")) == 1


def test_a_second_start_with_quick_plays_in_the_first(home: Home, desk: Desk) -> None:
    first = home.start()
    desk.wait_for_window("^Thaw$")
    assert home.start("--quick", "slow-and-small").wait() == 0
    desk.wait_for_window("^Slow and Small")
    assert first.is_running


def test_somebody_new_begins_gently_by_keys_alone(home: Home, desk: Desk) -> None:
    file = home.paths.settings_file
    file.unlink()
    home.start()
    desk.wait_for_window("^Thaw$")
    desk.wait_until_still()
    desk.key("Tab", "Return")
    until(lambda: settings.load(file).gentle, "gentle mode is kept")


def test_the_desktop_entry_opens_the_window(home: Home, desk: Desk, tmp_path: Path) -> None:
    home.environ["XDG_DATA_HOME"] = str(tmp_path / "a person's data")
    done = home.run("desktop", "install")
    assert done.returncode == 0, done.stderr
    (file,) = (tmp_path / "a person's data" / "applications").glob("*.desktop")
    entry = read_entry(file)
    assert entry["Type"] == "Application"
    assert entry["Name"] == "Thaw"
    assert list((tmp_path / "a person's data" / "icons").rglob(f"{entry['Icon']}.*"))

    program = Program(
        exec_words(entry["Exec"]), as_a_desktop_starts(home.environ), tmp_path / "opened.log"
    )
    try:
        desk.wait_for_window("^Thaw$")
    finally:
        program.end()

    assert home.run("desktop", "remove").returncode == 0
    assert not file.exists()


def read_entry(file: Path) -> dict[str, str]:
    parser = configparser.RawConfigParser()
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # keys keep their case
    parser.read_string(file.read_text("utf-8"))
    return dict(parser["Desktop Entry"])


def exec_words(command: str) -> list[str]:
    """The words of ``Exec`` by the Desktop Entry Specification, without its field codes."""
    unescaped = command.replace("\\\\", "\\")
    words = [word for word in shlex.split(unescaped) if word not in {"%f", "%F", "%u", "%U"}]
    return [word.replace("%%", "%") for word in words]


def as_a_desktop_starts(environ: dict[str, str]) -> dict[str, str]:
    """A desktop starts programs from no particular place, with no virtual environment active."""
    return {**environ, "PATH": os.pathsep.join(["/usr/bin", "/bin"])}
