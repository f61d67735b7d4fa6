"""From the sessions there are to what the library shows."""

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from tests.shell.library.entries import entry
from thaw.care.rules import Response
from thaw.core.own_plan import IfThen, OwnPlan
from thaw.core.problems import Place, Problem, ProblemKind
from thaw.core.session import Anchor, Category
from thaw.settings import Settings
from thaw.shell.library.reading import library_state
from thaw.shell.library.state import Holds, Suggestion
from thaw.shell.library.suggesting import Guidance

ENTRIES = (
    entry("body-scan", 1200, 600, 1800),
    entry("breath-awareness"),
    entry("three-step-space", 180, 180, 300),
)


def test_each_session_is_a_card_at_its_own_length() -> None:
    state = library_state(ENTRIES, (), Settings(), None)
    assert [(c.id, c.shortest, c.minutes, c.longest) for c in state.cards] == [
        ("body-scan", 10, 20, 30),
        ("breath-awareness", 3, 10, 45),
        ("three-step-space", 3, 3, 5),
    ]


@pytest.mark.parametrize(
    ("has_holds", "wanted", "shown"),
    [
        (False, True, Holds.NONE),
        (True, True, Holds.KEPT),
        (True, False, Holds.LEFT_OUT),
    ],
)
def test_a_card_says_what_becomes_of_breath_holds(
    has_holds: bool, wanted: bool, shown: Holds
) -> None:
    held = msgspec.structs.replace(entry("square"), has_holds=has_holds)
    (card,) = library_state([held], (), Settings(holds=wanted), None).cards
    assert card.holds is shown


@pytest.mark.parametrize(("chosen", "shown"), [(25, 25), (1, 10), (99, 30)])
def test_the_length_chosen_last_is_offered_again_within_its_range(chosen: int, shown: int) -> None:
    settings = Settings(last_minutes={"body-scan": chosen})
    assert library_state(ENTRIES, (), settings, None).cards[0].minutes == shown


@pytest.mark.parametrize(
    ("spans", "minutes"),
    [((30, 20, 50), (1, 1, 1)), ((90, 61, 119), (2, 2, 2)), ((150, 61, 200), (2, 2, 3))],
)
def test_lengths_that_are_no_whole_minutes_are_rounded_inwards(
    spans: tuple[int, int, int], minutes: tuple[int, int, int]
) -> None:
    (card,) = library_state([entry("odd", *spans)], (), Settings(), None).cards
    assert (card.shortest, card.minutes, card.longest) == minutes


@pytest.mark.parametrize(("longest_s", "shown_s"), [(50, 50), (59.5, 59), (60, 0), (300, 0)])
def test_a_session_that_cannot_fill_a_minute_is_counted_in_seconds(
    longest_s: float, shown_s: int
) -> None:
    (card,) = library_state([entry("moment", 30, 20, longest_s)], (), Settings(), None).cards
    assert card.under_a_minute_s == shown_s


def test_a_beginner_is_offered_a_place_to_begin() -> None:
    suggestion = library_state(ENTRIES, (), Settings(), None).suggestion
    assert (suggestion.session_id, suggestion.reason) == ("breath-awareness", "A place to begin")


def test_what_was_done_last_is_offered_again() -> None:
    suggestion = library_state(ENTRIES, (), Settings(), "body-scan").suggestion
    assert (suggestion.session_id, suggestion.reason) == ("body-scan", "The one you did last")


def test_what_is_no_longer_there_is_not_offered() -> None:
    state = library_state(ENTRIES[:1], (), Settings(), "gone")
    assert state.suggestion.session_id == "body-scan"
    assert state.quick is None
    assert library_state((), (), Settings(), "gone").suggestion is None


def test_the_quick_session_has_the_length_that_was_set_as_far_as_it_can() -> None:
    settings = Settings(quick_minutes=4)
    assert library_state(ENTRIES, (), settings, None).quick.minutes == 4
    settings = replace(settings, quick_session="body-scan")
    assert library_state(ENTRIES, (), settings, None).quick.minutes == 10


def test_problems_are_told_file_by_file_without_repeating_its_name() -> None:
    walk, odd = Path("/s/walk.yaml"), Path("/s/o\udce4d.yaml")
    problems = [
        Problem(Place(walk, 3, 8), ProblemKind.NOT_QUOTED, {"text": "no", "found": "yes or no"}),
        Problem(Place(odd), ProblemKind.EMPTY),
        Problem(
            Place(walk, 9, 1),
            ProblemKind.UNKNOWN_KEY,
            {"key": "x", "where": "a step", "known": "`say`"},
        ),
    ]
    told = library_state(ENTRIES, problems, Settings(), None).problems
    assert [len(file.lines) for file in told] == [2, 1]
    assert told[0].file == str(walk)
    assert told[0].lines[0].startswith("3:8: ")
    assert "empty" in told[1].lines[0]


