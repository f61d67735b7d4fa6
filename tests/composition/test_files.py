"""Session and sound files that come, go, or are no good, while the app runs."""

import os
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from tests.audio.own_files import struck
from tests.audio.recorded import hum, saved
from tests.composition.whole_app import SHORT, Start, Thaw, personal
from tests.core.written_sessions import written
from thaw.paths import Paths
from thaw.practice.entry import Outcome
from thaw.shell.library.problems_dialog import ProblemsDialog
from thaw.shell.library.view import LibraryView

GONGED = written(
    "bell: my-gong",
    "rest: {min: 1s, ideal: 8s, max: 2m}",
    lengths="{default: 12s, from: 10s, to: 60s}",
    category="timer",
    closing="",
)


def test_a_broken_session_file_is_shown_and_the_rest_are_there(start: Start, paths: Paths) -> None:
    file = personal(paths, written("rest: 5s", title="no"))
    thaw = start()

    thaw.until_said("1 session file could not be read")
    assert len(thaw.cards()) >= 4
    thaw.click("See why")
    dialog = thaw.window.findChild(ProblemsDialog)
    assert dialog.text().startswith(f"{file}\n    3:8: YAML reads `no` as yes or no")
    dialog.close()


def test_a_saved_session_appears_and_a_deleted_one_goes_without_a_restart(
    thaw: Thaw, paths: Paths
) -> None:
    thaw.until(lambda: "breath-awareness" in thaw.cards() and paths.personal_sessions.is_dir())
    file = personal(paths, SHORT)
    thaw.until(lambda: "walk" in thaw.cards())
    file.write_text("thaw: 1\n", "utf-8")
    thaw.until_said("1 session file could not be read")
    file.unlink()
    thaw.until(lambda: "walk" not in thaw.cards() and "could not be read" not in thaw.words())


def test_a_bell_of_ones_own_can_be_named_as_soon_as_its_file_is_there(
    thaw: Thaw, paths: Paths
) -> None:
    thaw.until(lambda: "breath-awareness" in thaw.cards() and paths.own_bells.is_dir())
    personal(paths, GONGED)
    thaw.until_said("1 session file could not be read")
    saved(paths.own_bells / "My Gong.wav", struck())
    thaw.until(lambda: "walk" in thaw.cards())
    (paths.own_bells / "My Gong.wav").unlink()
    thaw.until_said("1 session file could not be read")


def test_a_name_that_is_no_text_spoils_nothing(start: Start, paths: Paths) -> None:
    paths.personal_sessions.mkdir(parents=True)
    Path(os.fsdecode(os.fsencode(paths.personal_sessions) + b"/sp\xe4t.yaml")).touch()
    thaw = start()

    thaw.until_said("1 session file could not be read")
    thaw.click("See why")
    dialog = thaw.window.findChild(ProblemsDialog)
    assert "this file is empty" in dialog.text()
    dialog.close()


def drop(view: LibraryView, *files: Path) -> bool:
    """Let files fall on ``view``; return whether it would take them."""
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    left, no_keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    actions = Qt.DropAction.CopyAction
    enters = QDragEnterEvent(QPoint(50, 50), actions, dragged, left, no_keys)
    enters.ignore()
    QApplication.sendEvent(view, enters)
    if enters.isAccepted():
        QApplication.sendEvent(view, QDropEvent(QPointF(50, 50), actions, dragged, left, no_keys))
    return enters.isAccepted()


def test_a_sound_file_dropped_on_the_library_is_a_session(
    thaw: Thaw, paths: Paths, tmp_path: Path
) -> None:
    file = saved(tmp_path / "Evening.wav", hum(70.0))
    thaw.until(lambda: "breath-awareness" in thaw.cards())
    library = thaw.window.current_view()
    assert isinstance(library, LibraryView)
    assert drop(library, file)
    thaw.until_said("Added to the library: Evening")
    thaw.until(lambda: "evening" in thaw.cards())
    assert (paths.personal_sessions / "Evening.wav").read_bytes() == file.read_bytes()

    thaw.click("Begin Evening, 2 min")
    thaw.until(lambda: thaw.output.is_running)
    thaw.hear(95)
    thaw.until_said("Kept in your history.")
    (practice,) = thaw.log()
    assert (practice.start.title, practice.outcome) == ("Evening", Outcome.COMPLETED)


def test_dropped_files_that_are_not_heard_are_told_one_by_one(thaw: Thaw, tmp_path: Path) -> None:
    heard = saved(tmp_path / "Evening.wav", hum(2.0))
    junk = tmp_path / "junk.wav"
    junk.write_text("words")
    notes = tmp_path / "notes.txt"
    notes.touch()
    library = thaw.window.current_view()
    assert isinstance(library, LibraryView)
    assert drop(library, heard, junk, notes)
    thaw.until_said("Added to the library: Evening\n")
    thaw.until_said("junk.wav can't be played: it is not a sound file that can be read.")
    thaw.until_said("Not a sound file, and left out: notes.txt")


def test_a_dropped_file_that_has_lost_its_end_is_told(thaw: Thaw, tmp_path: Path) -> None:
    whole = saved(tmp_path / "whole.wav", hum(10.0))
    half = tmp_path / "half.wav"
    half.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    library = thaw.window.current_view()
    assert isinstance(library, LibraryView)
    assert drop(library, half, whole)
    thaw.until_said("half.wav is cut short: 0:05 of 0:10 can be heard.")
    assert "whole.wav" not in thaw.words()


def test_what_is_no_sound_file_is_not_taken(thaw: Thaw, tmp_path: Path) -> None:
    library = thaw.window.current_view()
    assert isinstance(library, LibraryView)
    assert not drop(library, tmp_path / "notes.txt")


def test_a_dropped_file_that_cannot_be_copied_is_told(thaw: Thaw, tmp_path: Path) -> None:
    library = thaw.window.current_view()
    assert isinstance(library, LibraryView)
    assert drop(library, tmp_path / "gone.mp3")
    thaw.until_said("That file can't be copied")
