"""What the breathing screen says of techniques, patterns, bounds and doses."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QCoreApplication

from thaw.core.breath import Pattern
from thaw.core.free_breathing import FreeBreathing, amounts, is_counted
from thaw.core.patterns import (
    PATTERNS,
    PatternFault,
    Rule,
    has_long_hold,
    is_usual_count,
    proportion_text,
)
from thaw.core.units import RATE

_A_MINUTE_FROM_S: Final = 52
_USUAL_MINUTES: Final = 10


class Technique(StrEnum):
    """A way to breathe, as people know it by name."""

    EVEN = "even"
    COHERENT = "coherent"
    RATE = "rate"
    LONG = "long"
    BOX = "box"
    FOUR_SEVEN_EIGHT = "four-seven-eight"
    TWO_PART_SIGH = "two-part-sigh"
    SIGHS = "sighs"
    SIDES = "sides"
    LIPS = "lips"
    OWN = "own"


VARIANTS: Final[Mapping[Technique, tuple[str, ...]]] = {
    Technique.EVEN: ("even-gentle", "even"),
    Technique.COHERENT: ("coherent-gentle", "coherent"),
    Technique.RATE: (
        "seven-a-minute",
        "six-and-a-half-a-minute",
        "six-a-minute",
        "five-and-a-half-a-minute",
        "five-a-minute",
        "four-and-a-half-a-minute",
    ),
    Technique.LONG: ("long-exhale-gentle", "long-exhale", "longer-exhale"),
    Technique.BOX: ("soft-box", "box"),
    Technique.FOUR_SEVEN_EIGHT: ("four-seven-eight-small", "four-seven-eight"),
    Technique.TWO_PART_SIGH: ("cyclic-sigh-gentle", "cyclic-sigh"),
    Technique.SIGHS: ("physiological-sigh-gentle", "physiological-sigh"),
    Technique.SIDES: ("alternate-nostril",),
    Technique.LIPS: ("lip-breath",),
    Technique.OWN: (),
}
"""The patterns of each technique, the gentlest first."""


def technique_of(pattern: Pattern) -> Technique:
    """The technique that ``pattern`` is offered under."""
    if PATTERNS.get(pattern.name) == pattern:
        for technique, names in VARIANTS.items():
            if pattern.name in names:
                return technique
    return Technique.OWN


def technique_text(technique: Technique) -> str:
    """Its name."""
    tr = QCoreApplication.translate
    words = {
        Technique.EVEN: tr("breathing", "Even breath"),
        Technique.COHERENT: tr("breathing", "Coherent"),
        Technique.RATE: tr("breathing", "Comfortable rate"),
        Technique.LONG: tr("breathing", "Longer out-breath"),
        Technique.BOX: tr("breathing", "Box"),
        Technique.FOUR_SEVEN_EIGHT: tr("breathing", "Four-seven-eight"),
        Technique.TWO_PART_SIGH: tr("breathing", "Two-part sigh"),
        Technique.SIGHS: tr("breathing", "One to three sighs"),
        Technique.SIDES: tr("breathing", "Side to side"),
        Technique.LIPS: tr("breathing", "Pursed lips"),
        Technique.OWN: tr("breathing", "My own"),
    }
    return words[technique]


def hint_text(technique: Technique) -> str:
    """How it is done, in a sentence or two."""
    tr = QCoreApplication.translate
    words = {
        Technique.EVEN: tr("breathing", "In and out for the same time."),
        Technique.COHERENT: tr("breathing", "Even and slow: light breaths rather than deep ones."),
        Technique.RATE: tr(
            "breathing", "You might try one after another, and stay with the easiest."
        ),
        Technique.LONG: tr(
            "breathing", "Out takes longer than in. There is no need to empty the lungs."
        ),
        Technique.BOX: tr("breathing", "Four sides: in, hold, out, wait. Holds stay easy."),
        Technique.FOUR_SEVEN_EIGHT: tr(
            "breathing",
            "The longest hold here, so better not in a first week. Twice a day is plenty, some"
            " hours apart.",
        ),
        Technique.TWO_PART_SIGH: tr(
            "breathing",
            "In, a second small sip of air, and a long way out through the mouth. The lungs get"
            " comfortably full, not as full as they can be.",
        ),
        Technique.SIGHS: tr("breathing", "A sigh or three, and then the breath is left alone."),
        Technique.SIDES: tr(
            "breathing",
            "In on the left and out on the right, then the other way. A finger may close the"
            " other side; imagining it is enough.",
        ),
        Technique.LIPS: tr(
            "breathing",
            "Out through pursed lips, without force. If being short of breath gets worse, a doctor"
            " is the one to ask.",
        ),
        Technique.OWN: tr("breathing", "Set each part as you like it, in seconds."),
    }
    return words[technique]


def phases_text(pattern: Pattern) -> str:
    """``in 4, hold 7, out 8``: seconds."""
    tr = QCoreApplication.translate
    phases = (
        (tr("breathing", "in {0}"), pattern.in_ms),
        (tr("breathing", "a sip {0}"), pattern.top_up_ms),
        (tr("breathing", "hold {0}"), pattern.hold_ms),
        (tr("breathing", "out {0}"), pattern.out_ms),
        (tr("breathing", "wait {0}"), pattern.rest_ms),
    )
    return ", ".join(words.format(seconds_text(ms)) for words, ms in phases if ms)


def seconds_text(length_ms: float) -> str:
    """``4`` or ``5.5``."""
    return f"{length_ms / 1000:g}"


def rate_text(pattern: Pattern) -> str:
    """``6 breaths a minute``."""
    tr = QCoreApplication.translate
    rate = f"{60_000 / pattern.cycle_ms:.1f}".removesuffix(".0")
    return tr("breathing", "{0} breaths a minute").format(rate)


def times_text(pattern: Pattern) -> str:
    """``43`` or ``1.8``: how often a minute, by as many digits as a hand can tell."""
    times = 60_000 / pattern.cycle_ms
    return f"{times:.0f}" if times >= 10 else f"{times:.1f}".removesuffix(".0")


def fault_text(fault: PatternFault) -> str:
    """Which bound is broken, by what, and where it lies."""
    tr = QCoreApplication.translate
    value, low, high = fault.value, fault.band.low, fault.band.high
    if fault.rule is Rule.RATIO:
        said = tr("breathing", "The out-breath is {0} times the in-breath.")
        said = said.format(proportion_text(fault))
        return f"{said} {_bounds_text(fault, f'{low:g}', f'{high:g}')}"
    if fault.rule is Rule.HOLDS:
        said = tr("breathing", "Holds take {0} % of each breath.").format(proportion_text(fault))
        return f"{said} {_most_text(fault, f'{high * 100:.0f} %')}"
    said = _lengths_words()[fault.rule].format(seconds_text(value))
    if low == 0:
        return f"{said} {_most_text(fault, seconds_text(high))}"
    return f"{said} {_bounds_text(fault, seconds_text(low), seconds_text(high))}"


def amount_text(chosen: FreeBreathing, breathed: Pattern) -> str:
    """How long it takes, or what its number means, and where the most lies."""
    tr = QCoreApplication.translate
    _, most = amounts(chosen.pattern, in_rounds=chosen.in_rounds)
    if not chosen.in_rounds:
        return _minutes_text(chosen, breathed, most)
    said = _span_text(chosen.breathing_span(breathed) / RATE)
    if not is_counted(chosen.pattern):
        return said
    if has_long_hold(chosen.pattern) and not is_usual_count(chosen.pattern, chosen.amount):
        return (
            said
            + " "
            + tr("breathing", "Four breaths suit most people. More is for after a month with them.")
        )
    return said + " " + tr("breathing", "{0} are the most here.").format(most)


def bed_text(name: str) -> str:
    """A soundscape as a person would call it."""
    tr = QCoreApplication.translate
    words = {
        "soft-rain": tr("breathing", "Soft rain"),
        "rain-on-a-roof": tr("breathing", "Rain on a roof"),
        "ocean": tr("breathing", "Ocean"),
        "wind-in-trees": tr("breathing", "Wind in trees"),
        "stream": tr("breathing", "Stream"),
        "fire": tr("breathing", "Fire"),
        "drone": tr("breathing", "Drone"),
        "quiet-room": tr("breathing", "Quiet room"),
        "pink-noise": tr("breathing", "Pink noise"),
        "brown-noise": tr("breathing", "Brown noise"),
    }
    return words.get(name, name.replace("-", " "))


def _span_text(seconds: float) -> str:
    tr = QCoreApplication.translate
    if seconds < _A_MINUTE_FROM_S:
        tens = max(10, round(seconds, -1))
        return tr("breathing", "About {0} seconds of breathing.").format(f"{tens:.0f}")
    minutes = max(1, round(seconds / 60))
    if minutes == 1:
        return tr("breathing", "About a minute of breathing.")
    return tr("breathing", "About {0} minutes of breathing.").format(minutes)


def _minutes_text(chosen: FreeBreathing, breathed: Pattern, most: int) -> str:
    tr = QCoreApplication.translate
    if chosen.amount > _USUAL_MINUTES:
        usual = tr("breathing", "Up to {0} minutes suits most people.").format(_USUAL_MINUTES)
        return usual + " " + tr("breathing", "{0} minutes are the most.").format(most)
    if breathed.hold_ms or breathed.rest_ms:
        return tr("breathing", "With breath holds, {0} minutes are the most.").format(most)
    if chosen.pattern.hold_ms or chosen.pattern.rest_ms:
        return tr("breathing", "{0} minutes are the most, with its holds or without.").format(most)
    return tr("breathing", "{0} minutes are the most.").format(most)


def _bounds_text(fault: PatternFault, low: str, high: str) -> str:
    tr = QCoreApplication.translate
    if fault.is_hard:
        return tr("breathing", "It may be {0} to {1}.").format(low, high)
    return tr("breathing", "{0} to {1} suits most people.").format(low, high)


def _most_text(fault: PatternFault, high: str) -> str:
    tr = QCoreApplication.translate
    if fault.is_hard:
        return tr("breathing", "The most is {0}.").format(high)
    return tr("breathing", "Up to {0} suits most people.").format(high)


def _lengths_words() -> Mapping[Rule, str]:
    tr = QCoreApplication.translate
    return {
        Rule.IN: tr("breathing", "The in-breath is {0} s."),
        Rule.TOP_UP: tr("breathing", "The second sip is {0} s."),
        Rule.HOLD: tr("breathing", "The hold is {0} s."),
        Rule.OUT: tr("breathing", "The out-breath is {0} s."),
        Rule.REST: tr("breathing", "The wait after the out-breath is {0} s."),
        Rule.CYCLE: tr("breathing", "One breath takes {0} s."),
        Rule.STEP: tr("breathing", "A part of the breath is {0} s."),
    }
