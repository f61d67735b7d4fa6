"""Asking how, and where, a session is to be saved as a sound file."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.shell.person import Person
from tests.shell.samples import BREATH
from thaw.audio.sinks import ExportFailed, ExportFault
from thaw.shell.audio_export import form as export_form
from thaw.shell.audio_export.dialog import ExportDialog
from thaw.shell.audio_export.form import ExportForm, Format
from thaw.shell.audio_export.words import failure_text, formats
from thaw.shell.library.state import Card
from thaw.shell.long_work import LongWork
from thaw.shell.theme import Theme

NEEDS_FFMPEG = "That needs ffmpeg, which is not installed."
FORMATS = (Format("mp3", NEEDS_FFMPEG), Format("flac"), Format("ogg"), Format("m4a", NEEDS_FFMPEG))
SESSION = replace(BREATH, title="Rest: here/there", shortest=3, longest=30, minutes=10)


class Asked(Person):
    """The dialog over a window, and what it asked for."""

    def __init__(self, qtbot: QtBot, theme: Theme, *, offers_levels: bool = True) -> None:
        self.qtbot = qtbot
        self.wishes: list[tuple[int, Path]] = []
        self.own_levels: list[bool] = []
        self.exporting = LongWork("export")
        self.parent = QWidget()
        self.parent.resize(700, 600)
        qtbot.addWidget(self.parent)
        self.dialog = ExportDialog(
            theme,
            SESSION,
            FORMATS,
            self._begin,
            self.exporting,
            _words,
            self.parent,
            offers_levels=offers_levels,
        )
        qtbot.addWidget(self.dialog)
        self.parent.show()
        self.dialog.open()

    @property
    def sight(self) -> QWidget:
        return self.dialog

    def _begin(self, card: Card, path: Path, has_own_levels: bool) -> None:
        self.wishes.append((card.minutes, path))
        self.own_levels.append(has_own_levels)


def _words(error: Exception) -> str:
    return failure_text(error) if isinstance(error, ExportFailed) else f"Because: {error}"


@pytest.fixture
def asked(
    qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Asked]:
    monkeypatch.setattr(export_form, "usual_folder", lambda _place: tmp_path)
    made = Asked(qtbot, theme)
    yield made
    made.exporting.close()
    made.dialog.close()


@pytest.mark.parametrize("has_own_levels", [False, True])
def test_it_is_as_loud_as_it_was_made_unless_ones_own_levels_are_asked_for(
    asked: Asked, has_own_levels: bool
) -> None:
    if has_own_levels:
        asked.click("With my own levels")
    asked.click("Save")
    assert asked.own_levels == [has_own_levels]


def test_levels_that_make_no_difference_are_not_asked_about(qtbot: QtBot, theme: Theme) -> None:
    asked = Asked(qtbot, theme, offers_levels=False)
    assert "as loud as it was made" not in asked.words()
    asked.exporting.close()
    asked.dialog.close()


def test_it_begins_with_a_sensible_name_in_a_format_that_can_be_made(
    asked: Asked, tmp_path: Path
) -> None:
    assert asked.dialog.path() == tmp_path / "Rest- here-there, 10 min.flac"
    assert str(asked.dialog.path()) in asked.words()


def test_what_cannot_be_made_here_says_why(asked: Asked) -> None:
    assert f"Not here: mp3, m4a. {NEEDS_FFMPEG}" in asked.words()
    chips = {one.text(): one.isEnabled() for one in asked.dialog.findChildren(QPushButton)}
    assert (chips["mp3"], chips["flac"], chips["ogg"]) == (False, True, True)


def test_length_and_format_are_in_the_name(asked: Asked, tmp_path: Path) -> None:
    asked.click("20 min")
    asked.click("ogg")
    asked.click("Save")
    assert asked.wishes == [(20, tmp_path / "Rest- here-there, 20 min.ogg")]
    assert "Writing Rest- here-there, 20 min.ogg" in asked.words()


def test_a_file_is_only_replaced_after_asking(asked: Asked, tmp_path: Path) -> None:
    asked.dialog.path().touch()
    asked.click("Save")
    assert asked.wishes == []
    assert "There is a file called Rest- here-there, 10 min.flac already." in asked.words()
    asked.click("Keep it")
    assert asked.wishes == []
    asked.click("Save")
    asked.click("Replace it")
    assert asked.wishes == [(10, tmp_path / "Rest- here-there, 10 min.flac")]


@pytest.mark.parametrize(
    ("chosen", "becomes"),
    [
        ("evening.ogg", "evening.ogg"),
        ("evening", "evening.flac"),
        ("evening.mp3", "evening.mp3.flac"),
        ("Dr. Rest", "Dr. Rest.flac"),
    ],
)
def test_another_place_and_name_may_be_chosen(
    asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chosen: str, becomes: str
) -> None:
    given = (str(tmp_path / "there" / chosen), "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: given)
    asked.click("Elsewhere…")
    assert asked.dialog.path() == tmp_path / "there" / becomes
    asked.click("20 min")
    assert asked.dialog.path().name == becomes


def test_it_shows_how_far_it_is_and_where_the_file_is(asked: Asked) -> None:
    asked.click("Save")
    (bar,) = asked.dialog.findChildren(QProgressBar)
    asked.exporting.progressed.emit(0.4)
    assert bar.isVisible()
    assert bar.value() == 0.4 * bar.maximum()
    asked.exporting.finished.emit()
    assert f"Saved as {asked.dialog.path()}" in asked.words()
    asked.click("Close")
    assert not asked.dialog.isVisible()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ExportFailed(ExportFault.DISK_FULL), "There is no room on that disk."),
        (ExportFailed(ExportFault.NO_FFMPEG), NEEDS_FFMPEG),
        (ExportFailed(ExportFault.CANNOT_WRITE, "read-only"), "It can't be saved there: read-only"),
        (ExportFailed(ExportFault.NO_FILES_THERE, "Read-only"), "Another one may do. (Read-only)"),
        (ExportFailed(ExportFault.NO_FILES_THERE), "No file can be made in that folder."),
        (ValueError("something else"), "Because: something else"),
    ],
)
def test_what_went_wrong_is_said_and_can_be_tried_again(
    asked: Asked, error: Exception, words: str
) -> None:
    asked.click("Save")
    asked.exporting.failed.emit(error)
    assert words in asked.words()
    asked.click("Save")
    assert len(asked.wishes) == 2


def test_cancelling_says_nothing_and_goes_back(asked: Asked, qtbot: QtBot) -> None:
    asked.click("Save")
    asked.exporting.begin(_until_cancelled)
    with qtbot.waitSignal(asked.exporting.failed):
        asked.click("Cancel")
    assert "no room" not in asked.words()
    asked.click("Save")


def test_closing_the_dialog_cancels(asked: Asked, qtbot: QtBot) -> None:
    asked.click("Save")
    asked.exporting.begin(_until_cancelled)
    with qtbot.waitSignal(asked.exporting.failed):
        qtbot.keyClick(asked.dialog, Qt.Key.Key_Escape)
    assert not asked.dialog.isVisible()


def test_formats_are_those_that_can_be_made_here(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert {one.ending for one in formats()} == {"mp3", "flac", "ogg", "opus", "wav", "m4a"}
    monkeypatch.setenv("PATH", str(tmp_path))
    without = {one.ending: one.obstacle for one in formats()}
    assert without["mp3"] == without["m4a"] == NEEDS_FFMPEG
    assert without["flac"] == without["ogg"] == without["wav"] == ""


def _until_cancelled(_progress: object, cancelled: Callable[[], bool]) -> None:
    while not cancelled():
        pass
    raise ExportFailed(ExportFault.CANCELLED)


def test_the_end_of_another_export_is_not_taken_for_its_own(asked: Asked) -> None:
    for told in (asked.exporting.finished.emit, lambda: asked.exporting.failed.emit(OSError())):
        told()
        assert "Save as" in asked.words()
        assert "Because" not in asked.words()


def test_its_buttons_go_below_each_other_where_text_is_large(
    asked: Asked, theme: Theme, qapp: QApplication, qtbot: QtBot
) -> None:
    in_large_text(qapp, theme)
    asked.dialog.resize(360, 700)
    shown = [one for one in asked.dialog.findChildren(QPushButton) if one.isVisible()]
    buttons = [one for one in shown if one.text() in ("Elsewhere…", "Cancel", "Save")]
    assert len(buttons) == 3

    def are_below_each_other() -> bool:
        return len({one.mapTo(asked.dialog, QPoint(0, 0)).y() for one in buttons}) > 1

    qtbot.waitUntil(are_below_each_other)
    right = max(one.mapTo(asked.dialog, QPoint(one.width(), 0)).x() for one in buttons)
    assert right <= asked.dialog.width()


def test_nothing_of_it_is_cut_off_in_a_narrow_window_with_large_text(
    asked: Asked, theme: Theme, qapp: QApplication, qtbot: QtBot
) -> None:
    in_large_text(qapp, theme)
    asked.dialog.resize(360, 480)
    assert asked.dialog.width() == 360
    (page,) = [one for one in asked.dialog.findChildren(QScrollArea) if one.isVisible()]
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0)
    qtbot.waitUntil(lambda: page.horizontalScrollBar().maximum() == 0)
    save = asked.button("Save")
    page.ensureWidgetVisible(save)
    assert save.visibleRegion().boundingRect() == save.rect()


def in_large_text(qapp: QApplication, theme: Theme) -> None:
    font = QFont(qapp.font())
    font.setPointSizeF(18.0)
    qapp.setFont(font)
    theme.refresh()


def test_a_name_that_no_disk_takes_is_left_to_the_making_to_refuse(
    asked: Asked, tmp_path: Path
) -> None:
    path = tmp_path / f"{'long' * 100}.flac"
    asked.dialog.form.save_as(path)
    asked.click("Save")
    assert asked.wishes == [(10, path)]


def test_a_long_title_in_any_script_makes_a_name_that_a_disk_takes(
    qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_form, "usual_folder", lambda _place: tmp_path)
    card = replace(SESSION, title="静かな時間" * 24)
    form = ExportForm(theme, card, FORMATS, offers_levels=False)
    qtbot.addWidget(form)
    form.path().touch()
    assert form.path().name.startswith("静かな時間")
