"""When somebody is asked how it is: seldom, briefly, and not at all if they would rather not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from thaw.care.items import BESIDE_A_PRACTICE, WORSE, AfterEffect, Item
from thaw.core.session import Category

WEEKLY_EVERY: Final = timedelta(days=7)
MONTHLY_EVERY: Final = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person lets themselves be asked."""

    before: bool = True
    after: bool = True
    """Right after a practice, or on the next day."""
    weekly: bool = True
    monthly: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """What to ask now. Everything may be skipped, one by one or all at once."""

    items: tuple[Item, ...] = ()
    after_effect: bool = False


def before(wishes: Wishes, *, has_practised: bool) -> Asked:
    """What to ask before a practice. Whoever practises for the first time begins at once."""
    return Asked(items=BESIDE_A_PRACTICE if wishes.before and has_practised else ())


def after(wishes: Wishes, category: str) -> Asked:
    """What to ask once a practice is over. Whoever falls asleep is asked the next day."""
    if not wishes.after or category == Category.SLEEP:
        return Asked()
    return Asked(items=BESIDE_A_PRACTICE, after_effect=True)


@dataclass(frozen=True, slots=True)
class Evening:
    """A practice that is over, as far as the next day's question needs it."""

    practice_id: str
    day: date
    category: str
    effect: AfterEffect | None = None
    """What was answered right afterwards."""
    is_followed_up: bool = False
    """Whether the next day was asked about, and answered or waved away."""


def next_day(wishes: Wishes, evenings: Iterable[Evening], today: date) -> Evening | None:
    """Return the practice of yesterday to ask about today; None for nothing to ask.

    Asked about are practices for sleep, and those after which it was worse: the latest
    of these first. However many there were, of each kind it is asked once.
    """
    if not wishes.after:
        return None
    yesterday = [
        evening
        for evening in evenings
        if evening.day == today - timedelta(days=1)
        and (evening.category == Category.SLEEP or evening.effect in WORSE)
    ]
    hard = [evening for evening in yesterday if evening.effect in WORSE]
    for_sleep = [evening for evening in yesterday if evening.effect not in WORSE]
    for latest in (*hard[-1:], *for_sleep[-1:]):
        if not latest.is_followed_up:
            return latest
    return None


def is_weekly_due(
    wishes: Wishes, last: date | None, first_practice: date | None, today: date
) -> bool:
    """Return whether the week's items are due; nothing before a week has gone by."""
    return wishes.weekly and _is_due(WEEKLY_EVERY, last, first_practice, today)


def is_monthly_due(
    wishes: Wishes, last: date | None, first_practice: date | None, today: date
) -> bool:
    """Return whether the ONS4 are due: with the first practices, then every four weeks."""
    if first_practice is None or not wishes.monthly:
        return False
    return last is None or today - last >= MONTHLY_EVERY


def _is_due(every: timedelta, last: date | None, first_practice: date | None, today: date) -> bool:
    since = last or first_practice
    return since is not None and today - since >= every
