"""Help: at most two actions away from anywhere, a practice waits, and nothing is lost."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.care.help_examples import SERVICE, country_file, country_text
from tests.shell.desks import Desk
from tests.shell.person import opens_popup
from thaw.care.own_help import Contact, OwnHelp, Side, load_own_help, save_own_help
from thaw.care.rules import Distress
from thaw.practice.entry import Source
from thaw.shell.help.contact_card import CopyButton
from thaw.shell.help.desk import HelpDesk, HelpShelf
from thaw.shell.help.view import HelpView
from thaw.shell.player.grounding import Grounding
from thaw.shell.player.state import PlayerStatus
from thaw.shell.theme import Theme
from thaw.shell.tray import Tray
from thaw.shell.widgets.controls import Button, IconButton
from thaw.shell.widgets.selectable_text import SelectableText

pytestmark = opens_popup

WITHIN = datetime(2026, 4, 1, 12, tzinfo=ZoneInfo("Europe/Lisbon"))


class Helped:
    """A help desk with a front desk around it, wired as the app wires them."""

    def __init__(self, at: Desk, theme: Theme, folder: Path) -> None:
        self.at = at
        self.now = WITHIN
        self.file = folder / "data" / "own-help.json"
        self.folder = folder / "help"
        self.added = folder / "data" / "help"
        shelf = HelpShelf(self.file, (self.added, self.folder), lambda: self.now)
        self.desk = HelpDesk(at.desk, at.window, at.sitting, shelf, theme)
        self.tray = Tray(theme.app_icon(), at.desk.tray_state, self.desk)
        at.library.offer_page("Help", self._show)
        at.player.help_asked.connect(self.desk.show)
        at.window.help_asked.connect(self.desk.show)
        self.tray.help_asked.connect(self.desk.show)

    def view(self) -> HelpView:
        self.desk.show()
        self.at.window.show()
        return self.shown()

    def shown(self) -> HelpView:
        view = self.at.window.current_view()
        assert isinstance(view, HelpView)
        return view

    def has_help(self) -> bool:
        return isinstance(self.at.window.current_view(), HelpView)

    @Slot()
    def _show(self) -> None:
        self.desk.show()


@pytest.fixture
def helped(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Helped]:
    at = Desk(qtbot, theme, tmp_path)
    with qtbot.waitExposed(at.window):
        at.window.show()
    yield Helped(at, theme, tmp_path)
    at.shut()


def button(parent: QWidget, name: str) -> Button | IconButton:
    found: list[Button | IconButton] = [
        *parent.findChildren(Button),
        *parent.findChildren(IconButton),
    ]
    return next(
        one
        for one in found
        if name in (one.text(), one.accessibleName()) and one.isVisibleTo(parent)
    )


def click(helped: Helped, parent: QWidget, name: str) -> None:
    helped.at.qtbot.mouseClick(button(parent, name), Qt.MouseButton.LeftButton)


def from_the_library_by_pointer(helped: Helped) -> int:
    click(helped, helped.at.library, "More pages")
    menu = helped.at.library.findChild(QMenu)
    assert menu is not None
    entry = next(one for one in menu.actions() if one.text() == "Help")
    helped.at.qtbot.mouseClick(
        menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center()
    )
    return 2


def by_f1(helped: Helped) -> int:
    helped.at.qtbot.keyClick(helped.at.window, Qt.Key.Key_F1)
    return 1


def from_the_tray(helped: Helped) -> int:
    helped.tray.menu.aboutToShow.emit()
    next(one for one in helped.tray.menu.actions() if one.text() == "Help").trigger()
    return 2


def from_the_practice_by_pointer(helped: Helped) -> int:
    helped.at.begin()
    click(helped, helped.at.player, "Help (F1)")
    return 1


def from_the_practice_by_key(helped: Helped) -> int:
    helped.at.begin()
    return by_f1(helped)


def from_the_grounding_by_pointer(helped: Helped) -> int:
    helped.at.begin()
    helped.at.desk.ground()
    click(helped, helped.at.player, "Help")
    return 1


def from_the_grounding_by_key(helped: Helped) -> int:
    helped.at.begin()
    helped.at.desk.ground()
    return by_f1(helped)


def from_the_end_by_key(helped: Helped) -> int:
    helped.at.begin()
    helped.at.desk.stop()
    return by_f1(helped)


def from_the_history_by_key(helped: Helped) -> int:
    helped.at.desk.show_history()
    return by_f1(helped)


@pytest.mark.parametrize(
    "way",
    [
        from_the_library_by_pointer,
        by_f1,
        from_the_tray,
        from_the_practice_by_pointer,
        from_the_practice_by_key,
        from_the_grounding_by_pointer,
        from_the_grounding_by_key,
        from_the_end_by_key,
        from_the_history_by_key,
    ],
)
def test_help_is_at_most_two_actions_away(helped: Helped, way: Callable[[Helped], int]) -> None:
    assert way(helped) <= 2
    helped.at.qtbot.waitUntil(helped.has_help)
    assert helped.at.window.windowTitle() == "Help"
    assert not helped.shown().isModal()


def test_a_practice_waits_and_is_still_there_afterwards(helped: Helped) -> None:
    helped.at.begin()
    by_f1(helped)
    assert helped.at.sitting.status is PlayerStatus.PAUSED
    helped.at.qtbot.keyClick(helped.shown(), Qt.Key.Key_Escape)
    assert helped.at.window.current_view() is helped.at.player
    assert helped.at.window.windowTitle() == "A walk"
    assert helped.at.sitting.status is PlayerStatus.PAUSED
    helped.at.qtbot.keyClick(helped.at.player, Qt.Key.Key_Space)
    assert helped.at.sitting.status is PlayerStatus.PLAYING


def test_a_practice_that_is_still_being_prepared_waits_too(helped: Helped) -> None:
    with helped.at.qtbot.waitSignal(helped.at.sitting.began):
        helped.at.desk.begin("walk", 3, Source.LIBRARY)
        by_f1(helped)
    assert helped.has_help()
    assert helped.at.sitting.status is PlayerStatus.PAUSED


def test_a_grounding_is_where_it_was(helped: Helped) -> None:
    helped.at.begin()
    helped.at.desk.ground()
    grounding = helped.at.player.findChild(Grounding)
    assert grounding is not None
    helped.at.qtbot.keyClick(grounding, Qt.Key.Key_Space)
    line = grounding.caption.text()
    by_f1(helped)
    click(helped, helped.shown(), "Back to where you were (Esc)")
    assert grounding.isVisible()
    assert grounding.caption.text() == line


def test_a_practice_that_ended_meanwhile_leads_to_the_library(helped: Helped) -> None:
    helped.at.begin()
    by_f1(helped)
    helped.at.sitting.leave()
    helped.at.qtbot.keyClick(helped.shown(), Qt.Key.Key_Escape)
    assert helped.at.window.current_view() is helped.at.library


def test_help_within_help_leads_back_to_the_same_place(helped: Helped) -> None:
    helped.at.desk.show_history()
    by_f1(helped)
    by_f1(helped)
    helped.at.qtbot.keyClick(helped.shown(), Qt.Key.Key_Escape)
    assert helped.at.window.current_view() is helped.at.history


def test_a_grounding_from_here_leads_back_here_and_then_on(helped: Helped) -> None:
    helped.at.begin()
    by_f1(helped)
    click(helped, helped.shown(), "A short grounding")
    grounding = helped.at.window.current_view()
    assert isinstance(grounding, Grounding)
    helped.at.qtbot.keyClick(grounding, Qt.Key.Key_Escape)
    assert helped.has_help()
    helped.at.qtbot.keyClick(helped.shown(), Qt.Key.Key_Escape)
    assert helped.at.window.current_view() is helped.at.player


def test_from_that_grounding_the_library_ends_what_waited(helped: Helped) -> None:
    helped.at.begin()
    by_f1(helped)
    click(helped, helped.shown(), "A short grounding")
    grounding = helped.at.window.current_view()
    assert isinstance(grounding, Grounding)
    helped.at.qtbot.keyClick(grounding, Qt.Key.Key_Backspace)
    assert helped.at.window.current_view() is helped.at.library
    assert not helped.at.sitting.is_on


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


def test_the_country_is_the_persons_to_choose_and_kept(helped: Helped) -> None:
    country_file(helped.folder)
    view = helped.view()
    assert helped.at.desk.settings.help_country == ""
    assert not view.findChildren(CopyButton)
    helped.at.qtbot.keyClick(view.services.country.combo, Qt.Key.Key_End)
    assert helped.at.saved.settings[-1].help_country == "QZ"
    said = " ".join(words(view))
    assert "Somebody Listens" in said
    assert "Read on Sunday 1 March 2026 by A. Tester, at https://listens.example/contact." in said
    assert "Shown until Monday 1 June 2026." in said


@pytest.mark.parametrize("day", [date(2026, 2, 28), date(2026, 6, 2), date(2001, 1, 1)])
def test_no_number_is_shown_out_of_its_dates(helped: Helped, day: date) -> None:
    country_file(helped.folder)
    helped.now = WITHIN.replace(year=day.year, month=day.month, day=day.day)
    helped.at.desk.use_settings(replace(helped.at.desk.settings, help_country="QZ"))
    said = " ".join(words(helped.view()))
    assert "00 000" not in said
    assert "not within its dates" in said


def test_a_number_goes_with_its_day_while_the_page_is_open(helped: Helped) -> None:
    country_file(helped.folder)
    save_own_help(OwnHelp((Contact("Mira", "00 11"),)), helped.file)
    helped.now = WITHIN.replace(month=6, day=1, hour=23, minute=59)
    helped.at.desk.use_settings(replace(helped.at.desk.settings, help_country="QZ"))
    view = helped.view()
    assert "00 000" in " ".join(words(view))
    card = view.findChildren(CopyButton)[0]
    helped.now += timedelta(minutes=1)
    view.minute_passed.emit()
    assert "00 000" not in " ".join(words(view))
    # What is not about the day is left in peace: somebody may be reading, or about to copy.
    assert card.isVisible()


def test_a_number_goes_with_its_day_while_the_window_is_away(helped: Helped) -> None:
    country_file(helped.folder)
    helped.at.desk.use_settings(replace(helped.at.desk.settings, help_country="QZ"))
    view = helped.view()
    helped.at.window.hide()
    helped.now = WITHIN.replace(year=2027)
    helped.at.window.show()
    assert "00 000" not in " ".join(words(view))


def test_a_list_with_a_mistake_in_it_is_told_of_and_not_used(helped: Helped) -> None:
    country_file(helped.folder, country_text(SERVICE.replace("kind: phone", "kind: fax")))
    helped.at.desk.use_settings(replace(helped.at.desk.settings, help_country="QZ"))
    said = " ".join(words(helped.view()))
    assert "can't be read" in said
    assert "A list is left aside until it is mended: QZ.yaml:5:11: " in said
    assert "00 000" not in said


def test_a_list_can_be_added_without_touching_thaw(helped: Helped) -> None:
    country_file(helped.folder)
    country_file(
        helped.added, country_text(SERVICE.replace("Somebody Listens", "The Clinic on the Hill"))
    )
    country_file(helped.added, country="QY")
    helped.at.desk.use_settings(replace(helped.at.desk.settings, help_country="QZ"))
    view = helped.view()
    said = " ".join(words(view))
    assert "The Clinic on the Hill" in said
    assert "Somebody Listens" not in said
    assert [choice.value for choice in view.services.country._choices] == ["", "QY", "QZ"]
    # It goes by the same dates.
    helped.now = WITHIN.replace(year=2027)
    view.minute_passed.emit()
    assert "The Clinic on the Hill" not in " ".join(words(view))


def test_what_is_amiss_with_an_added_list_is_told_and_hides_no_other(helped: Helped) -> None:
    country_file(helped.folder)
    country_file(helped.added, country_text(SERVICE.replace("hours:", "ours:")))
    helped.at.desk.use_settings(replace(helped.at.desk.settings, help_country="QZ"))
    said = " ".join(words(helped.view()))
    assert "Somebody Listens" in said
    assert "A list is left aside until it is mended: QZ.yaml:" in said


def test_an_added_list_with_another_name_is_told_of_where_there_is_none_else(
    helped: Helped,
) -> None:
    country_file(helped.added, country="nz")
    view = helped.view()
    said = " ".join(words(view))
    assert "A list is named by the two letters of its country, as NZ.yaml." in said
    assert "Left aside in your folder for help: nz.yaml" in said
    assert not view.services.country.isVisible()


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


def type_into(helped: Helped, field: QLineEdit, text: str) -> None:
    helped.at.qtbot.keyClicks(field, text)


def words(view: QWidget) -> list[str]:
    """What is read on the page, from the top down."""
    found: list[QLabel | SelectableText] = [
        *(one for one in view.findChildren(QLabel) if one.isVisibleTo(view)),
        *(one for one in view.findChildren(SelectableText) if one.isVisibleTo(view)),
    ]
    found.sort(key=lambda one: one.mapTo(view, one.rect().topLeft()).y())
    return [one.text() if isinstance(one, QLabel) else one.toPlainText() for one in found]
