"""How the app starts, is asked for again, and ends."""

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.composition.whole_app import Start, Thaw
from thaw import settings
from thaw.composition.launch import Launch
from thaw.paths import Paths, paths_from
from thaw.practice.entry import Outcome, Source
from thaw.practice.log import PracticeLog
from thaw.settings import Settings

SECOND_START = """
import sys
from pathlib import Path
from thaw.devices.single_instance import SingleInstance
second = SingleInstance("thaw", Path(sys.argv[1]))
sys.exit(0 if not second.claim() and second.send(sys.argv[2]) else 1)
"""
FIRST_PICTURE = """
import sys
from PySide6 import QtWidgets
from PySide6.QtCore import QTimer
from thaw.__main__ import main
from thaw.shell.main_window import MainWindow

def painted(window, event):
    MainWindow.paintEvent = QtWidgets.QMainWindow.paintEvent
    print(*sorted({"numpy", "yaml", "soundfile", "pydub", "rich", "cryptography",
                   "PySide6.QtMultimedia", "thaw.core.plan", "thaw.practice.entry"}
                  & set(sys.modules)), "at first sight")
    # Of Qt's own making is a class that nobody asks for: see CardGrid.
    print("QWizard" in vars(QtWidgets))
    QTimer.singleShot(0, window.quit_asked.emit)

MainWindow.paintEvent = painted
sys.exit(main())
"""


def test_a_second_start_raises_the_first_or_begins_in_it(thaw: Thaw, tmp_path: Path) -> None:
    thaw.until(lambda: "breath-awareness" in thaw.cards())
    thaw.window.showMinimized()
    for launch in (Launch(), Launch(quick="slow-and-small")):
        words = [sys.executable, "-c", SECOND_START, str(tmp_path), launch.message()]
        with subprocess.Popen(words) as second:
            thaw.until(lambda: second.poll() is not None)
        assert second.returncode == 0
        assert not thaw.window.isMinimized()

    thaw.until(lambda: thaw.output.is_running)
    assert thaw.window.windowTitle() == "Slow and Small"


def test_a_second_start_never_ends_the_practice_that_is_on(thaw: Thaw, tmp_path: Path) -> None:
    thaw.begin("Begin Three-Step Space, 3 min")
    thaw.window.showMinimized()
    message = Launch(quick="slow-and-small").message()
    with subprocess.Popen([sys.executable, "-c", SECOND_START, str(tmp_path), message]) as second:
        thaw.until(lambda: second.poll() is not None)

    assert not thaw.window.isMinimized()
    assert thaw.window.windowTitle() == "Three-Step Space"
    assert thaw.output.is_running


def test_the_very_first_start_can_begin_the_quick_session_at_once(
    start: Start,
) -> None:
    thaw = start(Launch(quick=""))
    thaw.until(lambda: thaw.output.is_running)
    thaw.hear(10)
    thaw.press(Qt.Key.Key_Q)
    thaw.until_said("Kept in your history.")

    start_of = thaw.log()[0].start
    assert (start_of.session_id, start_of.source) == ("three-step-space", Source.QUICK)


def test_a_quick_session_that_is_not_there_is_named(start: Start) -> None:
    thaw = start(Launch(quick="gone"))
    thaw.until_said("There is no session called gone.")


def test_a_desktop_without_a_tray_says_so_once(start: Start, paths: Paths) -> None:
    paths.settings_file.unlink()
    said = "This desktop has no tray for icons, so this window is the way in."
    thaw = start(Launch(in_tray=True))
    thaw.until_said(said)

    thaw.click("All right")

    assert said not in thaw.words()
    assert settings.load(paths.settings_file).tray_notice_shown


def test_closing_the_window_ends_the_app_where_there_is_no_tray(thaw: Thaw) -> None:
    thaw.begin("Begin Three-Step Space, 3 min")
    thaw.window.close()
    assert thaw.quits


def test_ending_the_app_in_a_practice_keeps_it(start: Start, paths: Paths) -> None:
    thaw = start()
    thaw.begin("Begin Three-Step Space, 3 min")
    thaw.hear(20)
    start.end()

    log = PracticeLog.open_to_read(paths.practice_log)
    (practice,) = log.entries()
    log.shut()
    assert practice.outcome is Outcome.PARTIAL
    assert practice.progress.practised_ms == 20_000


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_the_system_asks_it_to_end(thaw: Thaw, name: str) -> None:
    signal.raise_signal(getattr(signal, name))
    thaw.until(lambda: bool(thaw.quits))


def test_the_window_stands_where_it_stood(start: Start, paths: Paths) -> None:
    thaw = start()
    thaw.until(lambda: "breath-awareness" in thaw.cards())
    thaw.window.resize(611, 577)
    start.end()
    assert start().window.size().toTuple() == (611, 577)


def test_a_window_place_that_makes_no_sense_is_no_obstacle(start: Start, paths: Paths) -> None:
    paths.window_place.mkdir(parents=True)
    thaw = start()
    thaw.until(lambda: "breath-awareness" in thaw.cards())


@pytest.mark.parametrize("named", ["body-scan", ""])
def test_the_message_of_a_second_start_names_what_it_wants(named: str) -> None:
    assert Launch(quick=named).message() == f"quick {named}".strip()
    assert Launch().message() == "raise"


@pytest.mark.parametrize("is_used", [True, False], ids=["the library", "the first page"])
def test_nothing_slow_is_loaded_before_the_window_is_shown(thaw_home: Path, is_used: bool) -> None:
    if is_used:
        settings.save(Settings(), paths_from({"THAW_HOME": str(thaw_home)}).settings_file)
    ran = subprocess.run(
        [sys.executable, "-c", FIRST_PICTURE],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ran.stderr, ran.returncode) == ("", 0)
    assert ran.stdout.splitlines() == ["at first sight", "False"]


def test_of_two_copies_one_runs_and_ends_when_it_is_asked_to() -> None:
    copies = [subprocess.Popen([sys.executable, "-m", "thaw"]) for _ in range(2)]
    try:
        with ThreadPoolExecutor(len(copies)) as waiting:
            ends = {waiting.submit(copy.wait, 60): copy for copy in copies}
            raised = ends[next(as_completed(ends))]
            (running,) = (copy for copy in copies if copy is not raised)
            assert running.poll() is None
            running.terminate()
        assert (raised.returncode, running.returncode) == (0, 0)
    finally:
        for copy in copies:
            copy.kill()
            copy.wait()
