"""What the history says: pure words, tried without a window.

QLocale is needed here and nowhere before: its three hundred languages and countries
cost milliseconds that the first window would wait for.
"""

from datetime import date

from PySide6.QtCore import QCoreApplication, QLocale, QTime

from thaw.practice.entry import Outcome
from thaw.shell.day_words import long_day_text
from thaw.shell.history.state import DayFacts, HistoryState
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
    if state.week_days == 0:
        planned = days_text(state.week_target)
        return sentence(tr("history", "{0} planned this week.").format(planned))
    return tr("history", "{0} of {1} days this week.").format(kept, state.week_target)


def rhythm_text(state: HistoryState) -> str:
    """How many of the last days had a practice, and how often one came back to it."""
    tr = QCoreApplication.translate
    practised = sum(was_practised for _, was_practised in state.days)
    total = len(state.days)
    if total <= 1:
        return tr("history", "This is the first day.")
    words = sentence(number_word(practised)) if practised else tr("history", "None")
    last = number_word(total)
    if state.returns:
        return tr("history", "{0} of the last {1} days; you came back {2}.").format(
            words, last, times_text(state.returns)
        )
    return tr("history", "{0} of the last {1} days.").format(words, last)


def before_text(state: HistoryState) -> str:
    """The 28 days before those; "" while there were none, or nothing in them."""
    if state.before is None or state.before[0] == 0:
        return ""
    days, total = state.before
    return QCoreApplication.translate("history", "{0} of the {1} days before those.").format(
        sentence(number_word(days)), number_word(total)
    )


def run_text(state: HistoryState) -> str:
    """How long the present run is; "" where there is none, or the person never asked."""
    if state.run is None or state.run <= 1:
        return ""
    words = QCoreApplication.translate("history", "A run of {0} practice days.")
    return words.format(number_word(state.run))


def usual_time_text(state: HistoryState) -> str:
    """When practice usually begins; "" where nothing is usual, or the person never asked."""
    usual = state.usual_time
    if usual is None:
        return ""
    if usual.since == usual.until:
        words = QCoreApplication.translate("history", "Usually at {0}.")
        return words.format(_clock_text(usual.since))
    words = QCoreApplication.translate("history", "Usually between {0} and {1}.")
    return words.format(_clock_text(usual.since), _clock_text(usual.until))


def times_text(count: int) -> str:
    """``once``, ``twice``, ``three times``."""
    tr = QCoreApplication.translate
    if count == 1:
        return tr("history", "once")
    if count == 2:
        return tr("history", "twice")
    return tr("history", "{0} times").format(number_word(count))


def practices_text(count: int) -> str:
    """``one practice``, ``three practices``."""
    tr = QCoreApplication.translate
    if count == 1:
        return tr("history", "one practice")
    return tr("history", "{0} practices").format(number_word(count))


def days_text(count: int) -> str:
    """``one day``, ``three days``."""
    tr = QCoreApplication.translate
    return (
        tr("history", "one day")
        if count == 1
        else tr("history", "{0} days").format(number_word(count))
    )


def of_target_text(days: int, target: int) -> str:
    """``two of three days``, ``three of three days, and one more``."""
    tr = QCoreApplication.translate
    kept, extra = number_word(min(days, target)), days - target
    words = tr("history", "{0} of {1}").format(kept, days_text(target))
    if extra > 0:
        return tr("history", "{0}, and {1} more").format(words, number_word(extra))
    return words


def facts_text(facts: DayFacts | None) -> str:
    """What was practised on a day; a day without anything is not remarked on."""
    if facts is None:
        return ""
    return QCoreApplication.translate("history", "{0}, {1}").format(
        practices_text(facts.practices), practised_text(facts.practised_s)
    )


def day_sentence(state: HistoryState, day: date) -> str:
    """A day with all there is to say of it: how a calendar's day is read out."""
    tr = QCoreApplication.translate
    words = long_day_text(day)
    if day == state.today:
        words = tr("history", "{0}, today").format(words)
    said = facts_text(state.facts.get(day))
    return tr("history", "{0}: {1}").format(words, said) if said else words


def year_text(state: HistoryState, year: int) -> str:
    """A year in one sentence."""
    tr = QCoreApplication.translate
    facts = [one for day, one in state.facts.items() if day.year == year]
    practised = sum(one.is_practised for one in facts)
    if not practised:
        return tr("history", "Nothing is kept of this year.")
    return tr("history", "{0} with a practice, {1} in all.").format(
        sentence(days_text(practised)), practised_text(sum(one.practised_s for one in facts))
    )


def total_text(state: HistoryState) -> str:
    """All there is in one sentence."""
    tr = QCoreApplication.translate
    practised = sum(facts.is_practised for facts in state.facts.values())
    in_all = practised_text(sum(facts.practised_s for facts in state.facts.values()))
    if not practised:
        # Each was too short to make a practice day: there is no need to count to nothing.
        words = tr("history", "{0}, {1} in all.")
        return words.format(sentence(practices_text(state.practices)), in_all)
    return tr("history", "{0} on {1}, {2} in all.").format(
        sentence(practices_text(state.practices)), days_text(practised), in_all
    )


def gap_text(state: HistoryState) -> str:
    """How far practice days usually lie apart; "" where nothing is usual yet."""
    tr = QCoreApplication.translate
    gap = state.usual_gap_days
    if gap is None:
        return ""
    days = int(gap + 0.5)
    if days <= 1:
        return tr("history", "Usually from one day to the next.")
    if days == 2:
        return tr("history", "Usually every second day.")
    return tr("history", "Usually every {0} days.").format(number_word(days))


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


def _clock_text(minute: int) -> str:
    """The time of day so many minutes after midnight, as people here write it."""
    return QLocale().toString(QTime(*divmod(minute, 60)), QLocale.FormatType.ShortFormat)
