"""Services and their numbers: of the country chosen, within their dates, and from added lists."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from tests.care.help_examples import SERVICE, country_file, country_text
from tests.shell.help.person import WITHIN, Helped, words
from tests.shell.person import opens_popup
from thaw.care.own_help import Contact, OwnHelp, save_own_help
from thaw.shell.help.contact_card import CopyButton

pytestmark = opens_popup


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
