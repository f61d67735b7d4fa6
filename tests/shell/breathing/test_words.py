"""What the breathing screen says, without a window."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thaw.audio.names import BEDS
from thaw.core.breath import Pattern
from thaw.core.patterns import PATTERNS, PatternFault, Rule, check_pattern
from thaw.shell.breathing.words import (
    VARIANTS,
    Technique,
    bed_text,
    fault_text,
    hint_text,
    phases_text,
    rate_text,
    technique_of,
    technique_text,
)

LENGTHS = st.integers(0, 300).map(lambda tenths: tenths * 100)


def test_every_pattern_there_is_has_its_technique() -> None:
    offered = {PATTERNS[name] for names in VARIANTS.values() for name in names}
    phases = {(p.in_ms, p.top_up_ms, p.hold_ms, p.out_ms, p.rest_ms) for p in offered}
    missing = {
        p.name
        for p in PATTERNS.values()
        if (p.in_ms, p.top_up_ms, p.hold_ms, p.out_ms, p.rest_ms) not in phases
    }
    assert missing == set()


@pytest.mark.parametrize("technique", Technique)
def test_every_technique_has_a_name_and_says_how(technique: Technique) -> None:
    assert technique_text(technique)
    assert hint_text(technique).endswith(".")
    assert {technique_of(PATTERNS[name]) for name in VARIANTS[technique]} <= {technique}


def test_a_pattern_that_only_has_the_name_of_one_is_ones_own() -> None:
    assert technique_of(Pattern("box", 4000, 4000)) is Technique.OWN


def test_every_soundscape_has_its_words() -> None:
    assert all(bed_text(name)[0].isupper() for name in BEDS)
    assert bed_text("my-sea") == "my sea"


@pytest.mark.parametrize(
    ("name", "phases", "rate"),
    [
        ("four-seven-eight", "in 4, hold 7, out 8", "3.2 breaths a minute"),
        ("coherent", "in 5.5, out 5.5", "5.5 breaths a minute"),
        ("cyclic-sigh", "in 3, a sip 1, out 8", "5 breaths a minute"),
        ("box", "in 4, hold 4, out 4, wait 4", "3.8 breaths a minute"),
    ],
)
def test_a_pattern_is_said_in_seconds(name: str, phases: str, rate: str) -> None:
    assert phases_text(PATTERNS[name]) == phases
    assert rate_text(PATTERNS[name]) == rate


@given(st.builds(Pattern, st.just("own"), LENGTHS, LENGTHS, LENGTHS, LENGTHS, LENGTHS))
def test_every_fault_is_one_or_two_plain_sentences(pattern: Pattern) -> None:
    for fault in check_pattern(pattern):
        said = fault_text(fault)
        assert said.endswith(".")
        assert said.count(". ") == 1
        assert "None" not in said


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        (
            Pattern("own", 2500, 7600),
            "The out-breath is 3.04 times the in-breath. It may be 0.8 to 3.",
        ),
        (
            Pattern("own", 4000, 4000, hold_ms=4100, rest_ms=4000),
            "Holds take 50.3 % of each breath. The most is 50 %.",
        ),
    ],
)
def test_rounding_never_hides_what_is_broken(pattern: Pattern, said: str) -> None:
    assert [fault_text(fault) for fault in check_pattern(pattern)] == [said]


def test_what_is_hard_is_said_otherwise_than_what_is_unusual() -> None:
    (hard,) = check_pattern(Pattern("own", 4000, 12_500))[:1]
    (usual,) = check_pattern(Pattern("own", 4000, 9000))[:1]
    assert fault_text(hard) == "The out-breath is 12.5 s. It may be 2 to 12."
    assert fault_text(usual) == "The out-breath is 9 s. 4 to 8 suits most people."
    holds = check_pattern(Pattern("own", 4000, 6000, hold_ms=4000, rest_ms=2000))
    said = [fault_text(fault) for fault in holds if fault.rule is Rule.HOLDS]
    assert said == ["Holds take 38 % of each breath. Up to 25 % suits most people."]
    assert isinstance(holds[0], PatternFault)
