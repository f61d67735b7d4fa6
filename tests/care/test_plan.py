"""A plan over its weeks: nothing is raised by itself, and what is over stays what it was."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from thaw.care.plan import (
    EVERY_WEEKS,
    FIRST_REVIEWS,
    Proposal,
    answered,
    begun,
    begun_anew,
    due_review,
    mended,
    next_review,
    proposal,
    put_off,
    retargeted,
    reviewed_since,
    target_for,
)
from thaw.core.own_plan import EarlierTarget, IfThen, OwnPlan, Review, Verdict
from thaw.practice.days import local_date, week_begins

BEGUN = date(2026, 11, 2)
PLAN = OwnPlan(begun=BEGUN)
DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)

some_days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
targets = st.integers(1, 7)


def after(weeks, days=0):
    return BEGUN + timedelta(weeks=weeks, days=days)


# Reviews


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (after(0), None),
        (after(2) - DAY, None),
        (after(2), 2),
        (after(3), 2),
        (after(4), 4),
        (after(8), 8),
        (after(15), 8),
        (after(16), 16),
        (after(100), 96),
    ],
)
def test_a_plan_is_looked_at_after_two_four_and_eight_weeks_and_then_every_eight(day, due):
    assert due_review(PLAN, day) == due


def test_what_was_answered_is_not_asked_again():
    plan = answered(PLAN, 2, Verdict.SAME, after(2, 3))
    assert due_review(plan, after(2, 4)) is None
    assert due_review(plan, after(4)) == 4
    assert plan.reviews == (Review(2, after(2, 3), Verdict.SAME),)


def test_answering_changes_nothing_of_the_plan_itself():
    plan = replace(PLAN, line=IfThen("tea", "walk", 5), earlier=(EarlierTarget(BEGUN, 2),))
    for verdict in Verdict:
        assert replace(answered(plan, 2, verdict, after(2)), reviews=()) == plan


def test_a_review_put_off_comes_back_after_a_week():
    plan = put_off(PLAN, after(2))
    assert due_review(plan, after(2)) is None
    assert due_review(plan, after(3) - DAY) is None
    assert due_review(plan, after(3)) == 2


def test_who_was_away_is_asked_once():
    due = due_review(PLAN, after(30))
    assert due is not None
    plan = answered(PLAN, due, Verdict.EASIER, after(30))
    assert [due_review(plan, after(week)) for week in (30, 31, 32)] == [None, None, 32]


def test_a_late_answer_leaves_a_week_until_the_next_question():
    plan = answered(PLAN, 2, Verdict.SAME, after(4, -1))
    assert due_review(plan, after(4)) is None
    assert next_review(plan, after(4)) == after(5, -1)
    assert due_review(plan, after(5, -1)) == 4


def test_nobody_is_asked_who_planned_nothing_or_would_rather_not():
    assert due_review(OwnPlan(), after(9)) is None
    assert due_review(replace(PLAN, asks=False), after(9)) is None
    assert next_review(OwnPlan(), after(9)) is None
    assert next_review(replace(PLAN, asks=False), after(9)) is None


def test_a_plan_begun_anew_is_looked_at_anew():
    plan = begun_anew(answered(PLAN, 8, Verdict.MORE, after(8)), after(9))
    assert due_review(plan, after(10)) is None
    assert due_review(plan, after(11)) == 2
    assert plan.reviews


def test_a_plan_is_begun_once():
    assert begun(OwnPlan(), BEGUN) == PLAN
    assert begun(PLAN, after(3)) == PLAN


def test_a_review_due_on_a_day_that_never_was_is_due_on_the_next():
    apia = ZoneInfo("Pacific/Apia")
    plan = OwnPlan(begun=date(2011, 12, 16))
    evening = datetime(2011, 12, 29, 23, 59, tzinfo=apia)
    # Two minutes later it is the day after the next there: the one between never was.
    later = datetime.fromtimestamp(evening.timestamp() + 120, UTC).astimezone(apia)
    before, then = local_date(evening), local_date(later)
    assert (before, then) == (date(2011, 12, 29), date(2011, 12, 31))
    assert due_review(plan, before) is None
    assert due_review(plan, then) == 2


def test_a_plan_begun_on_a_leap_day_counts_its_weeks_like_any_other():
    plan = OwnPlan(begun=date(2028, 2, 29))
    assert due_review(plan, date(2028, 3, 13)) is None
    assert due_review(plan, date(2028, 3, 14)) == 2


def test_the_weeks_run_on_over_a_year_of_fifty_three_weeks():
    plan = OwnPlan(begun=date(2026, 12, 21))
    assert due_review(plan, date(2027, 1, 4)) == 2
    assert date(2026, 12, 31).isocalendar().week == 53


def test_a_clock_set_back_before_the_beginning_asks_nothing():
    assert due_review(PLAN, BEGUN - 40 * WEEK) is None
    assert next_review(PLAN, BEGUN - 40 * WEEK) == BEGUN - 38 * WEEK


def test_answers_from_a_clock_that_ran_ahead_hold_no_review_back():
    ahead = answered(PLAN, 400, Verdict.SAME, after(400))
    assert due_review(ahead, after(2)) == 2


def test_a_review_put_off_by_a_clock_that_ran_ahead_is_not_put_off_for_years():
    assert due_review(put_off(PLAN, after(400)), after(2)) == 2


@given(begun_on=some_days, today=some_days)
def test_a_review_is_due_exactly_when_one_of_the_weeks_has_passed(begun_on, today):
    weeks = [*FIRST_REVIEWS, *range(16, 1000, EVERY_WEEKS)]
    passed = [week for week in weeks if begun_on + week * WEEK <= today]
    assert due_review(OwnPlan(begun=begun_on), today) == max(passed, default=None)


@given(begun_on=some_days, today=some_days, answers=st.lists(st.integers(0, 900), max_size=5))
def test_the_next_review_is_the_first_day_on_which_one_is_due(begun_on, today, answers):
    first = min(begun_on, today)
    plan = OwnPlan(begun=first)
    for days in sorted(answers):
        on = first + timedelta(days=days)
        week = due_review(plan, on)
        if on <= today and week is not None:
            plan = answered(plan, week, Verdict.SAME, on)
    day = today
    while due_review(plan, day) is None:
        day += DAY
    assert next_review(plan, today) == day


@given(today=some_days, begun_on=some_days)
def test_a_review_that_is_put_off_is_next_in_a_week(today, begun_on):
    plan = put_off(OwnPlan(begun=min(begun_on, today)), today)
    assert next_review(plan, today) == today + WEEK


def test_a_review_looks_back_to_the_one_before_it():
    assert reviewed_since(OwnPlan(), after(2)) is None
    assert reviewed_since(PLAN, after(2)) == BEGUN
    assert reviewed_since(answered(PLAN, 2, Verdict.SAME, after(2, 1)), after(4)) == after(2, 1)
    anew = begun_anew(answered(PLAN, 2, Verdict.SAME, after(2, 1)), after(3))
    assert reviewed_since(anew, after(5)) == after(3)


# Targets of weeks that are over


def test_a_week_keeps_the_target_it_had():
    plan = retargeted(PLAN, 3, 5, date(2026, 11, 18))
    assert target_for(plan, 5, date(2026, 11, 15)) == 3
    assert target_for(plan, 5, date(2026, 11, 22)) == 5


def test_the_week_of_the_change_goes_by_the_new_target():
    wednesday = date(2026, 11, 18)
    plan = retargeted(PLAN, 5, 2, wednesday)
    for week_start in range(7):
        first = week_begins(wednesday, week_start)
        assert target_for(plan, 2, first + 6 * DAY) == 2
        assert target_for(plan, 2, first - DAY) == 5


def test_changing_to_and_fro_on_one_day_leaves_no_trace():
    plan = retargeted(PLAN, 3, 6, BEGUN)
    assert retargeted(plan, 6, 3, BEGUN) == PLAN
    assert retargeted(retargeted(plan, 6, 1, BEGUN), 1, 3, BEGUN) == PLAN


def test_a_target_that_stays_leaves_no_trace():
    assert retargeted(PLAN, 3, 3, BEGUN) == PLAN


def test_a_change_made_while_the_clock_ran_ahead_counts_from_the_day_it_is_noticed():
    ahead = retargeted(PLAN, 3, 5, date(2031, 1, 1))
    noticed = mended(ahead, after(3))
    assert target_for(noticed, 5, after(3) - DAY) == 3
    assert target_for(noticed, 5, after(3)) == 5
    assert target_for(mended(noticed, after(9)), 5, after(4)) == 5


steps = st.lists(st.tuples(st.integers(0, 20), targets), min_size=1, max_size=12)


@given(steps)
def test_every_day_of_the_past_has_the_target_it_was_left_with(changes):
    plan, now, today = PLAN, 3, BEGUN
    was_meant = {}
    for days, target in changes:
        for _ in range(days):
            was_meant[today] = now
            today += DAY
        plan, now = retargeted(plan, now, target, today), target
    was_meant[today] = now
    assert {day: target_for(plan, now, day) for day in was_meant} == was_meant


@given(steps, st.lists(st.integers(-60, 60), max_size=12))
def test_a_clock_that_jumps_never_reaches_this_week_or_later(changes, jumps):
    plan, now, today = PLAN, 3, BEGUN
    for (days, target), jump in zip(changes, [*jumps, *[0] * len(changes)], strict=False):
        today += timedelta(days=days + jump)
        plan, now = retargeted(plan, now, target, today), target
        assert [one.before for one in plan.earlier] == sorted({o.before for o in plan.earlier})
        assert target_for(plan, now, today) == now
    assert target_for(mended(plan, today), now, today + WEEK) == now


@given(
    st.builds(
        OwnPlan,
        begun=st.none() | some_days,
        earlier=st.lists(st.builds(EarlierTarget, some_days, targets), max_size=4).map(
            lambda some: tuple(sorted(some, key=lambda one: one.before))
        ),
        put_off_until=st.none() | some_days,
        reviews=st.lists(
            st.builds(Review, st.integers(1, 50), some_days, st.sampled_from(Verdict)), max_size=3
        ).map(tuple),
    ),
    some_days,
)
def test_mending_is_done_once_and_leaves_no_day_ahead(plan, today):
    once = mended(plan, today)
    assert mended(once, today) == once
    assert once.begun is None or once.begun <= today
    assert all(one.before <= today for one in once.earlier)
    assert all(one.on <= today for one in once.reviews)
    assert next_review(once, today) is None or next_review(once, today) >= today


# What could change


@pytest.mark.parametrize(
    ("verdict", "target", "minutes", "lengths", "found"),
    [
        (Verdict.SAME, 3, 5, (3, 5, 10), None),
        (Verdict.EASIER, 3, 5, (3, 5, 10), Proposal(2, 5)),
        (Verdict.MORE, 3, 5, (3, 5, 10), Proposal(4, 5)),
        (Verdict.EASIER, 1, 5, (1, 3, 5, 10), Proposal(1, 3)),
        (Verdict.MORE, 7, 5, (3, 5, 10, 20), Proposal(7, 10)),
        (Verdict.EASIER, 1, 3, (3, 5), None),
        (Verdict.MORE, 7, 5, (3, 5), None),
        (Verdict.EASIER, 1, 5, (), None),
    ],
)
def test_days_are_proposed_before_minutes(verdict, target, minutes, lengths, found):
    assert proposal(verdict, target, IfThen("tea", "walk", minutes), lengths) == found


@given(st.sampled_from(Verdict), targets, st.integers(1, 90), st.frozensets(st.integers(1, 90)))
def test_a_proposal_is_one_small_step_the_way_that_was_asked(verdict, target, minutes, lengths):
    found = proposal(verdict, target, IfThen("tea", "walk", minutes), sorted(lengths))
    if found is None:
        return
    days, more = found.target_days - target, found.minutes - minutes
    sign = -1 if verdict is Verdict.EASIER else 1
    assert verdict is not Verdict.SAME
    assert 1 <= found.target_days <= 7
    assert (days == sign and more == 0) or (days == 0 and more * sign > 0)
