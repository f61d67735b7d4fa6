"""From the rows and answers of the log to what care's rules look at."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from thaw.care.check_ins import (
    Evening,
    Wishes,
    is_monthly_due,
    is_weekly_due,
    next_day,
)
from thaw.care.items import (
    BESIDE_A_PRACTICE,
    MONTHLY,
    WEEKLY,
    WORSE,
    AfterEffect,
    Item,
    NextDay,
    Question,
)
from thaw.care.medians import WINDOW_DAYS, Medians, Rating, medians
from thaw.care.rules import RECENT_DAYS, SETTLED_IN, Sitting
from thaw.practice.answers import Answer, Occasion, answers, answers_on, last_answered
from thaw.practice.briefs import briefs
from thaw.practice.log import PracticeLog

AHEAD: Final = timedelta(days=1)
"""So far after today a day may lie for who flew east; what is later, a wrong clock has dated."""
YEAR_DAYS: Final = 366
_OVER_TIME: Final = (*WEEKLY, Question.AMOUNT, *MONTHLY)


@dataclass(frozen=True, slots=True)
class OverTime:
    """What a question that comes by the week or the month was answered with, newest first."""

    item: Item | Question
    answers: tuple[tuple[date, int | str], ...]
    """Days with a rating, or with a word."""


@dataclass(frozen=True, slots=True)
class Lately:
    """All that care looks at in the log."""

    sittings: tuple[Sitting, ...] = ()
    """Those of the last weeks, oldest first."""
    practised_ms: tuple[int, ...] = ()
    """How long each of the latest was, of ``SETTLED_IN`` at most."""
    was_worse: bool = False
    """Whether it was worse after the practice that was asked about."""


def lately(log: PracticeLog, today: date, practice_id: str | None = None) -> Lately:
    """Return what care looks at, and how it was after ``practice_id``. Raises LogError."""
    since = today - timedelta(days=RECENT_DAYS - 1)
    said = answers(log, since)
    return Lately(
        sittings=tuple(_sittings(log, since, today, said)),
        practised_ms=tuple(one.progress.practised_ms for one in log.entries(limit=SETTLED_IN)),
        was_worse=practice_id is not None and _effects(said).get(practice_id) in WORSE,
    )


def recent_sittings(log: PracticeLog, today: date) -> list[Sitting]:
    """Return the practices of the last weeks with what was said of them, oldest first.

    Raises LogError.
    """
    since = today - timedelta(days=RECENT_DAYS - 1)
    return _sittings(log, since, today, answers(log, since))


def _sittings(log: PracticeLog, since: date, today: date, said: list[Answer]) -> list[Sitting]:
    effects, still_worse = _effects(said), _still_worse(said)
    return [
        Sitting(
            day=one.day,
            practised_ms=one.practised_ms,
            effect=effects.get(one.id),
            is_still_worse=one.id in still_worse,
        )
        for one in briefs(log, since)
        # One dated ahead would stay the latest for as long as that is.
        if one.day <= today + AHEAD
    ]


def evenings(log: PracticeLog, today: date) -> list[Evening]:
    """Return yesterday's practices as the next day's question needs them. Raises LogError."""
    yesterday = today - timedelta(days=1)
    said = answers(log, yesterday)
    effects = _effects(said)
    followed_up = {one.practice_id for one in said if one.occasion is Occasion.NEXT_DAY}
    return [
        Evening(
            practice_id=entry.id,
            day=entry.local_date,
            category=entry.start.category,
            effect=effects.get(entry.id),
            is_followed_up=entry.id in followed_up,
        )
        for entry in reversed(log.entries(yesterday))
        if entry.local_date == yesterday
    ]


def next_day_asked(log: PracticeLog, wishes: Wishes, today: date) -> Evening | None:
    """Return the practice of yesterday to ask about today. Raises LogError."""
    return next_day(wishes, evenings(log, today), today) if wishes.after else None


def is_weekly_asked(log: PracticeLog, wishes: Wishes, today: date) -> bool:
    """Return whether the week's items are to be asked today. Raises LogError."""
    last = last_answered(log, Occasion.WEEKLY, today + AHEAD)
    is_due = is_weekly_due(wishes, last, log.first_day(), today)
    return is_due and not _was_hard(log, today)


def is_monthly_asked(log: PracticeLog, wishes: Wishes, today: date) -> bool:
    """Return whether the ONS4 are to be asked today. Raises LogError."""
    last = last_answered(log, Occasion.MONTHLY, today + AHEAD)
    is_due = is_monthly_due(wishes, last, log.first_day(), today)
    return is_due and not _was_hard(log, today)


def own_medians(log: PracticeLog, today: date) -> dict[tuple[Item, Occasion], Medians]:
    """Return every pair of medians that there are ratings enough for. Raises LogError.

    They are of what is rated beside practices: what comes by the week or the month is
    asked too seldom, see ``over_time``.
    """
    known = {item.value: item for item in BESIDE_A_PRACTICE}
    ratings: dict[tuple[Item, Occasion], list[Rating]] = {}
    for one in answers(log, today - timedelta(days=2 * WINDOW_DAYS - 1)):
        if one.rating is not None and one.item in known:
            key = known[one.item], one.occasion
            ratings.setdefault(key, []).append(Rating(one.local_date, one.rating))
    found = {key: medians(of_item, today) for key, of_item in ratings.items()}
    return {key: of_item for key, of_item in found.items() if of_item is not None}


def over_time(log: PracticeLog, today: date) -> tuple[OverTime, ...]:
    """Return what was answered by week and by month in the last year. Raises LogError."""
    since = today - timedelta(days=YEAR_DAYS - 1)
    given: dict[str, list[tuple[date, int | str]]] = {}
    for one in reversed(answers_on(log, (Occasion.WEEKLY, Occasion.MONTHLY), since)):
        said = one.word if one.rating is None else one.rating
        given.setdefault(one.item, []).append((one.local_date, said))
    return tuple(OverTime(item, tuple(given[item])) for item in _OVER_TIME if item in given)


def _was_hard(log: PracticeLog, today: date) -> bool:
    """Whether a practice was hard today: no day to be asked about life as a whole."""
    said = (one for one in answers(log, today) if one.local_date <= today + AHEAD)
    return not WORSE.isdisjoint(_effects(said).values())


def _effects(said: Iterable[Answer]) -> dict[str, AfterEffect]:
    known = {effect.value: effect for effect in AfterEffect}
    return {
        one.practice_id: known[one.word]
        for one in said
        if one.practice_id is not None and one.item == Question.AFTER_EFFECT and one.word in known
    }


def _still_worse(said: Iterable[Answer]) -> set[str]:
    return {
        one.practice_id
        for one in said
        if one.practice_id is not None
        and one.item == Question.NEXT_DAY
        and one.word == NextDay.STILL_WORSE
    }
