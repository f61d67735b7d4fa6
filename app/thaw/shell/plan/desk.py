"""What happens when a person plans something, or looks at their plan again."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, Slot

from thaw.care.plan import (
    answered,
    begun,
    begun_anew,
    due_review,
    mended,
    next_review,
    proposal,
    put_off,
    retargeted,
)
from thaw.core.catalogue import Catalogue
from thaw.core.own_plan import IfThen, OwnPlan, Verdict
from thaw.practice.clock import Clock
from thaw.practice.days import local_date
from thaw.practice.errors import LogError
from thaw.practice.log import PracticeLog
from thaw.shell.background import Background
from thaw.shell.front_desk import FrontDesk
from thaw.shell.history.reading import week_start_of
from thaw.shell.library.aside import Aside, AsideChoice
from thaw.shell.plan.reading import planned_sessions, read_since, read_weeks
from thaw.shell.plan.state import PlanState, Weeks
from thaw.shell.plan.words import since_text
from thaw.shell.theme import Theme

if TYPE_CHECKING:
    # Not needed before somebody asks for it.
    from thaw.shell.plan.view import PlanView

logger = logging.getLogger(__name__)

NOT_NOW: Final = "not now"


class PlanDesk(QObject):
    """Answers the page of the plan, which it makes when it is first asked for.

    It is also what asks, beside the library, how the plan fits.
    """

    key = "plan"
    order = 30

    def __init__(
        self,
        desk: FrontDesk,
        catalogue: Catalogue,
        read_log: Callable[[], PracticeLog],
        clock: Clock,
        background: Background,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        """``read_log`` is called on the thread of ``background``, and raises LogError."""
        super().__init__(parent)
        self._desk = desk
        self._catalogue = catalogue
        self._read_log = read_log
        self._clock = clock
        self._background = background
        self._theme = theme
        self._view: PlanView | None = None
        self._weeks: Weeks | None = None
        self._verdict: Verdict | None = None

    @Slot()
    def show(self) -> None:
        """Put the plan in front."""
        self._verdict = None
        self.mend()
        self._open()

    @Slot()
    def mend(self) -> None:
        """Keep the plan without what only a clock that was wrong can have put into it."""
        settings = self._desk.settings
        plan = mended(settings.plan, self._today())
        if plan != settings.plan:
            self._desk.change_settings(replace(settings, plan=plan))

    @Slot()
    def refresh(self) -> None:
        """Show the plan and the library as they are now, while the page is in sight."""
        if self._view is not None and self._view.isVisible():
            self._show_state()

    def offer(self, log: PracticeLog) -> Aside | None:
        """Ask how the plan fits, where that is due. Called beside the window's thread."""
        settings, today = self._desk.settings, self._today()
        if due_review(settings.plan, today) is None:
            return None
        since = read_since(log, settings, self._clock())
        if since is None:
            return None
        said = since_text(since.days, since.practised, since.returns, since.is_first)
        return Aside(
            self.key,
            self.tr("{0} How does your plan fit now?").format(said),
            (
                AsideChoice(Verdict.EASIER, self.tr("An easier one")),
                AsideChoice(Verdict.SAME, self.tr("It fits")),
                AsideChoice(Verdict.MORE, self.tr("A little more")),
                AsideChoice(NOT_NOW, self.tr("Not now")),
            ),
            self.tr("Your answer changes nothing by itself."),
        )

    def answer(self, name: str) -> None:
        """Take what was answered; an easier plan, or more, is proposed on the page."""
        today = self._today()
        plan = mended(self._desk.settings.plan, today)
        if name == NOT_NOW:
            self._keep(put_off(plan, today))
            return
        week, verdict = due_review(plan, today), Verdict(name)
        if week is not None:
            self._keep(answered(plan, week, verdict, today))
        if verdict is not Verdict.SAME:
            self._verdict = verdict
            self._open()

    def _open(self) -> None:
        view = self._view or self._made_view()
        self._show_state()
        view.show_top()
        self._desk.show_other(view, self.tr("Your plan"))

    def _made_view(self) -> "PlanView":
        from thaw.shell.plan.view import PlanView

        self._view = view = PlanView(self._theme)
        view.target_changed.connect(self._on_target_changed)
        view.line_changed.connect(self._on_line_changed)
        view.rest_changed.connect(self._on_rest_changed)
        view.asks_changed.connect(self._on_asks_changed)
        view.anew_asked.connect(self._on_anew_asked)
        view.proposal_taken.connect(self._on_proposal_taken)
        view.proposal_left.connect(self._on_proposal_left)
        view.back_asked.connect(self._desk.show_library)
        return view

    def _show_state(self) -> None:
        """Show what is known, and read the weeks again beside the window."""
        if self._view is None:
            return
        self._view.show_state(self._state())
        settings, today = self._desk.settings, self._today()
        self._background.run(
            lambda: read_weeks(self._read_log(), settings, today),
            self._on_weeks_read,
            self._on_weeks_refused,
            is_awaited=True,
        )

    def _state(self) -> PlanState:
        settings, today = self._desk.settings, self._today()
        plan = mended(settings.plan, today)
        state = PlanState(
            today=today,
            target_days=settings.target_days,
            plan=plan,
            sessions=planned_sessions(self._catalogue.entries()),
            week_start=week_start_of(settings),
            weeks=self._weeks,
            next_review=next_review(plan, today),
        )
        if self._verdict is None:
            return state
        planned = state.session(plan.line.session_id)
        lengths = () if planned is None else planned.offered_minutes()
        found = proposal(self._verdict, settings.target_days, plan.line, lengths)
        return replace(state, verdict=self._verdict, proposal=found)

    def _today(self) -> date:
        return local_date(self._clock(), self._desk.settings.day_start_hour)

    def _keep(self, plan: OwnPlan, target_days: int | None = None) -> None:
        """Use a plan from now on, with the target of now unless there is another."""
        settings = self._desk.settings
        target = settings.target_days if target_days is None else target_days
        self._desk.change_settings(replace(settings, plan=plan, target_days=target))
        self._show_state()

    def _begun(self) -> OwnPlan:
        """The plan as it is, begun today if it was not before: something is being planned."""
        today = self._today()
        return begun(mended(self._desk.settings.plan, today), today)

    def _retarget(self, plan: OwnPlan, target_days: int) -> None:
        was = self._desk.settings.target_days
        self._keep(retargeted(plan, was, target_days, self._today()), target_days)

    @Slot(int)
    def _on_target_changed(self, target_days: int) -> None:
        self._retarget(self._begun(), target_days)

    @Slot(object)
    def _on_line_changed(self, line: IfThen) -> None:
        self._keep(msgspec.structs.replace(self._begun(), line=line))

    @Slot(object, object)
    def _on_rest_changed(self, weekdays: frozenset[int], days: frozenset[date]) -> None:
        plan = self._begun()
        self._keep(msgspec.structs.replace(plan, rest_weekdays=weekdays, rest_days=days))

    @Slot(bool)
    def _on_asks_changed(self, asks: bool) -> None:
        plan = mended(self._desk.settings.plan, self._today())
        self._keep(msgspec.structs.replace(plan, asks=asks))

    @Slot()
    def _on_anew_asked(self) -> None:
        self._keep(begun_anew(self._begun(), self._today()))

    @Slot()
    def _on_proposal_taken(self) -> None:
        found, plan = self._state().proposal, self._begun()
        self._verdict = None
        if found is not None:
            line = msgspec.structs.replace(plan.line, minutes=found.minutes)
            self._retarget(msgspec.structs.replace(plan, line=line), found.target_days)

    @Slot()
    def _on_proposal_left(self) -> None:
        self._verdict = None
        self._show_state()

    def _on_weeks_read(self, weeks: Weeks) -> None:
        self._weeks = weeks
        if self._view is not None:
            self._view.show_state(self._state())

    def _on_weeks_refused(self, error: Exception) -> None:
        # That the log can't be read is said where it is opened.
        level = logging.INFO if isinstance(error, LogError) else logging.ERROR
        logger.log(level, "The weeks of the plan can't be told", exc_info=error)
