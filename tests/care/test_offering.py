import pytest
from hypothesis import given
from hypothesis import strategies as st

from thaw.care.offering import (
    FIRST_LENGTHS_S,
    Offer,
    at_one_click,
    highest_level,
    in_place,
    longest_s,
    offered,
    settling_in_s,
)
from thaw.care.rules import Response
from thaw.core.session import Anchor, Category, Level

GENTLE, STEADY, DEEP = Level.GENTLE, Level.STEADY, Level.DEEP


def offer(name, level=GENTLE, category=Category.BREATH, anchor=Anchor.BREATH, minutes=3, twin=""):
    return Offer(name, level, category, anchor, minutes * 60, twin)


LIBRARY = [
    offer("breath", twin="sounds"),
    offer("sounds", category=Category.GROUND, anchor=Anchor.SOUNDS),
    offer("scan", STEADY, Category.BODY, Anchor.BODY, 10, twin="feet"),
    offer("feet", STEADY, Category.GROUND, Anchor.FEET, 4),
    offer("sky", DEEP, Category.OPEN, Anchor.SOUNDS, 15),
    offer("walk", GENTLE, Category.MOVE, Anchor.MOVEMENT, 5),
    offer("feelings", GENTLE, Category.FEELING, Anchor.HANDS, 8),
]
ALL = [one.id for one in LIBRARY]


@pytest.mark.parametrize(
    ("asked", "usual", "is_gentle", "expected"),
    [
        (set(), DEEP, False, ALL),
        (set(), STEADY, False, [name for name in ALL if name != "sky"]),
        ({Response.HIDE_DEEP}, DEEP, False, [name for name in ALL if name != "sky"]),
        ({Response.ONE_LEVEL_DOWN}, STEADY, False, ["breath", "sounds", "walk", "feelings"]),
        ({Response.EXTERNAL_NEXT}, DEEP, False, ["sounds", "feet", "sky", "walk", "feelings"]),
        (
            {Response.EXTERNAL_NEXT, Response.SHORTER_NEXT},
            STEADY,
            False,
            ["sounds", "feet", "walk"],
        ),
        ({Response.ONLY_GROUNDING}, GENTLE, False, ["sounds", "feet"]),
        (set(), DEEP, True, ["sounds", "walk"]),
    ],
)
def test_what_is_offered_follows_what_care_asks_for(asked, usual, is_gentle, expected):
    found = offered(LIBRARY, frozenset(asked), usual, is_gentle=is_gentle)

    assert [one.id for one in found] == expected


def test_a_twin_that_is_missing_or_looks_inwards_stands_in_for_nothing():
    library = [
        offer("a", twin="nowhere"),
        offer("b", twin="a"),
        offer("c"),
    ]

    assert offered(library, frozenset({Response.EXTERNAL_NEXT}), STEADY, is_gentle=False) == []


@pytest.mark.parametrize(
    ("usual", "asked", "highest"),
    [
        (DEEP, set(), DEEP),
        (DEEP, {Response.ONE_LEVEL_DOWN}, STEADY),
        (DEEP, {Response.HIDE_DEEP}, STEADY),
        (STEADY, {Response.ONE_LEVEL_DOWN, Response.HIDE_DEEP}, GENTLE),
        (GENTLE, {Response.ONE_LEVEL_DOWN}, GENTLE),
    ],
)
def test_levels_go_down_one_step_and_never_below_gentle(usual, asked, highest):
    assert highest_level(usual, frozenset(asked)) is highest


def test_lengths_are_short_after_a_hard_practice_and_ten_minutes_in_gentle_mode():
    assert longest_s(frozenset({Response.SHORTER_NEXT}), is_gentle=True) == 300
    assert longest_s(frozenset(), is_gentle=True) == 600
    assert longest_s(frozenset(), is_gentle=False) is None


@pytest.mark.parametrize(
    ("category", "expected"),
    [(Category.MOVE, "walk"), (Category.GROUND, "sounds"), (Category.OPEN, None)],
)
def test_what_stands_in_for_what_was_chosen_is_gentle_and_short(category, expected):
    longer = [offer("dance", category=Category.MOVE, minutes=9), *LIBRARY]

    found = in_place(longer, category)

    assert (None if found is None else found.id) == expected


@pytest.mark.parametrize(
    ("chosen", "twin", "is_gentle", "expected"),
    [
        ("breath", "sounds", True, "sounds"),
        ("breath", "sounds", False, "breath"),
        # What rests outside already is what was chosen, however long.
        ("walk", "sounds", True, "walk"),
        ("scan", "feet", True, "scan"),
        ("breath", "sky", True, "breath"),
        ("breath", "scan", True, "breath"),
        ("breath", None, True, "breath"),
    ],
)
def test_in_gentle_mode_one_click_rests_attention_outside_where_it_can(
    chosen, twin, is_gentle, expected
):
    by_id = {one.id: one for one in LIBRARY}

    found = at_one_click(by_id[chosen], by_id.get(twin), is_gentle=is_gentle)

    assert found.id == expected


@pytest.mark.parametrize(
    ("practised_min", "longest_min"),
    [
        ([], 3),
        ([0.5] * 20, 3),
        ([3], 3),
        ([3, 3], 3),
        ([3, 3, 3], 5),
        # A step is taken only by whoever came up to the one before.
        ([1, 1, 1, 1, 1, 1, 1, 1], 3),
        ([3] * 20, 5),
        ([3, 3, 3, 5, 5], 5),
        ([3, 3, 5, 5, 5, 5], 10),
        ([5] * 20, 10),
        ([5] * 5 + [10] * 6, None),
        # A little was missing at the end.
        ([2.8, 2.8, 2.9], 5),
        # What somebody chose and did is no push.
        ([10], 10),
        ([25, 25], 25),
        ([25.9, 25], 25),
        ([10] * 5, 10),
        ([10] * 6, None),
        ([3, 3, 45], 5),
    ],
)
def test_somebody_new_is_offered_short_ones_that_grow_with_what_they_did(
    practised_min, longest_min
):
    found = settling_in_s(minutes * 60 for minutes in practised_min)

    assert found == (None if longest_min is None else longest_min * 60)


lengths = st.lists(st.floats(0, 3600), max_size=20)


@given(lengths)
def test_what_is_offered_to_somebody_new_is_one_step_beyond_what_they_do_at_most(practised_s):
    found = settling_in_s(practised_s)
    counted = sorted(one for one in practised_s if one >= 60)
    usual = counted[len(counted) // 2] if counted else 0

    if found is None:
        assert usual >= 0.9 * FIRST_LENGTHS_S[-1]
        return
    assert found >= FIRST_LENGTHS_S[0]
    steps = [step for step in FIRST_LENGTHS_S if step * 0.9 > usual]
    assert found <= max(usual, *steps[:1], FIRST_LENGTHS_S[0])


@given(lengths, st.permutations(range(20)))
def test_the_order_of_practices_makes_no_difference(practised_s, order):
    turned = [practised_s[n] for n in order if n < len(practised_s)]

    assert settling_in_s(turned) == settling_in_s(practised_s)
