"""Easier and slower: from the next breath on, within its bounds and its span."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.core.breathing_plans import PATTERNS_OF_ALL_KINDS, breathe, laid, locked
from tests.core.scripts import session_of, sessions
from thaw.core.breath import Pattern, Phase, Side
from thaw.core.breaths import CUE_MARGIN
from thaw.core.compiling import compile_session, feasible
from thaw.core.pacing import EASIER, SLOWER, paced
from thaw.core.patterns import HARD, PATTERNS, Rule
from thaw.core.plan import Breath, Breathing, Choices, Plan, Quiet, Speech
from thaw.core.relaying import awaiting, relaid
from thaw.core.session import Bell, Breathe, Cue, Elastic, Mark, Rest, Say, Session, VoiceLine
from thaw.core.units import RATE, frames

BELL = Bell("warm-bowl", 1, frames(7))
SILENT = frozenset({Cue.SIGHT})
REST = Rest(Elastic(frames(20), frames(60), frames(900)))


def timed(pattern: str | Pattern, seconds: float, cues: frozenset[Cue] = SILENT) -> Breathe:
    step = breathe(pattern, cues=cues)
    return replace(step, cycles=None, span=Elastic.fixed(frames(seconds)))


def next_breath(plan: Plan, frame: int) -> int:
    """Where the first breath after ``frame`` begins, or the end."""
    ins = (breath.at for breath in plan.breaths if breath.phase is Phase.IN)
    return next((at for at in ins if at > frame), plan.length)


def lengths(plan: Plan) -> list[float]:
    """Every breath's length, in seconds."""
    found: list[float] = []
    for breath in plan.breaths:
        if breath.phase is Phase.IN:
            found.append(0)
        found[-1] += breath.length / RATE
    return found


def test_slower_acts_from_the_next_breath_on() -> None:
    plan = laid(timed("even", 80))

    slower = paced(plan, plan.breaths[2].at + 1, SLOWER)

    assert lengths(slower) == [8, 8, *[pytest.approx(8.8)] * 7]
    assert slower.breaths[:4] == plan.breaths[:4]


def test_easier_makes_room_for_more_breaths() -> None:
    plan = laid(timed("coherent", 110))

    easier = paced(plan, 0, EASIER)

    assert lengths(easier) == [11, *[pytest.approx(9.9)] * 10]
    assert [breath.cycle for breath in easier.breaths[::2]] == list(range(11))


def test_breaths_asked_for_by_number_grow_no_more() -> None:
    plan = laid(breathe("coherent", 10, SILENT))

    assert len(lengths(paced(plan, 0, EASIER))) == 10


def test_what_is_left_over_goes_to_the_rest_that_follows() -> None:
    plan = laid(timed("even", 80), REST)

    slower = paced(plan, 0, SLOWER)

    (before,) = (e for e in plan.events if isinstance(e, Quiet) and e.at == frames(80))
    last = slower.breaths[-1]
    (after,) = (e for e in slower.events if isinstance(e, Quiet) and e.at < frames(81))
    assert after.at == last.at + last.length
    assert after.at + after.length == before.at + before.length


def test_what_was_left_over_is_breathed_again() -> None:
    plan = laid(timed("even", 80), REST)

    there_and_back = paced(paced(plan, 0, SLOWER), 0, 1 / SLOWER)

    assert lengths(there_and_back) == [pytest.approx(8, abs=1e-3)] * 10


def test_at_its_bounds_a_breath_changes_no_more() -> None:
    longest = Pattern("own", 8_000, 12_000)
    shortest = Pattern("own", 2_000, 3_000)

    for pattern, factor in ((longest, SLOWER), (shortest, EASIER)):
        plan = laid(timed(pattern, 100))
        assert paced(plan, 0, factor) is plan


def test_a_bound_is_reached_and_not_passed() -> None:
    plan = laid(timed(Pattern("own", 7_800, 8_000), 100))

    slower = paced(plan, 0, SLOWER)

    assert slower.breaths[2].length == pytest.approx(frames(8), abs=1)


def test_a_sigh_below_the_bounds_may_still_be_slower() -> None:
    plan = laid(breathe("physiological-sigh", 3, SILENT))

    assert paced(plan, 0, EASIER) is plan
    assert paced(plan, 0, SLOWER) is not plan


def test_a_factor_is_a_tenth_at_most() -> None:
    plan = laid(timed("even", 80))

    assert paced(plan, 0, 3.0) == paced(plan, 0, SLOWER)
    assert paced(plan, 0, 0.2) == paced(plan, 0, EASIER)


def test_the_last_breath_is_finished_as_it_was_begun() -> None:
    plan = laid(timed("even", 80))

    assert paced(plan, plan.breaths[-2].at, SLOWER) is plan
    assert paced(plan, plan.breaths[-4].at, SLOWER) is plan


def test_where_nothing_is_breathed_nothing_changes() -> None:
    plan = laid(BELL, Say(VoiceLine("hello")))

    assert paced(plan, 0, SLOWER) is plan


