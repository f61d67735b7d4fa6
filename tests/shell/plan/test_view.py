"""The page of the plan: every change holds at once, and nothing is ever behind."""

from dataclasses import dataclass, field, replace
from datetime import date

import msgspec
import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.shell.person import words
from thaw.care.plan import Proposal
from thaw.core.own_plan import IfThen, OwnPlan, Review, Verdict
from thaw.shell.plan.state import PlannedSession, PlanState, WeekFacts, Weeks
from thaw.shell.plan.view import PlanView
from thaw.shell.theme import Theme

TODAY = date(2026, 11, 23)
"""A Monday."""
SESSIONS = (
    PlannedSession("scan", "Body Scan", 5, 45),
    PlannedSession("walk", "Slow Steps", 3, 20),
)
LINE = IfThen("have had breakfast", "walk", 5)
STATE = PlanState(
    today=TODAY,
    plan=OwnPlan(begun=date(2026, 11, 2), line=LINE),
    sessions=SESSIONS,
    weeks=Weeks(WeekFacts(1, 3), WeekFacts(2, 3)),
    next_review=date(2026, 11, 30),
)


@dataclass
class Told:
    """What the view asked for."""

    targets: list[int] = field(default_factory=list)
    lines: list[IfThen] = field(default_factory=list)
    rests: list[tuple[object, object]] = field(default_factory=list)
    asks: list[bool] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> PlanView:
    made = PlanView(theme)
    qtbot.addWidget(made)
    made.resize(700, 900)
    made.show_state(STATE)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def told(view: PlanView) -> Told:
    made = Told()
    view.target_changed.connect(made.targets.append)
    view.line_changed.connect(made.lines.append)
    view.rest_changed.connect(lambda weekdays, days: made.rests.append((weekdays, days)))
    view.asks_changed.connect(made.asks.append)
    view.anew_asked.connect(lambda: made.others.append("anew"))
    view.proposal_taken.connect(lambda: made.others.append("taken"))
    view.proposal_left.connect(lambda: made.others.append("left"))
    view.back_asked.connect(lambda: made.others.append("library"))
    return made


def with_plan(**changes: object) -> PlanState:
    return replace(STATE, plan=msgspec.structs.replace(STATE.plan, **changes))


def test_days_a_week_are_told_with_each_step(view: PlanView, told: Told, qtbot: QtBot) -> None:
    qtbot.mouseClick(view.days.more, Qt.MouseButton.LeftButton)
    qtbot.keyClick(view.days.box, Qt.Key.Key_Up)
    assert told.targets == [4, 5]
    view.show_state(replace(STATE, target_days=7))
    assert not view.days.more.isEnabled()
    assert told.targets == [4, 5]


def test_the_weeks_are_told_beside_it(view: PlanView) -> None:
    assert "This week: one of three days. The week before: two of three days." in words(view)
    view.show_state(replace(STATE, weeks=None))
    assert "week:" not in words(view)


def test_the_line_is_read_back_as_one_sentence(view: PlanView) -> None:
    said = "After I have had breakfast, I will practise Slow Steps for five minutes."
    assert said in words(view)


def test_the_sentence_follows_what_is_typed_and_is_told_when_it_is_left(
    view: PlanView, told: Told, qtbot: QtBot
) -> None:
    view.line.after.setFocus()
    view.line.after.selectAll()
    qtbot.keyClicks(view.line.after, "come home")
    assert "After I come home, I will practise Slow Steps for five minutes." in words(view)
    assert told.lines == []
    qtbot.keyClick(view.line.after, Qt.Key.Key_Return)
    assert told.lines == [IfThen("come home", "walk", 5)]


def test_what_is_typed_is_told_too_where_the_page_is_left_at_once(
    view: PlanView, told: Told, qtbot: QtBot
) -> None:
    view.line.after.setFocus()
    qtbot.keyClicks(view.line.after, " in peace")
    qtbot.keyClick(view.line.after, Qt.Key.Key_Escape)
    assert told.others == ["library"]
    view.hide()
    assert told.lines == [IfThen("have had breakfast in peace", "walk", 5)]


