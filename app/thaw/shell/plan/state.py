"""What the page of the plan shows, as plain values."""

from dataclasses import dataclass, field
from datetime import date

from thaw.care.plan import Proposal
from thaw.core.own_plan import OwnPlan, Verdict
from thaw.shell.library.state import offered_minutes


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """A session that may be planned, and the whole minutes it can have."""

    id: str
    title: str
    shortest: int
    longest: int

    def offered_minutes(self) -> tuple[int, ...]:
        """The lengths a plan steps through."""
        return offered_minutes(self.shortest, self.longest)


@dataclass(frozen=True, slots=True)
class WeekFacts:
    """Practice days of a week, and how many were meant in it."""

    days: int
    target: int


@dataclass(frozen=True, slots=True)
class Weeks:
    """This week; and the one before, where the plan was begun by then."""

    this: WeekFacts
    before: WeekFacts | None = None


@dataclass(frozen=True, slots=True)
class PlanState:
    """The plan, and what there is to choose from. ``weeks`` is None until they are read."""

    today: date
    target_days: int = 3
    plan: OwnPlan = field(default_factory=OwnPlan)
    sessions: tuple[PlannedSession, ...] = ()
    week_start: int = 0
    """0 is Monday."""
    weeks: Weeks | None = None
    next_review: date | None = None
    verdict: Verdict | None = None
    """What was just answered to a review."""
    proposal: Proposal | None = None
    """What could follow from it."""

    def session(self, session_id: str) -> PlannedSession | None:
        """The session of that id, where the library has it."""
        return next((one for one in self.sessions if one.id == session_id), None)

    def title(self) -> str:
        """What the planned session is called; its id where it has gone from the library."""
        planned = self.session(self.plan.line.session_id)
        return self.plan.line.session_id if planned is None else planned.title
