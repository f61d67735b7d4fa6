from datetime import date, timedelta

import pytest

from thaw.care import ons4
from thaw.care.check_ins import (
    Asked,
    Evening,
    Wishes,
    after,
    before,
    is_monthly_due,
    is_weekly_due,
    next_day,
)
from thaw.care.items import BESIDE_A_PRACTICE, MONTHLY, AfterEffect

TODAY = date(2026, 11, 23)
YESTERDAY = TODAY - timedelta(days=1)
NO = Wishes(before=False, after=False, weekly=False, monthly=False)


def days_ago(number):
    return TODAY - timedelta(days=number)


def test_three_ratings_before_and_after_and_one_question():
    assert before(Wishes(), has_practised=True) == Asked(items=BESIDE_A_PRACTICE)
    assert after(Wishes(), "breath") == Asked(items=BESIDE_A_PRACTICE, after_effect=True)
    assert len(BESIDE_A_PRACTICE) == 3


def test_before_the_very_first_practice_nothing_is_asked_and_after_it_as_always():
    assert before(Wishes(), has_practised=False) == Asked()
    assert after(Wishes(), "breath").after_effect


def test_a_practice_for_sleep_asks_nothing_in_the_evening():
    assert after(Wishes(), "sleep") == Asked()
    assert before(Wishes(), has_practised=True).items == BESIDE_A_PRACTICE


def test_whoever_would_rather_not_be_asked_is_not_asked():
    assert before(NO, has_practised=True) == after(NO, "breath") == Asked()
    assert next_day(NO, [Evening("a", YESTERDAY, "sleep")], TODAY) is None
    assert not is_weekly_due(NO, None, days_ago(100), TODAY)
    assert not is_monthly_due(NO, None, days_ago(100), TODAY)


def test_before_and_after_are_wished_for_one_by_one():
    assert after(Wishes(before=False), "breath").after_effect
    assert before(Wishes(after=False), has_practised=True).items == BESIDE_A_PRACTICE
    assert before(Wishes(before=False), has_practised=True) == Asked()
    assert after(Wishes(after=False), "breath") == Asked()


NUMB = AfterEffect.NUMB
EVENINGS = {
    "nothing yesterday": ([], None),
    "sleep": ([Evening("a", YESTERDAY, "sleep")], "a"),
    "an ordinary practice": ([Evening("a", YESTERDAY, "breath", AfterEffect.SAME)], None),
    "a hard one": ([Evening("a", YESTERDAY, "breath", NUMB)], "a"),
    "a hard one and sleep after it": (
        [Evening("a", YESTERDAY, "breath", NUMB), Evening("b", YESTERDAY, "sleep")],
        "a",
    ),
    "asked already": ([Evening("a", YESTERDAY, "sleep", is_followed_up=True)], None),
    "two days ago": ([Evening("a", days_ago(2), "sleep")], None),
    "today": ([Evening("a", TODAY, "sleep")], None),
    "two hard ones, the latest asked about": (
        [
            Evening("a", YESTERDAY, "breath", NUMB),
            Evening("b", YESTERDAY, "breath", NUMB, is_followed_up=True),
        ],
        None,
    ),
    "a hard one asked about, and sleep after it": (
        [
            Evening("a", YESTERDAY, "breath", NUMB, is_followed_up=True),
            Evening("b", YESTERDAY, "sleep"),
        ],
        "b",
    ),
    "two for sleep": ([Evening("a", YESTERDAY, "sleep"), Evening("b", YESTERDAY, "sleep")], "b"),
}


@pytest.mark.parametrize(("evenings", "expected"), EVENINGS.values(), ids=list(EVENINGS))
def test_the_next_day_asks_about_sleep_and_about_what_was_hard(evenings, expected):
    found = next_day(Wishes(), evenings, TODAY)

    assert (None if found is None else found.practice_id) == expected


@pytest.mark.parametrize(
    ("last", "first_practice", "is_due"),
    [
        (None, None, False),
        (None, days_ago(6), False),
        (None, days_ago(7), True),
        (days_ago(6), days_ago(60), False),
        (days_ago(7), days_ago(60), True),
    ],
)
def test_the_week_is_asked_about_once_a_week(last, first_practice, is_due):
    assert is_weekly_due(Wishes(), last, first_practice, TODAY) is is_due


@pytest.mark.parametrize(
    ("last", "first_practice", "is_due"),
    [
        (None, None, False),
        (None, TODAY, True),
        (days_ago(27), days_ago(60), False),
        (days_ago(28), days_ago(60), True),
    ],
)
def test_the_four_questions_come_with_the_first_practice_and_every_four_weeks(
    last, first_practice, is_due
):
    assert is_monthly_due(Wishes(), last, first_practice, TODAY) is is_due


def test_the_four_questions_are_asked_in_their_own_words_and_order_with_their_source_named():
    assert tuple(item for item, _ in ons4.QUESTIONS) == MONTHLY
    assert [words for _, words in ons4.QUESTIONS] == [
        "Overall, how satisfied are you with your life nowadays?",
        "Overall, to what extent do you feel that the things you do in your life are worthwhile?",
        "Overall, how happy did you feel yesterday?",
        (
            "On a scale where 0 is “not at all anxious” and 10 is “completely anxious”, overall, "
            "how anxious did you feel yesterday?"
        ),
    ]
    assert "Office for National Statistics" in ons4.CREDIT