def test_what_is_being_typed_stays_while_the_page_is_shown_anew(
    view: PlanView, told: Told, qtbot: QtBot
) -> None:
    view.line.after.setFocus()
    qtbot.keyClicks(view.line.after, " slo")
    view.show_state(STATE)
    qtbot.keyClicks(view.line.after, "wly")
    qtbot.keyClick(view.line.after, Qt.Key.Key_Return)
    assert told.lines == [IfThen("have had breakfast slowly", "walk", 5)]


def test_minutes_that_are_being_typed_stay_as_well(
    view: PlanView, told: Told, qtbot: QtBot
) -> None:
    view.line.minutes.setFocus()
    view.line.minutes.selectAll()
    qtbot.keyClicks(view.line.minutes, "1")
    view.show_state(STATE)
    qtbot.keyClicks(view.line.minutes, "2")
    qtbot.keyClick(view.line.minutes, Qt.Key.Key_Return)
    assert told.lines == [IfThen("have had breakfast", "walk", 12)]


def test_a_session_and_its_minutes_are_told_at_once(
    view: PlanView, told: Told, qtbot: QtBot
) -> None:
    qtbot.keyClick(view.line.session, Qt.Key.Key_Up)
    qtbot.keyClick(view.line.minutes, Qt.Key.Key_Up)
    assert told.lines == [
        IfThen("have had breakfast", "scan", 5),
        IfThen("have had breakfast", "scan", 6),
    ]


def test_minutes_are_those_that_the_session_can_have(
    view: PlanView, told: Told, qtbot: QtBot
) -> None:
    view.show_state(with_plan(line=IfThen("tea", "walk", 3)))
    qtbot.keyClick(view.line.session, Qt.Key.Key_Up)
    assert told.lines == [IfThen("tea", "scan", 5)]


def test_a_session_that_has_gone_is_kept_and_shown(view: PlanView, told: Told) -> None:
    view.show_state(with_plan(line=IfThen("tea", "gone", 7)))
    assert view.line.session.currentText() == "gone (not in the library)"
    assert view.line.minutes.value() == 7
    assert told.lines == []


def test_without_a_moment_or_a_session_there_is_no_sentence_and_no_reproach(view: PlanView) -> None:
    view.show_state(with_plan(line=IfThen()))
    assert "With a moment and a session it can be read here as one sentence." in words(view)


def test_days_of_the_week_are_pressed(view: PlanView, told: Told, qtbot: QtBot) -> None:
    qtbot.mouseClick(view.rest.chips[6], Qt.MouseButton.LeftButton)
    assert told.rests == [(frozenset({6}), frozenset())]
    assert view.rest.chips[6].accessibleName() == "Sunday"


def test_the_week_begins_where_it_begins_for_the_person(view: PlanView) -> None:
    view.show_state(replace(STATE, week_start=6))
    assert next(iter(view.rest.chips.values())).text() == "Sun"
    view.show_state(replace(STATE, week_start=5))
    first = min(view.rest.chips.values(), key=lambda chip: chip.x())
    assert (first.text(), len(view.rest.chips)) == ("Sat", 7)


def test_single_days_are_added_and_taken_out(view: PlanView, told: Told, qtbot: QtBot) -> None:
    view.rest.day.setDate(QDate(2026, 12, 24))
    qtbot.mouseClick(view.rest.add, Qt.MouseButton.LeftButton)
    christmas = date(2026, 12, 24)
    assert told.rests == [(frozenset(), frozenset({christmas}))]
    view.show_state(with_plan(rest_days=frozenset({christmas, date(2027, 1, 1)})))
    assert [one.text() for one in view.rest.listed] == [
        "Thursday 24 December",
        "Friday 1 January 2027",
    ]
    qtbot.mouseClick(view.rest.listed[0], Qt.MouseButton.LeftButton)
    assert told.rests[-1] == (frozenset(), frozenset({date(2027, 1, 1)}))


