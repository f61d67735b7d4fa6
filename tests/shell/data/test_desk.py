"""One's own data from the settings: out, in by a dialog, and back to a copy."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.practice.examples import A_MORNING, a_practice
from tests.shell.desks import Desk
from thaw.practice.changes import write_note
from thaw.practice.copies import copy_for_today
from thaw.practice.everything import JSON_NAME, export_everything
from thaw.practice.keeper import LogKeeper
from thaw.practice.log import PracticeLog
from thaw.shell.data.copies_dialog import CopiesDialog
from thaw.shell.data.desk import DataDesk
from thaw.shell.data.import_dialog import ImportDialog
from thaw.shell.data.section import DataSection
from thaw.shell.data.store import HistoryStore
from thaw.shell.history.view import HistoryView
from thaw.shell.player.state import PlayerStatus
from thaw.shell.theme import Theme
from thaw.shell.widgets.form_style import form_stylesheet

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)

TABLE = """Datum;Dauer;Titel;Bemerkung
21.11.2026 08:15;10;Sitting;rain on the roof
22.11.2026 08:15;5;Walking;
"""


def clock() -> datetime:
    return NOW


class Data:
    """The desk for one's own data, with a real history and the part of the settings."""

    def __init__(self, at: Desk, theme: Theme, folder: Path) -> None:
        self.at = at
        self.qtbot = at.qtbot
        self.folder = folder
        self.out = folder / "out"
        self.out.mkdir()
        self.keeper = LogKeeper(folder / "data" / "practice.sqlite", clock)
        self.opened: list[Path] = []
        store = HistoryStore(
            read_log=self.keeper.log_to_read,
            write_log=self.keeper.log,
            copies=self.keeper.copies,
            restore=self.keeper.restore,
            folder=folder / "data",
            open_folder=self._open,
        )
        self.desk = DataDesk(at.desk, at.window, store, clock, theme)
        self.section = DataSection(theme)
        self.section.setStyleSheet(form_stylesheet(theme))
        self.qtbot.addWidget(self.section)
        self.desk.serve(self.section)
        at.window.show()
        self.section.show()

    @property
    def log(self) -> PracticeLog:
        return self.keeper.log()

    def copied(self) -> None:
        """Practise once, and have a copy of it from the 21st."""
        self.log.put([a_practice()])
        self.keeper.wait_for_copy()
        assert copy_for_today(self.folder / "data" / "practice.sqlite", A_MORNING) is not None

    def shut(self) -> None:
        self.desk.close()
        self.keeper.shut()

    def click(self, words: str, inside: QWidget | None = None) -> None:
        """Click the button that says this, once it can be clicked."""

        def button() -> QPushButton:
            within = inside or self.at.window
            (found,) = (
                one
                for one in within.findChildren(QPushButton)
                if one.text() == words and one.isVisible() and one.isEnabled()
            )
            return found

        self.qtbot.waitUntil(lambda: self._is_there(button))
        self.qtbot.mouseClick(button(), Qt.MouseButton.LeftButton)

    def said(self, words: str, inside: QWidget | None = None) -> None:
        """Wait until this stands somewhere in sight."""
        self.qtbot.waitUntil(lambda: words in self.sight(inside))

    def sight(self, inside: QWidget | None = None) -> str:
        within = inside or self.at.window
        labels = [one.text() for one in within.findChildren(QLabel) if one.isVisible()]
        lists = [one.toPlainText() for one in within.findChildren(QPlainTextEdit)]
        lists += [one.toPlainText() for one in within.findChildren(QTextEdit) if one.isVisible()]
        return "\n".join([*labels, *lists]).replace("\u200b", "")

    def pick(self, path: Path) -> None:
        """Choose a file or a folder in the dialog that asks for one."""
        self.qtbot.waitUntil(lambda: bool(self._file_dialogs()))
        (dialog,) = self._file_dialogs()
        dialog.fileSelected.emit(str(path))
        dialog.close()

    def look_through_a_diary(self) -> None:
        """Come to where a file with one practice could be taken in."""
        file = self.folder / "diary.csv"
        file.write_text("Date,Minutes\n2026-05-01,5\n", "utf-8")
        self.desk.take_in(file)
        self.click("Look through it")
        self.said("New: 1 practice.")

    def import_dialog(self) -> ImportDialog:
        (dialog,) = self.at.window.findChildren(ImportDialog)
        return dialog

    def _file_dialogs(self) -> list[QFileDialog]:
        return [one for one in self.at.window.findChildren(QFileDialog) if one.isVisible()]

    def _is_there(self, button: Callable[[], QPushButton]) -> bool:
        try:
            button()
        except ValueError:
            return False
        return True

    def _open(self, folder: Path) -> bool:
        self.opened.append(folder)
        return False


