"""The dialogs of one's own data by themselves: nothing is cut off, and every fault has words."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from thaw.practice.copies import CopyContent, CopyKind, LogCopy
from thaw.practice.file_look import first_lines, look_at
from thaw.practice.importing import ImportReport
from thaw.practice.other_apps import Whereabouts
from thaw.practice.problems import ImportProblem, ProblemKind
from thaw.shell.data.copies_dialog import CopiesDialog, CopyState
from thaw.shell.data.import_dialog import ImportDialog
from thaw.shell.data.import_words import preview_lines, problem_text
from thaw.shell.theme import Theme

NOW = datetime(2026, 11, 23, tzinfo=UTC)
HERE = Whereabouts(UTC, 0, "", "Practice")
TABLE = "When it was;How many minutes;What\n21.11.2026 08:15;10;Sitting\nsoon;5;x\n"


@pytest.fixture(params=[9.0, 18.0])
def narrow(
    request: pytest.FixtureRequest, qapp: QApplication, theme: Theme, qtbot: QtBot
) -> QWidget:
    """A window of 360 pixels, at text of the usual size and twice as large."""
    font = qapp.font()
    font.setPointSizeF(request.param)
    qapp.setFont(font)
    theme.refresh()
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(360, 640)
    window.show()
    return window


def fits(dialog: QWidget) -> bool:
    """Whether what is in sight has room from left to right."""
    assert dialog.width() <= 360
    seen = [page for page in dialog.findChildren(QScrollArea) if page.objectName() == ""]
    pages = [page for page in seen if page.isVisible() and page.widget() is not None]
    assert pages
    return all(page.widget().minimumSizeHint().width() <= page.viewport().width() for page in pages)


def test_each_step_of_an_import_fits_a_narrow_window(
    narrow: QWidget, theme: Theme, tmp_path: Path
) -> None:
    file = tmp_path / "diary.csv"
    file.write_text(TABLE, "utf-8")
    look = look_at(file)
    dialog = ImportDialog(theme, narrow)
    dialog.open()
    assert fits(dialog)

    dialog.show_look(file, look, lambda mapping: first_lines(look, mapping, HERE, NOW))
    assert fits(dialog)
    dialog.show_running("Looking through diary.csv")
    assert fits(dialog)
    problem = ImportProblem(ProblemKind.NOT_A_TIME, 3, "When it was", "soon")
    dialog.show_report(file.name, ImportReport(found=2, problems=(problem,), bad_rows=1))
    assert fits(dialog)
    dialog.show_report(file.name, ImportReport(found=2, added=2))
    assert fits(dialog)
    dialog.show_done(ImportReport(found=2, added=2))
    assert fits(dialog)
    dialog.close()


def test_a_table_that_was_looked_at_can_be_left_again(
    narrow: QWidget, theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "diary.csv"
    file.write_text(TABLE, "utf-8")
    look = look_at(file)
    dialog = ImportDialog(theme, narrow)
    dialog.open()
    dialog.show_running("Looking at diary.csv")
    dialog.show_look(file, look, lambda mapping: first_lines(look, mapping, HERE, NOW))

    qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    assert not dialog.isVisible()


def test_the_copies_fit_a_narrow_window(narrow: QWidget, theme: Theme) -> None:
    file = Path("practice.day-20260923-081500.sqlite")
    copy = LogCopy(file, CopyKind.DAY, date(2026, 9, 23), time(8, 15))
    state = CopyState(copy, CopyContent(1200, date(2026, 9, 23)))
    dialog = CopiesDialog(theme, [state, CopyState(copy, None)], narrow)
    dialog.open()
    assert fits(dialog)
    assert [row.isEnabled() for row in dialog.rows] == [True, False]

    dialog.ask_about(state)
    assert fits(dialog)
    dialog.show_outcome("Done", f"It is kept as {Path('/home/somebody/.local/share') / file}")
    assert fits(dialog)
    dialog.close()


def test_what_carries_a_date_ahead_is_told_before_it_is_taken_in() -> None:
    said = preview_lines(ImportReport(found=2000, added=2000, ahead=1200))

    assert said == [
        "New: 2,000 practices.",
        "Dated ahead, by a clock that was wrong, and taken in as they are: 1,200.",
    ]


def test_who_stays_with_today_is_where_they_came_from(
    narrow: QWidget, theme: Theme, qtbot: QtBot
) -> None:
    days = [LogCopy(Path(f"{n}"), CopyKind.DAY, date(2026, 9, n), time(8)) for n in (1, 2, 3)]
    broken, *whole = [CopyState(copy, CopyContent(9, copy.day)) for copy in days]
    dialog = CopiesDialog(theme, [replace(broken, content=None), *whole], narrow)
    dialog.open()
    qtbot.mouseClick(dialog.rows[2], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.keep, Qt.MouseButton.LeftButton)

    assert dialog.focusWidget() is dialog.rows[2]
    dialog.close()


@pytest.mark.parametrize("kind", ProblemKind)
def test_every_fault_has_words_of_its_own(kind: ProblemKind) -> None:
    words = problem_text(ImportProblem(kind, 3, "Minutes", "x"))

    assert words.startswith("Row 3, column Minutes: ")
    assert words.endswith(": x")
    assert "_" not in words
