"""From written breathing to a session's own, held against the bounds."""

from collections.abc import Iterator

from msgspec import UNSET

from thaw.core.breath import Pattern
from thaw.core.names import KnownNames
from thaw.core.patterns import (
    check_pattern,
    dose_reason,
    fault_text,
    is_usual_count,
    longest_dose_ms,
    nearest_allowed,
    pattern_text,
)
from thaw.core.places import Places
from thaw.core.problems import Findings, Place, ProblemKind
from thaw.core.scope import Scope
from thaw.core.session import Breathe, Level, Step
from thaw.core.spans import Spans
from thaw.core.units import duration_text, frames, parse_duration
from thaw.core.written_steps import WrittenBreathe, WrittenPattern, WrittenStep


class BreathingSteps:
    """Lays out paced breathing in a session of ``level``."""

    def __init__(self, findings: Findings, spans: Spans, names: KnownNames, level: Level) -> None:
        self._findings = findings
        self._spans = spans
        self._names = names
        self._level = level

    def breathe(self, step: WrittenStep, breathe: WrittenBreathe, scope: Scope) -> Iterator[Step]:
        places = scope.places
        pattern = self._pattern(breathe, places)
        span = None
        if breathe.for_ is not UNSET:
            span = self._spans.elastic(breathe.for_, breathe, "for", places)
        cycles = None if breathe.cycles is UNSET else breathe.cycles
        ramp = self._spans.span(breathe.ramp, places.of(breathe, "ramp"))
        has_span = places.is_given(breathe, "for")
        if has_span == places.is_given(breathe, "cycles"):
            self._findings.not_either(places.of(breathe), "for", "cycles", is_both=has_span)
        elif pattern is not None and (span or cycles):
            step_value = Breathe(
                pattern, span, cycles, ramp, frozenset(breathe.cues), scope.line_of(step)
            )
            self._check_dose(step_value, places.of(breathe))
            yield step_value

    def _check_dose(self, breathe: Breathe, place: Place) -> None:
        longest = longest_dose_ms(breathe.pattern, self._level)
        if breathe.cycles is not None:
            asked = breathe.cycles * breathe.pattern.cycle_ms
        else:
            asked = 0 if breathe.span is None else breathe.span.maximum * 1000 // frames(1)
        if asked > longest:
            reason = dose_reason(breathe.pattern)
            limit = duration_text(frames(longest / 1000))
            self._findings.add(place, ProblemKind.BREATH_DOSE, reason=reason, limit=limit)
        elif not is_usual_count(breathe.pattern, asked // breathe.pattern.cycle_ms):
            reason = "with holds this long, four breaths suit most people"
            self._findings.add(
                place, ProblemKind.BREATH_UNUSUAL, reason=reason, nearest="`cycles: 4`"
            )

    def _pattern(self, breathe: WrittenBreathe, places: Places) -> Pattern | None:
        if isinstance(breathe.pattern, WrittenPattern):
            return self._own_pattern(breathe.pattern, places.of(breathe.pattern))
        known = frozenset(self._names.patterns)
        place = places.of(breathe, "pattern")
        if not self._findings.knows(breathe.pattern, "breath pattern", known, place):
            return None
        return self._names.patterns[breathe.pattern]

    def _own_pattern(self, written: WrittenPattern, place: Place) -> Pattern | None:
        pattern = _as_pattern(written)
        faults = check_pattern(pattern)
        is_hard = any(fault.is_hard for fault in faults)
        if faults:
            self._findings.add(
                place,
                ProblemKind.BREATH_BOUNDS if is_hard else ProblemKind.BREATH_UNUSUAL,
                reason="; ".join(fault_text(fault) for fault in faults),
                nearest=pattern_text(nearest_allowed(pattern, is_usual=not is_hard)),
            )
        return None if is_hard else pattern


def _milliseconds(duration: str) -> int:
    return round(parse_duration(duration) * 1000 / frames(1))


def _as_pattern(written: WrittenPattern) -> Pattern:
    return Pattern(
        name="own",
        in_ms=_milliseconds(written.in_),
        out_ms=_milliseconds(written.out),
        top_up_ms=_milliseconds(written.top_up),
        hold_ms=_milliseconds(written.hold),
        rest_ms=_milliseconds(written.rest),
        alternates=written.alternate,
    )
