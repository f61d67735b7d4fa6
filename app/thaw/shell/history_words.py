"""The honest sentences above the list of practices: pure words, tried without a window."""

from PySide6.QtCore import QCoreApplication

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
