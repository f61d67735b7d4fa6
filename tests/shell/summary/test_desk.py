"""A summary is made only when it is asked for, with what was ticked and nothing else."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.practice.examples import on_day
from tests.shell.desks import Desk
from tests.shell.person import click, words
from thaw.care.items import Item
from thaw.practice.answers import Occasion, answered, keep_answers
from thaw.practice.changes import write_note
from thaw.practice.lock import lock_again, set_lock
from thaw.practice.sealing import Stretching
from thaw.shell.summary.desk import SummaryDesk
from thaw.shell.summary.dialog import SummaryDialog
from thaw.shell.theme import Scheme, Theme

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 20, tzinfo=UTC)


class Asked:
    """A summary desk over a log in which something was practised."""

    def __init__(self, at: Desk, theme: Theme, folder: Path) -> None:
        self.at = at
        self.folder = folder
        self.desk = SummaryDesk(at.desk, at.window, at.read, lambda: NOW, theme, at.background)
        assert at.log is not None
        for days in (1, 3, 40):
            practice = on_day(TODAY - timedelta(days=days))
            at.log.put([practice])
            write_note(at.log, practice.id, f"note {days}", NOW)

    def dialog(self) -> SummaryDialog:
        self.desk.ask()
        self.at.qtbot.waitUntil(lambda: self.at.window.findChild(SummaryDialog) is not None)
        found = self.at.window.findChild(SummaryDialog)
        assert isinstance(found, SummaryDialog)
        return found

    def saved(self, dialog: SummaryDialog, name: str = "mine.html") -> str:
        dialog.save_as(self.folder / name)
        self.at.qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
        self.at.qtbot.waitUntil(lambda: "Saved as" in words(dialog))
        return (self.folder / name).read_text("utf-8")


@pytest.fixture
def asked(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Asked]:
    at = Desk(qtbot, theme, tmp_path)
    with qtbot.waitExposed(at.window):
        at.window.show()
    folder = tmp_path / "out"
    folder.mkdir()
    yield Asked(at, theme, folder)
    for dialog in at.window.findChildren(SummaryDialog):
        dialog.close()
    at.shut()


def test_asking_makes_nothing(asked: Asked) -> None:
    dialog = asked.dialog()
    assert not list(asked.folder.iterdir())
    assert not dialog.path().exists()
    assert "goes nowhere by itself" in words(dialog)


def test_notes_and_ratings_are_left_out_until_they_are_ticked(asked: Asked) -> None:
    dialog = asked.dialog()
    assert "note 1" not in asked.saved(dialog)
    assert "Own ratings" not in asked.saved(dialog)
    dialog.switches["notes"].box.click()
    dialog.switches["ratings"].box.click()
    page = asked.saved(dialog)
    assert "note 1" in page
    assert "note 40" not in page
    assert "too few to tell" in page


def test_ratings_under_the_lock_are_told_to_be_there(asked: Asked) -> None:
    assert asked.at.log is not None
    given = [answered(Occasion.AFTER, Item.BODY, 7, NOW, TODAY)]
    keep_answers(asked.at.log, given)
    set_lock(asked.at.log, "heron", Stretching(b"sixteen bytes ok", n=2**10))
    lock_again(asked.at.log)
    dialog = asked.dialog()
    dialog.switches["ratings"].box.click()

    assert "They are under the passphrase, and so not here." in asked.saved(dialog)


def test_ratings_are_the_middle_of_both_stretches(asked: Asked) -> None:
    assert asked.at.log is not None
    for days, rating in ((0, 7), (28, 4)):
        found = [
            answered(Occasion.AFTER, Item.BODY, rating, NOW, TODAY - timedelta(days=days + n))
            for n in range(6)
        ]
        keep_answers(asked.at.log, found)
    dialog = asked.dialog()
    dialog.switches["ratings"].box.click()
    assert "Body after practice: 7 in the last four weeks, 4 in the four before." in asked.saved(
        dialog
    )


def test_other_days_can_be_chosen(asked: Asked) -> None:
    dialog = asked.dialog()
    choices = [dialog.span.combo.itemText(n) for n in range(dialog.span.combo.count())]
    assert choices == [
        "27 October 2026 to 23 November 2026",
        "29 September 2026 to 26 October 2026",
        "All, since 14 October 2026",
    ]
    asked.at.qtbot.keyClick(dialog.span.combo, Qt.Key.Key_End)
    assert "Three practices on three days" in asked.saved(dialog)
    asked.at.qtbot.keyClick(dialog.span.combo, Qt.Key.Key_Up)
    assert "One practice on one day" in asked.saved(dialog)


def test_what_is_not_ticked_is_not_told(asked: Asked) -> None:
    dialog = asked.dialog()
    dialog.switches["weeks"].box.click()
    dialog.switches["kinds"].box.click()
    assert "<table>" not in asked.saved(dialog)


def test_a_pdf_is_made_beside_the_window(asked: Asked) -> None:
    dialog = asked.dialog()
    dialog.save_as(asked.folder / "mine")
    assert dialog.path() == asked.folder / "mine.pdf"
    asked.at.qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    asked.at.qtbot.waitUntil(lambda: "Saved as" in words(dialog))
    assert (asked.folder / "mine.pdf").read_bytes().startswith(b"%PDF-")


def test_a_file_that_was_not_picked_is_never_replaced(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thaw.shell.summary.dialog.usual_folder", lambda _place: asked.folder)
    dialog = asked.dialog()
    first = dialog.path()
    first.write_text("mine")
    asked.at.qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    asked.at.qtbot.waitUntil(lambda: "Saved as" in words(dialog))
    assert first.read_text() == "mine"
    assert len(list(asked.folder.iterdir())) == 2


def test_a_file_that_was_named_without_its_ending_replaces_none(asked: Asked) -> None:
    there = asked.folder / "mine.pdf"
    there.write_text("mine")
    dialog = asked.dialog()
    dialog.save_as(asked.folder / "mine")
    assert dialog.path() == asked.folder / "mine (2).pdf"
    (asked.folder / "other.html").write_text("mine")
    dialog.save_as(asked.folder / "other.pdf")
    click(asked.at.qtbot, dialog, "Web page (HTML)")
    assert dialog.path() == asked.folder / "other (2).html"


def test_asking_twice_opens_one_dialog(asked: Asked) -> None:
    asked.desk.ask()
    asked.desk.ask()
    dialog = asked.dialog()
    asked.at.background.settle(20_000)
    asked.desk.ask()
    asked.at.background.settle(20_000)
    asked.at.qtbot.waitUntil(dialog.isVisible)

    assert asked.at.window.findChildren(SummaryDialog) == [dialog]


def test_what_cannot_be_saved_is_told_and_can_be_tried_again(asked: Asked) -> None:
    dialog = asked.dialog()
    dialog.save_as(asked.folder / "nowhere" / "mine.html")
    asked.at.qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    asked.at.qtbot.waitUntil(lambda: "can't be saved" in words(dialog))
    assert "Three" not in asked.saved(dialog)


def test_a_log_that_cannot_be_read_is_told(asked: Asked) -> None:
    log, asked.at.log = asked.at.log, None
    asked.desk.ask()
    asked.at.qtbot.waitUntil(
        lambda: any("made just now" in one.text() for one in asked.at.notices.findChildren(QLabel))
    )
    asked.at.log = log


def test_closing_the_dialog_leaves_what_is_being_made_to_be_told(asked: Asked) -> None:
    dialog = asked.dialog()
    dialog.save_as(asked.folder / "mine.html")
    asked.at.qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    dialog.reject()
    asked.at.qtbot.waitUntil(
        lambda: any("is saved as" in one.text() for one in asked.at.notices.findChildren(QLabel))
    )
    assert (asked.folder / "mine.html").exists()


def test_its_list_follows_the_colours_while_it_is_open(asked: Asked, theme: Theme) -> None:
    dialog = asked.dialog()
    combo = dialog.span.combo
    before = combo.grab().toImage().pixelColor(combo.width() // 2, combo.height() // 4)
    theme.choose(Scheme.DARK)
    after = combo.grab().toImage().pixelColor(combo.width() // 2, combo.height() // 4)
    assert before.lightness() > 128 > after.lightness()
