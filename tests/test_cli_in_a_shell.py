"""The command line as a shell meets it: a program with streams, a status and signals."""

import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.commands.shelf import block, personal
from tests.first_start import lay_session_index
from thaw.commands.answer import EXIT_DONE, EXIT_WORLD
from thaw.paths import paths_from

THAW = (sys.executable, "-m", "thaw")


@pytest.fixture(autouse=True)
def started_before(thaw_home: Path) -> None:
    """Reading every session is for the first start, and takes longer than most of the words."""
    lay_session_index(paths_from({"THAW_HOME": str(thaw_home)}))


def thaw(*words: str, **environ: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*THAW, *words],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, **environ},
    )


def test_the_doctor_tells_what_there_is_even_where_nothing_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    block(tmp_path / "blocked")
    monkeypatch.setenv("THAW_HOME", str(tmp_path / "blocked"))
    ran = thaw("doctor")
    found = dict(line.split(maxsplit=1) for line in ran.stdout.splitlines())
    assert {"Thaw", "Python", "sessions", "sound", "voice", "screen"} <= found.keys()
    assert found["history"].startswith("can't be opened: ")
    assert ran.returncode == EXIT_DONE
    assert "Traceback" not in ran.stderr


def test_the_doctor_tells_of_settings_that_cannot_be_read_and_counts_as_people_do(
    thaw_home: Path,
) -> None:
    file = thaw_home / "config" / "settings.json"
    file.parent.mkdir(parents=True)
    file.write_text("{")
    personal(thaw_home, "", "empty.yaml")
    said = thaw("doctor").stdout
    assert "could not be read: kept as settings.json.unreadable" in said
    assert ", and 1 problem that `thaw list` tells" in said
    assert "0 practices in " in said
    assert f" {thaw_home / 'data'}\n" in said
    # The names stand in a column, and what was found in another.
    columns = {len(line) - len(line[18:].lstrip()) for line in said.splitlines()}
    assert columns == {19}


LOADED = """
import sys
from thaw.__main__ import main
try:
    main()
finally:
    slow = {"numpy", "yaml", "msgspec", "sqlite3", "rich", "PySide6.QtCore"} & set(sys.modules)
    print(sorted(slow), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("words", "loaded"),
    [
        (["--version"], "[]"),
        (["play", "x", "--minutes", "0"], "[]"),
        (["nonsense"], "[]"),
        (["list"], "['msgspec', 'yaml']"),
    ],
)
def test_a_command_loads_no_more_than_it_needs(words: list[str], loaded: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", LOADED, *words],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.stderr.splitlines()[-1] == loaded


def piped(command: str) -> "subprocess.CompletedProcess[str]":
    words = " ".join(THAW)
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command.replace('thaw', words)}"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_file_that_is_being_written_when_the_system_ends_is_left_nowhere(
    thaw_home: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    words = ("render", "breath-awareness", "--minutes", "45", "--no-voice", "-o")
    program = subprocess.Popen([*THAW, *words, str(folder / "long.opus")])
    deadline = time.monotonic() + 60
    while not list(folder.iterdir()):
        assert time.monotonic() < deadline, "nothing was begun"
        select.select([], [], [], 0.02)
    program.terminate()
    assert program.wait(30) == 128 + signal.SIGINT
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    "command",
    ["thaw plan breath-awareness --no-voice --json | head -1 >/dev/null", "thaw list | true"],
)
def test_a_reader_that_has_seen_enough_is_no_failure(command: str) -> None:
    ran = piped(command)
    assert (ran.stderr, ran.returncode) == ("", EXIT_DONE)


@pytest.mark.parametrize("command", ["thaw list >&-", "thaw list <&- >&- 2>&-"])
def test_closed_streams_swallow_what_is_said(command: str) -> None:
    ran = piped(command)
    assert (ran.stderr, ran.returncode) == ("", EXIT_DONE)


def test_a_full_disk_is_said_and_not_called_success() -> None:
    ran = piped("thaw list >/dev/full")
    assert ran.stderr == "thaw: the answer can't be written: No space left on device\n"
    assert ran.returncode == EXIT_WORLD


def test_a_terminal_that_lacks_letters_shows_them_as_codes() -> None:
    ran = thaw("list", PYTHONIOENCODING="ascii")
    assert "3\\u201345 min" in ran.stdout
    assert (ran.stderr, ran.returncode) == ("", EXIT_DONE)
