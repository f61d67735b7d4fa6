"""A sound file that is being written, and what a program that was killed has left of one."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from thaw.audio.export_drafts import DAY_S, QUIET_S, clear_abandoned, draft_for

HOLD = """
import sys, time
from pathlib import Path
from thaw.audio.export_drafts import draft_for
with draft_for(Path(sys.argv[1])) as draft:
    draft.write_bytes(b"half")
    print(draft, flush=True)
    time.sleep(600)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "music").mkdir()
    return tmp_path / "music"


def let_pass(path: Path, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(path, (then, then))


def test_a_draft_is_gone_afterwards_unless_it_was_moved(folder: Path) -> None:
    with draft_for(folder / "x.flac") as draft:
        assert draft.read_bytes() == b""
        assert draft.suffix == ".flac"
    assert list(folder.iterdir()) == []
    with draft_for(folder / "x.flac") as draft:
        draft.replace(folder / "x.flac")
    assert list(folder.iterdir()) == [folder / "x.flac"]


def test_what_a_killed_program_left_is_cleared_away_by_the_next(folder: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(folder / "x.mp3")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        draft = Path(program.stdout.readline().strip())
        let_pass(draft, 2 * DAY_S)
        clear_abandoned(folder)
        assert draft.exists(), "it is being written"
        program.send_signal(signal.SIGKILL)
    clear_abandoned(folder)
    assert not draft.exists()


def test_what_was_written_a_moment_ago_stays(folder: Path) -> None:
    draft = folder / ".thaw-0123456789abcdef.ogg"
    draft.write_bytes(b"half")
    let_pass(draft, QUIET_S / 2)
    clear_abandoned(folder)
    assert draft.exists()
    let_pass(draft, QUIET_S + 1)
    clear_abandoned(folder)
    assert not draft.exists()


@pytest.mark.parametrize(
    "name",
    [
        "x.flac",
        ".thaw-notes.flac",
        ".thaw-0123456789abcdef.txt",
        ".thaw-0123456789abcdef",
        ".thaw-0123456789abcdef.flac.bak",
        "0123456789abcdef.flac",
    ],
)
def test_nothing_else_is_cleared_away(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"mine")
    let_pass(folder / name, 2 * DAY_S)
    clear_abandoned(folder)
    assert (folder / name).exists()


def test_a_folder_or_a_link_of_that_name_stays(folder: Path) -> None:
    goal = folder / "goal"
    goal.write_bytes(b"mine")
    link, inner = folder / f".thaw-{'a' * 16}.wav", folder / f".thaw-{'b' * 16}.wav"
    link.symlink_to(goal)
    inner.mkdir()
    clear_abandoned(folder)
    assert link.is_symlink()
    assert inner.is_dir()
    assert goal.exists()


def test_a_folder_that_is_not_there_is_no_trouble(folder: Path) -> None:
    clear_abandoned(folder / "gone")
