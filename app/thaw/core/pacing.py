"""The same plan at an easier or a slower breath, from the next breath on.

Only breathing changes, and each stretch of it within its own span: what is said,
struck or heard elsewhere, and the end, stay where they are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, cycle
from typing import Final

from thaw.core.breath import Phase, Side
from thaw.core.breaths import announced, on_out_breaths
from thaw.core.patterns import HARD, Band, Rule
from thaw.core.plan import Breath, Breathing, Event, Plan, Quiet, Speech
from thaw.core.session import VoiceLine
from thaw.core.units import RATE, Frames

EASIER: Final = 0.9
SLOWER: Final = 1.1
"""One press: every phase a tenth shorter, or a tenth longer."""

_RULES: Final[Mapping[Phase, Rule]] = {
    Phase.IN: Rule.IN,
    Phase.TOP_UP: Rule.TOP_UP,
    Phase.HOLD: Rule.HOLD,
    Phase.OUT: Rule.OUT,
    Phase.REST: Rule.REST,
}

Cycle = tuple[Breath, ...]


def paced(plan: Plan, frame: int, factor: float) -> Plan:
    """Return ``plan`` with every breath that begins after ``frame`` longer by ``factor``.

    The factor is kept between ``EASIER`` and ``SLOWER``, and each breath within the
    hard bounds. Breaths stay whole; the time they no longer fill is silence, and
    there may be more of them than before unless they were asked for by number. The
    same plan comes back where no breath can change.
    """
    factor = min(max(factor, EASIER), SLOWER)
    events = plan.events
    stretches: list[Breathing] = []
    for breathing in plan.breathing:
        events, stretch = _repaced(events, breathing, frame, factor)
        stretches.append(stretch)
    if set(events) == set(plan.events):
        return plan
    ordered = tuple(sorted(events, key=lambda event: event.at))
    return replace(plan, events=ordered, breathing=tuple(stretches))


def _repaced(
    events: tuple[Event, ...], breathing: Breathing, frame: int, factor: float
) -> tuple[tuple[Event, ...], Breathing]:
    """``events`` with one stretch of breathing laid out again from the breath after ``frame``."""
    end = breathing.at + breathing.length
    within = [e for e in events if breathing.at <= e.at < end and isinstance(e, Breath)]
    cycles = _cycles([*within, *_last_wait(within, breathing)])
    kept = sum(one[0].at <= frame for one in cycles)
    if kept == len(cycles):
        return events, breathing
    start = cycles[kept][0].at
    most = breathing.cycles - kept if breathing.is_counted else None
    laid = _laid_out(cycles, kept, end, factor)[:most]
    laid = _whole_rounds(laid)
    # Where nothing whole would fit any more, the last breath is finished as it was begun.
    if not laid or laid == cycles[kept:]:
        return events, breathing
    wait = Frames(sum(one.length for one in laid[-1] if one.phase is Phase.REST))
    laid[-1] = tuple(one for one in laid[-1] if one.phase is not Phase.REST)
    old = [e for e in events if start <= e.at < end and isinstance(e, Breath | Speech)]
    said = _said_over(old, cycles[kept:], laid)
    gone = {id(event) for event in old}
    after = _silence_after(events, start, end)
    gone |= {id(event) for event in after}
    fresh: list[Event] = [*_as_heard(_announced(events, old, _flat(laid), said), old)]
    fresh += _silence(laid[-1], end, after)
    left = (event for event in events if id(event) not in gone)
    return (*left, *fresh), replace(breathing, wait=wait)


def _last_wait(within: Sequence[Breath], breathing: Breathing) -> list[Breath]:
    """The wait after the last breath, which is silence unless more breaths follow it."""
    if not breathing.wait:
        return []
    last = within[-1]
    at = Frames(last.at + last.length)
    return [Breath(at, breathing.wait, Phase.REST, last.cycle, 0.0, 0.0, last.sounded)]


def _cycles(breaths: Sequence[Breath]) -> list[Cycle]:
    """Split ``breaths`` at each in-breath."""
    starts = [index for index, breath in enumerate(breaths) if breath.phase is Phase.IN]
    ends = [*starts[1:], len(breaths)]
    return [tuple(breaths[start:end]) for start, end in zip(starts, ends, strict=True)]


def _laid_out(cycles: Sequence[Cycle], kept: int, end: int, factor: float) -> list[Cycle]:
    """Lay the cycles from ``kept`` on out at their new pace, as many as fit.

    When there are no more the last round goes on and on.
    """
    a_round = 1 if cycles[-1][0].side is None else 2
    laid: list[Cycle] = []
    here, number = cycles[kept][0].at, cycles[kept][0].cycle
    for index, one in enumerate(chain(cycles[kept:], cycle(cycles[-a_round:])), kept):
        number = one[0].cycle if index < len(cycles) else number + 1
        stretched = _stretched(one, here, number, factor)
        here = Frames(stretched[-1].at + stretched[-1].length)
        if here > end:
            return laid
        laid.append(stretched)
    raise AssertionError("cycles never end")


def _whole_rounds(laid: list[Cycle]) -> list[Cycle]:
    """Leave out a last breath that goes out by the right: a round ends where it began."""
    while laid and any(b.phase is Phase.OUT and b.side is Side.RIGHT for b in laid[-1]):
        laid.pop()
    return laid


def _stretched(one: Cycle, at: int, number: int, factor: float) -> Cycle:
    phases: list[Breath] = []
    for breath, length in zip(one, _lengths(one, factor), strict=True):
        phases.append(replace(breath, at=Frames(at), length=length, cycle=number))
        at += length
    return tuple(phases)


def _lengths(one: Cycle, factor: float) -> list[Frames]:
    """Change every phase as far as its own bounds go, or all alike where that is too much.

    A breath that lies outside a bound already never goes further out.
    """
    each = [
        Frames(round(_within(breath.length * factor, breath.length, HARD[_RULES[breath.phase]])))
        for breath in one
    ]
    if _is_allowed(one, each):
        return each
    alike = _alike(one, factor)
    return [Frames(round(breath.length * alike)) for breath in one]


def _within(length: float, before: Frames, band: Band) -> float:
    low, high = (round(bound_ms * RATE / 1000) for bound_ms in (band.low, band.high))
    return min(max(length, min(low, before)), max(high, before))


def _is_allowed(one: Cycle, lengths: Sequence[Frames]) -> bool:
    """Whether the proportions and the whole of a breath keep the hard bounds."""
    by_phase = {b.phase: n for b, n in zip(one, lengths, strict=True)}
    inhaled = by_phase[Phase.IN] + by_phase.get(Phase.TOP_UP, 0)
    held = by_phase.get(Phase.HOLD, 0) + by_phase.get(Phase.REST, 0)
    whole = sum(lengths)
    return (
        HARD[Rule.CYCLE].holds(whole * 1000 / RATE)
        and HARD[Rule.RATIO].holds(by_phase[Phase.OUT] / inhaled)
        and HARD[Rule.HOLDS].holds(held / whole)
        and by_phase.get(Phase.HOLD, 0) <= 2 * by_phase[Phase.IN]
    )


def _alike(one: Cycle, factor: float) -> float:
    """Bring ``factor`` to what is allowed for all phases alike, and never past 1.

    What is measured in proportion stays as it is when all phases change alike.
    """
    lengths = [(breath.length, HARD[_RULES[breath.phase]]) for breath in one]
    lengths.append((Frames(sum(breath.length for breath in one)), HARD[Rule.CYCLE]))
    measures = [(length * 1000 / RATE, band) for length, band in lengths]
    low = max(band.low / value for value, band in measures)
    high = min(band.high / value for value, band in measures)
    return min(max(factor, min(low, 1.0)), max(high, 1.0))


def _said_over(
    old: Sequence[Event], cycles: Sequence[Cycle], laid: Sequence[Cycle]
) -> list[Speech]:
    """Keep each locked line on the breath it was on; one without its breath is not said."""
    said: list[Speech] = []
    lines = [event for event in old if isinstance(event, Speech) and not event.is_cue]
    for line in lines:
        place = sum(one[0].at <= line.at for one in cycles) - 1
        if place < len(laid):
            said += on_out_breaths(laid[place], [(line.line, line.length)])
    return said


def _announced(
    events: Sequence[Event], old: Sequence[Event], laid: Sequence[Breath], said: Sequence[Speech]
) -> "list[Breath | Speech]":
    if not any(isinstance(event, Speech) and event.is_cue for event in old):
        return [*laid, *said]
    cues = dict(_cues(events))
    return announced(laid, said, lambda phase, side: cues.get((phase, side)))


def _as_heard(fresh: "Sequence[Breath | Speech]", old: Sequence[Event]) -> "list[Breath | Speech]":
    """What nobody has said yet is laid out again, and is still not heard."""
    said = [event for event in old if isinstance(event, Speech)]
    unheard = {one.line for one in said} - {one.line for one in said if one.is_heard}
    return [
        replace(one, is_heard=False) if isinstance(one, Speech) and one.line in unheard else one
        for one in fresh
    ]


def _cues(
    events: Sequence[Event],
) -> Iterator[tuple[tuple[Phase, Side | None], tuple[VoiceLine, Frames]]]:
    """Yield what the plan says as each kind of phase begins, and how long it takes."""
    told = {event.at: event for event in events if isinstance(event, Speech) and event.is_cue}
    for event in events:
        if isinstance(event, Breath) and event.at in told:
            speech = told[event.at]
            yield (event.phase, event.side), (speech.line, speech.length)


def _silence_after(events: Sequence[Event], start: int, end: int) -> list[Quiet]:
    """The silence that the breathing leaves over, as it was, with the rest that follows it."""
    return [e for e in events if isinstance(e, Quiet) and start <= e.at <= end]


def _silence(last: Cycle, end: int, before: Sequence[Quiet]) -> list[Quiet]:
    at = last[-1].at + last[-1].length
    until = max([end, *(quiet.at + quiet.length for quiet in before)])
    least = max((quiet.least for quiet in before), default=Frames(0))
    return [Quiet(Frames(at), Frames(until - at), least)] if until > at else []


def _flat(cycles: Sequence[Cycle]) -> list[Breath]:
    return [breath for one in cycles for breath in one]
