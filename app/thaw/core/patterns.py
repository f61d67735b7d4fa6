"""The named breath patterns, and the bounds within which people may make their own."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from thaw.core.breath import Pattern
from thaw.core.session import Level

MOST_SIGHS: Final = 3
"""A sigh or three, and then the breath is left alone: over and over they would be too much."""


def _pattern(name: str, in_s: float, out_s: float, **others_s: float) -> Pattern:
    def ms(phase: str) -> int:
        return round(others_s.get(phase, 0) * 1000)

    in_ms, out_ms = round(in_s * 1000), round(out_s * 1000)
    return Pattern(name, in_ms, out_ms, ms("top_up"), ms("hold"), ms("rest"))


def _sigh(name: str, in_s: float, out_s: float, **others_s: float) -> Pattern:
    return replace(_pattern(name, in_s, out_s, **others_s), most_cycles=MOST_SIGHS)


_ALL: Final = (
    _pattern("even", 4, 4),
    _pattern("even-gentle", 3, 3),
    _pattern("coherent", 5.5, 5.5),
    _pattern("coherent-gentle", 5, 5),
    _pattern("resonance", 4, 6),
    _pattern("seven-a-minute", 3.4, 5.2),
    _pattern("six-and-a-half-a-minute", 3.7, 5.5),
    _pattern("six-a-minute", 4, 6),
    _pattern("five-and-a-half-a-minute", 4.4, 6.5),
    _pattern("five-a-minute", 4.8, 7.2),
    _pattern("four-and-a-half-a-minute", 5.3, 8),
    _pattern("long-exhale", 4, 6),
    _pattern("long-exhale-gentle", 3, 5),
    _pattern("longer-exhale", 4, 8),
    _pattern("box", 4, 4, hold=4, rest=4),
    _pattern("soft-box", 3, 3, hold=1, rest=1),
    _pattern("four-seven-eight", 4, 8, hold=7),
    _pattern("four-seven-eight-small", 2, 4, hold=3.5),
    _pattern("cyclic-sigh", 3, 8, top_up=1),
    _pattern("cyclic-sigh-gentle", 2, 6, top_up=1),
    _sigh("physiological-sigh", 1, 3, top_up=0.5, hold=0.5),
    _sigh("physiological-sigh-gentle", 2, 6, top_up=1),
    _pattern("lip-breath", 2, 4),
    replace(_pattern("alternate-nostril", 4, 6), alternates=True),
)

PATTERNS: Final[Mapping[str, Pattern]] = {pattern.name: pattern for pattern in _ALL}
"""The patterns a session may name. No fast or over-breathing style is among them."""


def without_holds(pattern: Pattern) -> Pattern:
    """Leave out the holds and lengthen the out-breath instead, to twice the in-breath at most."""
    held_ms = pattern.hold_ms + pattern.rest_ms
    most_ms = min(2 * (pattern.in_ms + pattern.top_up_ms), round(HARD[Rule.OUT].high))
    out_ms = max(pattern.out_ms, min(pattern.out_ms + held_ms, most_ms))
    return replace(pattern, out_ms=out_ms, hold_ms=0, rest_ms=0)


class Rule(StrEnum):
    """What a breath pattern is measured by: milliseconds, but for the two that are ratios."""

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
    STEP = "step"
    """A phase that is not a whole number of steps."""


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


HARD: Final[Mapping[Rule, Band]] = {
    Rule.IN: Band(2_000, 8_000),
    Rule.TOP_UP: Band(0, 2_000),
    Rule.HOLD: Band(0, 7_000),
    Rule.OUT: Band(2_000, 12_000),
    Rule.REST: Band(0, 4_000),
    Rule.CYCLE: Band(5_000, 22_000),
    Rule.RATIO: Band(0.8, 3.0),
    Rule.HOLDS: Band(0.0, 0.5),
}
"""The bounds that are never left; a hold has that of twice the in-breath besides."""
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
USUAL_STEP_MS: Final = 500
"""Fine enough for choosing a pattern by hand."""
_LONG_HOLD_MS: Final = 6_000
_LONG_HOLD_CYCLES: Final = 8
_LONG_HOLD_USUAL_CYCLES: Final = 4
_SHORTEST_SIP_MS: Final = 500
_STEP: Final = Band(STEP_MS, STEP_MS)
_DIGITS: Final = range(2, 10)
_SAID: Final[Mapping[Rule, str]] = {
    Rule.IN: "the in-breath",
    Rule.TOP_UP: "the second sip",
    Rule.HOLD: "the hold",
    Rule.OUT: "the out-breath",
    Rule.REST: "the wait after the out-breath",
    Rule.CYCLE: "one breath",
    Rule.RATIO: "the out-breath",
    Rule.HOLDS: "holds",
    Rule.STEP: "a phase",
}


def check_pattern(pattern: Pattern) -> tuple[PatternFault, ...]:
    """Return the rules that ``pattern`` breaks: the hard ones, or else the usual ones."""
    measures = _measures(pattern)
    hard = _broken(measures, _hard_bands(pattern), is_hard=True)
    return hard or _broken(measures, _usual_bands(pattern), is_hard=False)


def nearest_allowed(pattern: Pattern, *, is_usual: bool = False) -> Pattern:
    """Return the pattern nearest to ``pattern`` that breaks no hard rule, or no usual one.

    Phases are brought within their own bounds first. Then the out-breath follows the
    in-breath, holds give way to breathing, and a cycle that is still too long gives
    up its holds before its breath.
    """
    bands = _USUAL if is_usual else HARD
    in_ms = _bounded(bands[Rule.IN], pattern.in_ms)
    top_up_ms = _bounded(bands[Rule.TOP_UP], pattern.top_up_ms)
    if is_usual and top_up_ms:
        top_up_ms = max(top_up_ms, _SHORTEST_SIP_MS)
    inhaled = in_ms + top_up_ms
    ratio, cycle, share = bands[Rule.RATIO], bands[Rule.CYCLE], bands[Rule.HOLDS].high
    out_ms = _bounded(bands[Rule.OUT], pattern.out_ms)
    out_ms = min(out_ms, _stepped_down(inhaled * ratio.high))
    out_ms = max(out_ms, _stepped_up(inhaled * ratio.low), round(cycle.low) - inhaled)
    breathed = inhaled + out_ms
    held_ms = _stepped_down(min(breathed * share / (1 - share), cycle.high - breathed))
    hold_ms = min(_bounded(bands[Rule.HOLD], pattern.hold_ms), 2 * in_ms)
    rest_ms = _bounded(bands[Rule.REST], pattern.rest_ms)
    hold_ms, rest_ms = _held(hold_ms, rest_ms, held_ms)
    return replace(
        pattern,
        in_ms=in_ms,
        out_ms=out_ms,
        top_up_ms=top_up_ms,
        hold_ms=hold_ms,
        rest_ms=rest_ms,
    )


def pattern_text(pattern: Pattern) -> str:
    """Write ``pattern`` as a session file does: ``{in: 4s, hold: 2s, out: 6s}``."""
    phases = (
        ("in", pattern.in_ms),
        ("top_up", pattern.top_up_ms),
        ("hold", pattern.hold_ms),
        ("out", pattern.out_ms),
        ("rest", pattern.rest_ms),
    )
    written = [f"{key}: {length / 1000:g}s" for key, length in phases if length]
    written += ["alternate: yes"] if pattern.alternates else []
    return "{" + ", ".join(written) + "}"


def fault_text(fault: PatternFault) -> str:
    """Say in plain English which bound is broken, and by what."""
    name, low, high = _SAID[fault.rule], fault.band.low, fault.band.high
    match fault.rule:
        case Rule.RATIO:
            said = f"{name} is {proportion_text(fault)} times the in-breath"
            return f"{said}, and {_allowed(fault, f'{low:g} to {high:g} times')}"
        case Rule.HOLDS:
            said = f"{name} take {proportion_text(fault)}% of it"
            return f"{said}, and {_allowed(fault, f'up to {high:.0%}', 'may take')}"
        case Rule.STEP:
            return (
                f"{name} is {fault.value / 1000:g}s, and lengths come in steps of {low / 1000:g}s"
            )
        case _:
            value, low_s, high_s = (f"{ms / 1000:g}s" for ms in (fault.value, low, high))
            return f"{name} is {value}, and {_allowed(fault, f'{low_s} to {high_s}')}"


def _allowed(fault: PatternFault, bounds: str, may: str = "may be") -> str:
    """What a hard bound allows; nothing forbids what lies outside a soft one."""
    return f"{may} {bounds}" if fault.is_hard else f"{bounds} suits most people"


def proportion_text(fault: PatternFault) -> str:
    """Write a proportion that is broken, a share in percent.

    It has two digits, or as many more as show that it lies outside its band.
    """
    scale = 100 if fault.rule is Rule.HOLDS else 1
    rounded = (float(f"{fault.value * scale:.{digits}g}") for digits in _DIGITS)
    shown = (number for number in rounded if not fault.band.holds(number / scale))
    # Never as a power of ten, however small.
    return f"{next(shown, fault.value * scale):.10f}".rstrip("0").rstrip(".")


def dose_reason(pattern: Pattern) -> str:
    """Say why this pattern has a longest time."""
    if pattern.most_cycles:
        return "three sighs are the most, and then a natural breath"
    if has_long_hold(pattern):
        return "with holds this long, eight breaths are the most"
    if pattern.hold_ms or pattern.rest_ms:
        return "with breath holds, a few minutes are the most"
    return "paced breathing goes on for 20 minutes at most"


def has_long_hold(pattern: Pattern) -> bool:
    """Return whether breaths of this kind are counted, rather than timed."""
    return pattern.hold_ms >= _LONG_HOLD_MS


def is_usual_count(pattern: Pattern, cycles: int) -> bool:
    """Return whether ``cycles`` in a row suit most people."""
    return not has_long_hold(pattern) or cycles <= _LONG_HOLD_USUAL_CYCLES


def usual_cycles(pattern: Pattern) -> int:
    """Return how many breaths suit most people where they are counted."""
    return pattern.most_cycles or _LONG_HOLD_USUAL_CYCLES


def most_cycles(pattern: Pattern, level: Level) -> int:
    """Return how many whole breaths in a row are offered at most; whole rounds of them."""
    if pattern.most_cycles:
        return pattern.most_cycles
    if has_long_hold(pattern):
        return _LONG_HOLD_CYCLES
    minutes = 20
    if pattern.hold_ms or pattern.rest_ms:
        minutes = 10 if level is Level.DEEP else 5
    return minutes * 60_000 // pattern.cycle_ms


def longest_dose_ms(pattern: Pattern, level: Level) -> int:
    """Return how long one may breathe so at a stretch: long holds for eight breaths at most."""
    if pattern.most_cycles or has_long_hold(pattern):
        return most_cycles(pattern, level) * pattern.cycle_ms
    if pattern.hold_ms or pattern.rest_ms:
        return (10 if level is Level.DEEP else 5) * 60_000
    return 20 * 60_000


def _inhaled_ms(pattern: Pattern) -> int:
    return pattern.in_ms + pattern.top_up_ms


def _measures(pattern: Pattern) -> dict[Rule, float]:
    inhaled, cycle = _inhaled_ms(pattern), pattern.cycle_ms
    phases = (pattern.in_ms, pattern.top_up_ms, pattern.hold_ms, pattern.out_ms, pattern.rest_ms)
    return {
        Rule.IN: pattern.in_ms,
        Rule.TOP_UP: pattern.top_up_ms,
        Rule.HOLD: pattern.hold_ms,
        Rule.OUT: pattern.out_ms,
        Rule.REST: pattern.rest_ms,
        Rule.CYCLE: cycle,
        Rule.RATIO: pattern.out_ms / inhaled if inhaled else 0.0,
        Rule.HOLDS: (pattern.hold_ms + pattern.rest_ms) / cycle if cycle else 0.0,
        Rule.STEP: next((phase for phase in phases if phase % STEP_MS), STEP_MS),
    }


def _hard_bands(pattern: Pattern) -> Mapping[Rule, Band]:
    longest_hold = min(HARD[Rule.HOLD].high, 2 * pattern.in_ms)
    return {**HARD, Rule.HOLD: Band(0, longest_hold), Rule.STEP: _STEP}


def _usual_bands(pattern: Pattern) -> Mapping[Rule, Band]:
    shortest_sip = _SHORTEST_SIP_MS if pattern.top_up_ms else 0
    return {**_USUAL, Rule.TOP_UP: Band(shortest_sip, _USUAL[Rule.TOP_UP].high)}


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


def _held(hold_ms: int, rest_ms: int, most_ms: int) -> tuple[int, int]:
    """Both holds, no longer than ``most_ms`` together: each gives up as much, as far as it can."""
    over_ms = max(hold_ms + rest_ms - most_ms, 0)
    off_rest_ms = min(_stepped_up(over_ms / 2), rest_ms)
    off_hold_ms = min(over_ms - off_rest_ms, hold_ms)
    return hold_ms - off_hold_ms, rest_ms - (over_ms - off_hold_ms)


def _stepped_down(length_ms: float) -> int:
    return math.floor(length_ms / STEP_MS) * STEP_MS


def _stepped_up(length_ms: float) -> int:
    return math.ceil(length_ms / STEP_MS) * STEP_MS
