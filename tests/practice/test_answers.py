from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.practice.examples import a_practice
from thaw.practice.answers import (
    Answer,
    Occasion,
    answered,
    answers,
    keep_answers,
    last_answered,
)

NOW = datetime(2026, 11, 23, 8, 15, 0, 987_654, tzinfo=UTC)
DAY = date(2026, 11, 23)


def test_ratings_and_words_are_kept_as_they_were_given(log):
    practice = a_practice()
    log.put([practice])
    given = [
        answered(Occasion.BEFORE, "energy", 0, NOW, DAY, practice.id),
        answered(Occasion.AFTER, "after_effect", "number", NOW, DAY, practice.id),
        answered(Occasion.WEEKLY, "contact", 10, NOW, DAY),
    ]
    keep_answers(log, given)

    assert sorted(answers(log, DAY), key=lambda one: one.item) == sorted(
        given, key=lambda one: one.item
    )
    assert answers(log, DAY + timedelta(days=1)) == []


@pytest.mark.parametrize("practice_id", ["a-practice", None])
def test_what_is_answered_again_takes_the_place_of_what_was_said_before(practice_id, log):
    for rating in (3, 8):
        keep_answers(log, [answered(Occasion.AFTER, "body", rating, NOW, DAY, practice_id)])

    assert [one.rating for one in answers(log, DAY)] == [8]


def test_what_is_taken_back_is_gone_and_the_rest_stays(log):
    body, energy = (
        answered(Occasion.BEFORE, item, 3, NOW, DAY, "a") for item in ("body", "energy")
    )
    keep_answers(log, [body, energy])

    keep_answers(log, [], taken_back=[energy])
    keep_answers(log, [], taken_back=[energy])

    assert answers(log, DAY) == [body]


def test_an_answer_changed_under_its_own_name_is_one_answer(log):
    first = answered(Occasion.BEFORE, "body", 3, NOW, DAY, "a-practice")
    keep_answers(log, [first])
    unlinked = replace(first, rating=4, practice_id=None)
    keep_answers(log, [unlinked])

    assert answers(log, DAY) == [unlinked]


def test_the_same_item_on_another_day_is_another_answer(log):
    for number in range(3):
        keep_answers(
            log, [answered(Occasion.WEEKLY, "contact", 5, NOW, DAY - timedelta(days=number))]
        )

    found = answers(log, date.min)
    assert [one.local_date for one in found] == [DAY - timedelta(days=n) for n in (2, 1, 0)]
    assert last_answered(log, Occasion.WEEKLY, DAY) == DAY
    assert last_answered(log, Occasion.MONTHLY, DAY) is None
    # What a wrong clock has dated ahead does not count.
    assert last_answered(log, Occasion.WEEKLY, DAY - timedelta(days=1)) == DAY - timedelta(days=1)
    assert last_answered(log, Occasion.WEEKLY, DAY - timedelta(days=3)) is None


@pytest.mark.parametrize("given", [-1, 11, ""])
def test_an_answer_off_the_scale_is_no_answer(given):
    with pytest.raises(ValueError, match="rating"):
        answered(Occasion.AFTER, "body", given, NOW, DAY)


def test_an_answer_is_a_rating_or_a_word_and_not_both():
    with pytest.raises(ValueError, match="rating or a word"):
        Answer("a", Occasion.AFTER, "body", 3, "better", NOW, DAY)
