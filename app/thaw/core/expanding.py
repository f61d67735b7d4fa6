"""From written steps to a session's own: includes and repeats laid out, variables filled in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from msgspec import UNSET, Struct

from thaw.core.breath import Pattern
from thaw.core.fragments import Fragment, Fragments
from thaw.core.names import KnownNames
from thaw.core.patterns import (
    check_pattern,
    cycle_ms,
    dose_reason,
    fault_text,
    longest_dose_ms,
    nearest_allowed,
    pattern_text,
)
from thaw.core.problems import Findings, Place, ProblemKind, listed, nearest
from thaw.core.reading import Places
from thaw.core.scope import Scope, filled, has_stray_brace, variables_of
from thaw.core.session import (
    CLOSING,
    Bed,
    Bell,
    Breathe,
    Elastic,
    Level,
    Mark,
    Passage,
    Rest,
    Say,
    Step,
    VoiceLine,
)
from thaw.core.units import Frames, duration_text, frames, parse_duration
from thaw.core.written import (
    Span,
    WrittenBed,
    WrittenBell,
    WrittenBreathe,
    WrittenElastic,
    WrittenInclude,
    WrittenOptional,
    WrittenPattern,
    WrittenRepeat,
    WrittenSay,
    WrittenStep,
)

MAX_STEPS: Final = 5_000
"""Steps laid out: repeats within repeats stop here."""
NOTHING: Final = Frames(0)
SHORTEST_FADE: Final = frames(0.2)
"""Nothing starts or stops abruptly."""
SHORTEST_SPACING: Final = frames(1)
"""Between the strikes of a bell."""
LONGEST: Final = frames(12 * 3600)
"""No span in a session is longer than this."""


class TooManySteps(Exception):
    """Repeats came to more than ``MAX_STEPS``; the problem has been noted."""


@dataclass(frozen=True, slots=True)
class Sound:
    """What a step falls back on when it names no sound and no language of its own."""

    bells: str
    language: str


class Expander:
    """Lays out written steps as a session's steps, noting what does not make sense."""

    def __init__(
        self,
        findings: Findings,
        fragments: Fragments,
        names: KnownNames,
        sound: Sound,
        level: Level,
    ) -> None:
        self._findings = findings
        self._fragments = fragments
        self._names = names
        self._sound = sound
        self._level = level
        self._count = 0
        self.included: dict[str, Fragment] = {}
        self.wanted: set[str] = set()
        """The names of all fragments asked for, found or not."""

    def steps(self, written: tuple[WrittenStep, ...], scope: Scope) -> tuple[Step, ...]:
        return tuple(value for step in written for value in self._step(step, scope))

    def _step(self, step: WrittenStep, scope: Scope) -> Iterator[Step]:
        self._count_one(step, scope)
        if step.say is not UNSET:
            yield from self._say(step, step.say, scope)
        elif step.rest is not UNSET:
            yield Rest(self.elastic(step.rest, step, "rest", scope.places), _line(step, scope))
        elif step.bell is not UNSET:
            yield from self._bell(step, step.bell, scope)
        elif step.breathe is not UNSET:
            yield from self._breathe(step, step.breathe, scope)
        elif step.bed is not UNSET:
            yield from self._bed(step, step.bed, scope)
        elif step.optional is not UNSET:
            yield self._passage(step, step.optional, scope)
        elif step.repeat is not UNSET:
            yield from self._repeat(step.repeat, scope)
        elif step.include is not UNSET:
            yield from self._include(step, step.include, scope)
        elif step.mark is not UNSET:
            yield from self._mark(step, step.mark, scope)

    def _count_one(self, step: WrittenStep, scope: Scope) -> None:
        self._count += 1
        if self._count > MAX_STEPS:
            place = scope.places.of(step)
            self._findings.add(place, ProblemKind.TOO_MANY_STEPS, limit=str(MAX_STEPS))
            raise TooManySteps

    def _say(self, step: WrittenStep, say: str | WrittenSay, scope: Scope) -> Iterator[Step]:
        places = scope.places
        if isinstance(say, str):
            say, place = WrittenSay(text=say), places.of(step, "say")
        else:
            place = places.of(say, "text")
        text = self._filled(say.text, place, scope)
        pause = None
        if say.pause is not UNSET:
            pause = self.elastic(say.pause, say, "pause", places)
        if text is not None:
            line = VoiceLine(text, self._sound.language, say.pace)
            yield Say(line, pause, _line(step, scope))

    def _bell(self, step: WrittenStep, bell: str | WrittenBell, scope: Scope) -> Iterator[Step]:
        if isinstance(bell, str):
            bell, place = WrittenBell(voice=bell), scope.places.of(step, "bell")
        else:
            place = scope.places.of(bell, "voice")
        voice = self._sound.bells if bell.voice is UNSET else bell.voice
        spacing = self.span(bell.spacing, scope.places.of(bell, "spacing"), SHORTEST_SPACING)
        if bell.voice is UNSET or self.is_known(voice, "bell", self._names.bells, place):
            yield Bell(voice, bell.strikes, spacing, bell.gain, _line(step, scope))

    def _bed(self, step: WrittenStep, bed: str | WrittenBed, scope: Scope) -> Iterator[Step]:
        if isinstance(bed, str):
            bed, place = WrittenBed(name=bed), scope.places.of(step, "bed")
        else:
            place = scope.places.of(bed, "name")
        fade = self.span(bed.fade, scope.places.of(bed, "fade"), SHORTEST_FADE)
        if bed.name == "off":
            yield Bed(None, fade, bed.gain, bed.duck, _line(step, scope))
        elif self.is_known(bed.name, "soundscape", self._names.beds, place):
            yield Bed(bed.name, fade, bed.gain, bed.duck, _line(step, scope))

    def _breathe(self, step: WrittenStep, breathe: WrittenBreathe, scope: Scope) -> Iterator[Step]:
        places = scope.places
        pattern = self._pattern(breathe, places)
        span = None
        if breathe.for_ is not UNSET:
            span = self.elastic(breathe.for_, breathe, "for", places)
        cycles = None if breathe.cycles is UNSET else breathe.cycles
        ramp = self.span(breathe.ramp, places.of(breathe, "ramp"))
        has_span = places.is_given(breathe, "for")
        if has_span == places.is_given(breathe, "cycles"):
            self._not_either(places.of(breathe), "for", "cycles", is_both=has_span)
        elif pattern is not None and (span or cycles):
            step_value = Breathe(
                pattern, span, cycles, ramp, frozenset(breathe.cues), _line(step, scope)
            )
            self._check_dose(step_value, places.of(breathe))
            yield step_value

    def _check_dose(self, breathe: Breathe, place: Place) -> None:
        longest = longest_dose_ms(breathe.pattern, self._level)
        if breathe.cycles is not None:
            asked = breathe.cycles * cycle_ms(breathe.pattern)
        else:
            asked = 0 if breathe.span is None else breathe.span.maximum * 1000 // frames(1)
        if asked > longest:
            reason = dose_reason(breathe.pattern)
            limit = duration_text(frames(longest / 1000))
            self._findings.add(place, ProblemKind.BREATH_DOSE, reason=reason, limit=limit)

    def _pattern(self, breathe: WrittenBreathe, places: Places) -> Pattern | None:
        if isinstance(breathe.pattern, WrittenPattern):
            return self._own_pattern(breathe.pattern, places.of(breathe.pattern))
        known = frozenset(self._names.patterns)
        place = places.of(breathe, "pattern")
        if not self.is_known(breathe.pattern, "breath pattern", known, place):
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

    def _passage(self, step: WrittenStep, optional: WrittenOptional, scope: Scope) -> Passage:
        return Passage(
            steps=self.steps(optional.steps, replace(scope, is_optional=True)),
            from_length=self.span(optional.from_, scope.places.of(optional, "from")),
            importance=optional.importance,
            at_line=_line(step, scope),
        )

    def _repeat(self, repeat: WrittenRepeat, scope: Scope) -> Iterator[Step]:
        places = scope.places
        has_words = places.is_given(repeat, "over")
        if has_words == places.is_given(repeat, "times"):
            self._not_either(places.of(repeat), "over", "times", is_both=has_words)
        elif has_words != places.is_given(repeat, "as"):
            self._findings.add(
                places.of(repeat), ProblemKind.BOTH_OR_NEITHER, one="over", other="as"
            )
        elif repeat.over is not UNSET and repeat.as_ is not UNSET:
            for word in repeat.over:
                value = self._filled(word, scope.places.of(repeat, "over"), scope)
                variables = {**scope.variables, repeat.as_: value or ""}
                yield from self.steps(repeat.steps, replace(scope, variables=variables))
        elif repeat.times is not UNSET:
            for _ in range(repeat.times):
                yield from self.steps(repeat.steps, scope)

    def _include(
        self, step: WrittenStep, include: str | WrittenInclude, scope: Scope
    ) -> Iterator[Step]:
        place = scope.places.of(step, "include")
        if isinstance(include, WrittenInclude):
            place = scope.places.of(include, "fragment")
        else:
            include = WrittenInclude(fragment=include)
        fragment = self._fragment(include.fragment, place, scope)
        if fragment is None or fragment.written is None:
            return
        variables = self._given(include, scope)
        inner = Scope(
            places=fragment.places,
            variables={**_defaults(fragment), **variables},
            chain=(*scope.chain, include.fragment),
            line=_line(step, scope),
            is_optional=scope.is_optional,
        )
        yield from self.steps(fragment.written.steps, inner)
        for name in variables.keys() - inner.used - _defaults(fragment).keys():
            self._findings.add(
                place,
                ProblemKind.UNUSED_VARIABLE,
                name=name,
                fragment=include.fragment,
                near=nearest(name, frozenset(inner.used)),
                known=listed(sorted(inner.used)),
            )

    def _fragment(self, name: str, place: Place, scope: Scope) -> Fragment | None:
        if any(sign in name for sign in "/\\.:"):
            self._findings.add(place, ProblemKind.INCLUDE_PATH, name=name)
            return None
        if name in scope.chain:
            chain = " → ".join((*scope.chain, name))
            self._findings.add(place, ProblemKind.INCLUDE_CYCLE, chain=chain)
            return None
        self.wanted.add(name)
        fragment = self._fragments.get(name)
        if fragment is None:
            self.is_known(name, "fragment", frozenset(self._fragments.paths), place)
            return None
        if name not in self.included:
            self.included[name] = fragment
            self._findings.include(fragment.problems)
        return fragment

    def _given(self, include: WrittenInclude, scope: Scope) -> dict[str, str]:
        if include.with_ is UNSET:
            return {}
        place = scope.places.of(include, "with")
        given = {name: self._filled(text, place, scope) for name, text in include.with_.items()}
        return {name: text or "" for name, text in given.items()}

    def _mark(self, step: WrittenStep, name: str, scope: Scope) -> Iterator[Step]:
        place = scope.places.of(step, "mark")
        text = self._filled(name, place, scope)
        if text == CLOSING and scope.is_optional:
            self._findings.add(place, ProblemKind.CLOSING_INSIDE)
        if text is not None:
            yield Mark(text, _line(step, scope))

    def _filled(self, text: str, place: Place, scope: Scope) -> str | None:
        """Fill in the variables of ``text``; None when that cannot be done."""
        scope.used.update(variables_of(text))
        unknown = [name for name in variables_of(text) if name not in scope.variables]
        for name in unknown:
            self._findings.add(
                place,
                ProblemKind.UNKNOWN_VARIABLE,
                name=name,
                near=nearest(name, tuple(scope.variables)),
                known=listed(scope.variables),
            )
        if has_stray_brace(text):
            self._findings.add(place, ProblemKind.STRAY_BRACE)
            return None
        return None if unknown else filled(text, scope.variables)

    def _not_either(self, place: Place, one: str, other: str, *, is_both: bool) -> None:
        mend = "keep one of them" if is_both else "give one of them"
        self._findings.add(place, ProblemKind.EITHER_OR, one=one, other=other, mend=mend)

    def is_known(self, name: str, what: str, known: frozenset[str], place: Place) -> bool:
        if name in known:
            return True
        self._findings.add(
            place,
            ProblemKind.UNKNOWN_NAME,
            what=what,
            name=name,
            near=nearest(name, known),
            known=listed(sorted(known)),
        )
        return False

    def elastic(self, written: Span, owner: Struct, key: str, places: Places) -> Elastic:
        """Return ``written`` as a span; out of order, as the author's ideal alone."""
        if not isinstance(written, WrittenElastic):
            return Elastic.fixed(self.span(written, places.of(owner, key)))
        low = self.span(written.min_, places.of(written, "min"))
        ideal = self.span(written.ideal, places.of(written, "ideal"))
        high = self.span(written.max_, places.of(written, "max"))
        if not low <= ideal <= high:
            self._findings.add(
                places.of(written),
                ProblemKind.SPAN_ORDER,
                minimum=duration_text(low),
                ideal=duration_text(ideal),
                maximum=duration_text(high),
            )
            return Elastic.fixed(ideal)
        return Elastic(low, ideal, high, written.weight)

    def span(self, text: str, place: Place, least: Frames = NOTHING) -> Frames:
        """Return a written duration in frames, noting one that cannot be meant."""
        length = parse_duration(text)
        if not least <= length <= LONGEST:
            bounds = f"{duration_text(least)} to {LONGEST // frames(3600)}h"
            self._findings.add(place, ProblemKind.OUT_OF_BOUNDS, text=text, bounds=bounds)
        return length


def _line(step: WrittenStep, scope: Scope) -> int:
    return scope.line or scope.places.of(step).line


def _defaults(fragment: Fragment) -> Mapping[str, str]:
    if fragment.written is None or fragment.written.defaults is UNSET:
        return {}
    return fragment.written.defaults


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
    )
