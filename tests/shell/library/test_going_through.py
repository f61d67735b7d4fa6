"""From card to card by key, in a library of any size."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.shell.library.in_sight import cards, find_in
from tests.shell.person import put_away_for_a_moment
from tests.shell.samples import LIBRARY, many_cards
from thaw.shell.library.session_card import SessionCard
from thaw.shell.library.state import LibraryState, Suggestion
from thaw.shell.library.suggestion_panel import SuggestionPanel
from thaw.shell.library.view import LibraryView


def test_arrows_go_from_card_to_card(qtbot: QtBot, view: LibraryView) -> None:
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert cards(view)["Breath Awareness"].hasFocus()
    qtbot.keyClick(cards(view)["Breath Awareness"], Qt.Key.Key_Right)
    assert cards(view)["Body Scan"].hasFocus()
    qtbot.keyClick(cards(view)["Body Scan"], Qt.Key.Key_Down)
    assert cards(view)["Slow and Small"].hasFocus()
    qtbot.keyClick(cards(view)["Slow and Small"], Qt.Key.Key_Left)
    assert cards(view)["Three-Step Space"].hasFocus()


def test_up_from_the_first_row_goes_to_the_search(qtbot: QtBot, view: LibraryView) -> None:
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(cards(view)["Breath Awareness"], Qt.Key.Key_Up)
    assert find_in(view).hasFocus()


def test_tab_goes_through_the_cards_in_order(qtbot: QtBot, view: LibraryView) -> None:
    cards(view)["Breath Awareness"].setFocus()
    reached = []
    for _ in range(5):
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.append(focused.accessibleName())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert reached == [
        "Begin Breath Awareness, 10 min",
        "Length of Breath Awareness: 10 min",
        "Begin Body Scan, 20 min",
        "Length of Body Scan: 20 min",
        "Begin Three-Step Space, 3 min",
    ]


def test_a_card_that_has_changed_keeps_the_keyboard(qtbot: QtBot, view: LibraryView) -> None:
    cards(view)["Body Scan"].setFocus()
    changed = [replace(c, note="Not suggested yet.") for c in LIBRARY.cards]
    view.show_state(replace(LIBRARY, cards=tuple(changed)))

    card = cards(view)["Body Scan"]
    assert card.card.note == "Not suggested yet."
    assert card.hasFocus()


def test_of_a_thousand_sessions_only_those_near_are_made(qtbot: QtBot, view: LibraryView) -> None:
    view.show_state(LibraryState(cards=many_cards(1000)))
    qtbot.waitUntil(lambda: view.grid.made_count() > 4)
    assert view.grid.made_count() < 60


def test_end_of_a_long_library_can_be_reached_by_arrow(
    qtbot: QtBot, view: LibraryView, qapp: QApplication
) -> None:
    view.show_state(LibraryState(cards=many_cards(60)))
    qtbot.keyClick(view, Qt.Key.Key_Down)
    for _ in range(40):
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Down)
        qapp.processEvents()
    focused = QApplication.focusWidget()
    assert isinstance(focused, SessionCard)
    assert focused.card.id == "s59"
    qtbot.waitUntil(lambda: not focused.visibleRegion().isEmpty())


def test_tabbing_on_makes_the_cards_it_comes_to(
    qtbot: QtBot, view: LibraryView, qapp: QApplication
) -> None:
    view.show_state(LibraryState(cards=many_cards(60)))
    view.grid.focus_first()
    for _ in range(60):
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        qapp.processEvents()
    focused = QApplication.focusWidget()
    assert isinstance(focused, SessionCard)
    assert focused.card.id == "s30"


def test_tab_comes_to_what_is_offered_before_anything_else(qtbot: QtBot, view: LibraryView) -> None:
    reached = []
    view.setFocus()
    for _ in range(5):
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        reached.append(getattr(QApplication.focusWidget(), "accessibleName", str)())
    assert reached[:2] == ["Begin Breath Awareness", "Length of Breath Awareness: 10 min"]
    assert reached[2].startswith("One quiet moment")
    assert "Settings (Ctrl and comma)" not in reached[:4]


def test_what_is_offered_later_is_reached_first_as_well(qtbot: QtBot, view: LibraryView) -> None:
    view.show_state(replace(LIBRARY, suggestion=Suggestion("body-scan")))
    begin = view.findChildren(SuggestionPanel)[-1].begin_button
    qtbot.waitUntil(begin.isVisible)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert begin.hasFocus()
    assert begin.accessibleName() == "Begin Body Scan"


def test_a_window_that_was_put_away_for_a_moment_leaves_the_keyboard_where_it_was(
    qtbot: QtBot, view: LibraryView
) -> None:
    find_in(view).setFocus()
    put_away_for_a_moment(qtbot, view)
    assert view.focusWidget() is find_in(view)
