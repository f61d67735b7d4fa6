"""A journal, empty and with pages in it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.practice.examples import a_practice
from tests.shell.journal.person import NOW, TODAY, Person
from thaw.practice.changes import write_note
from thaw.practice.journal import keep_page
from thaw.shell.theme import Theme


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
