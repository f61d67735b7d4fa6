"""A plan in its file: it comes back whole, and one bad part costs only itself."""

import json
import logging
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thaw.core.own_plan import (
    LONGEST_CUE,
    EarlierTarget,
    IfThen,
    OwnPlan,
    Review,
    Verdict,
    plan_as_json,
    plan_from,
)

DAY = date(2026, 11, 23)

days = st.dates()
plans = st.builds(
    OwnPlan,
    begun=st.none() | days,
    line=st.builds(
        IfThen,
        after=st.text(max_size=LONGEST_CUE),
        session_id=st.text(max_size=20),
        minutes=st.integers(1, 1440),
    ),
    rest_weekdays=st.frozensets(st.integers(0, 6)),
    rest_days=st.frozensets(days, max_size=5),
    earlier=st.lists(st.builds(EarlierTarget, days, st.integers(1, 7)), max_size=4).map(
        lambda some: tuple(sorted(some, key=lambda one: one.before))
    ),
    reviews=st.lists(
        st.builds(Review, st.integers(1, 99), days, st.sampled_from(Verdict)), max_size=4
    ).map(lambda some: tuple(sorted(some, key=lambda one: one.on))),
    put_off_until=st.none() | days,
    asks=st.booleans(),
)


@given(plans)
def test_a_plan_comes_back_from_its_file_as_it_was(plan):
    assert plan_from(json.loads(json.dumps(plan_as_json(plan)))) == plan


def test_the_same_plan_is_always_written_the_same_way():
    some = [DAY + timedelta(days=n) for n in range(20)]
    one, other = OwnPlan(rest_days=frozenset(some)), OwnPlan(rest_days=frozenset(some[::-1]))
    assert json.dumps(plan_as_json(one)) == json.dumps(plan_as_json(other))


def test_an_empty_object_is_a_plan_without_anything():
    assert plan_from({}) == OwnPlan()


@pytest.mark.parametrize("stored", [None, 3, "plan", [1], True])
def test_what_is_no_object_is_no_plan(stored):
    with pytest.raises(TypeError):
        plan_from(stored)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("begun", "2026-02-30"),
        ("begun", 7),
        ("line", {"after": "x" * (LONGEST_CUE + 1)}),
        ("line", {"minutes": 0}),
        ("line", {"minutes": 1441}),
        ("line", "after tea"),
        ("rest_weekdays", [7]),
        ("rest_weekdays", "Monday"),
        ("rest_days", ["yesterday"]),
        ("earlier", [{"before": "2026-11-02", "days": 0}]),
        ("earlier", [{"before": "2026-11-02", "days": 8}]),
        ("earlier", [{"days": 3}]),
        ("reviews", [{"week": 0, "on": "2026-11-02", "verdict": "same"}]),
        ("reviews", [{"week": 2, "on": "2026-11-02", "verdict": "failed"}]),
        ("put_off_until", True),
        ("asks", "yes"),
    ],
)
def test_a_bad_part_has_its_default_and_the_rest_stays(name, value, caplog):
    stored = plan_as_json(
        OwnPlan(begun=DAY, line=IfThen("tea", "walk", 5), rest_weekdays=frozenset({6}))
    )
    with caplog.at_level(logging.WARNING):
        plan = plan_from({**stored, name: value})
    assert getattr(plan, name) == getattr(OwnPlan(), name)
    others = {"begun", "line", "rest_weekdays"} - {name}
    assert all(getattr(plan, other) != getattr(OwnPlan(), other) for other in others)
    assert name in caplog.text


def test_days_written_out_of_order_are_put_in_order():
    earlier = [{"before": "2026-11-16", "days": 4}, {"before": "2026-11-02", "days": 2}]
    found = plan_from({"earlier": earlier}).earlier
    assert [one.days for one in found] == [2, 4]


@pytest.mark.parametrize(
    ("line", "is_whole"),
    [
        (IfThen(), False),
        (IfThen("tea"), False),
        (IfThen(" ", "walk"), False),
        (IfThen("", "walk"), False),
        (IfThen("tea", "walk"), True),
    ],
)
def test_a_line_is_whole_with_a_moment_and_a_session(line, is_whole):
    assert line.is_whole is is_whole


def test_rest_is_planned_by_week_day_or_by_date():
    plan = OwnPlan(rest_weekdays=frozenset({6}), rest_days=frozenset({date(2026, 12, 24)}))
    assert plan.rests_on(date(2026, 11, 29))
    assert plan.rests_on(date(2026, 12, 24))
    assert not plan.rests_on(date(2026, 11, 28))
