"""How long a session of the library is to be: by key, by name, and as it was typed."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tests.shell.library.in_sight import cards
from tests.shell.person import opens_popup
from tests.shell.samples import BREATH, LIBRARY
from thaw.shell.library.length_choice import LengthChoice
from thaw.shell.library.length_popup import LengthPopup
from thaw.shell.library.state import LibraryState
from thaw.shell.library.suggestion_panel import QuickCard, SuggestionPanel
from thaw.shell.library.view import LibraryView
from thaw.shell.widgets.controls import Button


def test_plus_and_minus_change_the_length_of_a_card(qtbot: QtBot, view: LibraryView) -> None:
    card = cards(view)["Breath Awareness"]
    with qtbot.waitSignal(view.length_changed) as changed:
        qtbot.keyClick(card, Qt.Key.Key_Plus)
    assert changed.args == ["breath-awareness", 15]
    qtbot.keyClick(card, Qt.Key.Key_Minus)
    qtbot.keyClick(card, Qt.Key.Key_Minus)
    assert card.length.minutes() == 5


def test_the_length_does_not_leave_the_range(qtbot: QtBot, view: LibraryView) -> None:
    card = cards(view)["Slow and Small"]
    for _ in range(9):
        qtbot.keyClick(card, Qt.Key.Key_Plus)
    assert card.length.minutes() == 10


def open_lengths(qtbot: QtBot, choice: LengthChoice) -> LengthPopup:
    qtbot.mouseClick(choice, Qt.MouseButton.LeftButton)
    popup = choice.findChildren(LengthPopup)[0]
    qtbot.waitUntil(popup.isVisible)
    return popup


def chip(popup: LengthPopup, text: str) -> Button:
    return next(b for b in popup.findChildren(Button) if b.text() == text)


@opens_popup
def test_a_length_is_picked_by_name_and_begun(qtbot: QtBot, view: LibraryView) -> None:
    card = cards(view)["Breath Awareness"]
    popup = open_lengths(qtbot, card.length)
    qtbot.mouseClick(chip(popup, "5 min"), Qt.MouseButton.LeftButton)
    assert card.length.text() == "5 min"
    with qtbot.waitSignal(view.session_chosen) as chosen:
        qtbot.keyClick(card, Qt.Key.Key_Return)
    assert chosen.args == ["breath-awareness", 5]


@opens_popup
def test_lengths_do_not_stay_over_another_page(qtbot: QtBot, view: LibraryView) -> None:
    popup = open_lengths(qtbot, cards(view)["Breath Awareness"].length)
    with qtbot.waitSignal(popup.destroyed):
        view.hide()


@opens_popup
def test_lengths_do_not_stay_where_the_window_no_longer_is(qtbot: QtBot, view: LibraryView) -> None:
    for change in (lambda: view.resize(360, 480), lambda: view.move(view.pos() + QPoint(90, 0))):
        popup = open_lengths(qtbot, cards(view)["Breath Awareness"].length)
        with qtbot.waitSignal(popup.destroyed):
            change()


@opens_popup
def test_the_lengths_offered_are_those_the_session_can_have(
    qtbot: QtBot, view: LibraryView
) -> None:
    popup = open_lengths(qtbot, cards(view)["Breath Awareness"].length)
    names = [b.text() for b in popup.findChildren(Button)]
    assert names == ["3 min", "5 min", "10 min", "15 min", "20 min", "30 min", "45 min"]
    popup.close()


@opens_popup
def test_any_whole_minute_can_be_typed(qtbot: QtBot, view: LibraryView) -> None:
    card = cards(view)["Breath Awareness"]
    popup = open_lengths(qtbot, card.length)
    spin = popup.chips.spin
    spin.setFocus()
    spin.selectAll()
    qtbot.keyClicks(spin, "17")
    qtbot.keyClick(spin, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not card.findChildren(LengthPopup) or not popup.isVisible())
    assert card.length.minutes() == 17


def test_a_session_with_one_length_offers_no_choice(view: LibraryView) -> None:
    length = cards(view)["Three-Step Space"].length
    assert length.text() == "3 min"
    assert not length.isEnabled()


def test_a_length_changed_elsewhere_is_shown_and_not_told_again(
    qtbot: QtBot, view: LibraryView
) -> None:
    changed = replace(LIBRARY, cards=(replace(BREATH, minutes=20), *LIBRARY.cards[1:]))
    with qtbot.assertNotEmitted(view.length_changed):
        view.show_state(changed)
    assert cards(view)["Breath Awareness"].length.text() == "20 min"
    assert view.findChildren(SuggestionPanel)[0].length.text() == "20 min"


def test_a_session_shorter_than_a_minute_says_its_seconds(view: LibraryView) -> None:
    moment = replace(BREATH, shortest=1, minutes=1, longest=1, under_a_minute_s=50)
    view.show_state(LibraryState(cards=(moment,), quick=moment))
    (card,) = cards(view).values()
    assert card.length.text() == "50 s"
    assert card.accessibleName() == "Begin Breath Awareness, 50 s"
    assert view.findChildren(QuickCard)[-1].accessibleName().endswith("Breath Awareness, 50 s")
