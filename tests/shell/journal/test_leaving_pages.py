"""A page that is let go, left, or taken away is where the person would look for it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.practice.holders import holders
from tests.shell.journal.person import NOW, Person
from tests.shell.person import SOON_MS
from thaw.practice.journal import pages, remove_page


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
