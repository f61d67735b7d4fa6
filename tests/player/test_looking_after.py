"""Rows and answers of a real log, as care sees them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.practice.examples import MINUTE_MS, a_practice
from thaw.care.check_ins import Evening
from thaw.care.items import AfterEffect, Item, NextDay, Question
from thaw.care.medians import Medians
from thaw.care.rules import Now, Response, Sitting, responses
from thaw.player.looking_after import evenings, item_medians, recent_sittings
from thaw.practice.answers import Occasion, answered, keep_answers
from thaw.practice.log import PracticeLog

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def log(tmp_path):
    log = PracticeLog.open(tmp_path / "data" / "practice.sqlite")
    yield log
    log.shut()


def practised(log, days_ago, effect=None, next_day=None, **start):
    day = NOW - timedelta(days=days_ago)
    entry = a_practice(day, 10 * MINUTE_MS, **start)
    log.put([entry])
    found = []
    if effect is not None:
        found.append((Occasion.AFTER, Question.AFTER_EFFECT, effect.value))
    if next_day is not None:
        found.append((Occasion.NEXT_DAY, Question.NEXT_DAY, next_day.value))
    keep_answers(
        log,
        [
            answered(occasion, item.value, word, day, entry.local_date, entry.id)
            for occasion, item, word in found
        ],
    )
    return entry


def test_practices_are_seen_with_what_was_said_of_them(log):
    practised(log, 40, AfterEffect.NUMB)
    practised(log, 3, AfterEffect.SAME)
    practised(log, 2)
    practised(log, 1, AfterEffect.NUMB, NextDay.STILL_WORSE)

    found = recent_sittings(log, TODAY)

    assert found == [
        Sitting(TODAY - timedelta(days=3), 10 * MINUTE_MS, AfterEffect.SAME),
        Sitting(TODAY - timedelta(days=2), 10 * MINUTE_MS),
        Sitting(TODAY - timedelta(days=1), 10 * MINUTE_MS, AfterEffect.NUMB, is_still_worse=True),
    ]
    assert Response.PAUSE_PROGRAMME in responses(found, Now(TODAY, 12))


def test_a_word_that_another_version_knew_is_no_answer(log):
    entry = practised(log, 1)
    keep_answers(
        log,
        [answered(Occasion.AFTER, "after_effect", "sideways", NOW, entry.local_date, entry.id)],
    )

    assert [one.effect for one in recent_sittings(log, TODAY)] == [None]


def test_yesterday_is_seen_as_the_next_day_s_question_needs_it(log):
    asleep = practised(log, 1, category="sleep")
    hard = practised(log, 1, AfterEffect.UPSET, NextDay.PASSED)
    practised(log, 2, category="sleep")
    practised(log, 0, category="sleep")

    found = {evening.practice_id: evening for evening in evenings(log, TODAY)}

    yesterday = TODAY - timedelta(days=1)
    assert found == {
        asleep.id: Evening(asleep.id, yesterday, "sleep"),
        hard.id: Evening(hard.id, yesterday, "breath", AfterEffect.UPSET, is_followed_up=True),
    }


def test_medians_are_of_one_item_on_one_occasion(log):
    for days_ago in range(56):
        day = TODAY - timedelta(days=days_ago)
        value = 6 if days_ago < 28 else 3
        keep_answers(
            log,
            [
                answered(Occasion.AFTER, Item.BODY.value, value, NOW, day, f"p{days_ago}"),
                answered(Occasion.BEFORE, Item.BODY.value, 0, NOW, day, f"p{days_ago}"),
                answered(Occasion.AFTER, Item.ENERGY.value, 10, NOW, day, f"p{days_ago}"),
            ],
        )

    assert item_medians(log, Item.BODY, Occasion.AFTER, TODAY) == Medians(6.0, 3.0, 28, 28)
    assert item_medians(log, Item.FEELING, Occasion.AFTER, TODAY) is None