@pytest.fixture
def at(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "front").mkdir()
    made = Desk(qtbot, theme, tmp_path / "front")
    yield made
    made.shut()


@pytest.fixture
def data(at: Desk, theme: Theme, tmp_path: Path) -> Iterator[Data]:
    made = Data(at, theme, tmp_path)
    yield made
    made.shut()


def test_everything_is_saved_and_it_is_told_how_many_and_where(data: Data) -> None:
    practice = a_practice()
    data.log.put([practice, a_practice()])
    write_note(data.log, practice.id, "rain", NOW)

    data.click("Export everything", data.section)
    data.pick(data.out)

    data.said("Saved: 2 practices and 1 note or answer", data.section)
    assert str(data.out / "Thaw 2026-11-23") in data.sight(data.section)
    assert (data.out / "Thaw 2026-11-23" / JSON_NAME).is_file()


def test_a_folder_that_takes_nothing_is_said(data: Data) -> None:
    data.click("Export everything", data.section)
    data.pick(data.folder / "nowhere")

    data.said("It can't be saved there", data.section)


def test_the_folder_is_opened_or_named(data: Data) -> None:
    data.click("Open the folder", data.section)

    assert data.opened == [data.folder / "data"]


def test_thaw_s_own_export_is_shown_first_and_then_taken_in(data: Data) -> None:
    elsewhere = PracticeLog.open(data.folder / "elsewhere" / "practice.sqlite")
    elsewhere.put([a_practice(), a_practice()])
    file = export_everything(elsewhere, data.out, NOW).folder / JSON_NAME
    elsewhere.shut()

    data.click("Import a file", data.section)
    data.click("Choose a file")
    data.pick(file)
    data.said("New: 2 practices.")
    assert data.log.count() == 0
    with data.qtbot.waitSignal(data.desk.changed):
        data.click("Take it in")

    data.said("Taken in: 2 practices.")
    assert data.log.count() == 2


def test_a_file_taken_in_before_has_nothing_new(data: Data) -> None:
    data.log.put([a_practice()])
    file = export_everything(data.log, data.out, NOW).folder / JSON_NAME

    data.desk.take_in(file)

    data.said("Here already: 1.")
    assert "Take it in" not in [one.text() for one in data.at.window.findChildren(QPushButton)]


def test_a_table_is_read_as_the_person_says_it_is(data: Data) -> None:
    file = data.folder / "diary.csv"
    file.write_text(TABLE, "utf-8")

    data.desk.take_in(file)
    data.said("Row 2: 21 November 2026, 08:15, 10 min, ")
    choose(data, "What it was called", "Titel")
    choose(data, "Note", "Bemerkung")
    data.said("Row 2: 21 November 2026, 08:15, 10 min, Sitting")
    data.click("Look through it")
    data.said("New: 2 practices.")
    data.said("New: 1 note or answer.")
    data.click("Take it in")

    data.said("Taken in: 2 practices, 1 note or answer.")
    assert {entry.start.title for entry in data.log.entries()} == {"Sitting", "Walking"}


