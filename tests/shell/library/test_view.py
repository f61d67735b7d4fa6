"""The first screen, as a person uses it: by key, by click, and by what can be seen."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QFont, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.shell.library.in_sight import cards, find_in
from tests.shell.person import opens_popup, still_held, words
from tests.shell.samples import BREATH, LIBRARY
from thaw.core.session import Category
from thaw.shell.library.aside import Aside, AsideChoice
from thaw.shell.library.offer_card import OfferCard
from thaw.shell.library.problems_dialog import ProblemsDialog
from thaw.shell.library.session_card import (
    SessionCard,
    card_height,
    card_padding,
    card_size,
    elided_lines,
)
from thaw.shell.library.state import FileProblem, Holds, LibraryState, Suggestion
from thaw.shell.library.suggestion_panel import QuickCard, SuggestionPanel
from thaw.shell.library.view import LibraryView
from thaw.shell.theme import Text, Theme
from thaw.shell.widgets.controls import Button


def test_the_suggestion_stands_first_with_its_reason(view: LibraryView) -> None:
    assert "A gentle place to begin" in words(view)
    assert "Breath Awareness" in words(view)
    assert "Rest attention on breathing" in words(view)


def test_what_is_planned_is_said_quietly_and_begun_at_its_minutes(
    qtbot: QtBot, view: LibraryView
) -> None:
    said = "After I have had tea, I will practise Body Scan for twelve minutes."
    assert said not in words(view)
    suggestion = Suggestion("body-scan", "From your plan", minutes=12)
    view.show_state(replace(LIBRARY, suggestion=suggestion, plan=said))
    assert said in words(view)
    with qtbot.waitSignal(view.session_chosen) as chosen:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert chosen.args == ["body-scan", 12]
    view.show_state(replace(LIBRARY, suggestion=suggestion, plan=""))
    assert said not in words(view)


def test_every_session_has_a_card(view: LibraryView) -> None:
    assert list(cards(view)) == [
        "Breath Awareness",
        "Body Scan",
        "Three-Step Space",
        "Slow and Small",
    ]


def test_begin_starts_the_suggestion_at_the_length_shown(qtbot: QtBot, view: LibraryView) -> None:
    panel = view.findChildren(SuggestionPanel)[0]
    with qtbot.waitSignal(view.session_chosen) as chosen:
        qtbot.mouseClick(panel.begin_button, Qt.MouseButton.LeftButton)
    assert chosen.args == ["breath-awareness", 10]


def test_enter_on_a_fresh_window_begins_the_suggestion(qtbot: QtBot, view: LibraryView) -> None:
    with qtbot.waitSignal(view.session_chosen) as chosen:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert chosen.args == ["breath-awareness", 10]


def test_enter_that_is_still_held_from_before_begins_nothing(
    qtbot: QtBot, view: LibraryView
) -> None:
    with qtbot.assertNotEmitted(view.session_chosen):
        QApplication.sendEvent(view, still_held(Qt.Key.Key_Return))
        QApplication.sendEvent(cards(view)["Body Scan"], still_held(Qt.Key.Key_Return))


def test_the_quiet_moment_starts_with_one_click(qtbot: QtBot, view: LibraryView) -> None:
    with qtbot.waitSignal(view.quick_chosen) as chosen:
        qtbot.mouseClick(view.findChildren(QuickCard)[0], Qt.MouseButton.LeftButton)
    assert chosen.args == ["three-step-space", 3]


def test_breathing_freely_is_one_click_away_and_the_last_of_the_offers(
    qtbot: QtBot, view: LibraryView
) -> None:
    offers = view.findChildren(OfferCard)
    assert [card.accessibleName().split(":")[0] for card in offers] == [
        "One quiet moment",
        "Breathe freely",
    ]
    with qtbot.waitSignal(view.breathing_asked):
        qtbot.mouseClick(offers[-1], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(view.breathing_asked):
        qtbot.keyClick(offers[-1], Qt.Key.Key_Return)


def test_breathing_freely_is_not_offered_while_only_grounding_is(
    qtbot: QtBot, view: LibraryView
) -> None:
    def offered() -> list[str]:
        offers = [card for card in view.findChildren(OfferCard) if card.isVisibleTo(view)]
        return [card.accessibleName().split(":")[0] for card in offers]

    view.show_state(replace(LIBRARY, offers_breathing=False))
    qtbot.waitUntil(lambda: offered() == ["One quiet moment"])
    view.show_state(LIBRARY)
    qtbot.waitUntil(lambda: offered() == ["One quiet moment", "Breathe freely"])


def test_a_click_on_a_card_begins_its_session(qtbot: QtBot, view: LibraryView) -> None:
    with qtbot.waitSignal(view.session_chosen) as chosen:
        qtbot.mouseClick(cards(view)["Body Scan"], Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert chosen.args == ["body-scan", 20]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_key_on_a_card_begins_its_session(qtbot: QtBot, view: LibraryView, key: Qt.Key) -> None:
    with qtbot.waitSignal(view.session_chosen) as chosen:
        qtbot.keyClick(cards(view)["Slow and Small"], key)
    assert chosen.args == ["slow-and-small", 5]


def test_a_session_that_was_edited_is_shown_as_it_is_now(qtbot: QtBot, view: LibraryView) -> None:
    edited = replace(BREATH, title="Breath, Again", longest=12)
    view.show_state(replace(LIBRARY, cards=(edited, *LIBRARY.cards[1:])))
    qtbot.waitUntil(lambda: "Breath, Again" in words(view))
    assert "Breath, Again" in cards(view)
    assert "Breath Awareness" not in cards(view)


def test_ctrl_f_finds_sessions_by_their_words(qtbot: QtBot, view: LibraryView) -> None:
    qtbot.keySequence(view, QKeySequence(QKeySequence.StandardKey.Find))
    qtbot.waitUntil(find_in(view).hasFocus)
    qtbot.keyClicks(find_in(view), "bod sc")
    assert list(cards(view)) == ["Body Scan"]
    qtbot.keyClick(find_in(view), Qt.Key.Key_Down)
    assert cards(view)["Body Scan"].hasFocus()


def test_escape_brings_every_session_back(qtbot: QtBot, view: LibraryView) -> None:
    find_in(view).setFocus()
    qtbot.keyClicks(find_in(view), "zzz")
    assert cards(view) == {}
    assert "Nothing here goes by those words." in words(view)
    qtbot.keyClick(find_in(view), Qt.Key.Key_Escape)
    assert len(cards(view)) == 4


def test_a_category_can_be_searched_by_its_name(qtbot: QtBot, view: LibraryView) -> None:
    qtbot.keyClicks(find_in(view), "paced")
    assert [card.card.category for card in cards(view).values()] == [Category.BREATHING]


def test_an_empty_library_says_so(view: LibraryView) -> None:
    view.show_state(LibraryState())
    assert "There are no sessions here yet." in words(view)


def test_nothing_is_said_of_sessions_before_anybody_has_looked(view: LibraryView) -> None:
    view.show_state(LibraryState(is_whole=False))
    assert "There are no sessions here yet." not in words(view)
    assert cards(view) == {}


def test_files_that_could_not_be_read_are_one_quiet_line(qtbot: QtBot, view: LibraryView) -> None:
    problem = FileProblem("mine.yaml", ('line 4, column 3: "lenghts" is not a key here',))
    view.show_state(replace(LIBRARY, problems=(problem,)))
    assert "1 session file could not be read" in words(view)
    button = next(b for b in view.findChildren(Button) if b.text() == "See why")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog = view.findChildren(ProblemsDialog)[0]
    assert "mine.yaml" in dialog.text()
    assert "line 4, column 3" in dialog.text()
    dialog.accept()


def test_several_files_are_counted(view: LibraryView) -> None:
    problems = tuple(FileProblem(f"{n}.yaml", ("odd",)) for n in range(3))
    view.show_state(replace(LIBRARY, problems=problems))
    assert "3 session files could not be read" in words(view)


def test_without_problems_the_line_is_not_there(view: LibraryView) -> None:
    assert "could not be read" not in words(view)


def test_history_is_a_click_away(qtbot: QtBot, view: LibraryView) -> None:
    button = next(b for b in view.findChildren(Button) if b.text() == "History")
    with qtbot.waitSignal(view.history_asked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("holds", "said", "tip"),
    [
        (Holds.LEFT_OUT, "Breath holds left out.", "The settings bring them in."),
        (Holds.KEPT, "With breath holds.", ""),
        (Holds.NONE, "gentle.", ""),
    ],
)
def test_a_card_tells_of_breath_holds(
    theme: Theme, qtbot: QtBot, holds: Holds, said: str, tip: str
) -> None:
    card = SessionCard(theme, replace(BREATH, holds=holds))
    qtbot.addWidget(card)
    assert card.accessibleDescription().endswith(said)
    assert card.toolTip().endswith(tip)
    assert bool(card.toolTip()) == bool(tip)


def test_everything_that_takes_the_focus_has_a_name(view: LibraryView) -> None:
    nameless = [
        widget
        for widget in [view, *view.findChildren(QWidget)]
        if widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not widget.accessibleName()
        and not getattr(widget, "text", str)()
    ]
    assert nameless == []


@pytest.mark.parametrize("points", [10.0, 20.0])
def test_nothing_is_wider_than_a_narrow_window(
    qtbot: QtBot, view: LibraryView, theme: Theme, qapp: QApplication, points: float
) -> None:
    font = QFont(qapp.font())
    font.setPointSizeF(points)
    qapp.setFont(font)
    theme.refresh()
    made = LibraryView(theme)
    qtbot.addWidget(made)
    made.offer_page("Plan", lambda: None)
    made.show_state(LIBRARY)
    made.resize(360, 480)
    with qtbot.waitExposed(made):
        made.show()
    for widget in made.findChildren(QWidget):
        if widget.isVisible():
            right = widget.mapTo(made, QPoint(widget.width(), 0)).x()
            assert right <= 360, f"{type(widget).__name__} reaches {right}"


def test_a_narrow_card_has_the_lines_that_large_text_needs(theme: Theme) -> None:
    """At 360 pixels, with text twice as large, titles and goals as long as Thaw's own are whole."""
    wide, narrow = theme.unit * 22, theme.unit * 11
    assert card_height(theme, narrow) > card_height(theme, wide) == card_size(theme).height()
    inner = narrow - 2 * card_padding(theme)
    for card in LIBRARY.cards:
        title = elided_lines(card.title, theme.font(Text.HEADING), inner - theme.unit * 2, 2)
        goal = elided_lines(card.goal, theme.font(Text.BODY), inner, 4)
        assert "".join(title + goal).replace(" ", "") == f"{card.title}{card.goal}".replace(" ", "")


