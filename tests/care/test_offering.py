import pytest

from thaw.care.offering import Offer, highest_level, in_place, longest_s, offered
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
