"""The named breath patterns, and the bounds within which people may make their own."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from thaw.core.breath import Pattern
from thaw.core.session import Level


def _pattern(name: str, in_s: float, out_s: float, **others_s: float) -> Pattern:
    others = {f"{phase}_ms": round(length * 1000) for phase, length in others_s.items()}
    return Pattern(name, round(in_s * 1000), round(out_s * 1000), **others)


_ALL: Final = (
    _pattern("even", 4, 4),
    _pattern("even-gentle", 3, 3),
    _pattern("coherent", 5.5, 5.5),
    _pattern("coherent-gentle", 5, 5),
    _pattern("resonance", 4, 6),
    _pattern("long-exhale", 4, 6),
    _pattern("long-exhale-gentle", 3, 5),
    _pattern("longer-exhale", 4, 8),
    _pattern("box", 4, 4, hold=4, rest=4),
    _pattern("soft-box", 3, 3, hold=1, rest=1),
    _pattern("four-seven-eight", 4, 8, hold=7),
    _pattern("four-seven-eight-small", 2, 4, hold=3.5),
    _pattern("cyclic-sigh", 3, 8, top_up=1),
    _pattern("cyclic-sigh-gentle", 2, 6, top_up=1),
    _pattern("lip-breath", 2, 4),
    _pattern("alternate", 4, 6),
)

PATTERNS: Final[Mapping[str, Pattern]] = {pattern.name: pattern for pattern in _ALL}
"""The patterns a session may name. No fast or over-breathing style is among them."""


def without_holds(pattern: Pattern) -> Pattern:
    """Leave out the holds and lengthen the out-breath instead, to twice the in-breath at most."""
    held_ms = pattern.hold_ms + pattern.rest_ms
    most_ms = 2 * (pattern.in_ms + pattern.top_up_ms)
    out_ms = max(pattern.out_ms, min(pattern.out_ms + held_ms, most_ms))
    return replace(pattern, out_ms=out_ms, hold_ms=0, rest_ms=0)


class Rule(StrEnum):
    """What a breath pattern is measured by. Lengths in milliseconds, the last two as ratios."""

    IN = "in"
    TOP_UP = "top_up"
    HOLD = "hold"
    OUT = "out"
    REST = "rest"
    CYCLE = "cycle"
    RATIO = "ratio"
    """Out-breath against in-breath, the second sip counted with it."""
    HOLDS = "holds"
    """The share of a cycle in which no air moves."""


@dataclass(frozen=True, slots=True)
class Band:
    """The lowest and highest value that a rule allows."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high

    def nearest(self, value: float) -> float:
        return min(max(value, self.low), self.high)


@dataclass(frozen=True, slots=True)
class PatternFault:
    """A rule broken: one that is never broken here, or one that suits most people."""

    rule: Rule
    value: float
    band: Band
    is_hard: bool


_HARD: Final[Mapping[Rule, Band]] = {
    Rule.IN: Band(2_000, 8_000),
    Rule.TOP_UP: Band(0, 2_000),
    Rule.HOLD: Band(0, 7_000),
    Rule.OUT: Band(2_000, 12_000),
    Rule.REST: Band(0, 4_000),
    Rule.CYCLE: Band(5_000, 22_000),
    Rule.RATIO: Band(0.8, 3.0),
    Rule.HOLDS: Band(0.0, 0.5),
}
_USUAL: Final[Mapping[Rule, Band]] = {
    Rule.IN: Band(3_000, 6_000),
    Rule.TOP_UP: Band(0, 1_000),
    Rule.HOLD: Band(0, 4_000),
    Rule.OUT: Band(4_000, 8_000),
    Rule.REST: Band(0, 2_000),
    Rule.CYCLE: Band(6_000, 16_000),
    Rule.RATIO: Band(1.0, 3.0),
    Rule.HOLDS: Band(0.0, 0.25),
}
STEP_MS: Final = 100
"""Phases are whole multiples of this."""
_LONG_HOLD_MS: Final = 6_000
_SAID: Final[Mapping[Rule, str]] = {
    Rule.IN: "the in-breath",
    Rule.TOP_UP: "the second sip",
    Rule.HOLD: "the hold",
    Rule.OUT: "the out-breath",
    Rule.REST: "the wait after the out-breath",
    Rule.CYCLE: "one breath",
    Rule.RATIO: "the out-breath",
    Rule.HOLDS: "holds",
}


def cycle_ms(pattern: Pattern) -> int:
    """Return the length of one breath."""
    return _inhaled_ms(pattern) + pattern.hold_ms + pattern.out_ms + pattern.rest_ms


def check_pattern(pattern: Pattern) -> tuple[PatternFault, ...]:
    """Return the rules that ``pattern`` breaks: the hard ones, or else the usual ones."""
    measures = _measures(pattern)
    hard = _broken(measures, _hard_bands(pattern), is_hard=True)
    return hard or _broken(measures, _USUAL, is_hard=False)