def choose(data: Data, row: str, words: str) -> None:
    """Choose from a list by keys alone."""
    (combo,) = (
        one for one in data.at.window.findChildren(QComboBox) if one.accessibleName() == row
    )
    combo.setFocus()
    while combo.currentText() != words:
        before = combo.currentIndex()
        data.qtbot.keyClick(combo, Qt.Key.Key_Down)
        assert combo.currentIndex() != before, f"{words} is not among them"


def test_the_first_rows_change_with_what_is_chosen(data: Data) -> None:
    file = data.folder / "diary.csv"
    file.write_text("When,Length\n03/04/2026,90\n", "utf-8")

    data.desk.take_in(file)
    data.said("90 min")
    choose(data, "A plain number counts", "seconds")
    data.said("1 min")
    choose(data, "A plain number counts", "hours")

    data.said("Row 2, column Length: longer than it can be: 90")


def test_rows_that_are_wrong_are_listed_and_none_is_taken_in(data: Data) -> None:
    file = data.folder / "diary.csv"
    rows = "".join(f"2026-05-01,-{number}\n" for number in range(1, 151))
    file.write_text(f"Date,Minutes\n2026-05-01,5\n{rows}", "utf-8")

    data.desk.take_in(file)
    data.click("Look through it")

    data.said("150 rows need to be mended.")
    seen = data.sight()
    assert "Row 3, column Minutes: less than nothing: -1\n" in seen
    assert "Row 102, column Minutes" in seen
    assert "Row 103, column Minutes" not in seen
    assert "… and 50 more rows." in seen
    assert data.log.count() == 0


def test_a_file_that_is_none_is_refused_in_words_and_another_may_be_chosen(data: Data) -> None:
    data.desk.take_in(data.folder)

    data.said("it can't be read")
    data.click("Choose a file")
    data.pick(data.folder / "nothing.json")
    data.said("nothing.json: it can't be read")


def test_an_import_that_is_cancelled_takes_nothing_in(data: Data) -> None:
    data.look_through_a_diary()
    # Somebody else writes, so that it has to wait.
    with data.log.changing():
        data.click("Take it in")
        data.said("Taking in diary.csv")
        data.qtbot.keyClick(data.import_dialog(), Qt.Key.Key_Escape)

    data.said("Nothing was taken in.")
    assert data.log.count() == 0


def test_a_practice_that_begins_elsewhere_has_the_window_and_the_import_goes_on(
    data: Data,
) -> None:
    data.look_through_a_diary()
    # Somebody else writes, so that it has to wait.
    with data.log.changing():
        data.click("Take it in")
        data.said("Taking in diary.csv")

        data.at.begin()

        assert not data.import_dialog().isVisible()
        data.qtbot.keyClick(data.at.player, Qt.Key.Key_Space)
        assert data.at.sitting.status is PlayerStatus.PAUSED
    data.qtbot.waitUntil(lambda: data.log.count() == 1)
    assert not data.import_dialog().isVisible()

    data.at.desk.stop()
    data.at.desk.show_library()

    data.said("Taken in: 1 practice.", data.import_dialog())
    assert data.import_dialog().isVisible()


def test_an_import_out_of_sight_is_shown_where_it_is_asked_for_again(data: Data) -> None:
    data.look_through_a_diary()
    with data.log.changing():
        data.click("Take it in")
        data.said("Taking in diary.csv")
        data.at.begin()

        data.click("Import a file", data.section)

        assert data.import_dialog().isVisible()
        data.click("Cancel", data.import_dialog())
    data.said("Nothing was taken in.")
    assert data.log.count() == 0


def test_a_history_is_gone_back_to_and_today_s_is_kept(data: Data) -> None:
    data.copied()
    data.log.put([a_practice()])

    data.click("Go back to a copy", data.section)
    data.said("1 practice, the last on 21 November 2026")
    data.click("Go back", first_row(data))
    data.click("Go back to it")

    data.said("The history is as it was on 21 November 2026")
    assert "replaced" in data.sight()
    assert data.log.count() == 1


