"""Own people and what is ticked: written down, changed, kept, and told of nowhere else."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.care.help_examples import country_file
from tests.shell.help.person import Helped, click, type_into, words
from tests.shell.person import opens_popup
from thaw.care.own_help import Contact, OwnHelp, Side, load_own_help, save_own_help
from thaw.care.rules import Distress
from thaw.shell.help.contact_card import CopyButton
from thaw.shell.widgets.controls import Button
from thaw.shell.widgets.selectable_text import SelectableText

pytestmark = opens_popup


def test_without_anybody_and_any_file_the_page_is_whole(helped: Helped) -> None:
    view = helped.view()
    said = " ".join(words(view))
    assert "local emergency service" in said
    assert "A doctor can help" in said
    assert "country by country" in said
    assert "Changes to medicine belong with whoever prescribed it." in said
    assert not view.services.isVisible()
    # No number at all: whatever stood here could be wrong where somebody is.
    assert not any(letter.isdigit() for letter in said)


def test_own_people_come_first_then_support_then_services_then_the_rest(helped: Helped) -> None:
    save_own_help(OwnHelp((Contact("Mira", "00 11"),), (Contact("Dr Lind"),)), helped.file)
    country_file(helped.folder)
    settings = helped.at.desk.settings
    helped.at.desk.use_settings(replace(settings, help_country="QZ"))
    said = words(helped.view())
    order = ["Mira", "Dr Lind", "Somebody Listens", "A doctor can help"]
    places = [next(n for n, one in enumerate(said) if one.startswith(name)) for name in order]
    assert places == sorted(places)


def test_somebody_is_written_down_changed_and_removed(helped: Helped) -> None:
    people = helped.view().lists[Side.PEOPLE]
    click(helped, people, "Add somebody")
    type_into(helped, people.form.name, "Mira")
    type_into(helped, people.form.reach, "00 11 22")
    helped.at.qtbot.keyClick(people.form.reach, Qt.Key.Key_Return)
    assert load_own_help(helped.file).own.people == (Contact("Mira", "00 11 22"),)
    assert not people.form.isVisible()

    click(helped, people, "Change Mira")
    type_into(helped, people.form.ask, "a walk")
    click(helped, people, "Keep")
    assert load_own_help(helped.file).own.people == (Contact("Mira", "00 11 22", "a walk"),)

    click(helped, people, "Remove Mira")
    assert load_own_help(helped.file).own.people == ()
    click(helped, people, "Put back")
    assert load_own_help(helped.file).own.people == (Contact("Mira", "00 11 22", "a walk"),)


def test_escape_leaves_the_form_before_the_page(helped: Helped) -> None:
    people = helped.view().lists[Side.PEOPLE]
    click(helped, people, "Add somebody")
    type_into(helped, people.form.name, "Mira")
    helped.at.qtbot.keyClick(people.form.name, Qt.Key.Key_Escape)
    assert helped.has_help()
    assert not people.form.isVisible()
    assert not helped.file.exists()


def test_what_can_not_be_kept_stays_in_the_form_and_is_told(helped: Helped) -> None:
    people = helped.view().lists[Side.PEOPLE]
    helped.file.parent.write_text("in the way")
    click(helped, people, "Add somebody")
    type_into(helped, people.form.name, "Mira")
    click(helped, people, "Keep")
    assert people.form.isVisible()
    assert people.form.name.text() == "Mira"
    assert any("can't be kept" in one for one in words(people))


def test_how_to_reach_somebody_is_copied_and_can_be_selected(helped: Helped) -> None:
    save_own_help(OwnHelp((Contact("Mira", "00 11"),)), helped.file)
    view = helped.view()
    helped.at.qtbot.mouseClick(view.findChildren(CopyButton)[0], Qt.MouseButton.LeftButton)
    copy = view.findChildren(CopyButton)[0]
    assert QGuiApplication.clipboard().text() == "00 11"
    assert (copy.text(), copy.accessibleName()) == ("Copied", "Copied: how to reach Mira")
    QGuiApplication.clipboard().setText("something else")
    assert (copy.text(), copy.accessibleName()) == ("Copy", "Copy how to reach Mira")
    text = view.findChildren(SelectableText)[0]
    text.setFocus()
    helped.at.qtbot.keyClick(text, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert text.textCursor().selectedText() == "00 11"


def test_a_damaged_file_is_told_of_and_kept(helped: Helped) -> None:
    helped.file.parent.mkdir(parents=True)
    helped.file.write_text("{")
    said = " ".join(words(helped.view()))
    assert "was damaged" in said
    assert helped.file.with_name("own-help.json.unreadable").read_text() == "{"


def test_the_lists_of_a_newer_thaw_can_be_told_and_not_changed(helped: Helped) -> None:
    helped.file.parent.mkdir(parents=True)
    helped.file.write_text('{"thaw": 99}')
    view = helped.view()
    assert any("newer Thaw" in one for one in words(view))
    assert not any(one.isVisible() for one in view.findChildren(Button) if "Add" in one.text())
    assert helped.file.read_text() == '{"thaw": 99}'


def test_what_is_ticked_is_told_and_kept_nowhere(helped: Helped, tmp_path: Path) -> None:
    view = helped.view()
    assert len(view.marks.boxes) == len(Distress)
    before = sorted(tmp_path.rglob("*"))
    with helped.at.qtbot.waitSignal(helped.desk.marked) as told:
        view.marks.boxes[Distress.PANIC].box.click()
    assert told.args == [frozenset({Distress.PANIC})]
    with helped.at.qtbot.waitSignal(helped.desk.marked) as told:
        view.marks.boxes[Distress.PANIC].box.click()
    assert told.args == [frozenset()]
    assert sorted(tmp_path.rglob("*")) == before
    assert helped.at.saved.settings == []


def test_what_has_passed_is_ticked_no_more(helped: Helped) -> None:
    view = helped.view()
    view.marks.boxes[Distress.PANIC].box.click()
    with helped.at.qtbot.waitSignal(helped.desk.marked) as told:
        helped.desk.forget_marks()
    assert told.args == [frozenset()]
    assert view.marks.marks() == frozenset()


def test_nothing_that_was_written_down_reaches_the_log(
    helped: Helped, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(0):
        test_somebody_is_written_down_changed_and_removed(helped)
    assert "Mira" not in caplog.text
    assert "00 11" not in caplog.text
