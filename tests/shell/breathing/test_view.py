"""Breathing freely, by key and click: what is chosen, refused, offered and asked for."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFont, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.shell.breathing.by_hand import SPACE, Clock, breathe, own
from tests.shell.person import LEFT, button, click, still_held, words
from thaw.audio.names import BEDS
from thaw.core.breath import Pattern
from thaw.core.free_breathing import FreeBreathing
from thaw.core.patterns import PATTERNS
from thaw.core.session import Cue
from thaw.shell.breathing.form import BreathingState, Kept
from thaw.shell.breathing.view import BreathingView
from thaw.shell.theme import Theme

EVENING = Kept("evening", "Evening", FreeBreathing(PATTERNS["box"], 4, in_rounds=True))
STATE = BreathingState(beds=BEDS)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, clock: Clock) -> BreathingView:
    made = BreathingView(theme, clock)
    qtbot.addWidget(made)
    made.show_state(STATE)
    made.resize(860, 1600)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_it_says_what_will_be_breathed_and_begins_it(qtbot: QtBot, view: BreathingView) -> None:
    assert "In 4, out 6" in words(view)
    assert "6 breaths a minute" in words(view)
    with qtbot.waitSignal(view.begin_asked) as begun:
        qtbot.mouseClick(view.summary.begin, LEFT)
    assert begun.args == [FreeBreathing()]


def test_enter_begins_and_escape_goes_back(qtbot: QtBot, view: BreathingView) -> None:
    with qtbot.assertNotEmitted(view.begin_asked):
        QApplication.sendEvent(view, still_held(Qt.Key.Key_Return))
    with qtbot.waitSignal(view.begin_asked):
        qtbot.keyClick(view, Qt.Key.Key_Return)
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Back):
        with qtbot.waitSignal(view.back_asked):
            qtbot.keyClick(view, key)
    with qtbot.waitSignal(view.back_asked):
        click(qtbot, view, "Back to the library (Esc)")


@pytest.mark.parametrize(
    ("technique", "variant", "pattern"),
    [
        ("Even breath", "in 4, out 4", "even"),
        ("Coherent", "in 5.5, out 5.5", "coherent"),
        ("Comfortable rate", "in 5.3, out 8", "four-and-a-half-a-minute"),
        ("Longer out-breath", "in 4, out 8", "longer-exhale"),
        ("Box", "in 4, hold 4, out 4, wait 4", "box"),
        ("Four-seven-eight", "in 4, hold 7, out 8", "four-seven-eight"),
        ("Two-part sigh", "in 3, a sip 1, out 8", "cyclic-sigh"),
        ("One to three sighs", "in 1, a sip 0.5, hold 0.5, out 3", "physiological-sigh"),
        ("Side to side", None, "alternate-nostril"),
        ("Pursed lips", None, "lip-breath"),
    ],
)
def test_every_technique_is_two_clicks_away(
    qtbot: QtBot, view: BreathingView, technique: str, variant: str | None, pattern: str
) -> None:
    click(qtbot, view, technique)
    if variant is not None:
        click(qtbot, view, variant)
    assert view.chosen.pattern == PATTERNS[pattern]


def test_a_technique_begins_with_its_gentlest(qtbot: QtBot, view: BreathingView) -> None:
    click(qtbot, view, "Box")
    assert view.chosen.pattern.name == "soft-box"


def test_the_length_is_in_minutes_or_in_rounds(qtbot: QtBot, view: BreathingView) -> None:
    click(qtbot, view, "How many: more", "How many: more")
    assert (view.chosen.amount, view.chosen.in_rounds) == (7, False)
    click(qtbot, view, "Rounds", "How many: more")
    assert (view.chosen.amount, view.chosen.in_rounds) == (6, True)
    assert "About a minute of breathing." in words(view)
    click(qtbot, view, "How many: less")
    assert "About 50 seconds of breathing." in words(view)


def test_no_more_is_offered_than_suits_a_person(qtbot: QtBot, view: BreathingView) -> None:
    view.choose(FreeBreathing(PATTERNS["long-exhale"], 20))
    click(qtbot, view, "Box")
    assert view.chosen.amount == 5
    assert "With breath holds, 5 minutes are the most." in words(view)
    assert not button(view, "How many: more").isEnabled()


def test_more_minutes_than_suit_most_people_are_said_softly(
    qtbot: QtBot, view: BreathingView
) -> None:
    view.choose(FreeBreathing(PATTERNS["coherent"], 10))
    assert "20 minutes are the most." in words(view)
    assert "suits most people" not in words(view)
    click(qtbot, view, "How many: more")
    assert "Up to 10 minutes suits most people. 20 minutes are the most." in words(view)
    assert view.summary.begin.isEnabled()


def test_what_is_breathed_a_few_times_is_counted(qtbot: QtBot, view: BreathingView) -> None:
    click(qtbot, view, "Four-seven-eight", "in 4, hold 7, out 8")
    assert view.chosen.in_rounds
    assert not button(view, "Minutes").isEnabled()
    assert view.chosen.amount == 4
    assert "8 are the most here." in words(view)
    click(qtbot, view, "How many: more")
    assert "Four breaths suit most people. More is for after a month with them." in words(view)


def test_a_look_at_what_is_counted_changes_no_length(qtbot: QtBot, view: BreathingView) -> None:
    click(qtbot, view, "How many: more", "How many: more")

    click(qtbot, view, "One to three sighs", "How many: less")
    assert (view.chosen.amount, view.chosen.in_rounds) == (2, True)
    click(qtbot, view, "Four-seven-eight", "in 4, hold 7, out 8")
    assert (view.chosen.amount, view.chosen.in_rounds) == (4, True)
    click(qtbot, view, "Box")
    assert (view.chosen.amount, view.chosen.in_rounds) == (5, False)
    click(qtbot, view, "Even breath")
    assert (view.chosen.amount, view.chosen.in_rounds) == (7, False)


def test_rounds_that_were_asked_for_stay_rounds(qtbot: QtBot, view: BreathingView) -> None:
    click(qtbot, view, "Rounds", "How many: more", "One to three sighs", "Even breath")
    assert (view.chosen.amount, view.chosen.in_rounds) == (6, True)


def test_cues_and_easing_in_are_switched(qtbot: QtBot, view: BreathingView) -> None:
    click(qtbot, view, "Soft sounds", "Spoken words", "Ease into it", "Ocean")
    chosen = view.chosen
    assert chosen.cues == {Cue.SIGHT, Cue.VOICE}
    assert (chosen.eases_in, chosen.bed) == (False, "ocean")
    click(qtbot, view, "Silence", "Soft sounds")
    assert view.chosen.bed is None
    assert Cue.SOUND in view.chosen.cues


def test_easing_in_is_offered_where_there_is_time_for_it(qtbot: QtBot, view: BreathingView) -> None:
    assert view.ease.isEnabled()
    assert view.ease.isChecked()
    view.choose(FreeBreathing(PATTERNS["box"], 2))
    assert not view.ease.isEnabled()
    assert not view.ease.isChecked()
    click(qtbot, view, "How many: more")
    assert view.ease.isEnabled()
    assert view.ease.isChecked()


def test_a_pattern_of_ones_own_is_typed_in_seconds(qtbot: QtBot, view: BreathingView) -> None:
    own(qtbot, view, in_ms="4.5", out_ms="6,3", rest_ms="1")
    assert view.chosen.pattern == Pattern("own", 4500, 6300, rest_ms=1000)
    assert "In 4.5, out 6.3, wait 1" in words(view)
    click(qtbot, view, "Breathe in: more")
    assert view.chosen.pattern.in_ms == 5000
    own_sides = view.own.sides
    qtbot.mouseClick(own_sides, LEFT)
    assert view.chosen.pattern.alternates


def test_enter_in_a_number_takes_the_number_and_begins_nothing(
    qtbot: QtBot, view: BreathingView
) -> None:
    with qtbot.assertNotEmitted(view.begin_asked):
        own(qtbot, view, in_ms="5")


@pytest.mark.parametrize(
    ("phases", "reason", "nearest"),
    [
        ({"in_ms": "9"}, "The in-breath is 9 s. It may be 2 to 8.", "in 8, out 6.4"),
        ({"in_ms": "1", "out_ms": "4"}, "The in-breath is 1 s. It may be 2 to 8.", "in 2, out 4"),
        ({"out_ms": "13"}, "The out-breath is 13 s. It may be 2 to 12.", "in 4, out 12"),
        ({"hold_ms": "7.5"}, "The hold is 7.5 s. The most is 7.", "in 4, hold 7, out 6"),
        (
            {"rest_ms": "5"},
            "The wait after the out-breath is 5 s. The most is 4.",
            "in 4, out 6, wait 4",
        ),
        ({"top_up_ms": "3"}, "The second sip is 3 s. The most is 2.", "in 4, a sip 2, out 6"),
        ({"out_ms": "2"}, "The out-breath is 0.5 times the in-breath. It may be", "in 4, out 3.2"),
        ({"in_ms": "2", "out_ms": "2"}, "One breath takes 4 s. It may be 5 to 22.", "in 2, out 3"),
    ],
)
def test_what_lies_outside_a_bound_is_refused_with_the_reason_and_the_nearest(
    qtbot: QtBot, view: BreathingView, phases: dict[str, str], reason: str, nearest: str
) -> None:
    own(qtbot, view, **phases)
    assert reason in words(view)
    assert f"The nearest is {nearest}." in words(view)
    assert not view.summary.begin.isVisible()
    with qtbot.assertNotEmitted(view.begin_asked):
        view.setFocus()
        qtbot.keyClick(view, Qt.Key.Key_Return)
    click(qtbot, view, "Use the nearest")
    assert "This one needs a change" not in words(view)
    with qtbot.waitSignal(view.begin_asked):
        qtbot.mouseClick(view.summary.begin, LEFT)


@pytest.mark.parametrize("size", [(860, 1600), (860, 560), (420, 640)])
def test_no_row_moves_when_a_bound_is_crossed(
    qtbot: QtBot, view: BreathingView, size: tuple[int, int]
) -> None:
    def positions() -> list[QPoint]:
        QApplication.processEvents()
        parts = [one.more for one in view.own.steppers.values()]
        return [part.mapTo(view, QPoint()) for part in parts]

    view.resize(*size)
    own(qtbot, view, in_ms="4", out_ms="6")
    before = positions()
    refused = 0
    for phase in ("in_ms", "rest_ms", "top_up_ms"):
        for _ in range(10):
            qtbot.mouseClick(view.own.steppers[phase].more, LEFT)
            refused += not view.summary.begin.isVisible()
            assert positions() == before
        for _ in range(10):
            qtbot.mouseClick(view.own.steppers[phase].less, LEFT)
    assert refused
    assert positions() == before


def test_nothing_below_moves_when_one_bound_is_crossed(qtbot: QtBot, view: BreathingView) -> None:
    own(qtbot, view, in_ms="4", out_ms="6")
    QApplication.processEvents()
    before = view.amount.mapTo(view, QPoint())
    own(qtbot, view, out_ms="13")
    QApplication.processEvents()
    assert "It may be 2 to 12" in words(view)
    assert view.amount.mapTo(view, QPoint()) == before


def test_what_is_only_unusual_is_said_and_may_be_begun(qtbot: QtBot, view: BreathingView) -> None:
    own(qtbot, view, in_ms="7", out_ms="8")
    assert "The in-breath is 7 s. 3 to 6 suits most people." in words(view)
    with qtbot.waitSignal(view.begin_asked):
        qtbot.mouseClick(view.summary.begin, LEFT)
    click(qtbot, view, "Use the nearest")
    assert "suits most people" not in words(view)


def test_what_was_made_is_there_again_after_a_look_at_another(
    qtbot: QtBot, view: BreathingView
) -> None:
    own(qtbot, view, in_ms="5")
    click(qtbot, view, "Even breath", "My own")
    assert view.chosen.pattern.in_ms == 5000


def test_where_holds_are_left_out_it_says_what_will_be_breathed(
    qtbot: QtBot, view: BreathingView
) -> None:
    click(qtbot, view, "Box", "in 4, hold 4, out 4, wait 4")
    assert "Holds are better left out in pregnancy" in words(view)
    assert not view.left_out.isVisible()
    with qtbot.waitSignal(view.holds_changed) as changed:
        click(qtbot, view, "Breath holds")
    assert changed.args == [False]
    view.show_state(replace(STATE, leaves_out_holds=True))
    assert "In 4, out 8" in words(view)
    assert "minutes are the most, with its holds or without." in words(view)
    assert "With breath holds" not in words(view)
    assert "Holds are better left out" not in words(view)
    told = "left out until you want them: in 4, out 8 in place of in 4, hold 4, out 4, wait 4."
    assert told in words(view)
    with qtbot.waitSignal(view.holds_changed) as changed:
        click(qtbot, view, "Breathe with holds")
    assert changed.args == [True]


def test_in_gentle_mode_holds_are_left_out_and_not_asked_about(
    qtbot: QtBot, view: BreathingView
) -> None:
    view.show_state(replace(STATE, leaves_out_holds=True, is_gentle=True))
    click(qtbot, view, "Box")
    assert "Gentle mode leaves breath holds out: in 3, out 5 in place of" in words(view)
    assert not button(view, "Breath holds").isEnabled()
    offered = [one.text() for one in view.left_out.findChildren(QAbstractButton) if one.isVisible()]
    assert offered == []


def test_a_hold_in_a_pattern_of_ones_own_is_asked_about(qtbot: QtBot, view: BreathingView) -> None:
    view.show_state(replace(STATE, leaves_out_holds=True))
    own(qtbot, view)
    assert not view.left_out.isVisible()
    own(qtbot, view, hold_ms="2")
    assert "in 4, out 8 in place of in 4, hold 2, out 6." in words(view)
    with qtbot.waitSignal(view.holds_changed) as changed:
        click(qtbot, view, "Breath holds")
    assert changed.args == [True]


def test_the_pace_that_was_told_is_where_it_begins(
    qtbot: QtBot, view: BreathingView, clock: Clock
) -> None:
    click(qtbot, view, "Ease into it")
    assert "Two whole breaths, and the beginning of a third, are enough." in words(view)
    breathe(qtbot, view.follow.pad, clock, times=3)
    assert "You breathe in 3, out 4: about 8.6 breaths a minute." in words(view)
    with qtbot.waitSignal(view.begin_asked) as begun:
        click(qtbot, view, "Begin from this pace")
    assert begun.args is not None
    (chosen,) = begun.args
    assert (chosen.pace.in_ms, chosen.pace.out_ms, chosen.eases_in) == (3000, 4000, True)
    click(qtbot, view, "Start over")
    assert "Two whole breaths, and the beginning of a third, are enough." in words(view)


def test_a_pace_that_is_not_offered_is_said_as_told_and_begun_from_the_nearest(
    qtbot: QtBot, view: BreathingView, clock: Clock
) -> None:
    breathe(qtbot, view.follow.pad, clock, times=3, in_ms=700, out_ms=700)
    begins = "It begins from the nearest there is: in 2, out 3."
    assert f"You breathe about 43 times a minute. {begins}" in words(view)
    with qtbot.waitSignal(view.begin_asked) as begun:
        click(qtbot, view, "Begin from this pace")
    assert begun.args is not None
    assert (begun.args[0].pace.in_ms, begun.args[0].pace.out_ms) == (2000, 3000)
    # The nearest stays the same, what is said of the person does not.
    breathe(qtbot, view.follow.pad, clock, times=3, in_ms=1000, out_ms=1000)
    assert f"You breathe about 30 times a minute. {begins}" in words(view)


def test_later_breaths_change_the_pace(qtbot: QtBot, view: BreathingView, clock: Clock) -> None:
    breathe(qtbot, view.follow.pad, clock, times=3, in_ms=4000, out_ms=6000)
    assert "You breathe in 4, out 6: about 6 breaths a minute." in words(view)
    breathe(qtbot, view.follow.pad, clock, times=3, in_ms=2500, out_ms=3000)
    assert "You breathe in 2.5, out 3: about 10.9 breaths a minute." in words(view)


def test_breaths_that_are_counted_do_not_begin_at_a_pace(
    qtbot: QtBot, view: BreathingView, clock: Clock
) -> None:
    breathe(qtbot, view.follow.pad, clock, times=3)
    click(qtbot, view, "One to three sighs")
    assert not button(view, "Begin from this pace").isEnabled()
    assert "What is breathed a few times begins at once." in words(view)


def test_a_pattern_is_kept_under_a_name(qtbot: QtBot, view: BreathingView) -> None:
    assert not view.kept.keep.isEnabled()
    qtbot.keyClicks(view.kept.name, "  My  evening ")
    with qtbot.waitSignal(view.keep_asked) as kept:
        click(qtbot, view, "Keep this pattern")
    assert kept.args == ["My evening", FreeBreathing()]
    with qtbot.waitSignal(view.keep_asked):
        qtbot.keyClick(view.kept.name, Qt.Key.Key_Return)


def test_what_is_refused_cannot_be_kept(qtbot: QtBot, view: BreathingView) -> None:
    qtbot.keyClicks(view.kept.name, "Too long")
    own(qtbot, view, in_ms="12")
    assert not view.kept.keep.isEnabled()
    with qtbot.assertNotEmitted(view.keep_asked):
        qtbot.keyClick(view.kept.name, Qt.Key.Key_Return)


def test_a_kept_pattern_is_changed_or_left_as_it_was(qtbot: QtBot, view: BreathingView) -> None:
    view.show_state(replace(STATE, kept=(EVENING,)))
    assert "Evening" in words(view)
    assert "in 4, hold 4, out 4, wait 4" in words(view)
    click(qtbot, view, "Change Evening")
    assert view.chosen == EVENING.breathing
    assert (view.changing, view.kept.name.text()) == (EVENING, "Evening")
    click(qtbot, view, "How many: more")
    with qtbot.waitSignal(view.keep_asked) as kept:
        click(qtbot, view, "Save the change")
    assert kept.args == ["Evening", replace(EVENING.breathing, amount=5)]
    click(qtbot, view, "Leave it as it was")
    assert view.changing is None
    assert view.kept.name.text() == ""


def test_a_kept_pattern_is_removed_on_demand(qtbot: QtBot, view: BreathingView) -> None:
    view.show_state(replace(STATE, kept=(EVENING,)))
    click(qtbot, view, "Change Evening")
    with qtbot.waitSignal(view.remove_asked) as removed:
        click(qtbot, view, "Remove Evening")
    assert removed.args == [EVENING]
    view.show_state(STATE)
    assert view.changing is None
    assert "Evening" not in words(view)


def test_scrolling_past_a_number_changes_nothing(qtbot: QtBot, view: BreathingView) -> None:
    view.setFocus()
    at = QPointF(10, 10)
    wheel = QWheelEvent(
        at,
        view.amount.box.mapToGlobal(at),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.amount.box, wheel)
    assert view.chosen.amount == 5


def test_everything_that_takes_the_focus_has_a_name(view: BreathingView) -> None:
    view.show_state(replace(STATE, kept=(EVENING,)))
    nameless = [
        widget
        for widget in view.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not widget.accessibleName()
        and not getattr(widget, "text", str)()
    ]
    assert nameless == []


def test_it_fits_a_narrow_window_with_large_text(
    qtbot: QtBot, theme: Theme, qapp: QApplication, clock: Clock
) -> None:
    font = QFont(qapp.font())
    font.setPointSizeF(font.pointSizeF() * 2)
    qapp.setFont(font)
    theme.refresh()
    made = BreathingView(theme, clock)
    qtbot.addWidget(made)
    made.show_state(replace(STATE, kept=(EVENING,)))
    made.choose(FreeBreathing(Pattern("own", 9000, 4000, hold_ms=8000)))
    made.resize(360, 480)
    with qtbot.waitExposed(made):
        made.show()
    breathe(qtbot, made.follow.pad, clock, times=3)
    page = made.findChild(QScrollArea).widget()
    assert page.minimumSizeHint().width() <= 360


def test_who_starts_over_has_the_hand_on_the_shape_again(
    qtbot: QtBot, view: BreathingView, clock: Clock
) -> None:
    breathe(qtbot, view.follow.pad, clock, times=3)
    view.follow.forget.setFocus()
    qtbot.keyClick(view.follow.forget, SPACE)
    assert view.focusWidget() is view.follow.pad
