"""What is asked now and then beside the library: of yesterday, of the week, of the month.

Each leads to a page, and can be waved away. Every word of the ONS4 is the standard's own.
"""

from typing import Final

from PySide6.QtCore import QCoreApplication

from thaw.care import ons4
from thaw.care.check_ins import Evening
from thaw.care.items import BESIDE_A_PRACTICE, MONTHLY, WEEKLY, WORSE
from thaw.player.looking_after import is_monthly_asked, is_weekly_asked, next_day_asked
from thaw.practice.answers import Occasion
from thaw.practice.log import PracticeLog
from thaw.shell.check_ins.asking_desk import AskingDesk
from thaw.shell.check_ins.question_page import Asking
from thaw.shell.check_ins.words import (
    amount_words,
    next_day_words,
    rating_words,
    sleep_effect_words,
)
from thaw.shell.library.aside import Aside, AsideChoice

ANSWER: Final = "answer"
NOT_NOW: Final = "not now"
SLEEP: Final = "sleep"
HARD: Final = "hard"


class NextDayQuestion:
    """Of a practice of yesterday: one that was hard, or one for sleep."""

    order = 20
    key = "next day"

    def __init__(self, desk: AskingDesk) -> None:
        self._desk = desk

    def offer(self, log: PracticeLog) -> Aside | None:
        evening = next_day_asked(log, self._desk.wishes(), self._desk.almanac.today())
        return None if evening is None or not log.is_writable else self._aside(evening)

    def answer(self, name: str) -> None:
        """Take the choice: its name tells the practice that it is about as well."""
        said, kind, practice_id = name.split("/", 2)
        if said == NOT_NOW:
            self._desk.wave_away(Occasion.NEXT_DAY, practice_id)
        else:
            asking = _asking_of_sleep() if kind == SLEEP else _asking_of_hard_one()
            self._desk.open(asking, "ask_after", Occasion.NEXT_DAY, practice_id)

    def _aside(self, evening: Evening) -> Aside:
        tr = QCoreApplication.translate
        if evening.effect in WORSE:
            kind = HARD
            words = tr("questions", "Yesterday a practice was hard. How is it today?")
        else:
            kind = SLEEP
            words = tr("questions", "Yesterday you practised for sleep. How is it today?")
        return _aside(self.key, words, f"/{kind}/{evening.practice_id}")


class WeeklyQuestions:
    """Of the last seven days."""

    order = 40
    key = "week"

    def __init__(self, desk: AskingDesk) -> None:
        self._desk = desk

    def offer(self, log: PracticeLog) -> Aside | None:
        desk = self._desk
        if not log.is_writable or not is_weekly_asked(log, desk.wishes(), desk.almanac.today()):
            return None
        words = QCoreApplication.translate("questions", "Another week has gone by. How was it?")
        return _aside(self.key, words)

    def answer(self, name: str) -> None:
        if name == NOT_NOW:
            self._desk.wave_away(Occasion.WEEKLY)
        else:
            self._desk.open(_asking_of_week(), "ask_weekly", Occasion.WEEKLY)


class MonthlyQuestions:
    """The ONS4."""

    order = 41
    key = "month"

    def __init__(self, desk: AskingDesk) -> None:
        self._desk = desk

    def offer(self, log: PracticeLog) -> Aside | None:
        desk = self._desk
        if not log.is_writable or not is_monthly_asked(log, desk.wishes(), desk.almanac.today()):
            return None
        tr = QCoreApplication.translate
        words = tr("questions", "Once a month: four questions about life as a whole.")
        return _aside(self.key, words)

    def answer(self, name: str) -> None:
        if name == NOT_NOW:
            self._desk.wave_away(Occasion.MONTHLY)
        else:
            self._desk.open(_asking_of_month(), "ask_monthly", Occasion.MONTHLY)


def _aside(key: str, words: str, suffix: str = "") -> Aside:
    tr = QCoreApplication.translate
    choices = (
        AsideChoice(ANSWER + suffix, tr("questions", "Answer")),
        AsideChoice(NOT_NOW + suffix, tr("questions", "Not now")),
    )
    note = tr("questions", "It takes less than a minute, and stays on this machine.")
    return Aside(key, words, choices, note)


def _asking_of_hard_one() -> Asking:
    tr = QCoreApplication.translate
    return Asking(
        title=tr("questions", "The day after"),
        note=_as_you_like(),
        questions=(next_day_words(),),
        done=tr("questions", "Done"),
        stop=tr("questions", "Don't ask after practices"),
        stopped=_stopped(),
    )


def _asking_of_sleep() -> Asking:
    tr = QCoreApplication.translate
    return Asking(
        title=tr("questions", "The day after"),
        note=_as_you_like(),
        questions=(sleep_effect_words(), *map(rating_words, BESIDE_A_PRACTICE)),
        done=tr("questions", "Done"),
        stop=tr("questions", "Don't ask after practices"),
        stopped=_stopped(),
    )


def _asking_of_week() -> Asking:
    tr = QCoreApplication.translate
    return Asking(
        title=tr("questions", "The last seven days"),
        note=_as_you_like(),
        questions=(*map(rating_words, WEEKLY), amount_words()),
        done=tr("questions", "Done"),
        stop=tr("questions", "Don't ask about the week"),
        stopped=_stopped(),
    )


def _asking_of_month() -> Asking:
    tr = QCoreApplication.translate
    return Asking(
        title=tr("questions", "Once a month"),
        note=ons4.INTRODUCTION,
        questions=tuple(map(rating_words, MONTHLY)),
        done=tr("questions", "Done"),
        stop=tr("questions", "Don't ask every month"),
        stopped=_stopped(),
        source=ons4.CREDIT,
    )


def _as_you_like() -> str:
    return QCoreApplication.translate("questions", "Answer what you like, or nothing.")


def _stopped() -> str:
    tr = QCoreApplication.translate
    return tr("questions", "You won't be asked this any more. The settings can change that.")
