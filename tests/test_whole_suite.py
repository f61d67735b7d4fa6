"""``python -m tests``: two runs of pytest, told of as one."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.__main__ import ALONE, SHARING

ROOT = Path(__file__).parent.parent
MAIN = """
import json, signal, sys
from tests.__main__ import main
# As in the background of a script.
signal.signal(signal.SIGINT, signal.SIG_IGN)
sys.exit(main(json.loads(sys.argv[1])))
"""

PASSES = "def test_it_passes(): pass\n"
FAILS = "def test_it_fails(): assert not 1\n"
SKIPS = "import pytest\n@pytest.mark.skip(reason='so')\ndef test_it_is_skipped(): pass\n"
CRASHES = f"import os\ndef test_it_crashes(): os.abort()\n{PASSES}"
WAITS = f"""
import pathlib, time

def test_it_waits():
    pathlib.Path(__file__).with_name("waiting").touch()
    time.sleep(100)

{PASSES}
"""

Suite = Callable[[str, str], "subprocess.Popen[str]"]


@pytest.fixture
def suite(tmp_path: Path) -> Suite:
    """Begin both runs, each with a file of tests of its own."""
    (tmp_path / "pytest.ini").write_text("[pytest]\n", "utf-8")

    def begin(sharing: str, alone: str) -> "subprocess.Popen[str]":
        files = (tmp_path / "test_sharing.py", tmp_path / "test_alone.py")
        for file, text in zip(files, (sharing, alone), strict=True):
            file.write_text(text, "utf-8")
        settings = ["-c", str(tmp_path / "pytest.ini")]
        runs = {
            "Side by side": ["-p", "xdist", *SHARING, *settings, str(files[0])],
            "Alone": [*settings, str(files[1])],
        }
        return subprocess.Popen(
            [sys.executable, "-c", MAIN, json.dumps(runs)],
            cwd=ROOT,
            env={
                **os.environ,
                # What these tests have no use for takes most of the time to load.
                "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
                # Beside the folders of other runs theirs would soon push out what failed.
                "PYTEST_DEBUG_TEMPROOT": str(tmp_path),
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            # A terminal's Ctrl+C goes to all of a group.
            start_new_session=True,
        )

    return begin


def end_of(process: "subprocess.Popen[str]") -> tuple[int, str, list[str]]:
    """Its exit status, all it said, and what it said of both runs."""
    said, _ = process.communicate(timeout=60)
    lines = said.rstrip().splitlines()
    gap = max(place for place, line in enumerate(lines) if not line)
    return process.returncode, said, lines[gap + 1 :]


def test_what_is_left_for_the_second_run_is_left_out_of_the_first() -> None:
    assert all((ROOT / path).exists() for path in ALONE)
    assert {f"--ignore={path}" for path in ALONE} <= set(SHARING)


def test_both_runs_pass_and_the_last_lines_tell_it(suite: Suite) -> None:
    status, said, (skipped, line) = end_of(suite(PASSES, PASSES + SKIPS))
    assert status == 0
    assert "workers" in said
    assert skipped.startswith("skipped: ")
    assert skipped.endswith("::test_it_is_skipped")
    assert line.startswith("3 tests in 0 min ")
    assert line.endswith(" s, none failed")


def test_failures_of_both_are_named_at_the_end(suite: Suite) -> None:
    status, _, (*named, line) = end_of(suite(PASSES + FAILS, FAILS))
    assert status == 1
    assert [name.partition(": ")[0] for name in named] == ["failed", "failed"]
    assert [name.rpartition("::")[2] for name in named] == ["test_it_fails"] * 2
    assert line.startswith("3 tests")
    assert line.endswith("2 failed")


def test_a_crash_ends_it_there(suite: Suite) -> None:
    status, said, told = end_of(suite(CRASHES, PASSES))
    assert status == 1
    assert "== Alone" not in said
    assert any("test_it_crashes" in line for line in told), told
    assert any(line.startswith("Side by side: stopped early") for line in told), told


@pytest.mark.parametrize("is_terminal", [True, False])
def test_stopped_it_stops_at_once_and_says_so(
    suite: Suite, tmp_path: Path, is_terminal: bool
) -> None:
    process = suite(WAITS, PASSES)
    until((tmp_path / "waiting").exists)
    if is_terminal:
        os.killpg(process.pid, signal.SIGINT)
    else:
        process.terminate()
    status, said, told = end_of(process)
    assert status == 2
    assert "== Alone" not in said
    assert "Side by side: stopped early, with pytest's exit status 2" in told
    until(lambda: not is_there(process.pid))


def is_there(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)
