"""A person and the passphrase for what they wrote: explained, set, changed, taken away."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.practice.holders import holders
from tests.shell.person import SOON_MS, PersonWithLog, put_away_for_a_moment
from thaw.practice.journal import keep_page, pages
from thaw.practice.lock import can_read, is_lock_set, lock_again, set_lock, unlock
from thaw.practice.log import PracticeLog
from thaw.practice.sealing import Stretching
from thaw.settings import Settings
from thaw.shell.journal.lock_desk import LockDesk, Logs
from thaw.shell.settings.privacy_section import PrivacySection
from thaw.shell.settings.state import SettingsState
from thaw.shell.theme import Theme
from thaw.shell.widgets.controls import Button

SECRET = "a-sentence-nobody-else-should-find"
PASSPHRASE = "the heron by the mill"
QUICK = Stretching(b"sixteen bytes ok", n=2**10)


class Person(PersonWithLog):
    """Someone at the settings, with a real log behind them."""

    def __init__(self, qtbot: QtBot, theme: Theme, folder: Path) -> None:
        super().__init__(qtbot, folder)
        keep_page(self.log, SECRET, datetime(2026, 11, 25, 12, tzinfo=UTC), date(2026, 11, 25))
        self.section = PrivacySection(theme)
        # It goes with the section, on this thread: its timer must not be left to a worker's.
        logs = Logs(lambda: self.log, self.write)
        self.desk = LockDesk(logs, Settings, self.background, self.section)
        self.desk.serve(self.section)
        qtbot.addWidget(self.section)
        self.section.show_state(SettingsState())

    @property
    def sight(self) -> QWidget:
        return self.section

    def open(self) -> None:
        self.section.show()
        self.until(self.section._buttons.isVisible)

    def press(self, button: Button) -> None:
        assert button.isVisible()
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def fill(self, *words: str) -> None:
        fields = [self.section.form.old, self.section.form.new, self.section.form.again]
        shown = [field for field in fields if field.isVisible()]
        for field, text in zip(shown, words, strict=True):
            field.clear()
            self.qtbot.keyClicks(field, text)

    def tick(self) -> None:
        self.qtbot.mouseClick(self.section.form.sure.box, Qt.MouseButton.LeftButton)

    def set_up(self) -> None:
        set_lock(self.log, PASSPHRASE, QUICK)
        lock_again(self.log)
        self.open()


@pytest.fixture
def person(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Person]:
    made = Person(qtbot, theme, tmp_path)
    yield made
    made.section.close()
    made.background.close()
    made.log.shut()


def test_losing_it_is_explained_and_ticked_before_it_can_be_set(person: Person) -> None:
    person.open()
    person.press(person.section.set_button)
    assert "Without the passphrase nobody can open it" in person.words()
    assert "Still readable: on which days" in person.words()

    person.fill(PASSPHRASE, PASSPHRASE)
    assert not person.section.form.do.isEnabled()
    person.tick()
    assert person.section.form.do.isEnabled()
    person.fill(PASSPHRASE, "the heron by the hill")
    assert "The two are not the same yet." in person.words()
    assert not person.section.form.do.isEnabled()
    person.fill("heron", "heron")
    assert not person.section.form.do.isEnabled()


def test_setting_it_seals_everything_and_says_so(person: Person, tmp_path: Path) -> None:
    person.open()
    person.press(person.section.set_button)
    person.fill(PASSPHRASE, PASSPHRASE)
    person.tick()

    with person.qtbot.waitSignal(person.desk.changed, timeout=SOON_MS):
        person.press(person.section.form.do)

    assert "the history and its copies were gone through" in person.words()
    assert "Journal and answers are under a passphrase." in person.words()
    assert holders(tmp_path, SECRET) == []
    assert can_read(person.log)
    assert all(not field.text() for field in person.section.findChildren(QLineEdit))
    person.desk.lock()
    person.until(lambda: not can_read(person.log))
    assert unlock(person.log, PASSPHRASE)


def test_files_that_could_not_be_changed_are_named(person: Person, tmp_path: Path) -> None:
    damaged = tmp_path / "practice.damaged-20261101-080000.sqlite"
    damaged.write_bytes(b"not a database")
    person.open()
    person.press(person.section.set_button)
    person.fill(PASSPHRASE, PASSPHRASE)
    person.tick()
    person.press(person.section.form.do)

    person.until_said(str(damaged))


def test_another_passphrase_takes_its_place(person: Person) -> None:
    person.set_up()
    person.press(person.section.change_button)
    person.fill(PASSPHRASE, "rain on the roof", "rain on the roof")
    person.tick()
    person.qtbot.keyClick(person.section.form.again, Qt.Key.Key_Return)
    person.until_said("Done:")

    assert not unlock(person.log, PASSPHRASE)
    assert unlock(person.log, "rain on the roof")


def test_taking_it_away_makes_everything_readable(person: Person) -> None:
    person.set_up()
    person.press(person.section.remove_button)
    person.fill(PASSPHRASE)
    person.press(person.section.form.do)
    person.until_said("everything can be read without it")

    assert not is_lock_set(person.log)
    assert [page.words for page in pages(person.log)] == [SECRET]
    assert person.section.set_button.isVisible()


def test_a_lost_passphrase_is_given_up_only_when_that_is_ticked(person: Person) -> None:
    person.set_up()
    person.press(person.section.lost_button)
    assert "can't be opened any more, by anybody" in person.words()
    assert not person.section.form.do.isEnabled()

    person.qtbot.mouseClick(person.section.form.gone.box, Qt.MouseButton.LeftButton)
    person.press(person.section.form.do)
    person.until_said("What was under the passphrase is erased")

    assert not is_lock_set(person.log)
    assert pages(person.log) == []
    assert person.section.set_button.isVisible()


def test_what_was_given_up_is_said_to_be_erased_even_to_who_left_meanwhile(person: Person) -> None:
    person.set_up()
    person.press(person.section.lost_button)
    person.qtbot.mouseClick(person.section.form.gone.box, Qt.MouseButton.LeftButton)
    person.press(person.section.form.do)
    person.section.hide()
    person.until(lambda: not is_lock_set(person.log))
    person.until(lambda: person.section.set_button.isVisibleTo(person.section))
    person.section.show()

    assert "What was under the passphrase is erased" in person.words()


def test_what_is_being_done_is_not_asked_for_twice(person: Person) -> None:
    person.open()
    person.press(person.section.set_button)
    person.fill(PASSPHRASE, PASSPHRASE)
    person.tick()
    asked: list[str] = []
    person.section.set_asked.connect(asked.append)
    person.press(person.section.form.do)
    person.qtbot.keyClick(person.section.form.again, Qt.Key.Key_Backspace)
    person.qtbot.keyClicks(person.section.form.again, PASSPHRASE[-1])
    person.qtbot.keyClick(person.section.form.again, Qt.Key.Key_Return)

    person.until_said("Done:")
    assert asked == [PASSPHRASE]


def test_a_wrong_passphrase_is_answered_calmly_and_may_be_tried_again(person: Person) -> None:
    person.set_up()
    person.press(person.section.remove_button)
    for _ in range(2):
        person.fill("the crane")
        person.press(person.section.form.do)
        person.until_said("That is not the passphrase. Nothing has changed")
        person.until(person.section.form.do.isEnabled)

    person.fill(PASSPHRASE)
    person.press(person.section.form.do)
    person.until_said("everything can be read without it")


def test_what_does_not_work_is_said_and_changes_nothing(person: Person) -> None:
    person.open()
    person.is_full = True
    person.press(person.section.set_button)
    person.fill(PASSPHRASE, PASSPHRASE)
    person.tick()
    person.press(person.section.form.do)
    person.until_said("That can't be done just now: the disk is full")

    assert not is_lock_set(person.log)


def test_leaving_forgets_what_was_typed(person: Person) -> None:
    person.open()
    person.press(person.section.set_button)
    person.fill(PASSPHRASE, "the")
    person.section.hide()

    assert all(not field.text() for field in person.section.findChildren(QLineEdit))
    person.open()
    assert not person.section.form.new.isVisible()


def test_another_history_is_shown_with_the_lock_it_has(person: Person, tmp_path: Path) -> None:
    person.set_up()
    person.desk.unlock(PASSPHRASE, lambda _: None, lambda _: None)
    person.until(lambda: can_read(person.log) and person.desk._idle.isActive())
    person.press(person.section.change_button)
    person.fill(PASSPHRASE, "x", "y")
    # As after going back to a copy from before the passphrase was set.
    locked, person.log = person.log, PracticeLog.open(tmp_path / "other" / "practice.sqlite")
    with person.qtbot.waitSignal(person.desk.changed, timeout=SOON_MS):
        person.desk.look_again()
    assert person.section.set_button.isVisible()
    assert not person.section.change_button.isVisible()
    assert "lie in files that only you may read" in person.words()
    assert all(not field.text() for field in person.section.findChildren(QLineEdit))
    assert not person.desk._idle.isActive()

    person.log.shut()
    lock_again(locked)
    person.log = locked
    with person.qtbot.waitSignal(person.desk.changed, timeout=SOON_MS):
        person.desk.look_again()
    assert person.section.change_button.isVisible()
    assert not person.desk._idle.isActive()


def test_a_look_at_another_window_leaves_what_was_typed(person: Person) -> None:
    person.open()
    person.press(person.section.set_button)
    person.fill(PASSPHRASE, "the")
    put_away_for_a_moment(person.qtbot, person.section)

    assert (person.section.form.new.text(), person.section.form.again.text()) == (PASSPHRASE, "the")


def test_how_soon_it_locks_is_a_setting(person: Person) -> None:
    person.set_up()
    assert person.section.minutes.combo.currentText() == "10 minutes"

    with person.qtbot.waitSignal(person.section.chosen) as chosen:
        person.section.minutes.combo.activated.emit(1)

    assert chosen.args == ["lock_after_min", 5]
