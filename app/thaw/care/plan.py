"""How a plan goes on: which target a week had, when it is looked at again, what could change.

Nothing here changes a plan by itself: what is returned is what a person said, or a proposal.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from msgspec.structs import replace

from thaw.core.own_plan import EarlierTarget, IfThen, OwnPlan, Review, Verdict

FIRST_REVIEWS: Final = (2, 4, 8)
"""In weeks since the plan was begun."""
EVERY_WEEKS: Final = 8
"""Between one review and the next, after the first ones."""
PUT_OFF: Final = timedelta(days=7)
"""As long as a review is put off, and at least from one that was answered to the next."""

_WEEK: Final = 7
_FEWEST_DAYS: Final = 1
_MOST_DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a plan could be instead, for a person to take, to alter or to leave."""

    target_days: int
    minutes: int
    """Of the line; as they are where nothing is said of them."""


def mended(plan: OwnPlan, today: date) -> OwnPlan:
    """Return ``plan`` with no day in it that is past by plan and still to come by the calendar.

    A clock that was wrong when something was planned would otherwise hold a target, or a
    review, back for years. Rest days may well lie ahead.
    """
    return replace(
        plan,
        begun=None if plan.begun is None else min(plan.begun, today),
        earlier=_settled(plan.earlier, today),
        reviews=tuple(replace(one, on=min(one.on, today)) for one in plan.reviews),
        put_off_until=plan.put_off_until if _is_put_off(plan, today) else None,
    )


def begun(plan: OwnPlan, today: date) -> OwnPlan:
    """Return ``plan`` begun today, unless it was begun before."""
    return plan if plan.begun is not None else replace(plan, begun=today)


def begun_anew(plan: OwnPlan, today: date) -> OwnPlan:
    """Return ``plan`` with its weeks counted from today; what it was is kept."""
    return replace(plan, begun=today, put_off_until=None)


def retargeted(plan: OwnPlan, was: int, now: int, today: date) -> OwnPlan:
    """Return ``plan`` where the target changes today from ``was`` days a week to ``now``.

    What is changed to and fro on one day leaves no trace.
    """
    earlier = _settled(plan.earlier, today)
    if was != now and not (earlier and earlier[-1].before == today):
        earlier = (*earlier, EarlierTarget(today, was))
    if earlier and earlier[-1] == EarlierTarget(today, now):
        earlier = earlier[:-1]
    return replace(plan, earlier=earlier)


def target_for(plan: OwnPlan, now: int, last_day: date) -> int:
    """Return how many days were meant in a week that ends with ``last_day``.

    ``now`` is the target of today: it holds for a week that is not over when it is changed.
    """
    return next((one.days for one in plan.earlier if last_day < one.before), now)


def due_review(plan: OwnPlan, today: date) -> int | None:
    """Return the week whose review is due; None for nothing to ask.

    Of several that went by while somebody was away only the latest is asked for.
    """
    if plan.begun is None or not plan.asks or _is_put_off(plan, today):
        return None
    week = _unanswered(plan, plan.begun, today)
    return None if week is None or today < _soonest(plan, today) else week


def next_review(plan: OwnPlan, today: date) -> date | None:
    """Return the day from which the next review may be asked for; today where one is due."""
    if plan.begun is None or not plan.asks:
        return None
    if _is_put_off(plan, today):
        return plan.put_off_until
    begun_on = min(plan.begun, today)
    if _unanswered(plan, begun_on, today) is not None:
        return max(today, _soonest(plan, today))
    week = _week_after(_weeks(begun_on, today))
    return max(begun_on + timedelta(weeks=week), _soonest(plan, today))


def reviewed_since(plan: OwnPlan, today: date) -> date | None:
    """Return the day a review looks back to: of the one before it, or the plan's first."""
    if plan.begun is None:
        return None
    counted = [one.on for one in _counted(plan, today)]
    return max([plan.begun, *counted])


def put_off(plan: OwnPlan, today: date) -> OwnPlan:
    """Return ``plan`` with a week's rest from reviews."""
    return replace(plan, put_off_until=today + PUT_OFF)


def answered(plan: OwnPlan, week: int, verdict: Verdict, today: date) -> OwnPlan:
    """Return ``plan`` with the review of ``week`` answered; the plan itself stays as it was."""
    return replace(plan, reviews=(*plan.reviews, Review(week, today, verdict)), put_off_until=None)


def proposal(
    verdict: Verdict, target_days: int, line: IfThen, lengths: Sequence[int]
) -> Proposal | None:
    """Return what could be changed after ``verdict``; None where there is nothing to propose.

    Days come first, because how often matters more than how long. ``lengths`` are the
    minutes that the line's session is offered at; without a session there are none.
    """
    if verdict is Verdict.SAME:
        return None
    is_easier = verdict is Verdict.EASIER
    if target_days != (_FEWEST_DAYS if is_easier else _MOST_DAYS):
        return Proposal(target_days - 1 if is_easier else target_days + 1, line.minutes)
    if is_easier:
        minutes = max((one for one in lengths if one < line.minutes), default=None)
    else:
        minutes = min((one for one in lengths if one > line.minutes), default=None)
    return None if minutes is None else Proposal(target_days, minutes)


def _settled(earlier: Sequence[EarlierTarget], today: date) -> tuple[EarlierTarget, ...]:
    """Of what is said to have changed today or later, only the first change is known."""
    past = [one for one in earlier if one.before < today]
    ahead = [one for one in earlier if one.before >= today]
    return (*past, *(replace(one, before=today) for one in ahead[:1]))


def _is_put_off(plan: OwnPlan, today: date) -> bool:
    """A day further off than a week was set by a clock that was wrong."""
    until = plan.put_off_until
    return until is not None and today < until <= today + PUT_OFF


def _counted(plan: OwnPlan, today: date) -> list[Review]:
    """The reviews of the plan as it was begun last, without any that can't have been yet."""
    if plan.begun is None:
        return []
    weeks = _weeks(plan.begun, today)
    return [one for one in plan.reviews if plan.begun <= one.on and one.week <= weeks]


def _unanswered(plan: OwnPlan, begun_on: date, today: date) -> int | None:
    """The latest week whose review fell due and was not answered."""
    week = _review_week(_weeks(begun_on, today))
    answered_last = max((one.week for one in _counted(plan, today)), default=0)
    return week if week is not None and week > answered_last else None


def _soonest(plan: OwnPlan, today: date) -> date:
    """The first day on which a review does not come on the heels of another."""
    last = max((min(one.on, today) for one in _counted(plan, today)), default=None)
    return today if last is None else last + PUT_OFF


def _weeks(begun_on: date, today: date) -> int:
    # Dates are subtracted, and no day is looked for: the one it falls due on may never be.
    return (today - begun_on).days // _WEEK


def _review_week(weeks: int) -> int | None:
    """The latest review that falls due in the first ``weeks``."""
    if weeks >= FIRST_REVIEWS[-1]:
        return weeks // EVERY_WEEKS * EVERY_WEEKS
    return max((week for week in FIRST_REVIEWS if week <= weeks), default=None)


def _week_after(weeks: int) -> int:
    """The first review that falls due after so many weeks."""
    later = (week for week in FIRST_REVIEWS if week > weeks)
    return next(later, (max(weeks, 0) // EVERY_WEEKS + 1) * EVERY_WEEKS)
