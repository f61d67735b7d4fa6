"""Breath patterns: what is offered is within bounds, and what is refused has a near neighbour."""

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from thaw.core.breath import Pattern, Side
from thaw.core.patterns import (
    PATTERNS,
    STEP_MS,
    Rule,
    check_pattern,
    fault_text,
    is_usual_count,
    longest_dose_ms,
    most_cycles,
    nearest_allowed,
    pattern_text,
    proportion_text,
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


SIGH = PATTERNS["physiological-sigh"]
STEADY = [pattern for pattern in PATTERNS.values() if pattern is not SIGH]


@pytest.mark.parametrize("pattern", STEADY, ids=lambda pattern: pattern.name)
def test_every_named_pattern_keeps_the_hard_bounds(pattern: Pattern) -> None:
    assert not any(fault.is_hard for fault in check_pattern(pattern))


@pytest.mark.parametrize("pattern", STEADY, ids=lambda pattern: pattern.name)
def test_every_named_pattern_keeps_the_hard_bounds_without_its_holds(pattern: Pattern) -> None:
    assert not any(fault.is_hard for fault in check_pattern(without_holds(pattern)))


def test_the_sigh_is_short_only_in_its_first_sip_and_comes_three_times_at_most() -> None:
    assert [fault.rule for fault in check_pattern(SIGH)] == [Rule.IN]
    assert most_cycles(SIGH, Level.DEEP) == 3
    assert longest_dose_ms(SIGH, Level.DEEP) == 15_000


TECHNIQUES = {
    "even": (4, 0, 0, 4, 0),
    "even-gentle": (3, 0, 0, 3, 0),
    "coherent": (5.5, 0, 0, 5.5, 0),
    "coherent-gentle": (5, 0, 0, 5, 0),
    "resonance": (4, 0, 0, 6, 0),
    "long-exhale": (4, 0, 0, 6, 0),
    "longer-exhale": (4, 0, 0, 8, 0),
    "long-exhale-gentle": (3, 0, 0, 5, 0),
    "box": (4, 0, 4, 4, 4),
    "soft-box": (3, 0, 1, 3, 1),
    "four-seven-eight": (4, 0, 7, 8, 0),
    "four-seven-eight-small": (2, 0, 3.5, 4, 0),
    "cyclic-sigh": (3, 1, 0, 8, 0),
    "cyclic-sigh-gentle": (2, 1, 0, 6, 0),
    "physiological-sigh": (1, 0.5, 0.5, 3, 0),
    "physiological-sigh-gentle": (2, 1, 0, 6, 0),
    "alternate-nostril": (4, 0, 0, 6, 0),
    "lip-breath": (2, 0, 0, 4, 0),
}


@pytest.mark.parametrize(("name", "phases_s"), TECHNIQUES.items())
def test_each_technique_has_its_times(name: str, phases_s: tuple[float, ...]) -> None:
    found = PATTERNS[name]
    phases = (found.in_ms, found.top_up_ms, found.hold_ms, found.out_ms, found.rest_ms)

    assert phases == tuple(round(length * 1000) for length in phases_s)


@pytest.mark.parametrize(
    ("name", "a_minute"),
    [
        ("seven-a-minute", 7),
        ("six-and-a-half-a-minute", 6.5),
        ("six-a-minute", 6),
        ("five-and-a-half-a-minute", 5.5),
        ("five-a-minute", 5),
        ("four-and-a-half-a-minute", 4.5),
    ],
)
def test_a_comfortable_rate_is_looked_for_in_steps_of_half_a_breath(
    name: str, a_minute: float
) -> None:
    pattern = PATTERNS[name]

    assert 60_000 / pattern.cycle_ms == pytest.approx(a_minute, abs=0.03)
    assert pattern.in_ms / pattern.cycle_ms == pytest.approx(0.4, abs=0.01)
    assert check_pattern(pattern) == ()


def test_alternate_nostril_goes_left_right_right_left() -> None:
    pattern = PATTERNS["alternate-nostril"]

    sides = [span.side for number in range(3) for span in pattern.phases(number)]
    left, right = Side.LEFT, Side.RIGHT
    assert sides == [left, right, right, left, left, right]
    assert pattern.cycles_a_round == 2


def test_a_hold_goes_through_no_side() -> None:
    pattern = Pattern("own", 4_000, 6_000, 500, 1_000, 1_000, alternates=True)

    sides = [span.side for span in pattern.phases(1)]
    assert sides == [Side.RIGHT, Side.RIGHT, None, Side.LEFT, None]


def test_nothing_fast_is_offered() -> None:
    assert min(pattern.cycle_ms for pattern in PATTERNS.values()) >= 5_000


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


BOUNDS = [
    # rule, a pattern with the value in it, lowest, highest, step
    (Rule.IN, lambda ms: Pattern("own", ms, ms), 2_500, 8_000, True),
    (Rule.IN, lambda ms: Pattern("own", ms, 6_000), 2_000, 7_500, True),
    (Rule.TOP_UP, lambda ms: Pattern("own", 5_000, 7_000, top_up_ms=ms), 0, 2_000, True),
    (Rule.HOLD, lambda ms: Pattern("own", 4_000, 8_000, hold_ms=ms), 0, 7_000, True),
    (Rule.HOLD, lambda ms: Pattern("own", 2_000, 6_000, hold_ms=ms), 0, 4_000, True),
    (Rule.OUT, lambda ms: Pattern("own", 2_000, ms, hold_ms=1_000), 2_000, 6_000, True),
    (Rule.OUT, lambda ms: Pattern("own", 5_000, ms), 4_000, 12_000, True),
    (Rule.REST, lambda ms: Pattern("own", 4_000, 6_000, rest_ms=ms), 0, 4_000, True),
    (Rule.CYCLE, lambda ms: Pattern("own", 2_000, ms - 2_000), 5_000, 8_000, True),
    (
        Rule.CYCLE,
        lambda ms: Pattern("own", 8_000, 12_000, hold_ms=ms - 20_000),
        20_000,
        22_000,
        True,
    ),
    (Rule.RATIO, lambda ms: Pattern("own", 5_000, ms), 4_000, 12_000, True),
    (Rule.RATIO, lambda ms: Pattern("own", 3_000, ms), 2_400, 9_000, True),
    (
        Rule.HOLDS,
        lambda ms: Pattern("own", 3_000, 4_000, hold_ms=ms, rest_ms=1_000),
        0,
        6_000,
        True,
    ),
    (Rule.IN, lambda ms: Pattern("own", ms, 6_000), 3_000, 6_000, False),
    (Rule.TOP_UP, lambda ms: Pattern("own", 4_000, 6_000, top_up_ms=ms), 500, 1_000, False),
    (Rule.HOLD, lambda ms: Pattern("own", 4_500, 7_500, hold_ms=ms), 0, 4_000, False),
    (Rule.OUT, lambda ms: Pattern("own", 3_000, ms), 4_000, 8_000, False),
    (Rule.REST, lambda ms: Pattern("own", 4_000, 6_000, rest_ms=ms), 0, 2_000, False),
    (Rule.CYCLE, lambda ms: Pattern("own", ms // 2 - 1_000, ms // 2 + 1_000), 8_000, 14_000, False),
    (Rule.HOLDS, lambda ms: Pattern("own", 3_000, 6_000, hold_ms=ms), 0, 3_000, False),
]


@pytest.mark.parametrize(("rule", "of", "low", "high", "is_hard"), BOUNDS)
def test_a_bound_holds_from_its_lowest_to_its_highest(
    rule: Rule, of: Callable[[int], Pattern], low: int, high: int, is_hard: bool
) -> None:
    def breaks(value_ms: int) -> bool:
        return any(one.is_hard >= is_hard for one in check_pattern(of(value_ms)))

    assert not breaks(low)
    assert not breaks(high)
    assert breaks(high + 100), rule
    assert low == 0 or breaks(low - 100), rule


@pytest.mark.parametrize("over_ms", [1, 50, 99])
def test_a_phase_between_two_steps_is_refused_with_the_nearest_step(over_ms: int) -> None:
    pattern = Pattern("own", 4_000 + over_ms, 6_000)

    (fault,) = check_pattern(pattern)

    assert (fault.rule, fault.is_hard) == (Rule.STEP, True)
    assert (
        fault_text(fault)
        == f"a phase is {4 + over_ms / 1000:g}s, and lengths come in steps of 0.1s"
    )
    assert nearest_allowed(pattern).in_ms == (4_000 if over_ms < 50 or over_ms == 50 else 4_100)


@given(ANY)
def test_what_is_refused_is_refused_with_a_reason_and_a_pattern_that_is_not(
    pattern: Pattern,
) -> None:
    faults = check_pattern(pattern)

    assert all(fault_text(fault).startswith(("the ", "one ", "holds ", "a ")) for fault in faults)
    if any(fault.is_hard for fault in faults):
        assert nearest_allowed(pattern) != pattern


@given(ANY.map(nearest_allowed))
def test_an_allowed_pattern_stays_allowed_without_its_holds(pattern: Pattern) -> None:
    assert not any(fault.is_hard for fault in check_pattern(without_holds(pattern)))


def test_what_is_unusual_is_pointed_out_softly() -> None:
    faults = check_pattern(Pattern("own", 4_000, 8_000, hold_ms=5_000))

    assert {fault.rule for fault in faults} == {Rule.HOLD, Rule.CYCLE, Rule.HOLDS}
    assert not any(fault.is_hard for fault in faults)


def test_a_fault_reads_as_a_sentence() -> None:
    (fault,) = check_pattern(Pattern("own", 1_500, 4_000))

    assert fault_text(fault) == "the in-breath is 1.5s, and may be 2s to 8s"


@pytest.mark.parametrize(
    ("pattern", "texts"),
    [
        (Pattern("own", 2_000, 5_000), ["the in-breath is 2s, and 3s to 6s suits most people"]),
        (
            Pattern("own", 5_000, 4_500),
            ["the out-breath is 0.9 times the in-breath, and 1 to 3 times suits most people"],
        ),
        (
            Pattern("own", 4_000, 4_000, hold_ms=2_000, rest_ms=2_000),
            ["holds take 33% of it, and up to 25% suits most people"],
        ),
    ],
)
def test_what_is_only_unusual_is_never_said_to_be_forbidden(
    pattern: Pattern, texts: list[str]
) -> None:
    assert [fault_text(fault) for fault in check_pattern(pattern)] == texts


@pytest.mark.parametrize(
    ("held", "nearest"),
    [((7, 4), (5.5, 2.5)), ((7, 1.4), (6.8, 1.2)), ((7, 0), (7, 0)), ((0, 4), (0, 4))],
)
def test_two_holds_that_are_too_long_together_give_way_alike(
    held: tuple[float, float], nearest: tuple[float, float]
) -> None:
    hold_ms, rest_ms = (round(each * 1000) for each in held)
    found = nearest_allowed(Pattern("own", 4_000, 4_000, hold_ms=hold_ms, rest_ms=rest_ms))
    assert (found.hold_ms / 1000, found.rest_ms / 1000) == nearest


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (
            Pattern("own", 2_000, 6_500),
            "the out-breath is 3.2 times the in-breath, and may be 0.8 to 3 times",
        ),
        (
            Pattern("own", 4_000, 4_000, hold_ms=5_000, rest_ms=4_000),
            "holds take 53% of it, and may take up to 50%",
        ),
        (
            Pattern("own", 2_500, 7_600),
            "the out-breath is 3.04 times the in-breath, and may be 0.8 to 3 times",
        ),
        (
            Pattern("own", 4_000, 4_000, hold_ms=4_100, rest_ms=4_000),
            "holds take 50.3% of it, and may take up to 50%",
        ),
    ],
)
def test_a_fault_in_proportion_names_the_proportion(pattern: Pattern, text: str) -> None:
    assert [fault_text(fault) for fault in check_pattern(pattern)] == [text]


@given(ANY)
@example(Pattern("own", 0, 1, top_up_ms=10_051))
def test_a_proportion_that_is_refused_never_reads_as_one_that_is_allowed(pattern: Pattern) -> None:
    for fault in check_pattern(pattern):
        if fault.rule in (Rule.RATIO, Rule.HOLDS):
            scale = 100 if fault.rule is Rule.HOLDS else 1
            assert not fault.band.holds(float(proportion_text(fault)) / scale)
            assert "e" not in proportion_text(fault)


def test_a_pattern_with_sides_reads_as_a_file_writes_it() -> None:
    assert pattern_text(Pattern("own", 4_000, 6_000, alternates=True)) == (
        "{in: 4s, out: 6s, alternate: yes}"
    )


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
    assert without.cycle_ms <= pattern.cycle_ms
    assert without.out_ms <= max(pattern.out_ms, 2 * (pattern.in_ms + pattern.top_up_ms))


def test_the_longer_the_hold_the_shorter_the_dose() -> None:
    def dose(name: str, level: Level = Level.GENTLE) -> float:
        return longest_dose_ms(PATTERNS[name], level) / 60_000

    assert dose("coherent") == 20
    assert (dose("box"), dose("box", Level.DEEP)) == (5, 10)
    assert dose("four-seven-eight") == 8 * 19 / 60


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=lambda pattern: pattern.name)
@pytest.mark.parametrize("level", Level)
def test_the_most_breaths_last_as_long_as_the_longest_dose(pattern: Pattern, level: Level) -> None:
    longest = longest_dose_ms(pattern, level)

    most = most_cycles(pattern, level)
    assert most * pattern.cycle_ms <= longest < (most + 1) * pattern.cycle_ms


def test_with_a_long_hold_four_breaths_suit_most_people() -> None:
    long_hold = PATTERNS["four-seven-eight"]

    assert is_usual_count(long_hold, 4)
    assert not is_usual_count(long_hold, 5)
    assert is_usual_count(PATTERNS["box"], 15)
