"""How the questions are put: pure words, tried without a window."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from thaw.care import ons4
from thaw.care.items import HIGHEST, LOWEST, AfterEffect, Amount, Item, NextDay, Question
from thaw.care.medians import Medians
from thaw.practice.answers import Occasion

ONS4_ENDS = ("not at all", "completely")
"""The standard's own words, as its questions are: see ``thaw.care.ons4``."""
_ANXIOUS_ENDS = ("not at all anxious", "completely anxious")


@dataclass(frozen=True, slots=True)
class RatingWords:
    """What is rated, and what the ends of its scale mean, or its middle as well."""

    item: Item
    words: str
    lowest: str
    highest: str
    middle: str = ""

    def ends(self) -> tuple[str, ...]:
        """``0: shut down``, ``5: in the middle``, ``10: over-wound``."""
        places = (
            (LOWEST, self.lowest),
            ((LOWEST + HIGHEST) // 2, self.middle),
            (HIGHEST, self.highest),
        )
        tr = QCoreApplication.translate
        return tuple(tr("questions", "{0}: {1}").format(*place) for place in places if place[1])

    def said(self, rating: int | None) -> str:
        """The answer in words, for whoever doesn't see the scale."""
        tr = QCoreApplication.translate
        if rating is None:
            return tr("questions", "{0}: no answer").format(self.words)
        return tr("questions", "{0}: {1} of {2}").format(self.words, rating, HIGHEST)


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer in a word; ``short`` stands for ``words`` where there is no room for them."""

    key: str
    words: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class ChoiceWords:
    """What is answered with one of a few choices."""

    item: Question
    words: str
    choices: tuple[Choice, ...]


def rating_words(item: Item) -> RatingWords:
    """How ``item`` is asked for. The ONS4 are in their own words and language."""
    tr = QCoreApplication.translate
    match item:
        case Item.BODY:
            ends = tr("questions", "very unsettled"), tr("questions", "very settled")
            return RatingWords(item, tr("questions", "Body"), *ends)
        case Item.FEELING:
            ends = tr("questions", "nothing, or far away"), tr("questions", "a lot, or close")
            return RatingWords(item, tr("questions", "Feeling"), *ends)
        case Item.ENERGY:
            ends = tr("questions", "shut down"), tr("questions", "over-wound")
            middle = tr("questions", "in between")
            return RatingWords(item, tr("questions", "Energy"), *ends, middle)
        case Item.CONTACT:
            ends = tr("questions", "none"), tr("questions", "a lot")
            return RatingWords(item, tr("questions", "Contact with people"), *ends)
        case Item.LIKED:
            ends = tr("questions", "not at all"), tr("questions", "a lot")
            words = tr("questions", "Doing something I used to like")
            return RatingWords(item, words, *ends)
        case Item.ANXIOUS:
            return RatingWords(item, dict(ons4.QUESTIONS)[item], *_ANXIOUS_ENDS)
        case Item.SATISFIED | Item.WORTHWHILE | Item.HAPPY:
            return RatingWords(item, dict(ons4.QUESTIONS)[item], *ONS4_ENDS)


def after_effect_words(question: str = "") -> ChoiceWords:
    """How it is after a practice; ``question`` where it is asked later."""
    tr = QCoreApplication.translate
    choices = (
        Choice(AfterEffect.BETTER, tr("questions", "Better")),
        Choice(AfterEffect.SAME, tr("questions", "The same")),
        Choice(
            AfterEffect.NUMB,
            tr("questions", "Further away or more numb"),
            tr("questions", "More numb"),
        ),
        Choice(AfterEffect.UPSET, tr("questions", "More upset")),
        Choice(AfterEffect.UNSURE, tr("questions", "Not sure")),
    )
    words = question or tr("questions", "After this practice I feel")
    return ChoiceWords(Question.AFTER_EFFECT, words, choices)


def sleep_effect_words() -> ChoiceWords:
    """The same, on the day after a practice for sleep."""
    tr = QCoreApplication.translate
    return after_effect_words(tr("questions", "After last night's practice I feel"))


def next_day_words() -> ChoiceWords:
    """How it is on the day after a practice that was hard."""
    tr = QCoreApplication.translate
    choices = (
        Choice(NextDay.PASSED, tr("questions", "It has passed")),
        Choice(NextDay.STILL_WORSE, tr("questions", "It is still worse"), tr("questions", "Worse")),
        Choice(NextDay.UNSURE, tr("questions", "Not sure")),
    )
    words = tr("questions", "Yesterday's practice was hard. How is it today?")
    return ChoiceWords(Question.NEXT_DAY, words, choices)


def amount_words() -> ChoiceWords:
    """How much practice the week felt like."""
    tr = QCoreApplication.translate
    choices = (
        Choice(Amount.TOO_LITTLE, tr("questions", "Too little")),
        Choice(Amount.RIGHT, tr("questions", "Right")),
        Choice(Amount.TOO_MUCH, tr("questions", "Too much")),
    )
    return ChoiceWords(Question.AMOUNT, tr("questions", "This much practice felt"), choices)


def question_text(item: Item | Question) -> str:
    """What is asked, where its answers are shown."""
    if isinstance(item, Item):
        return rating_words(item).words
    return amount_words().words if item is Question.AMOUNT else item


def answer_text(item: Item | Question, given: int | str) -> str:
    """``4 of 10``, or the word that was chosen; one of another Thaw's as it is."""
    if isinstance(given, int):
        return QCoreApplication.translate("questions", "{0} of {1}").format(given, HIGHEST)
    choices = amount_words().choices if item is Question.AMOUNT else ()
    return next((choice.words for choice in choices if choice.key == given), given)


def median_text(item: Item, occasion: Occasion, found: Medians) -> str:
    """Two numbers in a sentence; neither is called anything."""
    tr = QCoreApplication.translate
    words = rating_words(item).words
    if occasion is Occasion.BEFORE:
        words = tr("questions", "{0} before practice").format(words)
    elif occasion is Occasion.AFTER:
        words = tr("questions", "{0} after practice").format(words)
    elif occasion is Occasion.NEXT_DAY:
        words = tr("questions", "{0} on the day after practice").format(words)
    return tr("questions", "{0}: {1} in the last four weeks, {2} in the four before.").format(
        words, f"{found.last:g}", f"{found.before:g}"
    )