def test_single_days_that_are_over_are_kept_and_not_listed(
    view: PlanView, told: Told, qtbot: QtBot
) -> None:
    over = date(2026, 11, 22)
    view.show_state(with_plan(rest_days=frozenset({over})))
    assert view.rest.listed == []
    qtbot.mouseClick(view.rest.chips[0], Qt.MouseButton.LeftButton)
    assert told.rests == [(frozenset({0}), frozenset({over}))]


def test_no_day_before_today_can_be_picked_to_rest_on(view: PlanView) -> None:
    view.rest.day.setDate(QDate(2026, 11, 1))
    assert view.rest.day.date() == QDate(2026, 11, 23)


def test_being_asked_can_be_switched_off(view: PlanView, told: Told, qtbot: QtBot) -> None:
    assert view.asks.box.isChecked()
    qtbot.mouseClick(view.asks.box, Qt.MouseButton.LeftButton)
    assert told.asks == [False]


def test_what_was_said_last_and_what_comes_next_is_told(view: PlanView) -> None:
    assert (
        "Begun on Monday 2 November. The library asks how it fits from Monday 30 November."
        in words(view)
    )
    reviews = (Review(2, date(2026, 11, 16), Verdict.MORE),)
    view.show_state(with_plan(reviews=reviews))
    assert "On Monday 16 November you said that there is room for a little more." in words(view)


def test_the_weeks_can_be_counted_anew(view: PlanView, told: Told, qtbot: QtBot) -> None:
    qtbot.mouseClick(view.anew, Qt.MouseButton.LeftButton)
    assert told.others == ["anew"]
    view.show_state(replace(STATE, plan=OwnPlan()))
    assert not view.anew.isVisible()
    assert "A plan begins with the first thing you choose here." in words(view)


def test_a_proposal_can_be_taken_or_left(view: PlanView, told: Told, qtbot: QtBot) -> None:
    assert not view.take.isVisible()
    view.show_state(replace(STATE, verdict=Verdict.EASIER, proposal=Proposal(2, 5)))
    assert "An easier plan could be two days a week in place of three." in words(view)
    qtbot.mouseClick(view.take, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(view.leave, Qt.MouseButton.LeftButton)
    assert told.others == ["taken", "left"]


def test_where_there_is_nothing_to_propose_that_is_said(view: PlanView) -> None:
    view.show_state(replace(STATE, verdict=Verdict.EASIER))
    assert "It is as small as it can be." in words(view)
    assert (view.take.isVisible(), view.leave.isVisible()) == (False, True)


def test_everything_is_reached_by_keyboard_and_has_a_name(view: PlanView, qtbot: QtBot) -> None:
    view.show_state(with_plan(rest_days=frozenset({date(2026, 12, 24)})))
    wanted = {
        view.days.box,
        view.line.after,
        view.line.session,
        view.line.minutes,
        *view.rest.chips.values(),
        view.rest.day,
        view.rest.add,
        *view.rest.listed,
        view.asks.box,
        view.anew,
    }
    reached = set()
    for _ in range(60):
        qtbot.keyClick(view.focusWidget() or view, Qt.Key.Key_Tab)
        reached.add(view.focusWidget())
    assert wanted <= reached
    assert all(one.accessibleName() or one.text() for one in wanted)


@pytest.mark.parametrize(("width", "scale"), [(360, 1.0), (360, 2.0)])
def test_nothing_is_wider_than_a_narrow_window(
    qtbot: QtBot, theme: Theme, qapp: QApplication, width: int, scale: float
) -> None:
    font = QFont(qapp.font())
    font.setPointSizeF(font.pointSizeF() * scale)
    qapp.setFont(font)
    made = PlanView(theme)
    qtbot.addWidget(made)
    made.show_state(replace(STATE, verdict=Verdict.MORE, proposal=Proposal(4, 5)))
    made.resize(width, 700)
    with qtbot.waitExposed(made):
        made.show()
    assert made.minimumSizeHint().width() <= width
    assert made.line.minutes.width() <= width
