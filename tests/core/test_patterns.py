"""Breath patterns: what is offered is within bounds, and what is refused has a near neighbour."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thaw.core.breath import Pattern
from thaw.core.patterns import (
    PATTERNS,
    STEP_MS,
    Rule,
    check_pattern,
    cycle_ms,
    fault_text,
    longest_dose_ms,
    nearest_allowed,
    pattern_text,
    without_holds,
)
from thaw.core.session import Level

LENGTHS = st.integers(0, 40_000)
ANY = st.builds(
    Pattern,
    name=st.just("own"),
    in_ms=LENGTHS,
    out_ms=LENGTHS,
    top_up_ms=LENGTHS,
    hold_ms=LENGTHS,
    rest_ms=LENGTHS,
)


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=lambda pattern: pattern.name)
def test_every_named_pattern_keeps_the_hard_bounds(pattern: Pattern) -> None:
    assert not any(fault.is_hard for fault in check_pattern(pattern))


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=lambda pattern: pattern.name)
def test_every_named_pattern_keeps_the_hard_bounds_without_its_holds(pattern: Pattern) -> None:
    assert not any(fault.is_hard for fault in check_pattern(without_holds(pattern)))


def test_nothing_fast_is_offered() -> None:
    assert min(cycle_ms(pattern) for pattern in PATTERNS.values()) >= 5_000


@pytest.mark.parametrize(
    ("name", "in_ms", "out_ms"),
    [("box", 4_000, 8_000), ("four-seven-eight", 4_000, 8_000), ("soft-box", 3_000, 5_000)],
)
def test_without_holds_the_out_breath_takes_their_place(name: str, in_ms: int, out_ms: int) -> None:
    assert without_holds(PATTERNS[name]) == Pattern(name, in_ms, out_ms)


def test_a_pattern_without_holds_stays_as_it_is() -> None:
    assert without_holds(PATTERNS["cyclic-sigh"]) == PATTERNS["cyclic-sigh"]


@pytest.mark.parametrize(
    ("pattern", "rule"),
    [
        (Pattern("own", 1_900, 4_000), Rule.IN),
        (Pattern("own", 8_100, 9_000), Rule.IN),
        (Pattern("own", 5_000, 12_100), Rule.OUT),
        (Pattern("own", 4_000, 6_000, top_up_ms=2_100), Rule.TOP_UP),
        (Pattern("own", 2_000, 6_000, hold_ms=4_100), Rule.HOLD),
        (Pattern("own", 4_000, 6_000, rest_ms=4_100), Rule.REST),
        (Pattern("own", 2_000, 2_900), Rule.CYCLE),
        (Pattern("own", 8_000, 6_300), Rule.RATIO),
        (Pattern("own", 4_000, 4_000, hold_ms=5_000, rest_ms=4_000), Rule.HOLDS),
    ],
)
def test_one_rule_broken_is_one_fault(pattern: Pattern, rule: Rule) -> None:
    assert [(fault.rule, fault.is_hard) for fault in check_pattern(pattern)] == [(rule, True)]


def test_what_is_unusual_is_pointed_out_softly() -> None:
    faults = check_pattern(Pattern("own", 4_000, 8_000, hold_ms=5_000))

    assert {fault.rule for fault in faults} == {Rule.HOLD, Rule.CYCLE, Rule.HOLDS}
    assert not any(fault.is_hard for fault in faults)


def test_a_fault_reads_as_a_sentence() -> None:
    (fault,) = check_pattern(Pattern("own", 1_500, 4_000))

    assert fault_text(fault) == "the in-breath is 1.5s, and may be 2s to 8s"


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (
            Pattern("own", 2_000, 6_500),
            "the out-breath is 3.2 times the in-breath, and may be 0.8 to 3 times",
        ),
        (
            Pattern("own", 4_000, 4_000, hold_ms=5_000, rest_ms=4_000),
            "holds take 53% of it, and may take 50%",
        ),
    ],
)
def test_a_fault_in_proportion_names_the_proportion(pattern: Pattern, text: str) -> None:
    assert [fault_text(fault) for fault in check_pattern(pattern)] == [text]


def test_a_pattern_reads_as_a_file_writes_it() -> None:
    pattern = Pattern("own", 4_000, 6_500, hold_ms=500)

    assert pattern_text(pattern) == "{in: 4s, hold: 0.5s, out: 6.5s}"


@given(ANY)
def test_the_nearest_allowed_breaks_no_hard_rule(pattern: Pattern) -> None:
    assert not any(fault.is_hard for fault in check_pattern(nearest_allowed(pattern)))


@given(ANY)
def test_the_nearest_usual_breaks_no_rule_at_all(pattern: Pattern) -> None:
    assert check_pattern(nearest_allowed(pattern, is_usual=True)) == ()


@given(ANY)
def test_the_nearest_allowed_is_in_whole_steps(pattern: Pattern) -> None:
    near = nearest_allowed(pattern)

    phases = (near.in_ms, near.top_up_ms, near.hold_ms, near.out_ms, near.rest_ms)
    assert all(phase % STEP_MS == 0 for phase in phases)


@given(ANY)
def test_what_is_allowed_is_its_own_nearest(pattern: Pattern) -> None:
    allowed = nearest_allowed(pattern)

    assert nearest_allowed(allowed) == allowed


@given(ANY)
def test_leaving_out_holds_never_lengthens_a_breath_nor_strains_it(pattern: Pattern) -> None:
    without = without_holds(pattern)

    assert (without.hold_ms, without.rest_ms) == (0, 0)
    assert without.in_ms == pattern.in_ms
    assert cycle_ms(without) <= cycle_ms(pattern)
    assert without.out_ms <= max(pattern.out_ms, 2 * (pattern.in_ms + pattern.top_up_ms))


def test_the_longer_the_hold_the_shorter_the_dose() -> None:
    def dose(name: str, level: Level = Level.GENTLE) -> float:
        return longest_dose_ms(PATTERNS[name], level) / 60_000

    assert dose("coherent") == 20
    assert (dose("box"), dose("box", Level.DEEP)) == (5, 10)
    assert dose("four-seven-eight") == 8 * 19 / 60
