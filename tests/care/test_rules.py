"""Every rule of care: what sets it off, what it asks for, and what stays just short of it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thaw.care.items import WORSE, AfterEffect
from thaw.care.rules import (
    GROUND_FADE_MS,
    GROUND_LONGEST_S,
    GROUND_SHORTEST_S,
    Distress,
    Now,
    Response,
    Sitting,
    responses,
    suggests_deep,
    worse_count,
)

TODAY = date(2026, 11, 23)
MINUTE_MS = 60_000
OK, NUMB, UPSET = AfterEffect.SAME, AfterEffect.NUMB, AfterEffect.UPSET
UNASKED = None

AFTER_ONE = {Response.OFFER_GROUNDING, Response.SHORTER_NEXT, Response.EXTERNAL_NEXT}
STEP_DOWN = {
    Response.ONE_LEVEL_DOWN,
    Response.HIDE_DEEP,
    Response.REST_OR_WALK,
    Response.EXTERNAL_NEXT,
}
STEP_BACK = {
    Response.PAUSE_PROGRAMME,
    Response.SAY_IT_HAPPENS,
    Response.SUGGEST_PROFESSIONAL,
    Response.SHOW_HELP,
}
HELP = {Response.HELP_FIRST, Response.SHOW_HELP, Response.ONLY_GROUNDING}
OFF_BALANCE = {Response.OFFER_MOVEMENT, Response.OFFER_GROUNDING}


def sat(*effects, ms=10 * MINUTE_MS):
    """One practice a day up to yesterday, oldest first."""
    days = range(len(effects), 0, -1)
    return [
        Sitting(TODAY - timedelta(days=number), ms, effect)
        for number, effect in zip(days, effects, strict=True)
    ]


def noon(**known):
    return Now(today=TODAY, hour=12, **known)


TABLE = {
    "nothing yet": ([], noon(), set()),
    "all well": (sat(OK, OK, OK), noon(), set()),
    "never asked": (sat(UNASKED, UNASKED, UNASKED), noon(), set()),
    "stop and ground": ([], noon(stop_asked=True), {Response.STOP_AND_GROUND}),
    # Worse once.
    "more numb": (sat(OK, OK, NUMB), noon(), AFTER_ONE),
    "more upset": (sat(OK, OK, UPSET), noon(), AFTER_ONE),
    "more numb, the first time of all": (sat(NUMB), noon(), AFTER_ONE),
    "not sure is not worse": (sat(OK, AfterEffect.UNSURE), noon(), set()),
    "worse, and better since": (sat(NUMB, OK), noon(), set()),
    "worse, and not asked since": (sat(NUMB, UNASKED), noon(), AFTER_ONE),
    # Worse in two of the last three.
    "two of three": (sat(NUMB, OK, UPSET), noon(), AFTER_ONE | STEP_DOWN),
    "two of three, better since": (sat(NUMB, UPSET, OK), noon(), STEP_DOWN),
    "two of four": (sat(NUMB, OK, OK, UPSET), noon(), AFTER_ONE),
    "two of three that were asked": (
        sat(NUMB, UNASKED, UPSET, UNASKED, OK),
        noon(),
        STEP_DOWN,
    ),
    # Worse in three of the last five, or still worse the next day.
    "three of five": (sat(NUMB, UPSET, OK, OK, NUMB), noon(), AFTER_ONE | STEP_BACK),
    "three in a row": (sat(NUMB, UPSET, NUMB), noon(), AFTER_ONE | STEP_DOWN | STEP_BACK),
    "three of six": (sat(NUMB, OK, UPSET, OK, OK, NUMB), noon(), AFTER_ONE),
    "still worse the next day": (
        [Sitting(TODAY - timedelta(days=1), MINUTE_MS, NUMB, is_still_worse=True)],
        noon(),
        AFTER_ONE | STEP_BACK,
    ),
    "still worse, though it was fine at first": (
        [Sitting(TODAY - timedelta(days=1), MINUTE_MS, OK, is_still_worse=True)],
        noon(),
        STEP_BACK,
    ),
    "still worse, and practised since": (
        [
            Sitting(TODAY - timedelta(days=2), MINUTE_MS, NUMB, is_still_worse=True),
            Sitting(TODAY, MINUTE_MS, OK),
        ],
        noon(),
        set(),
    ),
    "still worse after yesterday's, and practised today": (
        [
            Sitting(TODAY - timedelta(days=1), MINUTE_MS, NUMB, is_still_worse=True),
            Sitting(TODAY, MINUTE_MS, OK),
        ],
        noon(),
        STEP_BACK,
    ),
    # Long ago.
    "worse a month ago": (
        [Sitting(TODAY - timedelta(days=28), MINUTE_MS, NUMB)],
        noon(),
        set(),
    ),
    "worse four weeks ago less a day": (
        [Sitting(TODAY - timedelta(days=27), MINUTE_MS, NUMB)],
        noon(),
        AFTER_ONE,
    ),
    # Energy before.
    "shut down": ([], noon(energy_before=1), OFF_BALANCE),
    "as low as can be": ([], noon(energy_before=0), OFF_BALANCE),
    "over-wound": ([], noon(energy_before=9), OFF_BALANCE),
    "as high as can be": ([], noon(energy_before=10), OFF_BALANCE),
    "low": ([], noon(energy_before=2), set()),
    "high": ([], noon(energy_before=8), set()),
    # Much in one day.
    "an hour in a day": (
        [Sitting(TODAY, 30 * MINUTE_MS), Sitting(TODAY, 30 * MINUTE_MS)],
        noon(),
        {Response.NOTE_ON_REST},
    ),
    "a minute less": (
        [Sitting(TODAY, 30 * MINUTE_MS), Sitting(TODAY, 29 * MINUTE_MS)],
        noon(),
        set(),
    ),
    "three long ones": (
        [Sitting(TODAY, 20 * MINUTE_MS)] * 3,
        noon(),
        {Response.NOTE_ON_REST},
    ),
    "an hour yesterday": ([Sitting(TODAY - timedelta(days=1), 60 * MINUTE_MS)], noon(), set()),
    "ten short ones": ([Sitting(TODAY, 3 * MINUTE_MS)] * 10, noon(), set()),
    # Marked on the help page.
    **{f"marks {mark}": ([], noon(marks=frozenset({mark})), HELP) for mark in Distress},
    # At night.
    "a bad one at night": (sat(NUMB), Now(TODAY, 23), AFTER_ONE | {Response.DIM}),
    "a bad one before dawn": (sat(NUMB), Now(TODAY, 5), AFTER_ONE | {Response.DIM}),
    "a bad one, at six": (sat(NUMB), Now(TODAY, 6), AFTER_ONE),
    "a good one at night": (sat(OK), Now(TODAY, 23), set()),
    "a bad one the week before, at night": (
        [Sitting(TODAY - timedelta(days=7), MINUTE_MS, NUMB)],
        Now(TODAY, 23),
        AFTER_ONE,
    ),
}


@pytest.mark.parametrize(("sittings", "now", "expected"), TABLE.values(), ids=list(TABLE))
def test_each_trigger_asks_for_its_response_and_no_other(sittings, now, expected):
    assert responses(sittings, now) == expected


def test_to_stop_and_ground_is_quick_and_short():
    assert GROUND_FADE_MS <= 1_500
    assert 60 <= GROUND_SHORTEST_S <= GROUND_LONGEST_S <= 120


@pytest.mark.parametrize(
    ("practices", "effects", "suggested"),
    [(19, (OK,), False), (20, (OK,), True), (20, (NUMB, OK), False), (200, (NUMB, UPSET), False)],
)
def test_something_deep_is_suggested_late_and_to_those_who_are_well(practices, effects, suggested):
    sittings = sat(*effects)

    found = responses(sittings, noon())

    assert suggests_deep(practices, found, worse_count(sittings, TODAY)) is suggested


@given(
    st.lists(
        st.builds(
            Sitting,
            st.integers(0, 40).map(lambda number: TODAY - timedelta(days=number)),
            st.integers(0, 100 * MINUTE_MS),
            st.none() | st.sampled_from(AfterEffect),
            st.booleans(),
        )
    ).map(lambda found: sorted(found, key=lambda one: one.day)),
    st.integers(0, 23),
)
def test_help_is_shown_to_whoever_is_told_to_step_back_and_a_start_is_never_blocked(sittings, hour):
    found = responses(sittings, Now(TODAY, hour))

    assert (Response.PAUSE_PROGRAMME in found) <= (Response.SHOW_HELP in found)
    assert Response.ONLY_GROUNDING not in found
    assert Response.HELP_FIRST not in found
    if not any(one.effect in WORSE or one.is_still_worse for one in sittings):
        assert found <= {Response.NOTE_ON_REST}
