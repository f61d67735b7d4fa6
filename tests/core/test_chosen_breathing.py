"""What was chosen to breathe freely comes back, and nonsense is as it is at first."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.free_choices import CHOSEN
from thaw.core.chosen_breathing import chosen_from, plain
from thaw.core.free_breathing import FreeBreathing
from thaw.core.patterns import PATTERNS
from thaw.core.session import Cue

AT_FIRST = FreeBreathing()
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
)


@given(CHOSEN)
def test_what_was_chosen_comes_back_but_for_the_pace(chosen: FreeBreathing) -> None:
    kept = json.loads(json.dumps(plain(chosen)))
    sight = chosen.cues | {Cue.SIGHT}
    assert chosen_from(kept) == replace(chosen, cues=sight, pace=None).fitted()


def test_a_named_pattern_is_kept_by_its_name() -> None:
    assert plain(FreeBreathing(PATTERNS["box"]))["pattern"] == "box"


@pytest.mark.parametrize(
    "kept",
    [
        {},
        {"pattern": "gallop", "amount": "much", "cues": 3, "bed": 7, "eases_in": None},
        {"pattern": {"in_ms": 60_000, "out_ms": 60_000}, "amount": True},
        {"pattern": {"in_ms": "4000"}, "in_rounds": 1},
        {"pattern": {"in_ms": 4_000, "out_ms": 6_001}},
    ],
)
def test_what_makes_no_sense_is_as_it_is_at_first(kept: dict[str, object]) -> None:
    assert chosen_from(kept) == AT_FIRST


def test_an_amount_out_of_bounds_is_the_nearest() -> None:
    assert chosen_from({"pattern": "box", "amount": 900}).amount == 5


@given(st.dictionaries(st.sampled_from(list(plain(AT_FIRST))), JSON))
def test_nothing_that_may_be_in_a_file_is_refused(kept: dict[str, object]) -> None:
    assert chosen_from(kept).fitted() == chosen_from(kept)