def test_later_breathing_keeps_the_new_pace_in_its_own_place() -> None:
    plan = laid(timed("even", 40), Say(VoiceLine("and on")), timed("even", 40))

    slower = paced(plan, 0, SLOWER)

    assert lengths(slower) == [8, *[pytest.approx(8.8)] * 3, *[pytest.approx(8.8)] * 4]
    second = slower.breathing[1]
    assert min(b.at for b in slower.breaths if b.at > frames(40)) == second.at
    assert slower.speeches == plan.speeches


@pytest.mark.parametrize("factor", [EASIER, SLOWER])
@pytest.mark.parametrize("presses", [1, 2, 5])
def test_alternate_nostril_still_takes_turns_and_ends_on_the_left(
    factor: float, presses: int
) -> None:
    plan = laid(timed("alternate-nostril", 120))

    for press in range(presses):
        plan = paced(plan, frames(25 * press), factor)

    sides = [breath.side for breath in plan.breaths]
    left, right = Side.LEFT, Side.RIGHT
    assert sides == [left, right, right, left] * (len(sides) // 4)


def test_cues_go_with_their_phases() -> None:
    plan = laid(timed("box", 160, frozenset({Cue.VOICE})))

    slower = paced(plan, 0, SLOWER)

    said = {speech.at: speech.line.text for speech in slower.speeches}
    words = {Phase.IN: "in", Phase.HOLD: "hold", Phase.OUT: "out", Phase.REST: "wait"}
    assert said == {breath.at: words[breath.phase] for breath in slower.breaths}


def test_more_breaths_than_before_have_a_wait_between_them_and_none_after_the_last() -> None:
    plan = laid(timed("box", 160))

    easier = paced(paced(plan, 0, EASIER), 0, EASIER)

    assert lengths(plan) == [*[16] * 9, 12]
    assert lengths(easier)[0] == 16
    assert lengths(easier)[1:-1] == [pytest.approx(12.96, abs=1e-3)] * 10
    assert lengths(easier)[-1] == pytest.approx(9.72, abs=1e-3)


def test_a_cue_that_no_longer_fits_gives_way_to_a_sound() -> None:
    plan = laid(timed(Pattern("own", 4_000, 6_000, top_up_ms=520), 120, frozenset({Cue.VOICE})))
    assert not any(breath.sounded for breath in plan.breaths)

    easier = paced(plan, 0, EASIER)

    changed = [b for b in easier.breaths if b.phase is Phase.TOP_UP and b.cycle > 0]
    assert all(breath.sounded for breath in changed)
    assert not any(breath.sounded for breath in easier.breaths if breath.phase is Phase.IN)


def test_words_that_are_not_made_yet_stay_unheard_and_are_heard_once_they_are() -> None:
    plan = laid(locked("rest here now"), breathe("long-exhale", 6))
    made = {speech.line: speech.length for speech in plan.speeches if speech.is_cue}

    slower = paced(awaiting(plan, ()), 0, SLOWER)
    assert not any(speech.is_heard for speech in slower.speeches)
    cued = {speech.at for speech in slower.speeches if speech.is_cue}
    assert {breath.at for breath in slower.breaths if breath.sounded} == cued

    after = relaid(slower, 0, made)
    heard = [speech.is_cue for speech in after.speeches if speech.is_heard]
    # What was begun before its voice was ready is read.
    assert len(heard) == len([speech for speech in slower.speeches if speech.is_cue]) - 1
    assert all(heard)


def test_a_locked_line_stays_with_its_breath() -> None:
    lead = timed("even", 16)
    plan = laid(lead, locked("softly out"), timed("even", 40))

    slower = paced(plan, 0, SLOWER)

    outs = [breath for breath in slower.breaths if breath.phase is Phase.OUT]
    assert [speech.at for speech in slower.speeches] == [outs[2].at]


@given(
    sessions(),
    PATTERNS_OF_ALL_KINDS,
    st.integers(20, 200),
    st.booleans(),
    st.sampled_from([SILENT, frozenset({Cue.VOICE})]),
    st.lists(st.tuples(st.floats(0, 1), st.sampled_from([EASIER, SLOWER])), max_size=5),
)
def test_pressing_anywhere_changes_breaths_alone_and_keeps_them_whole(
    session: Session,
    pattern: Pattern,
    seconds: int,
    is_counted: bool,
    cues: frozenset[Cue],
    presses: list[tuple[float, float]],
) -> None:
    step = timed(pattern, seconds, cues)
    step = replace(step, span=None, cycles=6) if is_counted else step
    session = session_of(step, Mark("on"), *session.steps)
    low, high = feasible(session, Choices())
    assume(low <= high)
    plan = compile_session(session, Choices(high))

    for share, factor in sorted(presses):
        frame = round(share * plan.length)
        changed = paced(plan, frame, factor)
        _is_a_fair_change(plan, changed, frame, factor)
        plan = changed


def _is_a_fair_change(plan: Plan, changed: Plan, frame: int, factor: float) -> None:
    first = next_breath(plan, frame)
    assert [e for e in changed.events if e.at < first] == [e for e in plan.events if e.at < first]
    assert changed.length == plan.length
    assert _besides(changed) == _besides(plan)
    for one in changed.breathing:
        within = [b for b in changed.breaths if one.at <= b.at < one.at + one.length]
        assert within[0].at == one.at
        assert within[-1].phase is Phase.OUT
        assert within[-1].at + within[-1].length <= one.at + one.length
        assert all(a.at + a.length == b.at for a, b in pairwise(within))
        assert not one.is_counted or sum(b.phase is Phase.IN for b in within) <= one.cycles
    _is_within_bounds(plan, changed, factor)
    for speech in changed.speeches:
        if speech.is_cue:
            (breath,) = (b for b in changed.breaths if b.at == speech.at)
            assert speech.length + CUE_MARGIN <= breath.length


def _besides(plan: Plan) -> list[object]:
    """All that happens but breathing and silence."""
    return [
        e
        for e in plan.events
        if not isinstance(e, Breath | Quiet) and not (isinstance(e, Speech) and e.is_cue)
    ]


def _pairs(plan: Plan, changed: Plan) -> Iterator[tuple[Breath, Breath]]:
    """Each breath and what became of it: a stretch may have more of them than before."""
    for stretch, same in zip(plan.breathing, changed.breathing, strict=True):
        yield from zip(_within(plan, stretch), _within(changed, same), strict=False)


def _within(plan: Plan, one: Breathing) -> list[Breath]:
    return [breath for breath in plan.breaths if one.at <= breath.at < one.at + one.length]


def _is_within_bounds(plan: Plan, changed: Plan, factor: float) -> None:
    bands = {Phase.IN: Rule.IN, Phase.OUT: Rule.OUT, Phase.HOLD: Rule.HOLD, Phase.REST: Rule.REST}
    for before, after in _pairs(plan, changed):
        if before.phase is after.phase and before.cycle == after.cycle:
            ratio = after.length / before.length
            assert min(factor, 1) - 1e-4 <= ratio <= max(factor, 1) + 1e-4
        if after.phase in bands and before.length != after.length:
            band = HARD[bands[after.phase]]
            assert band.low - 1 <= after.length * 1000 / RATE <= band.high + 1


def test_a_ramp_goes_on_at_the_new_pace() -> None:
    step = replace(timed("coherent", 200), ramp=frames(60))
    plan = laid(step)

    slower = paced(plan, 0, SLOWER)

    before, after = lengths(plan), lengths(slower)
    assert after[0] == before[0]
    assert after[1:8] == [pytest.approx(one * SLOWER, abs=1e-3) for one in before[1:8]]


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=lambda pattern: pattern.name)
@pytest.mark.parametrize("factor", [EASIER, SLOWER])
def test_every_named_pattern_can_be_easier_or_slower(pattern: Pattern, factor: float) -> None:
    plan = laid(timed(pattern, 100))
    is_as_short_as_may_be = pattern.in_ms <= 2_000 and factor == EASIER

    assert (paced(plan, 0, factor) is not plan) or is_as_short_as_may_be


