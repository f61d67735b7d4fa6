"""What the history says: pure words, tried without a window.

QLocale is needed here and nowhere before: its three hundred languages and countries
cost milliseconds that the first window would wait for.
"""

from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from thaw.practice.entry import Outcome
from thaw.shell.history_state import HistoryState
from thaw.shell.wording import number_word, practised_text, sentence


def today_text(state: HistoryState) -> str:
    """What was practised today; an empty day is open, not missed."""
    tr = QCoreApplication.translate
    if state.today_s <= 0:
        return tr("history", "Today is still open.")
    return sentence(tr("history", "{0} today.").format(practised_text(state.today_s)))


def week_text(state: HistoryState) -> str:
    """Days of this week against the person's own target; more is shown as more."""
    tr = QCoreApplication.translate
    kept = min(state.week_days, state.week_target)
    extra = state.week_days - state.week_target
    if extra > 0:
        return tr("history", "{0} of {1} days this week, and {2} more.").format(
            kept, state.week_target, number_word(extra)
        )
    return tr("history", "{0} of {1} days this week.").format(kept, state.week_target)


def rhythm_text(state: HistoryState) -> str:
    """How many of the last days had a practice."""
    tr = QCoreApplication.translate
    practised = sum(was_practised for _, was_practised in state.days)
    total = len(state.days)
    if total <= 1:
        return tr("history", "This is the first day.")
    words = sentence(number_word(practised)) if practised else tr("history", "None")
    return tr("history", "{0} of the last {1} days.").format(words, number_word(total))


def day_text(day: date, today: date) -> str:
    """``Today``, ``Yesterday``, or the day of the week and the date."""
    if day == today:
        return QCoreApplication.translate("history", "Today")
    if today - day == timedelta(days=1):
        return QCoreApplication.translate("history", "Yesterday")
    pattern = "ddd d MMMM" if day.year == today.year else "d MMMM yyyy"
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)


def outcome_text(outcome: Outcome) -> str:
    """How a practice ended, in kind words."""
    tr = QCoreApplication.translate
    match outcome:
        case Outcome.COMPLETED:
            return tr("history", "to the end")
        case Outcome.PARTIAL:
            return tr("history", "part of the way")
        case Outcome.STOPPED_BY_CHOICE:
            return tr("history", "ended when you chose")
        case Outcome.INTERRUPTED:
            return tr("history", "cut short by the computer")
        case Outcome.OPEN:
            return tr("history", "going on now")
