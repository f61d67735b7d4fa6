"""Finding practices: by words, kind and days, with a real log behind the view."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from pytestqt.qtbot import QtBot

from tests.practice.examples import a_practice
from tests.shell.history.person import NOW, Person
from thaw.practice.changes import write_note
from thaw.shell.theme import Theme


@pytest.fixture
def person(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Person]:
    made = Person(qtbot, theme, tmp_path)
    scan = a_practice(NOW - timedelta(days=1), title="Body Scan", category="body")
    walk = a_practice(NOW - timedelta(days=9), title="A Walk", category="move")
    sitting = a_practice(NOW - timedelta(days=20), title="Sitting", category="open")
    made.log.put([scan, replace(walk, tags=("by the sea",)), sitting])
    write_note(made.log, sitting.id, "The body was quiet.", NOW)
    made.open()
    yield made
    made.view.close()
    made.shut()


def test_words_are_found_in_titles_tags_and_notes(person: Person) -> None:
    person.qtbot.keyClick(person.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    words = person.view.lately.filters.words
    assert words.hasFocus()
    person.qtbot.keyClicks(words, "BODY")
    person.until(lambda: person.titles() == ["Body Scan", "Sitting"])
    words.clear()
    person.qtbot.keyClicks(words, "sea")
    person.until(lambda: person.titles() == ["A Walk"])
    person.qtbot.keyClick(words, Qt.Key.Key_Escape)
    person.until(lambda: len(person.titles()) == 3)
    assert person.view.lately.isVisible()


def test_a_long_search_goes_through_to_its_end(person: Person) -> None:
    start = NOW - timedelta(days=400)
    person.log.put(a_practice(start + timedelta(minutes=n), title=f"{n}") for n in range(4_000))
    words = person.view.lately.filters.words
    words.setText("séa")  # a test can type ASCII alone
    person.until_said("Nothing here goes by that.")
    words.clear()
    person.qtbot.keyClicks(words, "sea")
    person.until(lambda: person.titles() == ["A Walk"])


def test_nothing_found_is_said(person: Person) -> None:
    words = person.view.lately.filters.words
    person.qtbot.keyClicks(words, "submarine")
    person.until_said("Nothing here goes by that.")
    words.clear()
    person.until(lambda: len(person.titles()) == 3)
    assert "Nothing here goes by that." not in person.words()


def test_enter_goes_to_what_was_found(person: Person) -> None:
    words = person.view.lately.filters.words
    person.qtbot.keyClicks(words, "walk")
    person.qtbot.keyClick(words, Qt.Key.Key_Return)
    assert person.view.lately.list.hasFocus()
    person.until(lambda: person.titles() == ["A Walk"])


def test_a_kind_is_chosen_by_key(person: Person) -> None:
    kind = person.view.lately.filters.kind
    kind.setFocus()
    while kind.currentText() != "Movement":
        person.qtbot.keyClick(kind, Qt.Key.Key_Down)
    person.until(lambda: person.titles() == ["A Walk"])


def test_days_narrow_it_down(person: Person) -> None:
    filters = person.view.lately.filters
    assert not filters.first.isVisible()
    person.click("Between two days")
    assert filters.first.date() == QDate(2026, 11, 5)
    person.qtbot.keyClick(filters.first, Qt.Key.Key_Up)
    filters.first.setDate(QDate(2026, 11, 10))
    filters.last.setDate(QDate(2026, 11, 20))
    person.until(lambda: person.titles() == ["A Walk"])
    person.click("Between two days")
    person.until(lambda: len(person.titles()) == 3)


def test_what_is_looked_for_stays_when_a_practice_is_changed(person: Person) -> None:
    words = person.view.lately.filters.words
    person.qtbot.keyClicks(words, "body")
    person.until(lambda: person.titles() == ["Body Scan", "Sitting"])
    person.qtbot.keyClick(person.view.lately.list, Qt.Key.Key_Down)
    person.view.lately.list.focus_first()
    person.qtbot.keyClick(person.view.lately.list, Qt.Key.Key_Delete)
    person.until(lambda: person.titles() == ["Sitting"])


def test_the_days_offered_are_those_there_are(person: Person) -> None:
    filters = person.view.lately.filters
    low, high = filters.first.minimumDate().toPython(), filters.last.maximumDate().toPython()
    assert (low, high) == (date(2026, 11, 5), NOW.date())
