"""The journal behind a passphrase, and the journal erased."""

from pathlib import Path

from PySide6.QtCore import Qt

from tests.practice.holders import holders
from tests.shell.journal.person import NOW, PASSPHRASE, Person
from thaw.practice.copies import copy_for_today
from thaw.practice.lock import can_read, lock_again, set_lock
from thaw.practice.sealing import Stretching


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
