"""The screen: looked for before Qt is, which would end the program where there is none."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from thaw.devices.reachable_screen import has_screen


def test_without_a_display_there_is_no_screen() -> None:
    assert not has_screen({}, "linux")


def test_a_display_that_nobody_serves_is_no_screen() -> None:
    assert not has_screen({"DISPLAY": ":4711"}, "linux")
    assert not has_screen({"DISPLAY": "not a display"}, "linux")
    assert not has_screen({"DISPLAY": os.fsdecode(b"\xff:0")}, "linux")


def test_a_wayland_socket_counts_when_somebody_listens(tmp_path: Path) -> None:
    environ = {"WAYLAND_DISPLAY": "w-0", "XDG_RUNTIME_DIR": str(tmp_path)}
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "w-0"))
        assert not has_screen(environ, "linux")
        server.listen()
        assert has_screen(environ, "linux")
        assert has_screen({"WAYLAND_DISPLAY": str(tmp_path / "w-0")}, "linux")


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_windows_and_macos_always_have_one(system: str) -> None:
    assert has_screen({}, system)


def test_whoever_names_a_platform_for_qt_is_taken_at_their_word() -> None:
    assert has_screen({"QT_QPA_PLATFORM": "offscreen"}, "linux")


@pytest.mark.parametrize("display", [None, ":4711"])
def test_the_app_says_in_one_line_that_there_is_no_screen(
    display: str | None, tmp_path: Path
) -> None:
    screens = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environ = {name: value for name, value in os.environ.items() if name not in screens}
    environ["THAW_HOME"] = str(tmp_path)
    if display is not None:
        environ["DISPLAY"] = display

    done = subprocess.run(
        [sys.executable, "-m", "thaw"],
        check=False,
        env=environ,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert "no screen" in done.stderr