PLANNED = Settings(plan=OwnPlan(line=IfThen("have had tea", "three-step-space", 4)))


def test_what_is_planned_is_offered_first_at_its_own_minutes() -> None:
    settings = replace(PLANNED, last_minutes={"three-step-space": 3})
    suggestion = library_state(ENTRIES, (), settings, "body-scan").suggestion
    assert suggestion == Suggestion("three-step-space", "From your plan", minutes=4)


def test_the_line_of_the_plan_is_said() -> None:
    said = "After I have had tea, I will practise Three Step Space for four minutes."
    assert library_state(ENTRIES, (), PLANNED, None).plan == said
    assert library_state(ENTRIES, (), Settings(), None).plan == ""


@pytest.mark.parametrize(
    "line",
    [IfThen("", "body-scan", 10), IfThen("have had tea"), IfThen("have had tea", "gone", 10)],
)
def test_half_a_plan_is_neither_said_nor_offered(line: IfThen) -> None:
    state = library_state(ENTRIES, (), Settings(plan=OwnPlan(line=line)), None)
    assert (state.plan, state.suggestion.reason) == ("", "A place to begin")


def test_on_a_day_of_rest_that_is_said_and_nothing_planned_is_offered() -> None:
    state = library_state(ENTRIES, (), PLANNED, "body-scan", is_rest_day=True)
    assert state.plan == "Today is a day of rest in your plan."
    assert state.suggestion.session_id == "body-scan"


def test_what_care_asks_for_goes_before_the_plan() -> None:
    hands = msgspec.structs.replace(entry("hands", 300, 180, 600), anchor=Anchor.HANDS)
    inward = msgspec.structs.replace(entry("breath-awareness"), twin="hands")
    settings = Settings(plan=OwnPlan(line=IfThen("have had tea", "breath-awareness", 20)))
    asked = Guidance(frozenset({Response.EXTERNAL_NEXT, Response.SHORTER_NEXT}))
    state = library_state((inward, hands), (), settings, None, asked)
    assert (state.suggestion.session_id, state.suggestion.minutes) == ("hands", 0)
    assert state.plan.startswith("After I have had tea, I will practise Breath Awareness")


def test_a_plan_that_care_has_nothing_against_is_offered_no_longer_than_it_says() -> None:
    hands = msgspec.structs.replace(entry("hands", 600, 180, 2700), anchor=Anchor.HANDS)
    settings = Settings(plan=OwnPlan(line=IfThen("have had tea", "hands", 20)))
    asked = Guidance(frozenset({Response.SHORTER_NEXT}))
    state = library_state((hands,), (), settings, None, asked)
    assert state.suggestion.reason == "From your plan"
    assert state.suggestion.offered(state.cards[0]).minutes == 5


def test_after_a_mark_that_only_grounding_is_wanted_the_plan_is_not_the_reason() -> None:
    ground = msgspec.structs.replace(entry("ground"), anchor=Anchor.FEET, category=Category.GROUND)
    settings = Settings(plan=OwnPlan(line=IfThen("have had tea", "ground", 20)))
    asked = Guidance(frozenset({Response.ONLY_GROUNDING}))
    state = library_state((ground,), (), settings, None, asked)
    assert state.suggestion is not None
    reason, minutes = state.suggestion.reason, state.suggestion.minutes
    assert (reason, minutes) == ("For now, the ground under you", 0)
    assert state.plan == ""
    assert not state.offers_breathing


@pytest.mark.parametrize(
    ("suggestion", "minutes"),
    [
        (Suggestion("body-scan"), 20),
        (Suggestion("body-scan", minutes=12), 12),
        (Suggestion("body-scan", minutes=3), 10),
        (Suggestion("body-scan", longest=15), 15),
        (Suggestion("body-scan", longest=15, minutes=25), 15),
        (Suggestion("body-scan", longest=15, minutes=12), 12),
    ],
)
def test_a_suggestion_has_a_length_that_its_session_can_have(
    suggestion: Suggestion, minutes: int
) -> None:
    (card,) = library_state(ENTRIES[:1], (), Settings(), None).cards
    assert suggestion.offered(card).minutes == minutes
