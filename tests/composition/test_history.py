"""The history the app opens with, whatever state its file is in."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from tests.composition.whole_app import Start, Thaw, settings_view
from tests.practice.examples import A_MORNING, a_practice
from thaw.paths import Paths
from thaw.practice.copies import copy_for_today
from thaw.practice.lock import set_lock
from thaw.practice.log import PracticeLog
from thaw.practice.sealing import Stretching
from thaw.shell.data.copies_dialog import CopiesDialog
from thaw.shell.history.view import HistoryView


def test_a_file_dropped_on_the_history_is_taken_in_and_seen_at_once(
    thaw: Thaw, tmp_path: Path
) -> None:
    file = tmp_path / "insight-timer.csv"
    file.write_text(
        "Started At,Duration,Preset,Activity\n05/01/2020 16:03:29,0:21:4,Evening,Meditation\n",
        "utf-8",
    )
    thaw.click("History")
    thaw.until(lambda: isinstance(thaw.window.current_view(), HistoryView))
    view = thaw.window.current_view()
    assert isinstance(view, HistoryView)

    view.file_dropped.emit(file)
    thaw.until_said("New: 1 practice.")
    thaw.click("Take it in")
    thaw.until_said("Taken in: 1 practice.")
    thaw.click("Close")

    # An empty history has no pages to choose from.
    chips = [one for one in view.findChildren(QAbstractButton) if one.text() == "Lately"]
    thaw.until(chips[0].isVisible)


def test_a_damaged_history_is_set_aside_and_named(start: Start, paths: Paths) -> None:
    paths.data.mkdir(parents=True)
    paths.practice_log.write_bytes(b"not a database at all" * 400)
    thaw = start()

    thaw.until_said("The history file was damaged. It is kept as practice")
    thaw.begin("Begin Three-Step Space, 3 min")
    thaw.hear(200)
    thaw.until_said("Kept in your history.")


def test_a_history_from_a_later_thaw_is_left_as_it_is(start: Start, paths: Paths) -> None:
    PracticeLog.open(paths.practice_log).shut()
    with closing(sqlite3.connect(paths.practice_log)) as later:
        later.execute("PRAGMA user_version = 999")
    before = paths.practice_log.read_bytes()
    thaw = start()

    thaw.until_said("A later Thaw wrote this history. It is left as it is: please update.")
    thaw.begin("Begin Three-Step Space, 3 min")
    thaw.hear(200)
    thaw.until_said("It could not be saved in your history: ")
    assert paths.practice_log.read_bytes() == before


def test_a_home_that_cannot_be_written_is_said_and_the_practice_goes_on(
    start: Start, paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    # No folder can be made below a file, whoever asks.
    paths.data.write_text("in the way")
    thaw = start()

    thaw.until_said("Practice can't be saved just now: ")
    thaw.begin("Begin Three-Step Space, 3 min")
    thaw.hear(200)
    thaw.until_said("Three minutes of Three-Step Space.\nIt could not be saved in your history: ")
    assert list(tmp_path.glob("thaw-rescue-*/*.jsonl"))


def test_after_going_back_to_a_copy_the_settings_show_the_lock_that_one_has(
    start: Start, paths: Paths
) -> None:
    log = PracticeLog.open(paths.practice_log)
    log.put([a_practice()])
    copy = copy_for_today(paths.practice_log, A_MORNING)
    assert copy is not None
    # Of a disk kept elsewhere, say: those at hand are sealed with the log.
    elsewhere = copy.read_bytes()
    set_lock(log, "the heron by the mill", Stretching(b"sixteen bytes ok", n=2**10))
    log.shut()
    copy.write_bytes(elsewhere)
    thaw = start()
    view = settings_view(thaw)
    thaw.until(view.privacy.change_button.isVisible)

    thaw.qtbot.mouseClick(view.data.copies, Qt.MouseButton.LeftButton)
    thaw.until_said("1 practice, the last on 21 November 2026")
    (dialog,) = thaw.window.findChildren(CopiesDialog)
    row = next(one for one in dialog.rows if "21 November" in one.accessibleName())
    thaw.qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    thaw.click("Go back to it")

    thaw.until(view.privacy.set_button.isVisible)
    assert not view.privacy.change_button.isVisible()
    dialog.close()


def test_a_history_that_another_program_holds_is_waited_for(start: Start, paths: Paths) -> None:
    log = PracticeLog.open(paths.practice_log)
    log.put([a_practice()])
    log.shut()
    with closing(sqlite3.connect(paths.practice_log, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        thaw = start()
        thaw.until_said("Practice can't be saved just now: another program has the history open")
        thaw.click("History")
        thaw.until_said("The history is in use by another program.")
    thaw.until(lambda: "another program" not in thaw.words())
    thaw.until_said("Practices")
