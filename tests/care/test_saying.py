"""What is said beside the library: the weightiest thing, and each only once."""

from datetime import date, timedelta

import pytest

from thaw.care.items import AfterEffect
from thaw.care.rules import Distress, Now, Sitting, responses
from thaw.care.saying import Due, Saying, due

TODAY = date(2026, 11, 23)
YESTERDAY = TODAY - timedelta(days=1)
MINUTE_MS = 60_000


def sat(days_ago=0, effect=None, minutes=10, is_still_worse=False):
    day = TODAY - timedelta(days=days_ago)
    return Sitting(day, minutes * MINUTE_MS, effect, is_still_worse)


WELL, NUMB, UPSET = AfterEffect.BETTER, AfterEffect.NUMB, AfterEffect.UPSET
THRICE = [sat(3, NUMB), sat(2, NUMB), sat(1, NUMB)]
TWICE = [sat(3, NUMB), sat(2, WELL), sat(1, UPSET)]
IN_A_ROW = [sat(2, NUMB), sat(1, UPSET)]


@pytest.mark.parametrize(
    ("sittings", "now", "said"),
    [
        ([], {}, None),
        ([sat(0, WELL)], {}, None),
        ([sat(0)], {}, None),
        ([sat(0, NUMB)], {}, Due(Saying.GROUNDING, TODAY)),
        ([sat(1, NUMB)], {}, None),
        (TWICE, {}, Due(Saying.REST_OR_WALK, YESTERDAY)),
        (THRICE, {}, Due(Saying.IT_HAPPENS, YESTERDAY)),
        ([sat(1, NUMB, is_still_worse=True)], {}, Due(Saying.IT_HAPPENS, YESTERDAY)),
        ([sat(minutes=60)], {}, Due(Saying.REST, TODAY)),
        ([*TWICE, sat(minutes=60)], {}, Due(Saying.REST_OR_WALK, YESTERDAY)),
        ([sat(1, WELL)], {"energy_before": 5}, None),
        (THRICE, {"marks": frozenset({Distress.PANIC})}, Due(Saying.HELP_FIRST, TODAY)),
    ],
)
def test_one_thing_is_said_the_weightiest(sittings, now, said):
    at = Now(TODAY, 12, **now)

    assert due(responses(sittings, at), sittings, at, {}) == said


@pytest.mark.parametrize(
    ("sittings", "answered", "said"),
    [
        (THRICE, {Saying.IT_HAPPENS: YESTERDAY}, None),
        (THRICE, {Saying.REST_OR_WALK: YESTERDAY}, Saying.IT_HAPPENS),
        (THRICE, {Saying.IT_HAPPENS: YESTERDAY - timedelta(days=1)}, Saying.IT_HAPPENS),
        (TWICE, {Saying.REST_OR_WALK: YESTERDAY}, None),
        ([*TWICE, sat(0, NUMB)], {Saying.IT_HAPPENS: YESTERDAY}, Saying.IT_HAPPENS),
        ([*IN_A_ROW, sat(0, WELL)], {Saying.REST_OR_WALK: YESTERDAY}, None),
        (IN_A_ROW, {Saying.REST_OR_WALK: YESTERDAY - timedelta(days=1)}, Saying.REST_OR_WALK),
        ([*TWICE, sat(minutes=60)], {Saying.REST_OR_WALK: YESTERDAY}, Saying.REST),
        ([sat(minutes=60)], {Saying.REST: TODAY}, None),
        ([sat(minutes=60)], {Saying.REST: YESTERDAY}, Saying.REST),
    ],
)
def test_what_was_answered_is_not_said_again_until_something_is_new(sittings, answered, said):
    at = Now(TODAY, 12)

    found = due(responses(sittings, at), sittings, at, answered)

    assert (None if found is None else found.saying) == said


def test_what_a_person_marked_is_said_until_it_has_passed():
    at = Now(TODAY, 12, marks=frozenset({Distress.UNREALITY}))

    assert due(responses([], at), [], at, {Saying.HELP_FIRST: TODAY}) is not None
