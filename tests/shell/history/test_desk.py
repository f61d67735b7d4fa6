"""A person and their history: opened, changed, deleted, added to, and taken back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tests.practice.examples import a_practice
from tests.shell.history.person import NOW, Person
from tests.shell.person import LEFT
from thaw.practice.changes import set_tags, write_note
from thaw.practice.entry import Outcome, Pause, PauseReason, Source
from thaw.practice.journal import note_of
from thaw.shell.history import desk as desk_module
from thaw.shell.theme import Theme


@pytest.fixture
def person(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Person]:
    made = Person(qtbot, theme, tmp_path)
    made.log.put(
        [
            a_practice(NOW - timedelta(hours=3), title="Body Scan", category="body"),
            a_practice(NOW - timedelta(days=1)),
        ]
    )
    yield made
    made.view.close()
    made.shut()


def test_a_practice_opens_to_all_that_is_kept_of_it(person: Person) -> None:
    newest = person.log.entries()[0]
    write_note(person.log, newest.id, "Quiet and slow.", NOW)
    person.open()
    person.open_first()
    form = person.view.entry.form
    assert "Ten minutes, to the end." in person.words()
    assert (form.title.text(), form.minutes.value()) == ("Body Scan", 10)
    assert (form.day.date().toPython(), form.at.time().hour()) == (NOW.date(), 9)
    assert form.category.currentText() == "Body"
    assert form.note.toPlainText() == "Quiet and slow."


def test_every_field_has_a_name_and_is_reached_by_tab(person: Person) -> None:
    person.open()
    person.open_first()
    form = person.view.entry.form
    fields = [form.title, form.day, form.at, form.minutes, form.category, form.tags, form.note]
    assert all(field.accessibleName() for field in fields)
    form.title.setFocus()
    reached = set()
    for _ in range(30):
        focused = person.view.focusWidget()
        reached.add(focused)
        person.qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert set(fields) <= reached
    assert person.button("Done") in reached


def test_leaving_keeps_what_was_changed_and_offers_the_way_back(person: Person) -> None:
    person.open()
    person.open_first()
    form = person.view.entry.form
    person.type_over(form.title, "A Walk")
    person.type_over(form.minutes, "25")
    person.type_over(form.tags, "sea,  evening ,")
    person.type_over(form.note, "Wind.")
    person.qtbot.keyClick(form.note, Qt.Key.Key_Escape)
    person.until_said("A Walk is changed.")
    person.until(lambda: person.titles() == ["A Walk", "Breath Awareness"])
    entry = person.log.entries()[0]
    assert (entry.start.title, entry.progress.practised_ms) == ("A Walk", 25 * 60_000)
    assert (entry.tags, note_of(person.log, entry.id)) == (("sea", "evening"), "Wind.")
    assert person.view.lately.isVisible()

    person.qtbot.keyClick(person.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    person.until(lambda: person.titles() == ["Body Scan", "Breath Awareness"])
    assert person.log.entries()[0].edited_utc is None
    assert note_of(person.log, entry.id) == ""
    assert "is changed" not in person.words()


def test_leaving_without_a_change_changes_nothing(person: Person) -> None:
    before = person.log.entries()
    person.open()
    person.open_first()
    person.click("Done")
    person.until(person.view.lately.isVisible)
    assert person.log.entries() == before
    assert "Undo" not in [
        b.text() for b in person.view.findChildren(QAbstractButton) if b.isVisible()
    ]
    assert person.view.lately.list.hasFocus()


def test_deleting_asks_nothing_and_can_be_undone(person: Person) -> None:
    person.open()
    person.qtbot.keyClick(person.view, Qt.Key.Key_Down)
    person.qtbot.keyClick(person.view.lately.list, Qt.Key.Key_Delete)
    person.until_said("Body Scan is deleted.")
    person.until(lambda: person.titles() == ["Breath Awareness"])
    assert "Today is still open." in person.words()
    person.click("Undo")
    person.until(lambda: person.titles() == ["Body Scan", "Breath Awareness"])
    person.until_said("Ten minutes today.")


def test_an_open_practice_is_deleted_by_its_button(person: Person) -> None:
    person.open()
    person.open_first()
    person.click("Delete")
    person.until(lambda: person.titles() == ["Breath Awareness"])
    assert person.view.lately.isVisible()


def test_what_was_done_elsewhere_is_added_by_key(person: Person) -> None:
    person.open()
    person.qtbot.keyClick(person.view, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = person.view.entry.form
    assert form.title.hasFocus()
    person.qtbot.keyClicks(form.title, "Tai Chi")
    person.type_over(form.minutes, "30")
    person.click("Add it")
    person.until_said("Tai Chi is added.")
    person.until(lambda: "Tai Chi" in person.titles())
    entry = next(one for one in person.log.entries() if one.start.title == "Tai Chi")
    assert (entry.start.source, entry.progress.practised_ms) == (Source.MANUAL, 30 * 60_000)
    assert entry.started_utc == NOW - timedelta(minutes=30)


def test_no_day_can_be_picked_that_an_import_would_refuse(person: Person) -> None:
    person.open()
    person.click("Add a practice done elsewhere")
    form = person.view.entry.form
    form.day.setDate(QDate(1899, 12, 31))
    person.click("Add it")
    person.until(lambda: person.log.count() == 3)
    assert person.log.first_day() == date(1970, 1, 2)


def test_a_practice_with_no_name_goes_by_its_kind(person: Person) -> None:
    person.open()
    person.click("Add a practice done elsewhere")
    person.click("Add it")
    person.until_said("Breath is added.")


def test_nothing_is_added_when_it_is_left(person: Person) -> None:
    person.open()
    person.click("Add a practice done elsewhere")
    person.qtbot.keyClick(person.view.entry.form.title, Qt.Key.Key_Escape)
    person.until(person.view.lately.isVisible)
    assert person.log.count() == 2


def test_a_day_of_the_year_takes_what_was_done_on_it(person: Person) -> None:
    person.open()
    person.click("Year")
    person.view.year.choose(date(2026, 11, 3))
    person.click("Add one on this day")
    person.click("Add it")
    person.until(lambda: person.log.count() == 3)
    assert person.log.entries()[-1].local_date == date(2026, 11, 3)
    person.until_said("One practice, ten minutes.")
    assert person.view.year.isVisible()


def test_what_cannot_be_is_said_and_nothing_typed_is_lost(person: Person) -> None:
    person.open()
    person.click("Add a practice done elsewhere")
    form = person.view.entry.form
    person.qtbot.keyClicks(form.title, "Tomorrow's")
    form.at.setFocus()
    for _ in range(3):
        person.qtbot.keyClick(form.at, Qt.Key.Key_Up)
    person.click("Add it")
    person.until_said("That time is still to come.")
    assert form.title.text() == "Tomorrow's"
    assert person.log.count() == 2


def test_a_full_disk_is_said_and_nothing_typed_is_lost(person: Person) -> None:
    person.open()
    person.open_first()
    person.is_full = True
    person.type_over(person.view.entry.form.note, "Kept here")
    person.click("Done")
    person.until_said("It can't be kept just now: the disk is full")
    assert person.view.entry.form.note.toPlainText() == "Kept here"
    person.is_full = False
    person.click("Done")
    person.until_said("Body Scan is changed.")


def test_a_deletion_that_fails_is_said(person: Person) -> None:
    person.open()
    person.is_full = True
    person.qtbot.keyClick(person.view, Qt.Key.Key_Down)
    person.qtbot.keyClick(person.view.lately.list, Qt.Key.Key_Delete)
    person.until_said("It can't be kept just now: the disk is full")
    assert person.log.count() == 2


def test_how_a_practice_went_is_told_without_blame(person: Person) -> None:
    pauses = (Pause(1, 2, PauseReason.USER), Pause(3, 4, PauseReason.SLEEP))
    entry = a_practice(NOW - timedelta(hours=1), 4 * 60_000, Outcome.STOPPED_BY_CHOICE)
    person.log.put([replace(entry, progress=replace(entry.progress, pauses=pauses, breaths=12))])
    person.open()
    person.open_first()
    assert "Four minutes of ten minutes; it ended when you chose." in person.words()
    assert "Paused twice." in person.words()
    assert "Twelve paced breaths." in person.words()


def test_an_empty_history_can_be_begun_by_hand(person: Person) -> None:
    for entry in person.log.entries():
        person.log.discard(entry.id)
    person.open()
    person.until_said("Nothing is kept here yet.")
    person.click("Add a practice done elsewhere")
    person.click("Add it")
    person.until(lambda: len(person.titles()) == 1)
    assert person.view.lately.isVisible()


def test_the_day_turns_while_one_is_looking(person: Person) -> None:
    person.now = NOW.replace(hour=23, minute=59, second=59, microsecond=900_000)
    person.open()
    person.until_said("Ten minutes today.")
    person.now = NOW + timedelta(hours=12)
    person.until_said("Today is still open.")


IN_USE = "The history is in use by another program. It is shown as soon as it is free."


def test_a_history_that_another_program_holds_is_waited_for_and_shown(person: Person) -> None:
    person.is_held = True
    person.view.show()
    person.until_said(IN_USE)

    person.is_held = False
    person.until(lambda: len(person.titles()) == 2)
    assert IN_USE not in person.words()


def test_nobody_who_left_is_waited_for(person: Person) -> None:
    person.is_held = True
    person.view.show()
    person.until_said(IN_USE)
    person.view.hide()
    person.is_held = False
    person.desk._on_maybe_free()

    person.background.settle(1000)
    assert person.titles() == []


def test_what_somebody_is_writing_stays_while_another_program_holds_the_history(
    person: Person,
) -> None:
    person.open()
    person.open_first()
    person.is_held = True

    person.desk.refresh()
    person.until_said(IN_USE)

    assert person.view.entry.form.title.isVisible()


def test_what_no_field_can_show_whole_stays_whatever_else_is_changed(person: Person) -> None:
    odd = a_practice(NOW, title="  A walk " * 40, ms=45_000)
    person.log.put([odd])
    set_tags(person.log, odd.id, ("one, and the same",))
    kept = person.log.entry(odd.id)
    assert kept is not None
    person.open()
    person.open_first()
    person.click("Done")
    person.until(person.view.lately.isVisible)
    assert person.log.entry(odd.id) == kept

    person.open_first()
    person.type_over(person.view.entry.form.tags, "sea")
    person.click("Done")
    person.until(lambda: person.log.entry(odd.id) != kept)
    assert person.log.entry(odd.id) == replace(kept, tags=("sea",))


def test_undo_asked_twice_undoes_once_and_says_nothing_of_a_fault(person: Person) -> None:
    person.open()
    person.open_first()
    person.click("Delete")
    undo = person.button("Undo")
    person.qtbot.mouseClick(undo, LEFT)
    person.qtbot.mouseClick(undo, LEFT)

    person.until(lambda: person.log.count() == 2 and not person.view.undo.isVisible())
    assert "can't be kept" not in person.words()


def test_what_could_not_be_undone_can_be_once_there_is_room(person: Person) -> None:
    person.open()
    person.open_first()
    person.click("Delete")
    person.button("Undo")
    person.is_full = True
    person.view.undo.undo_asked.emit()
    person.until_said("It can't be kept just now: the disk is full")

    person.is_full = False
    person.view.undo.undo_asked.emit()
    person.until(lambda: person.log.count() == 2)


def test_asked_twice_the_practices_still_come_before_all_the_years(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def noted(name: str) -> None:
        read = getattr(desk_module, name)

        def reads(*asked: object) -> object:
            done.append(name)
            return read(*asked)

        monkeypatch.setattr(desk_module, name, reads)

    for name in ("read_lately", "read_history", "history_rows"):
        noted(name)
    person.view.show()
    person.desk.refresh()
    person.until(person.years_are_known)

    assert done[:4] == ["read_lately", "read_lately", "history_rows", "read_history"]
    assert done.count("read_history") == 1