def first_row(data: Data) -> QWidget:
    """The part of the list that holds the copy of the 21st."""
    (dialog,) = data.at.window.findChildren(CopiesDialog)
    button = next(one for one in dialog.rows if "21 November" in one.accessibleName())
    parent = button.parentWidget()
    assert parent is not None
    return parent


def test_nothing_is_put_back_while_a_practice_is_on(data: Data) -> None:
    data.copied()
    data.at.begin()

    data.click("Go back to a copy", data.section)
    data.said("21 November 2026")
    data.click("Go back", first_row(data))
    data.click("Go back to it")

    data.said("A practice is on.")
    assert data.log.count() == 1


def test_nothing_is_put_back_while_another_thaw_writes(data: Data) -> None:
    data.copied()
    other = PracticeLog.open(data.folder / "data" / "practice.sqlite")
    try:
        data.click("Go back to a copy", data.section)
        data.said("21 November 2026")
        data.click("Go back", first_row(data))
        data.click("Go back to it")

        data.said("Another Thaw has the history open.")
    finally:
        other.shut()
    assert data.log.count() == 1


def test_a_copy_is_kept_where_it_is_after_all(data: Data) -> None:
    data.copied()

    data.click("Go back to a copy", data.section)
    data.said("21 November 2026")
    data.click("Go back", first_row(data))
    data.click("Keep today's")

    data.said("One is made on each day of use.")


def test_without_a_copy_it_says_so(data: Data) -> None:
    data.click("Go back to a copy", data.section)

    data.said("There is no copy yet.")


def test_a_file_dropped_on_the_history_is_told(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    view = HistoryView(theme, lambda *_: None)
    qtbot.addWidget(view)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "diary.csv"))])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    entering = QDragEnterEvent(QPoint(5, 5), copy, mime, left, none)
    view.dragEnterEvent(entering)
    assert entering.isAccepted()

    with qtbot.waitSignal(view.file_dropped) as told:
        view.dropEvent(QDropEvent(QPointF(5, 5), copy, mime, left, none))

    assert told.args == [tmp_path / "diary.csv"]


def test_words_alone_come_in_as_well(data: Data) -> None:
    file = data.folder / "words.json"
    page = {
        "id": "5f0c6a2e-0000-4000-8000-000000000001",
        "kind": "page",
        "words": "rain",
        "prompt": "",
        "written_utc": "2026-11-21T08:15:00.000Z",
        "edited_utc": None,
        "local_date": "2026-11-21",
        "practice": None,
    }
    file.write_text(json.dumps({"thaw_words": 1, "journal": [page], "answers": []}), "utf-8")

    data.desk.take_in(file)
    data.click("Take it in")

    data.said("Taken in: 1 note or answer.")


def test_a_file_is_taken_in_by_the_keyboard_alone(data: Data) -> None:
    file = data.folder / "diary.csv"
    file.write_text("Date,Minutes\n2026-05-01,5\n", "utf-8")

    def press(words: str, inside: QWidget) -> None:
        """Go from what has the keyboard to the button that says this, and press it."""
        data.qtbot.waitUntil(lambda: inside.focusWidget() is not None)
        for _ in range(30):
            at = inside.focusWidget()
            assert at is not None
            if isinstance(at, QPushButton) and at.text() == words and at.isVisible():
                data.qtbot.keyClick(at, Qt.Key.Key_Return)
                return
            data.qtbot.keyClick(at, Qt.Key.Key_Tab)
        raise AssertionError(f"no way leads to {words}")

    data.desk.ask_import()
    dialog = data.import_dialog()
    press("Choose a file", dialog)
    data.pick(file)
    data.said("The first rows")
    press("Look through it", dialog)
    data.said("New: 1 practice.")
    press("Take it in", dialog)
    data.said("Taken in: 1 practice.")
    press("Close", dialog)

    assert data.log.count() == 1
    data.qtbot.waitUntil(lambda: not data.at.window.findChildren(ImportDialog))