def nearest_allowed(pattern: Pattern, *, is_usual: bool = False) -> Pattern:
    """Return the pattern nearest to ``pattern`` that breaks no hard rule, or no usual one.

    Phases are brought within their own bounds first. Then the out-breath follows the
    in-breath, holds give way to breathing, and a cycle that is still too long gives
    up its holds before its breath.
    """
    bands = _USUAL if is_usual else _HARD
    in_ms = _bounded(bands[Rule.IN], pattern.in_ms)
    top_up_ms = _bounded(bands[Rule.TOP_UP], pattern.top_up_ms)
    inhaled = in_ms + top_up_ms
    ratio, cycle, share = bands[Rule.RATIO], bands[Rule.CYCLE], bands[Rule.HOLDS].high
    out_ms = _bounded(bands[Rule.OUT], pattern.out_ms)
    out_ms = min(out_ms, _stepped_down(inhaled * ratio.high))
    out_ms = max(out_ms, _stepped_up(inhaled * ratio.low), round(cycle.low) - inhaled)
    breathed = inhaled + out_ms
    held_ms = _stepped_down(min(breathed * share / (1 - share), cycle.high - breathed))
    hold_ms = min(_bounded(bands[Rule.HOLD], pattern.hold_ms), 2 * in_ms, held_ms)
    rest_ms = min(_bounded(bands[Rule.REST], pattern.rest_ms), held_ms - hold_ms)
    return Pattern(pattern.name, in_ms, out_ms, top_up_ms, hold_ms, rest_ms)


def pattern_text(pattern: Pattern) -> str:
    """Write ``pattern`` as a session file does: ``{in: 4s, hold: 2s, out: 6s}``."""
    phases = (
        ("in", pattern.in_ms),
        ("top_up", pattern.top_up_ms),
        ("hold", pattern.hold_ms),
        ("out", pattern.out_ms),
        ("rest", pattern.rest_ms),
    )
    return "{" + ", ".join(f"{key}: {length / 1000:g}s" for key, length in phases if length) + "}"


def fault_text(fault: PatternFault) -> str:
    """Say in plain English which bound is broken, and by what."""
    name, low, high = _SAID[fault.rule], fault.band.low, fault.band.high
    match fault.rule:
        case Rule.RATIO:
            times = f"{fault.value:.2g} times the in-breath"
            return f"{name} is {times}, and may be {low:g} to {high:g} times"
        case Rule.HOLDS:
            return f"{name} take {fault.value:.0%} of it, and may take {high:.0%}"
        case _:
            value, low_s, high_s = (f"{ms / 1000:g}s" for ms in (fault.value, low, high))
            return f"{name} is {value}, and may be {low_s} to {high_s}"


def dose_reason(pattern: Pattern) -> str:
    """Say why this pattern has a longest time."""
    if pattern.hold_ms >= _LONG_HOLD_MS:
        return "with holds this long, eight breaths are the most"
    if pattern.hold_ms or pattern.rest_ms:
        return "with breath holds, a few minutes are the most"
    return "paced breathing goes on for 20 minutes at most"


def longest_dose_ms(pattern: Pattern, level: Level) -> int:
    """Return how long one may breathe so at a stretch: long holds for eight breaths at most."""
    if pattern.hold_ms >= _LONG_HOLD_MS:
        return 8 * cycle_ms(pattern)
    if pattern.hold_ms or pattern.rest_ms:
        return (10 if level is Level.DEEP else 5) * 60_000
    return 20 * 60_000


def _inhaled_ms(pattern: Pattern) -> int:
    return pattern.in_ms + pattern.top_up_ms


def _measures(pattern: Pattern) -> dict[Rule, float]:
    inhaled, cycle = _inhaled_ms(pattern), cycle_ms(pattern)
    return {
        Rule.IN: pattern.in_ms,
        Rule.TOP_UP: pattern.top_up_ms,
        Rule.HOLD: pattern.hold_ms,
        Rule.OUT: pattern.out_ms,
        Rule.REST: pattern.rest_ms,
        Rule.CYCLE: cycle,
        Rule.RATIO: pattern.out_ms / inhaled if inhaled else 0.0,
        Rule.HOLDS: (pattern.hold_ms + pattern.rest_ms) / cycle if cycle else 0.0,
    }


def _hard_bands(pattern: Pattern) -> Mapping[Rule, Band]:
    longest_hold = min(_HARD[Rule.HOLD].high, 2 * pattern.in_ms)
    return {**_HARD, Rule.HOLD: Band(0, longest_hold)}


def _broken(
    measures: Mapping[Rule, float], bands: Mapping[Rule, Band], *, is_hard: bool
) -> tuple[PatternFault, ...]:
    return tuple(
        PatternFault(rule, measures[rule], band, is_hard)
        for rule, band in bands.items()
        if not band.holds(measures[rule])
    )


def _bounded(band: Band, length_ms: int) -> int:
    return round(band.nearest(round(length_ms / STEP_MS) * STEP_MS))


def _stepped_down(length_ms: float) -> int:
    return math.floor(length_ms / STEP_MS) * STEP_MS


def _stepped_up(length_ms: float) -> int:
    return math.ceil(length_ms / STEP_MS) * STEP_MS
