"""The first screen, as a person uses it: by key, by click, and by what can be seen."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFont,
    QKeySequence,
)
from PySide6.QtWidgets import QApplication, QMenu, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.shell.person import words
from tests.shell.samples import BREATH, LIBRARY, many_cards
from thaw.core.session import Category
from thaw.shell.library.drop_frame import DropFrame
from thaw.shell.library.length_choice import LengthChoice
from thaw.shell.library.length_popup import LengthPopup
from thaw.shell.library.offer_card import OfferCard
from thaw.shell.library.problems_dialog import ProblemsDialog
from thaw.shell.library.session_card import SessionCard, card_size
from thaw.shell.library.state import FileProblem, Holds, LibraryState, Suggestion
from thaw.shell.library.suggestion_panel import QuickCard, SuggestionPanel
from thaw.shell.library.view import LibraryView
from thaw.shell.theme import Theme
from thaw.shell.widgets.controls import Button
from thaw.shell.widgets.filter_box import FilterBox

# The offscreen platform has no keyboard to grab for a popup.
opens_popup = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> LibraryView:
    made = LibraryView(theme)
    qtbot.addWidget(made)
    made.show_state(LIBRARY)
    made.resize(900, 1000)
    with qtbot.waitExposed(made):
        made.show()
    return made


def cards(view: LibraryView) -> dict[str, SessionCard]:
    return {c.card.title: c for c in view.findChildren(SessionCard) if c.isVisible()}


def find_in(view: LibraryView) -> FilterBox:
    return view.findChildren(FilterBox)[0]


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


def test_a_click_on_a_card_begins_its_session(qtbot: QtBot, view: LibraryView) -> None:
    with qtbot.waitSignal(view.session_chosen) as chosen:
        qtbot.mouseClick(cards(view)["Body Scan"], Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert chosen.args == ["body-scan", 20]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_key_on_a_card_begins_its_session(qtbot: QtBot, view: LibraryView, key: Qt.Key) -> None:
    with qtbot.waitSignal(view.session_chosen) as chosen:
        qtbot.keyClick(cards(view)["Slow and Small"], key)
    assert chosen.args == ["slow-and-small", 5]


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


def test_a_session_shorter_than_a_minute_says_its_seconds(view: LibraryView) -> None:
    moment = replace(BREATH, shortest=1, minutes=1, longest=1, under_a_minute_s=50)
    view.show_state(LibraryState(cards=(moment,), quick=moment))
    (card,) = cards(view).values()
    assert card.length.text() == "50 s"
    assert card.accessibleName() == "Begin Breath Awareness, 50 s"
    assert view.findChildren(QuickCard)[-1].accessibleName().endswith("Breath Awareness, 50 s")


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
        for widget in view.findChildren(QWidget)
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
    made.show_state(LIBRARY)
    made.resize(360, 480)
    with qtbot.waitExposed(made):
        made.show()
    for widget in made.findChildren(QWidget):
        if widget.isVisible():
            right = widget.mapTo(made, QPoint(widget.width(), 0)).x()
            assert right <= 360, f"{type(widget).__name__} reaches {right}"


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


def drag(view: LibraryView, *names: str) -> QMimeData:
    """Hold files over ``view``."""
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(f"/music/{name}") for name in names])
    action, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enters = QDragEnterEvent(QPoint(50, 50), action, dragged, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view, enters)
    return dragged


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["rain.mp3", "rain.vtt"], "Let go here, and it is one of your sessions."),
        (["a.WAV", "b.flac"], "Let go here, and these 2 are among your sessions."),
        (["notes.txt"], None),
    ],
)
def test_sound_files_held_over_it_are_told_where_they_go(
    view: LibraryView, names: list[str], said: str | None
) -> None:
    drag(view, *names)
    frame = view.findChild(DropFrame)
    assert (frame is None) == (said is None)
    if frame is not None:
        assert said is not None
        assert said in words(view)
        assert frame.geometry() == view.rect()
        QApplication.sendEvent(view, QDragLeaveEvent())
        assert not frame.isVisible()


def test_what_is_let_go_leaves_no_frame(qtbot: QtBot, view: LibraryView) -> None:
    dragged = drag(view, "rain.mp3")
    fall = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        dragged,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(view.sounds_dropped) as told:
        QApplication.sendEvent(view, fall)
    assert told.args == [[Path("/music/rain.mp3")]]
    frame = view.findChild(DropFrame)
    assert frame is not None
    assert not frame.isVisible()
