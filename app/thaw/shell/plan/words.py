"""What is said of a plan: what it is, what was, and never that anything is missing."""

from PySide6.QtCore import QCoreApplication

from thaw.care.plan import Proposal
from thaw.core.own_plan import Verdict
from thaw.shell.day_words import coming_day_text
from thaw.shell.history.words import days_text, of_target_text, times_text
from thaw.shell.plan.state import PlanState, WeekFacts, Weeks
from thaw.shell.wording import number_word, practised_text

_WEEK = 7
_WEEKS_FROM = 14
"""So many days are told in weeks."""


def weeks_text(weeks: Weeks | None) -> str:
    """This week and the one before; a week without practice is not remarked on."""
    tr = QCoreApplication.translate
    if weeks is None:
        return ""
    said = [tr("plan", "This week: {0}.").format(_week(weeks.this))]
    if weeks.before is not None and weeks.before.days:
        said.append(tr("plan", "The week before: {0}.").format(_week(weeks.before)))
    return " ".join(said)


def begun_text(state: PlanState) -> str:
    """Since when there is a plan, and when it may be looked at again."""
    tr = QCoreApplication.translate
    begun, again = state.plan.begun, state.next_review
    if begun is None:
        return tr("plan", "A plan begins with the first thing you choose here.")
    said = [tr("plan", "Begun on {0}.").format(coming_day_text(begun, state.today))]
    if again == state.today:
        said.append(tr("plan", "The library asks how it fits."))
    elif again is not None:
        said.append(
            tr("plan", "The library asks how it fits from {0}.").format(
                coming_day_text(again, state.today)
            )
        )
    return " ".join(said)


def review_text(state: PlanState) -> str:
    """What the last look at the plan said; "" without one."""
    tr = QCoreApplication.translate
    if not state.plan.reviews:
        return ""
    last = state.plan.reviews[-1]
    words = {
        Verdict.EASIER: tr("plan", "On {0} you said that an easier one would fit better."),
        Verdict.SAME: tr("plan", "On {0} you said that it fits as it is."),
        Verdict.MORE: tr("plan", "On {0} you said that there is room for a little more."),
    }
    return words[last.verdict].format(coming_day_text(last.on, state.today))


def proposal_text(state: PlanState) -> str:
    """What could follow from what was just answered; "" for nothing."""
    tr = QCoreApplication.translate
    proposal = state.proposal
    if state.verdict in (None, Verdict.SAME):
        return ""
    is_easier = state.verdict is Verdict.EASIER
    if proposal is None:
        if is_easier:
            return tr("plan", "It is as small as it can be. Some days of rest are a plan as well.")
        return tr("plan", "There is no more to propose. It may stay as it is.")
    words = (
        tr("plan", "An easier plan could be {0} in place of {1}.")
        if is_easier
        else tr("plan", "A little more could be {0} in place of {1}.")
    )
    return words.format(*_change(state, proposal))


def since_text(span_days: int, practised: int, returns: int, is_first: bool) -> str:
    """What was in so many days: two honest sentences at most, and no reproach in either.

    ``is_first`` says that they are counted from the beginning of the plan.
    """
    tr = QCoreApplication.translate
    span = _span(span_days)
    if practised == 0:
        words = (
            tr("plan", "The {0} since you began your plan were quiet ones.")
            if is_first
            else tr("plan", "The {0} since you last looked at your plan were quiet ones.")
        )
        return words.format(span)
    words = (
        tr("plan", "In the {0} since you began your plan you practised on {1}.")
        if is_first
        else tr("plan", "In the {0} since you last looked at your plan you practised on {1}.")
    )
    said = words.format(span, days_text(practised))
    if returns == 0:
        return said
    came_back = tr("plan", "You came back {0} after some days away.").format(times_text(returns))
    return f"{said} {came_back}"


def _week(week: WeekFacts) -> str:
    if week.days:
        return of_target_text(week.days, week.target)
    words = QCoreApplication.translate("plan", "still open, {0} planned")
    return words.format(days_text(week.target))


def _change(state: PlanState, proposal: Proposal) -> tuple[str, str]:
    if proposal.target_days != state.target_days:
        words = QCoreApplication.translate("plan", "{0} a week")
        now = number_word(state.target_days)
        return words.format(days_text(proposal.target_days)), now
    minutes = (proposal.minutes, state.plan.line.minutes)
    some, now = (practised_text(one * 60) for one in minutes)
    return some, now


def _span(days: int) -> str:
    if days < _WEEKS_FROM:
        return days_text(days)
    words = QCoreApplication.translate("plan", "{0} weeks")
    return words.format(number_word(days // _WEEK))
