"""Words written in a practice and about it: kept when somebody says so, else nowhere."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.practice.examples import a_practice
from tests.practice.holders import holders
from tests.shell.person import SOON_MS, PersonWithLog
from tests.shell.samples import moment, playing
from thaw.core.plan import Choices
from thaw.core.units import frames
from thaw.practice.entry import Source
from thaw.practice.journal import PageKind, note_of, pages
from thaw.practice.lock import lock_again, set_lock, unlock
from thaw.practice.sealing import Stretching
from thaw.settings import Settings
from thaw.shell.journal.writing_desk import WritingDesk
from thaw.shell.player.sitting import Ended, Wish
from thaw.shell.player.state import PlayerState, PlayerStatus
from thaw.shell.player.view import PlayerView
from thaw.shell.theme import Theme

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
DAY_OF_PRACTICE = date(2026, 11, 24)
ASKED = "What is here just now?"


class Person(PersonWithLog):
    """Someone in a practice that asks something, with a real log behind it."""

    def __init__(self, qtbot: QtBot, theme: Theme, folder: Path) -> None:
        super().__init__(qtbot, folder)
        self.folder = folder
        self.practice = a_practice(datetime(2026, 11, 24, 23, 50, tzinfo=UTC))
        self.log.put([self.practice])
        self.state = playing(moment(62, prompt=ASKED))
        self.view = PlayerView(theme, lambda: self.state)
        self.desk = WritingDesk(self.write, Settings, lambda: NOW, self.background, theme)
        self.desk.serve(self.view)
        qtbot.addWidget(self.view)
        self.view.resize(860, 900)
        self.left: list[str] = []
        self.view.library_asked.connect(lambda: self.left.append("library"))
        self.view.history_asked.connect(lambda: self.left.append("history"))

    @property
    def sight(self) -> QWidget:
        return self.view

    def begin(self) -> None:
        self.desk.begin()
        self.state = playing(moment(62, prompt=ASKED))
        with self.qtbot.waitExposed(self.view):
            self.view.show()
        self.view.refresh()

    def type(self, text: str) -> None:
        self.qtbot.keyClicks(self.view.pad.box, text)

    def end(self, *, is_kept: bool = True, practised_ms: int = 60_000) -> None:
        self.state = PlayerState(PlayerStatus.FINISHED, "Breath Awareness", practised=frames(60))
        wish = Wish("breath-awareness", "Breath Awareness", Choices(), Source.LIBRARY)
        practice_id = self.practice.id if is_kept else None
        self.desk.notice(Ended(practice_id, wish, True, practised_ms))
        self.view.refresh()

    def line(self, text: str) -> None:
        box = self.desk._line.line
        assert box.isVisible()
        box.setFocus()
        box.selectAll()
        self.qtbot.keyClicks(box, text)

    def kept(self) -> list[str]:
        self.background.settle(SOON_MS)
        return [page.words for page in pages(self.log)]


@pytest.fixture
def person(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Person]:
    made = Person(qtbot, theme, tmp_path)
    made.begin()
    yield made
    made.view.close()
    made.shut()


def test_what_was_written_is_shown_at_the_end_and_kept_when_somebody_says_so(
    person: Person,
) -> None:
    person.type("Rain on the roof.")
    person.end()
    assert "What you wrote" in person.words()
    assert "Rain on the roof." in person.words()
    assert person.kept() == []

    person.click("Keep it")
    person.until_said("It is in your journal.")

    (page,) = pages(person.log)
    assert (page.words, page.prompt, page.kind) == ("Rain on the roof.", ASKED, PageKind.PAGE)
    assert (page.practice_id, page.local_date) == (person.practice.id, DAY_OF_PRACTICE)
    person.click("Back to the library")
    assert person.left == ["library"]


def test_until_then_no_file_holds_a_word_of_it(person: Person) -> None:
    person.type("a-sentence-nobody-else-should-find")
    person.end()

    assert holders(person.folder, "a-sentence-nobody") == []


def test_what_is_let_go_is_nowhere_kept_and_may_be_kept_after_all(person: Person) -> None:
    person.type("Rain.")
    person.end()
    person.click("Let it go")
    assert "Nothing of what you wrote is kept." in person.words()
    assert "Rain." not in person.words()
    assert person.kept() == []

    person.click("Keep it after all")
    person.until_said("It is in your journal.")
    assert person.kept() == ["Rain."]


@pytest.mark.parametrize("way", ["Back to the library", "History"])
def test_leaving_without_an_answer_asks_once_in_the_same_place(person: Person, way: str) -> None:
    person.type("Rain.")
    person.end()
    person.click(way)
    assert person.left == []
    assert "What you wrote is not kept yet. Leaving once more lets it go." in person.words()
    assert person.desk._keeping.keep.hasFocus()

    person.click(way)

    assert len(person.left) == 1
    assert person.kept() == []


def test_escape_asks_once_as_well(person: Person) -> None:
    person.type("Rain.")
    person.end()
    person.qtbot.keyClick(person.view, Qt.Key.Key_Escape)
    assert person.left == []
    person.qtbot.keyClick(person.view, Qt.Key.Key_Escape)

    assert person.left == ["library"]


def test_once_answered_nothing_is_asked(person: Person) -> None:
    person.type("Rain.")
    person.end()
    person.click("Let it go")
    person.click("Back to the library")

    assert person.left == ["library"]


def test_where_nothing_was_written_nothing_is_asked(person: Person) -> None:
    person.type("   ")
    person.end()
    assert "What you wrote" not in person.words()

    person.click("Back to the library")
    assert person.left == ["library"]


def test_the_next_practice_knows_nothing_of_what_was_not_kept(person: Person) -> None:
    person.type("Rain.")
    person.end()
    person.begin()
    assert person.view.pad.box.text() == ""
    person.end()

    assert "What you wrote" not in person.words()
    assert person.kept() == []


def test_what_cannot_be_kept_is_said_and_still_here(person: Person) -> None:
    person.type("Rain.")
    person.end()
    person.is_full = True
    person.click("Keep it")
    person.until_said("It can't be kept just now: the disk is full")
    assert "Rain." in person.words()

    person.is_full = False
    person.click("Keep it")
    person.until_said("It is in your journal.")
    assert person.kept() == ["Rain."]


def test_what_was_written_to_two_questions_is_kept_whole_or_not_at_all(person: Person) -> None:
    person.type("Rain.")
    person.state = playing(moment(70, prompt="And what else?"))
    person.view.refresh()
    person.type("Wind.")
    person.end()
    with person.log.changing() as writing:
        writing.execute(
            "CREATE TRIGGER no_wind BEFORE INSERT ON journal WHEN NEW.words = 'Wind.'"
            " BEGIN SELECT RAISE(ABORT, 'no wind today'); END"
        )
    person.click("Keep it")
    person.until_said("It can't be kept just now")
    assert person.kept() == []

    with person.log.changing() as writing:
        writing.execute("DROP TRIGGER no_wind")
    person.click("Keep it")
    person.until_said("It is in your journal.")
    # Newest first, as all pages are.
    assert person.kept() == ["Wind.", "Rain."]


def test_words_of_a_practice_that_has_no_row_are_kept_on_the_day(person: Person) -> None:
    person.type("Rain.")
    person.end(is_kept=False)
    assert not person.desk._line.isVisible()
    person.click("Keep it")
    person.until_said("It is in your journal.")

    (page,) = pages(person.log)
    assert (page.practice_id, page.local_date) == (None, date(2026, 11, 25))


def test_a_line_is_kept_as_the_note_of_the_practice(person: Person) -> None:
    person.end()
    person.line("Quieter than before.")
    person.qtbot.keyClick(person.desk._line.line, Qt.Key.Key_Return)
    person.until_said("Kept as its note.")

    assert person.left == []
    assert note_of(person.log, person.practice.id) == "Quieter than before."
    person.line("Quieter.")
    person.click("Back to the library")
    person.view.hide()
    person.until(lambda: note_of(person.log, person.practice.id) == "Quieter.")


def test_a_line_taken_back_leaves_no_note(person: Person) -> None:
    person.end()
    person.line("Quiet")
    person.qtbot.keyClick(person.desk._line.line, Qt.Key.Key_Return)
    person.until_said("Kept as its note.")
    person.desk._line.line.clear()
    person.qtbot.keyClick(person.desk._line.line, Qt.Key.Key_Return)
    person.until_said("No line is kept.")

    assert person.kept() == []


def test_no_line_means_no_note(person: Person) -> None:
    person.end()
    person.click("Back to the library")
    person.view.hide()

    assert person.left == ["library"]
    assert person.kept() == []


def test_a_line_goes_to_its_own_practice_when_another_begins(person: Person) -> None:
    person.end()
    person.line("Of the first.")
    person.begin()
    person.until(lambda: note_of(person.log, person.practice.id) == "Of the first.")

    person.end()
    assert person.desk._line.line.text() == ""


def test_quitting_keeps_the_line(person: Person) -> None:
    person.end()
    person.line("Last words.")
    person.desk.close()

    assert note_of(person.log, person.practice.id) == "Last words."


def test_nothing_is_asked_where_nothing_was_practised(person: Person) -> None:
    person.end(practised_ms=0)

    assert not person.desk._line.isVisible()


def test_under_the_lock_words_and_line_are_kept_sealed_and_the_line_may_change(
    person: Person,
) -> None:
    set_lock(person.log, "heron", Stretching(b"sixteen bytes ok", n=2**10))
    lock_again(person.log)
    person.type("Rain on the roof.")
    person.end()
    person.click("Keep it")
    person.until_said("It is in your journal.")
    person.line("Quiet on the whole.")
    person.qtbot.keyClick(person.desk._line.line, Qt.Key.Key_Return)
    person.until_said("Kept as its note.")
    person.line("Quieter.")
    person.desk._line.tell()
    person.background.settle(SOON_MS)

    assert holders(person.folder, "Rain on") == holders(person.folder, "Quiet on") == []
    unlock(person.log, "heron")
    assert note_of(person.log, person.practice.id) == "Quieter."
    assert "Rain on the roof." in person.kept()
