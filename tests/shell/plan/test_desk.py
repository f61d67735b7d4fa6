"""The desk of the plan: what is planned is kept at once, and asked about when it is due."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.core.written_sessions import NAMES
from tests.practice.examples import on_day
from tests.shell.desks import Desk
from tests.shell.person import Person
from thaw.core.catalogue import Catalogue
from thaw.core.own_plan import EarlierTarget, IfThen, OwnPlan, Review, Verdict
from thaw.core.units import frames
from thaw.settings import Settings
from thaw.shell.library.aside import Aside
from thaw.shell.library.aside_desk import AsideDesk
from thaw.shell.plan.desk import NOT_NOW, PlanDesk
from thaw.shell.plan.reading import read_since, read_weeks
from thaw.shell.plan.state import WeekFacts
from thaw.shell.plan.view import PlanView
from thaw.shell.theme import Theme

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
TODAY = NOW.date()
"""A Monday."""


class Planning(Person):
    """A front desk, and the desk of the plan beside it."""

    def __init__(self, qtbot: QtBot, theme: Theme, folder: Path) -> None:
        self.qtbot = qtbot
        self.at = Desk(qtbot, theme, folder)
        self.now = NOW
        catalogue = Catalogue([folder / "sessions"], None, NAMES)
        catalogue.refresh()
        self.desk = PlanDesk(
            self.at.desk, catalogue, self.at.read, lambda: self.now, self.at.background, theme
        )
        self.asides = AsideDesk(self.at.read, self.at.background)
        self.asides.add(self.desk)
        self.aside: Aside | None = None
        self.asides.shown.connect(self._on_shown)
        self.use(week_start=0)

    @property
    def sight(self) -> QWidget:
        return self.at.window

    @property
    def settings(self) -> Settings:
        return self.at.desk.settings

    @property
    def kept(self) -> Settings:
        return self.at.saved.settings[-1]

    def use(self, **changes: object) -> None:
        self.at.desk.use_settings(replace(self.settings, **changes))  # type: ignore[arg-type]

    def view(self) -> PlanView:
        self.desk.show()
        return self.shown()

    def shown(self) -> PlanView:
        view = self.at.window.current_view()
        assert isinstance(view, PlanView)
        self.at.window.show()
        return view

    def practised(self, *days: date) -> None:
        self.at.read().put([on_day(day) for day in days])

    def asked(self) -> Aside | None:
        """What the library would ask now."""
        answers: list[None] = []
        self.asides.refresh()
        # Behind it, and so behind what an answer before it has asked for as well.
        self.at.background.run(lambda: None, answers.append)
        self.qtbot.waitUntil(lambda: bool(answers))
        return self.aside

    def _on_shown(self, aside: Aside | None) -> None:
        self.aside = aside


@pytest.fixture
def planning(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Planning]:
    made = Planning(qtbot, theme, tmp_path)
    yield made
    made.at.shut()


def test_the_first_thing_that_is_planned_begins_the_plan(planning: Planning, qtbot: QtBot) -> None:
    view = planning.view()
    assert planning.settings.plan.begun is None
    qtbot.mouseClick(view.rest.chips[6], Qt.MouseButton.LeftButton)
    assert planning.kept.plan == OwnPlan(begun=TODAY, rest_weekdays=frozenset({6}))


def test_looking_at_it_plans_nothing(planning: Planning) -> None:
    planning.view()
    planning.at.desk.show_library()
    assert planning.at.saved.settings == []


def test_another_target_leaves_the_one_of_weeks_that_are_over(
    planning: Planning, qtbot: QtBot
) -> None:
    planning.use(plan=OwnPlan(begun=date(2026, 11, 2)))
    qtbot.mouseClick(planning.view().days.more, Qt.MouseButton.LeftButton)
    assert planning.kept.target_days == 4
    assert planning.kept.plan.earlier == (EarlierTarget(TODAY, 3),)


def test_a_line_is_kept_when_its_page_is_left(planning: Planning, qtbot: QtBot) -> None:
    view = planning.view()
    view.line.after.setFocus()
    qtbot.keyClicks(view.line.after, "have had tea")
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert planning.at.window.current_view() is planning.at.library
    assert planning.kept.plan.line.after == "have had tea"


def test_every_session_of_the_library_can_be_planned(planning: Planning) -> None:
    combo = planning.view().line.session
    titles = [combo.itemText(at) for at in range(combo.count())]
    assert titles == ["No session yet", "A moment", "A three-step-space", "A walk"]


def test_this_week_and_the_one_before_are_told(planning: Planning) -> None:
    planning.use(
        plan=OwnPlan(begun=date(2026, 11, 2), earlier=(EarlierTarget(TODAY, 2),)), target_days=5
    )
    planning.practised(TODAY, *(TODAY - timedelta(days=days) for days in (1, 3)))
    planning.view()
    said = "This week: one of five days. The week before: two of two days."
    planning.qtbot.waitUntil(lambda: said in planning.words())


@pytest.mark.parametrize("week_start", range(7))
def test_weeks_are_those_of_the_person(planning: Planning, week_start: int) -> None:
    plan = OwnPlan(begun=date(2026, 1, 1))
    settings = Settings(week_start=week_start, plan=plan)
    planning.practised(*(TODAY - timedelta(days=days) for days in range(14)))
    weeks = read_weeks(planning.at.read(), settings, TODAY)
    so_far = (TODAY.weekday() - week_start) % 7 + 1
    assert weeks.this == WeekFacts(so_far, 3)
    assert weeks.before == WeekFacts(7, 3)


def test_the_week_before_a_plan_is_not_judged_by_it(planning: Planning) -> None:
    planning.practised(TODAY - timedelta(days=3))
    for begun in (None, TODAY):
        settings = Settings(week_start=0, plan=OwnPlan(begun=begun))
        assert read_weeks(planning.at.read(), settings, TODAY).before is None


def test_without_a_log_the_plan_is_there_all_the_same(planning: Planning, qtbot: QtBot) -> None:
    planning.at.read().shut()
    planning.at.log = None
    view = planning.view()
    qtbot.mouseClick(view.days.less, Qt.MouseButton.LeftButton)
    assert planning.kept.target_days == 2


def test_nothing_is_asked_before_a_review_is_due(planning: Planning) -> None:
    assert planning.asked() is None
    planning.use(plan=OwnPlan(begun=TODAY - timedelta(days=13)))
    assert planning.asked() is None


def test_a_review_says_what_was_and_asks_how_it_fits(planning: Planning) -> None:
    planning.practised(*(TODAY - timedelta(days=days) for days in (0, 4, 30)))
    planning.use(plan=OwnPlan(begun=TODAY - timedelta(days=14)))
    asked = planning.asked()
    assert asked is not None
    assert asked.words == (
        "In the two weeks since you began your plan you practised on two days."
        " You came back twice after some days away. How does your plan fit now?"
    )
    assert [one.words for one in asked.choices] == [
        "An easier one",
        "It fits",
        "A little more",
        "Not now",
    ]


def test_what_came_before_the_plan_is_not_counted(planning: Planning) -> None:
    begun = TODAY - timedelta(days=14)
    planning.practised(begun - timedelta(days=1), begun, TODAY)
    since = read_since(planning.at.read(), Settings(plan=OwnPlan(begun=begun)), NOW)
    assert since is not None
    assert (since.days, since.practised, since.returns, since.is_first) == (14, 2, 1, True)


def test_that_it_fits_is_kept_and_nothing_else_happens(planning: Planning) -> None:
    planning.use(plan=OwnPlan(begun=TODAY - timedelta(days=14)))
    planning.asides.answer("plan", Verdict.SAME)
    assert planning.kept.plan.reviews == (Review(2, TODAY, Verdict.SAME),)
    assert planning.kept.target_days == 3
    assert planning.at.window.current_view() is planning.at.library
    assert planning.asked() is None


def test_not_now_asks_again_in_a_week(planning: Planning) -> None:
    planning.use(plan=OwnPlan(begun=TODAY - timedelta(days=14)))
    planning.asides.answer("plan", NOT_NOW)
    assert planning.asked() is None
    planning.now = NOW + timedelta(days=7)
    assert planning.asked() is not None


@pytest.mark.parametrize(("verdict", "days"), [(Verdict.EASIER, 2), (Verdict.MORE, 4)])
def test_easier_and_more_are_proposed_and_never_done_by_themselves(
    planning: Planning, qtbot: QtBot, verdict: Verdict, days: int
) -> None:
    planning.use(plan=OwnPlan(begun=TODAY - timedelta(days=14)))
    planning.asides.answer("plan", verdict)
    assert planning.kept.target_days == 3
    assert planning.kept.plan.reviews[-1].verdict is verdict
    view = planning.shown()
    qtbot.mouseClick(view.take, Qt.MouseButton.LeftButton)
    assert planning.kept.target_days == days
    assert planning.kept.plan.earlier == (EarlierTarget(TODAY, 3),)
    assert not view.take.isVisible()


def test_a_proposal_that_is_left_changes_nothing(planning: Planning, qtbot: QtBot) -> None:
    planning.use(plan=OwnPlan(begun=TODAY - timedelta(days=14)))
    planning.asides.answer("plan", Verdict.MORE)
    view = planning.shown()
    qtbot.mouseClick(view.leave, Qt.MouseButton.LeftButton)
    assert not view.take.isVisible()
    assert planning.kept.target_days == 3


def test_a_proposal_is_gone_when_the_plan_is_opened_later(planning: Planning) -> None:
    planning.use(plan=OwnPlan(begun=TODAY - timedelta(days=14)))
    planning.asides.answer("plan", Verdict.MORE)
    planning.at.desk.show_library()
    assert not planning.view().take.isVisible()


def test_with_one_day_a_week_fewer_minutes_are_proposed(planning: Planning, qtbot: QtBot) -> None:
    plan = OwnPlan(begun=TODAY - timedelta(days=14), line=IfThen("tea", "walk", 10))
    planning.use(plan=plan, target_days=1)
    planning.asides.answer("plan", Verdict.EASIER)
    qtbot.mouseClick(planning.shown().take, Qt.MouseButton.LeftButton)
    assert planning.kept.target_days == 1
    assert planning.kept.plan.line == IfThen("tea", "walk", 5)


def test_a_plan_from_a_clock_that_ran_ahead_is_mended_with_the_next_change(
    planning: Planning, qtbot: QtBot
) -> None:
    planning.use(
        plan=OwnPlan(begun=date(2031, 1, 1), earlier=(EarlierTarget(date(2031, 1, 2), 6),))
    )
    qtbot.mouseClick(planning.view().rest.chips[0], Qt.MouseButton.LeftButton)
    assert planning.kept.plan.begun == TODAY
    assert planning.kept.plan.earlier == (EarlierTarget(TODAY, 6),)


def test_a_plan_begun_by_a_clock_that_ran_ahead_is_asked_about_all_the_same(
    planning: Planning,
) -> None:
    planning.use(plan=OwnPlan(begun=date(2031, 1, 1)))
    planning.desk.mend()
    assert planning.kept.plan.begun == TODAY
    planning.now = NOW + timedelta(days=14)
    assert planning.asked() is not None


def test_a_plan_with_nothing_wrong_in_it_is_not_written_again(planning: Planning) -> None:
    planning.use(plan=OwnPlan(begun=TODAY, put_off_until=TODAY + timedelta(days=7)))
    planning.desk.mend()
    assert planning.at.saved.settings == []


def test_a_night_before_the_day_begins_is_still_the_day_before(planning: Planning) -> None:
    begun = TODAY - timedelta(days=14)
    planning.use(plan=OwnPlan(begun=begun), day_start_hour=4)
    planning.now = NOW.replace(hour=2)
    assert planning.asked() is None
    planning.now = NOW.replace(hour=4)
    assert planning.asked() is not None


def test_the_weeks_can_be_counted_anew(planning: Planning, qtbot: QtBot) -> None:
    planning.use(plan=OwnPlan(begun=TODAY - timedelta(days=20)))
    qtbot.mouseClick(planning.view().anew, Qt.MouseButton.LeftButton)
    assert planning.kept.plan.begun == TODAY
    assert planning.asked() is None


def test_whoever_would_rather_not_is_not_asked(planning: Planning, qtbot: QtBot) -> None:
    planning.use(plan=OwnPlan(begun=TODAY - timedelta(days=20)))
    qtbot.mouseClick(planning.view().asks.box, Qt.MouseButton.LeftButton)
    assert planning.kept.plan.asks is False
    assert planning.asked() is None


def test_what_was_planned_is_in_the_library_when_one_comes_back(
    planning: Planning, qtbot: QtBot
) -> None:
    planning.use(plan=OwnPlan(line=IfThen("have had tea", "walk", 7)))
    qtbot.keyClick(planning.view(), Qt.Key.Key_Escape)
    said = "After I have had tea, I will practise A walk for seven minutes."
    assert said in planning.words()
    with qtbot.waitSignal(planning.at.sitting.began):
        qtbot.keyClick(planning.at.library, Qt.Key.Key_Return)
    wish = planning.at.stage.begun[-1]
    assert (wish.session_id, wish.choices.length) == ("walk", frames(7 * 60))


def test_a_day_of_rest_is_said_in_the_library(planning: Planning, qtbot: QtBot) -> None:
    planning.use(plan=OwnPlan(rest_weekdays=frozenset(range(7))))
    qtbot.keyClick(planning.view(), Qt.Key.Key_Escape)
    assert "Today is a day of rest in your plan." in planning.words()