def test_a_phase_at_its_bound_stays_while_the_others_change() -> None:
    plan = laid(timed("four-seven-eight", 150))

    slower = paced(plan, 0, SLOWER)

    phases = [breath.length / RATE for breath in slower.breaths[3:6]]
    assert phases == [pytest.approx(4.4), 7, pytest.approx(8.8)]


def test_phases_change_alike_where_their_proportions_would_leave_the_bounds() -> None:
    plan = laid(timed(Pattern("own", 8_000, 6_400), 150))
    strained = laid(timed(Pattern("own", 4_000, 12_000), 150))

    assert paced(plan, 0, SLOWER).breaths[3].length / RATE == pytest.approx(7.04)
    assert paced(strained, 0, EASIER).breaths[3].length / RATE == pytest.approx(10.8)


@given(PATTERNS_OF_ALL_KINDS, st.lists(st.sampled_from([EASIER, SLOWER]), max_size=12))
def test_any_number_of_presses_leaves_a_breath_that_might_be_ones_own(
    pattern: Pattern, presses: list[float]
) -> None:
    plan = laid(timed(pattern, 100))
    for factor in presses:
        plan = paced(plan, 0, factor)

    # The one before the last: it has its wait with it.
    whole = max(breath.cycle for breath in plan.breaths) - 1
    last: dict[Phase, int] = {}
    for breath in (breath for breath in plan.breaths if breath.cycle == whole):
        last[breath.phase] = round(breath.length * 1000 / RATE)
    inhaled = last[Phase.IN] + last.get(Phase.TOP_UP, 0)
    held = last.get(Phase.HOLD, 0) + last.get(Phase.REST, 0)
    assert 1_999 <= last[Phase.IN] <= 8_001
    assert 1_999 <= last[Phase.OUT] <= 12_001
    assert last.get(Phase.HOLD, 0) <= min(7_000, 2 * last[Phase.IN]) + 2
    assert last.get(Phase.REST, 0) <= 4_001
    assert 4_998 <= sum(last.values()) <= 22_002
    assert 0.799 <= last[Phase.OUT] / inhaled <= 3.001
    assert held / sum(last.values()) <= 0.501
