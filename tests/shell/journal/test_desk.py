"""A person and their journal: read, found, written, changed, taken away, locked and erased."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.practice.examples import a_practice
from tests.practice.holders import holders
from tests.shell.person import SOON_MS, PersonWithLog
from thaw.practice.changes import write_note
from thaw.practice.copies import copy_for_today
from thaw.practice.journal import JournalPage, PageKind, keep_page, pages, put_pages, remove_page
from thaw.practice.lock import can_read, lock_again, set_lock
from thaw.practice.sealing import Stretching
from thaw.settings import Settings
from thaw.shell.journal.desk import JournalDesk
from thaw.shell.journal.lock_desk import LockDesk, Logs
from thaw.shell.theme import Theme

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
TODAY = date(2026, 11, 25)
PASSPHRASE = "the heron by the mill"


class Person(PersonWithLog):
    """Someone at their journal, with a real log behind it."""

    def __init__(self, qtbot: QtBot, theme: Theme, folder: Path) -> None:
        super().__init__(qtbot, folder)
        logs = Logs(lambda: self.log, self.write)
        self.settings = Settings()
        self.lock = LockDesk(logs, lambda: self.settings, self.background)
        self.desk = JournalDesk(
            theme, logs, self.lock, lambda: self.settings, lambda: NOW, self.background
        )
        self.view = self.desk.view
        # They go with the view, on this thread: a timer must not be left to a worker's.
        self.lock.setParent(self.view)
        self.desk.setParent(self.view)
        qtbot.addWidget(self.view)
        self.view.resize(800, 900)

    @property
    def sight(self) -> QWidget:
        return self.view

    def open(self) -> None:
        self.view.show()
        self.until(lambda: self.view.all._nothing.isVisible() or self.rows() or self.is_locked())

    def is_locked(self) -> bool:
        return self.view.locked.isVisible()

    def rows(self) -> list[str]:
        model = self.view.all.model
        return [str(model.index(n, 0).data()) for n in range(model.rowCount())]

    def open_first(self) -> None:
        self.qtbot.keyClick(self.view, Qt.Key.Key_Down)
        self.qtbot.keyClick(self.view.all.list, Qt.Key.Key_Return)
        self.until(self.view.page.isVisible)

    def type(self, text: str) -> None:
        first, *others = text.split("\n")
        self.qtbot.keyClicks(self.view.page.box, first)
        for line in others:
            self.qtbot.keyClick(self.view.page.box, Qt.Key.Key_Return)
            self.qtbot.keyClicks(self.view.page.box, line)

    def kept(self) -> list[str]:
        return [page.words for page in pages(self.log)]


@pytest.fixture
def person(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Person]:
    made = Person(qtbot, theme, tmp_path)
    yield made
    made.view.close()
    made.shut()


@pytest.fixture
def writer(person: Person) -> Person:
    """With three pages: one of today, a note of yesterday, a page of a practice before."""
    practice, before = a_practice(NOW - timedelta(days=1)), a_practice(NOW - timedelta(days=2))
    person.log.put([practice, before])
    write_note(person.log, practice.id, "Rain on the roof.", NOW)
    keep_page(person.log, "Tired.", NOW, TODAY - timedelta(days=2), "What is here?", before.id)
    keep_page(person.log, "Bread, and a long\n\nwalk.", NOW, TODAY)
    person.open()
    return person


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


def test_a_page_begun_and_let_go_is_nowhere_kept(person: Person) -> None:
    person.open()
    person.click("Write a page")
    person.type("Not this.")
    person.click("Let it go")

    assert person.view.all.isVisible()
    person.background.settle(SOON_MS)
    assert person.kept() == []


def test_a_page_let_go_can_be_taken_up_again_and_no_file_ever_holds_it(
    person: Person, tmp_path: Path
) -> None:
    person.open()
    person.click("Write a page")
    person.type("Not this.\nOr perhaps.")
    person.click("Let it go")
    assert "The page is let go, and kept nowhere." in person.words()

    person.click("Undo")
    assert person.view.page.isVisible()
    assert person.view.page.box.text() == "Not this.\nOr perhaps."
    assert not person.view.undo.isVisible()
    person.background.settle(SOON_MS)
    assert holders(tmp_path, "Not this.") == []
    person.click("Keep it")
    person.until(lambda: person.kept() == ["Not this.\nOr perhaps."])


def test_an_empty_page_let_go_is_no_matter(person: Person) -> None:
    person.open()
    person.click("Write a page")
    person.type("  ")
    person.click("Let it go")

    assert person.view.all.isVisible()
    assert not person.view.undo.isVisible()


def test_a_page_taken_up_again_takes_nothing_from_the_one_being_written(person: Person) -> None:
    person.open()
    person.click("Write a page")
    person.type("Let go of.")
    person.click("Let it go")
    person.click("Write a page")
    person.type("Written since.")
    person.is_full = True
    person.click("Undo")
    person.until_said("It can't be kept just now: the disk is full")
    assert person.view.page.box.text() == "Written since."

    person.is_full = False
    person.click("Undo")
    person.until(lambda: person.view.page.box.text() == "Let go of.")
    assert person.kept() == ["Written since."]


@pytest.mark.parametrize("how", ["All right", "leave", "lock"])
def test_what_was_let_go_is_forgotten_once_no_way_back_is_offered(person: Person, how: str) -> None:
    person.open()
    person.click("Write a page")
    person.type("Not this.")
    person.click("Let it go")
    if how == "leave":
        person.view.hide()
    elif how == "lock":
        person.lock.changed.emit()
    else:
        person.click(how)

    assert person.desk._way_back is None
    person.view.show()
    assert not person.view.undo.isVisible()
    person.desk.close()
    assert person.kept() == []


def test_leaving_a_page_keeps_what_was_changed_and_it_can_be_undone(writer: Person) -> None:
    writer.open_first()
    writer.type("Later: ")
    writer.qtbot.keyClick(writer.view.page.box, Qt.Key.Key_Escape)
    writer.until_said("The page is changed.")

    assert writer.kept()[0] == "Later: Bread, and a long\n\nwalk."
    assert pages(writer.log)[0].edited_utc == NOW
    writer.qtbot.keyClick(writer.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    writer.until(lambda: writer.kept()[0] == "Bread, and a long\n\nwalk.")
    assert pages(writer.log)[0].edited_utc is None


def test_what_was_not_changed_is_not_touched(writer: Person) -> None:
    before = pages(writer.log)
    writer.open_first()
    writer.qtbot.keyClick(writer.view.page.box, Qt.Key.Key_Escape)
    writer.until(writer.view.all.isVisible)

    assert pages(writer.log) == before
    assert not writer.view.undo.isVisible()


def test_going_elsewhere_and_quitting_keep_what_was_typed(writer: Person) -> None:
    writer.open_first()
    writer.type("One. ")
    writer.view.hide()
    writer.until(lambda: writer.kept()[0].startswith("One. Bread"))
    writer.until(lambda: writer.view.page.opened is None)

    writer.open()
    writer.click("Write a page")
    writer.type("Unfinished")
    writer.desk.close()
    assert "Unfinished" in writer.kept()


def test_a_window_that_is_put_away_for_a_moment_is_not_left(person: Person) -> None:
    person.open()
    person.click("Write a page")
    person.type("Half a sen")
    person.view.showMinimized()
    person.until(person.view.isMinimized)
    person.view.showNormal()
    person.until(lambda: not person.view.isMinimized())
    assert person.view.page.opened is not None
    person.type("tence.")
    person.background.settle(SOON_MS)
    assert person.kept() == []
    person.click("Keep it")
    person.until(lambda: person.kept() == ["Half a sentence."])


def test_a_page_is_removed_by_key_and_put_back(writer: Person) -> None:
    before = pages(writer.log)
    writer.qtbot.keyClick(writer.view, Qt.Key.Key_Down)
    writer.qtbot.keyClick(writer.view.all.list, Qt.Key.Key_Delete)
    writer.until_said("The page is out of the journal.")
    writer.until(lambda: len(writer.rows()) == 2)

    writer.click("Undo")
    writer.until(lambda: len(writer.rows()) == 3)
    assert pages(writer.log) == before


def test_a_page_emptied_is_removed(writer: Person) -> None:
    writer.open_first()
    writer.view.page.box.selectAll()
    writer.qtbot.keyClick(writer.view.page.box, Qt.Key.Key_Delete)
    writer.click("Done")

    writer.until_said("The page is out of the journal.")
    assert len(writer.kept()) == 2


def test_what_cannot_be_kept_stays_on_the_page(writer: Person) -> None:
    writer.is_full = True
    writer.open_first()
    writer.type("More. ")
    writer.click("Done")

    writer.until_said("It can't be kept just now: the disk is full")
    assert writer.view.page.box.text().startswith("More. Bread")
    writer.is_full = False
    writer.click("Done")
    writer.until_said("The page is changed.")


def test_a_page_that_is_gone_by_now_is_said_to_be(writer: Person) -> None:
    remove_page(writer.log, pages(writer.log)[0].id)
    writer.qtbot.keyClick(writer.view, Qt.Key.Key_Down)
    writer.qtbot.keyClick(writer.view.all.list, Qt.Key.Key_Return)

    writer.until_said("The page can't be opened: it is not there any more")


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


def test_erasing_is_explained_then_done_and_what_is_gone_is_told(
    writer: Person, tmp_path: Path
) -> None:
    copy_for_today(writer.log.path, NOW)
    assert len(holders(tmp_path, "Rain on the roof")) >= 2
    writer.click("Erase all…")
    assert "There is no way back." in writer.words()
    assert not writer.button("Erase the journal").isEnabled()

    writer.click("All I wrote here may go for good")
    writer.click("Erase the journal")

    writer.until_said("3 pages are gone.")
    assert "none holds a word of the journal any more" in writer.words()
    assert holders(tmp_path, "Rain on the roof") == []
    assert writer.log.count() == 2
    writer.click("Back to the journal")
    writer.until_said("Nothing is kept here.")


def test_files_that_could_not_be_gone_through_are_named(writer: Person, tmp_path: Path) -> None:
    damaged = tmp_path / "practice.damaged-20261101-080000.sqlite"
    damaged.write_bytes(b"not a database")
    writer.click("Erase all…")
    writer.click("All I wrote here may go for good")
    writer.click("Erase the journal")

    writer.until_said(str(damaged))


def test_leaving_the_question_erases_nothing(writer: Person) -> None:
    writer.click("Erase all…")
    writer.qtbot.keyClick(writer.view, Qt.Key.Key_Escape)

    assert writer.view.all.isVisible()
    assert len(writer.kept()) == 3


def test_while_locked_only_the_lock_is_seen(writer: Person) -> None:
    set_lock(writer.log, PASSPHRASE, Stretching(b"sixteen bytes ok", n=2**10))
    lock_again(writer.log)
    writer.view.hide()
    writer.view.show()
    writer.until(writer.is_locked)

    assert writer.rows() == []
    assert "The journal is under your passphrase." in writer.words()
    assert not writer.view.all.isVisible()


def test_the_passphrase_opens_it_and_another_is_answered_calmly(writer: Person) -> None:
    set_lock(writer.log, PASSPHRASE, Stretching(b"sixteen bytes ok", n=2**10))
    writer.lock.lock()
    writer.until(writer.is_locked)
    field = writer.view.locked.passphrase

    for _ in range(2):
        field.selectAll()
        writer.qtbot.keyClicks(field, "the crane")
        writer.qtbot.keyClick(field, Qt.Key.Key_Return)
        writer.until_said("That is not the passphrase. Nothing has changed")
        writer.until(writer.button("Unlock").isEnabled)
        writer.view.locked.say("")
    field.clear()
    writer.qtbot.keyClicks(field, PASSPHRASE)
    writer.click("Unlock")

    writer.until(lambda: len(writer.rows()) == 3)
    assert writer.view.all.isVisible()
    writer.click("Lock now")
    writer.until(writer.is_locked)
    assert not can_read(writer.log)
    assert field.text() == ""


def test_it_locks_by_itself_after_some_minutes_and_keeps_what_is_being_written(
    writer: Person,
) -> None:
    set_lock(writer.log, PASSPHRASE, Stretching(b"sixteen bytes ok", n=2**10))
    writer.lock.unlock(PASSPHRASE, lambda _: None, lambda _: None)
    writer.until(writer.lock._idle.isActive)
    assert writer.lock._idle.interval() == 10 * 60_000
    writer.open_first()
    writer.type("Half a ")

    writer.lock._idle.setInterval(0)

    writer.until(writer.is_locked)
    writer.until(lambda: not can_read(writer.log))
    writer.lock.unlock(PASSPHRASE, lambda _: None, lambda _: None)
    writer.until(lambda: can_read(writer.log) and len(writer.rows()) == 3)
    assert writer.kept()[0].startswith("Half a Bread")


def test_typing_begins_the_minutes_anew(writer: Person) -> None:
    set_lock(writer.log, PASSPHRASE, Stretching(b"sixteen bytes ok", n=2**10))
    writer.lock.unlock(PASSPHRASE, lambda _: None, lambda _: None)
    writer.until(writer.lock._idle.isActive)
    writer.open_first()
    writer.lock._idle.setInterval(50_000)

    writer.type("a")

    assert writer.lock._idle.interval() == 10 * 60_000


def test_a_page_can_be_written_while_it_is_locked(writer: Person) -> None:
    set_lock(writer.log, PASSPHRASE, Stretching(b"sixteen bytes ok", n=2**10))
    writer.lock.lock()
    writer.until(writer.is_locked)

    writer.click("Write a page")
    writer.type("Blind.")
    writer.click("Keep it")
    writer.until_said("The page is kept.")

    assert writer.is_locked()
    assert holders(writer.log.path.parent, "Blind.") == []
    writer.lock.unlock(PASSPHRASE, lambda _: None, lambda _: None)
    writer.until(lambda: "Blind." in writer.rows())


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