@opens_popup
def test_a_card_has_a_menu_that_asks_for_a_sound_file(qtbot: QtBot, theme: Theme) -> None:
    card = SessionCard(theme, BREATH)
    qtbot.addWidget(card)
    card.resize(card_size(theme))
    card.show()
    card.length.set_minutes(20)
    for reason in QContextMenuEvent.Reason.Keyboard, QContextMenuEvent.Reason.Mouse:
        event = QContextMenuEvent(reason, QPoint(5, 5), card.mapToGlobal(QPoint(5, 5)))
        QApplication.sendEvent(card, event)
        (menu,) = [one for one in card.findChildren(QMenu) if one.isVisible()]
        (action,) = [one for one in menu.actions() if one.text() == "Export as audio…"]
        with qtbot.waitSignal(card.export_asked) as asked:
            action.trigger()
        menu.close()
        assert asked.args == [replace(BREATH, minutes=20)]
    more = next(one for one in card.findChildren(QToolButton) if "More" in one.accessibleName())
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    (menu,) = [one for one in card.findChildren(QMenu) if one.isVisible()]
    menu.close()


def test_tab_goes_from_the_search_to_the_cards_and_back(qtbot: QtBot, view: LibraryView) -> None:
    choices = (AsideChoice("a", "Answer"), AsideChoice("n", "Not now"))
    view.show_aside(Aside("week", "How was it?", choices))
    qtbot.waitUntil(lambda: "How was it?" in words(view))

    find_in(view).setFocus()
    qtbot.keyClick(find_in(view), Qt.Key.Key_Tab)
    first = next(iter(cards(view).values()))
    reached = QApplication.focusWidget()
    assert reached is not None
    assert reached is first or first.isAncestorOf(reached)
    qtbot.keyClick(reached, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is find_in(view)


def test_where_another_session_is_offered_the_keyboard_is_not_passed_on(
    view: LibraryView,
) -> None:
    view.findChildren(SuggestionPanel)[0].begin_button.setFocus()
    view.show_state(replace(LIBRARY, suggestion=Suggestion("body-scan", "From your plan")))
    assert view.focusWidget() is view
