"""A person and their journal: read, found, written, and taken along."""

import time
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from tests.shell.journal.person import NOW, PASSPHRASE, TODAY, Person
from thaw.practice.journal import JournalPage, PageKind, pages, put_pages
from thaw.practice.lock import lock_again, set_lock
from thaw.practice.sealing import Stretching


def test_pages_are_listed_newest_first_with_day_and_session(writer: Person) -> None:
    model = writer.view.all.model
    shown = [model.words(model.index(n, 0)) for n in range(model.rowCount())]

    assert [(one.first, one.aside, one.second) for one in shown] == [
        ("Bread, and a long walk.", "Today", "A page of its own"),
        ("Rain on the roof.", "Yesterday", "Breath Awareness · note"),
        ("Tired.", "Mon 23 November", "Breath Awareness"),
    ]
    read_out = model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert read_out == "Yesterday, Breath Awareness · note: Rain on the roof."


def test_an_empty_journal_says_how_pages_come_into_it(person: Person) -> None:
    person.open()

    assert "From a practice, pages come only if you say keep." in person.words()
    assert not any(b.isVisible() for b in (person.view.all._export, person.view.all._erase))


def test_words_are_sought_in_all_pages(writer: Person) -> None:
    writer.qtbot.keyClick(writer.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    writer.qtbot.keyClicks(writer.view.all.words, "ROOF rain")
    writer.until(lambda: writer.rows() == ["Rain on the roof."])

    writer.qtbot.keyClicks(writer.view.all.words, " snow")
    writer.until_said("No page has all of these words.")
    writer.qtbot.keyClick(writer.view.all.words, Qt.Key.Key_Escape)
    writer.until(lambda: len(writer.rows()) == 3)


def test_what_a_session_asked_stands_above_what_was_written(writer: Person) -> None:
    writer.qtbot.keyClick(writer.view, Qt.Key.Key_Down)
    writer.qtbot.keyClick(writer.view.all.list, Qt.Key.Key_End)
    writer.qtbot.keyClick(writer.view.all.list, Qt.Key.Key_Return)
    writer.until(writer.view.page.isVisible)

    assert "What is here?" in writer.words()
    assert "Mon 23 November · Breath Awareness" in writer.words()
    assert writer.view.page.box.text() == "Tired."


def test_a_page_is_written_without_a_practice_and_taken_back(person: Person) -> None:
    person.open()
    person.qtbot.keyClick(person.view, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    person.type("The sea,\nall day.")
    person.qtbot.keyClick(
        person.view.page.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    person.until_said("The page is kept.")

    person.until(lambda: person.rows() == ["The sea, all day."])
    (page,) = pages(person.log)
    assert (page.kind, page.local_date, page.practice_id) == (PageKind.PAGE, TODAY, None)
    person.click("Undo")
    person.until(lambda: person.rows() == [])
    assert person.kept() == []


def test_keys_that_mean_something_around_the_page_are_only_typed(person: Person) -> None:
    person.open()
    person.click("Write a page")
    person.type("q t  r")
    person.qtbot.keyClick(person.view.page.box, Qt.Key.Key_F5)

    assert person.view.page.box.text() == "q t  r"
    assert person.view.page.isVisible()


def test_everything_is_written_to_a_chosen_file(
    writer: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goal = tmp_path / "mine"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(goal), ""))

    writer.click("Export…")

    writer.until_said(f"3 pages are written to {goal}.md")
    text = (tmp_path / "mine.md").read_text("utf-8")
    assert "## 2026-11-24, Breath Awareness\n\nRain on the roof.\n" in text


def test_a_damaged_page_says_so_and_the_others_are_read(writer: Person) -> None:
    set_lock(writer.log, PASSPHRASE, Stretching(b"sixteen bytes ok", n=2**10))
    with writer.log.changing() as writing:
        writing.execute(
            "UPDATE journal SET sealed = x'0102' WHERE id = ?", (pages(writer.log)[0].id,)
        )
    writer.desk.refresh()
    writer.until(lambda: writer.rows()[0] == "This page can't be read")

    assert writer.rows()[1:] == ["Rain on the roof.", "Tired."]
    writer.open_first()
    assert "what is kept of it is damaged" in writer.words()
    assert not writer.view.page.box.isVisible()
    writer.click("Done")
    writer.until(writer.view.all.isVisible)
    assert len(writer.kept()) == 3


def test_words_that_a_damaged_lock_can_not_seal_stay_and_it_is_said_why(writer: Person) -> None:
    set_lock(writer.log, PASSPHRASE, Stretching(b"sixteen bytes ok", n=2**10))
    lock_again(writer.log)
    with writer.log.changing() as writing:
        writing.execute("UPDATE lock SET public_key = zeroblob(32)")
    writer.desk.refresh()
    writer.click("Write a page")
    writer.type("The sea, all day.")
    writer.click("Keep it")

    writer.until_said("what is kept for the passphrase is damaged")
    assert writer.view.page.box.text() == "The sea, all day."


def test_twenty_thousand_pages_are_listed_without_holding_up_the_window(person: Person) -> None:
    day = TODAY - timedelta(days=20_000)
    put_pages(
        person.log,
        [
            JournalPage(f"page-{n}", PageKind.PAGE, f"Day {n} " + "words " * 200, NOW, day)
            for n in range(20_000)
        ],
    )
    person.open()
    person.until(lambda: len(person.rows()) == 20_000)
    list_ = person.view.all.list

    begun = time.perf_counter()
    for place in range(0, 20_000, 500):
        list_.scrollTo(person.view.all.model.index(place, 0))
        list_.viewport().grab()
    assert (time.perf_counter() - begun) / 40 < 0.2
