"""Rows and answers of a real log, as care sees them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.practice.examples import MINUTE_MS, a_practice
from tests.practice.fresh_log import fresh_log
from thaw.care.check_ins import Evening, Wishes
from thaw.care.items import WAVED_AWAY, AfterEffect, Item, NextDay, Question
from thaw.care.medians import Medians
from thaw.care.rules import Now, Response, Sitting, responses
from thaw.player.looking_after import (
    evenings,
    is_monthly_asked,
    is_weekly_asked,
    next_day_asked,
    own_medians,
    recent_sittings,
)
from thaw.practice.answers import Occasion, answered, keep_answers

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def log(tmp_path):
    log = fresh_log(tmp_path / "data" / "practice.sqlite")
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


def rated(log, days_ago, occasion, item, value, practice_id=None):
    day = TODAY - timedelta(days=days_ago)
    keep_answers(log, [answered(occasion, item, value, NOW, day, practice_id)])


def test_medians_are_of_one_item_on_one_occasion(log):
    for days_ago in range(56):
        value = 6 if days_ago < 28 else 3
        rated(log, days_ago, Occasion.AFTER, Item.BODY, value, f"p{days_ago}")
        rated(log, days_ago, Occasion.BEFORE, Item.BODY, 0, f"p{days_ago}")
        rated(log, days_ago, Occasion.AFTER, "of another version", 10, f"p{days_ago}")
        # Days on which a week was asked about by hand, as an import might bring them.
        rated(log, days_ago, Occasion.WEEKLY, Item.CONTACT, 5)
    rated(log, 0, Occasion.AFTER, Item.ENERGY, 10, "p0")

    assert own_medians(log, TODAY) == {
        (Item.BODY, Occasion.AFTER): Medians(6.0, 3.0),
        (Item.BODY, Occasion.BEFORE): Medians(0.0, 0.0),
    }


def test_the_day_after_a_hard_practice_asks_until_it_is_answered_or_waved_away(log):
    hard = practised(log, 1, AfterEffect.UPSET)

    found = next_day_asked(log, Wishes(), TODAY)
    assert found is not None
    assert found.practice_id == hard.id
    assert next_day_asked(log, Wishes(after=False), TODAY) is None
    rated(log, 0, Occasion.NEXT_DAY, Question.ASKED, WAVED_AWAY, hard.id)
    assert next_day_asked(log, Wishes(), TODAY) is None


@pytest.mark.parametrize("is_asked", [is_weekly_asked, is_monthly_asked])
def test_nobody_is_asked_about_weeks_and_months_on_a_hard_day(log, is_asked):
    practised(log, 60)
    practised(log, 0, AfterEffect.NUMB)

    assert not is_asked(log, Wishes(), TODAY)
    assert is_asked(log, Wishes(), TODAY + timedelta(days=1))


@pytest.mark.parametrize(
    ("is_asked", "occasion", "every"),
    [(is_weekly_asked, Occasion.WEEKLY, 7), (is_monthly_asked, Occasion.MONTHLY, 28)],
)
def test_weeks_and_months_are_asked_about_again_after_their_time(log, is_asked, occasion, every):
    assert not is_asked(log, Wishes(), TODAY)
    practised(log, 60)
    assert is_asked(log, Wishes(), TODAY)
    assert not is_asked(log, Wishes(weekly=False, monthly=False), TODAY)
    rated(log, 0, occasion, Question.ASKED, WAVED_AWAY)
    assert not is_asked(log, Wishes(), TODAY + timedelta(days=every - 1))
    assert is_asked(log, Wishes(), TODAY + timedelta(days=every))


def test_what_a_wrong_clock_has_dated_ahead_holds_nothing_up(log):
    practised(log, 60)
    real = practised(log, 1, AfterEffect.BETTER)
    practised(log, -400, AfterEffect.NUMB)
    for occasion in (Occasion.WEEKLY, Occasion.MONTHLY):
        rated(log, -400, occasion, Item.CONTACT, 5)

    assert [one.day for one in recent_sittings(log, TODAY)] == [real.local_date]
    assert responses(recent_sittings(log, TODAY), Now(TODAY, 12)) == frozenset()
    for is_asked, occasion in (
        (is_weekly_asked, Occasion.WEEKLY),
        (is_monthly_asked, Occasion.MONTHLY),
    ):
        assert is_asked(log, Wishes(), TODAY)
        rated(log, 0, occasion, Question.ASKED, WAVED_AWAY)
        assert not is_asked(log, Wishes(), TODAY)


def test_a_day_that_is_ahead_of_whoever_flew_west_counts(log):
    practised(log, -1, AfterEffect.NUMB)

    assert Response.EXTERNAL_NEXT in responses(recent_sittings(log, TODAY), Now(TODAY, 12))
