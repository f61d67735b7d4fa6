"""From the rows and answers of the log to what care's rules look at."""

from collections.abc import Iterable
from datetime import date, timedelta

from thaw.care.check_ins import Evening
from thaw.care.items import AfterEffect, Item, NextDay, Question
from thaw.care.medians import WINDOW_DAYS, Medians, Rating, medians
from thaw.care.rules import RECENT_DAYS, Sitting
from thaw.practice.answers import Answer, Occasion, answers
from thaw.practice.log import PracticeLog


def recent_sittings(log: PracticeLog, today: date) -> list[Sitting]:
    """Return the practices of the last weeks with what was said of them, oldest first.

    Raises LogError.
    """
    since = today - timedelta(days=RECENT_DAYS - 1)
    said = answers(log, since)
    effects, still_worse = _effects(said), _still_worse(said)
    return [
        Sitting(
            day=entry.local_date,
            practised_ms=entry.progress.practised_ms,
            effect=effects.get(entry.id),
            is_still_worse=entry.id in still_worse,
        )
        for entry in reversed(log.entries(since))
        if entry.progress.practised_ms > 0
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


def item_medians(log: PracticeLog, item: Item, occasion: Occasion, today: date) -> Medians | None:
    """Return one item's medians of the last four weeks and the four before. Raises LogError."""
    since = today - timedelta(days=2 * WINDOW_DAYS - 1)
    ratings = (
        Rating(one.local_date, one.rating)
        for one in answers(log, since)
        if one.rating is not None and one.item == item and one.occasion is occasion
    )
    return medians(ratings, today)


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
