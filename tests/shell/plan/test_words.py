"""What is said of a plan: plain, true, and without reproach."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thaw.care.plan import Proposal
from thaw.core.own_plan import IfThen, OwnPlan, Verdict
from thaw.shell.plan.line_words import line_text, moment
from thaw.shell.plan.state import PlanState, WeekFacts, Weeks
from thaw.shell.plan.words import begun_text, proposal_text, since_text, weeks_text

STATE = PlanState(date(2026, 11, 23), plan=OwnPlan(begun=date(2025, 12, 29)))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("have had tea", "have had tea"),
        ("  I   have had\ttea. ", "have had tea"),
        ("After I have had tea,", "have had tea"),
        ("after work", "work"),
        ("iron a shirt", "iron a shirt"),
        ("in the evening", "in the evening"),
        ("I", "I"),
        ("", ""),
        (" . ", ""),
    ],
)
def test_a_moment_fits_into_the_sentence_however_it_is_typed(typed: str, said: str) -> None:
    assert moment(typed) == said


def test_a_line_is_one_sentence() -> None:
    said = line_text(IfThen("I get home.", "walk", 1), "Slow Steps")
    assert said == "After I get home, I will practise Slow Steps for one minute."
    assert line_text(IfThen("I get home", ""), "") == ""
    assert line_text(IfThen(" ", "walk"), "Slow Steps") == ""


@pytest.mark.parametrize(
    ("weeks", "said"),
    [
        (None, ""),
        (Weeks(WeekFacts(0, 3)), "This week: still open, three days planned."),
        (Weeks(WeekFacts(0, 1)), "This week: still open, one day planned."),
        (Weeks(WeekFacts(2, 3)), "This week: two of three days."),
        (Weeks(WeekFacts(5, 3)), "This week: three of three days, and two more."),
        (
            Weeks(WeekFacts(1, 2), WeekFacts(4, 5)),
            "This week: one of two days. The week before: four of five days.",
        ),
        (Weeks(WeekFacts(1, 2), WeekFacts(0, 5)), "This week: one of two days."),
    ],
)
def test_weeks_are_told_as_they_were(weeks: Weeks | None, said: str) -> None:
    assert weeks_text(weeks) == said


def test_a_day_of_another_year_has_its_year() -> None:
    assert begun_text(STATE) == "Begun on Monday 29 December 2025."
    due = replace(STATE, next_review=STATE.today)
    assert begun_text(due).endswith("2025. The library asks how it fits.")


@pytest.mark.parametrize(
    ("verdict", "found", "said"),
    [
        (Verdict.SAME, None, ""),
        (None, None, ""),
        (
            Verdict.EASIER,
            Proposal(2, 5),
            "An easier plan could be two days a week in place of three.",
        ),
        (
            Verdict.EASIER,
            Proposal(3, 3),
            "An easier plan could be three minutes in place of five minutes.",
        ),
        (
            Verdict.MORE,
            Proposal(4, 5),
            "A little more could be four days a week in place of three.",
        ),
    ],
)
def test_a_proposal_says_what_it_would_be_in_place_of(
    verdict: Verdict | None, found: Proposal | None, said: str
) -> None:
    assert proposal_text(replace(STATE, verdict=verdict, proposal=found)) == said


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (
            (14, 5, 1, True),
            (
                "In the two weeks since you began your plan you practised on five days."
                " You came back once after some days away."
            ),
        ),
        (
            (30, 1, 0, False),
            "In the four weeks since you last looked at your plan you practised on one day.",
        ),
        ((10, 0, 0, False), "The ten days since you last looked at your plan were quiet ones."),
        ((14, 0, 0, True), "The two weeks since you began your plan were quiet ones."),
    ],
)
def test_what_was_is_told_in_two_sentences_at_most(
    facts: tuple[int, int, int, bool], said: str
) -> None:
    assert since_text(*facts) == said


@given(st.integers(7, 3000), st.integers(0, 3000), st.integers(0, 300), st.booleans())
def test_no_number_is_turned_into_a_verdict(
    days: int, practised: int, returns: int, is_first: bool
) -> None:
    said = since_text(days, practised, returns, is_first).lower()
    assert said.count(".") <= 2
    for word in ("%", "behind", "only", "miss", "fail", "should", "!", "still"):
        assert word not in said
