"""From written bells and soundscapes to a session's own."""

from collections.abc import Iterator
from typing import Final

from msgspec import UNSET

from thaw.core.names import KnownNames
from thaw.core.problems import Findings, ProblemKind
from thaw.core.scope import Scope
from thaw.core.session import Bed, Bell, Bells, Step
from thaw.core.spans import Spans
from thaw.core.units import Frames, duration_text, frames
from thaw.core.written_steps import WrittenBed, WrittenBell, WrittenBells, WrittenStep

SHORTEST_FADE: Final = frames(0.2)
"""Nothing starts or stops abruptly."""
SHORTEST_SPACING: Final = frames(1)
"""Between the strikes of a bell."""

SHORTEST_INTERVAL: Final = frames(10)
"""Between bells that come again and again."""
_TIMES: Final = ("every", "at", "before_end", "random")


class SoundSteps:
    """Lays out bells and soundscapes; ``bells`` is the bell for steps that name none."""

    def __init__(self, findings: Findings, spans: Spans, names: KnownNames, bells: str) -> None:
        self._findings = findings
        self._spans = spans
        self._names = names
        self._bells = bells

    def bell(self, step: WrittenStep, bell: str | WrittenBell, scope: Scope) -> Iterator[Step]:
        if isinstance(bell, str):
            bell, place = WrittenBell(voice=bell), scope.places.of(step, "bell")
        else:
            place = scope.places.of(bell, "voice")
        voice = self._bells if bell.voice is UNSET else bell.voice
        spacing = self._spans.span(bell.spacing, scope.places.of(bell, "spacing"), SHORTEST_SPACING)
        if bell.voice is UNSET or self._findings.knows(voice, "bell", self._names.bells, place):
            yield Bell(voice, bell.strikes, spacing, bell.gain, scope.line_of(step))

    def bells(self, step: WrittenStep, bells: str | WrittenBells, scope: Scope) -> Iterator[Step]:
        line = scope.line_of(step)
        if isinstance(bells, str):
            yield Bells(self._bells, at_line=line)
            return
        places, span = scope.places, self._spans.span
        place = places.of(bells, "voice")
        voice = self._bells if bells.voice is UNSET else bells.voice
        value = Bells(
            voice=voice,
            strikes=bells.strikes,
            spacing=span(bells.spacing, places.of(bells, "spacing"), SHORTEST_SPACING),
            gain_db=bells.gain,
            every=self._every(bells, scope),
            after=tuple(span(text, places.of(bells, "at")) for text in bells.at),
            before_end=tuple(
                span(text, places.of(bells, "before_end")) for text in bells.before_end
            ),
            apart=self._apart(bells, scope),
            at_line=line,
        )
        if not any(places.is_given(bells, key) for key in _TIMES):
            expected = "`every`, `at`, `before_end` or `random`"
            place = places.of(bells)
            self._findings.add(place, ProblemKind.NO_VALUE, key="bells", expected=expected)
        elif bells.voice is UNSET or self._findings.knows(voice, "bell", self._names.bells, place):
            yield value

    def _every(self, bells: WrittenBells, scope: Scope) -> Frames | None:
        if bells.every is UNSET:
            return None
        length = self._spans.span(bells.every, scope.places.of(bells, "every"), SHORTEST_INTERVAL)
        # A problem is noted for anything shorter, and nothing is ever struck without end.
        return max(length, SHORTEST_INTERVAL)

    def _apart(self, bells: WrittenBells, scope: Scope) -> tuple[Frames, Frames] | None:
        if bells.random is UNSET:
            return None
        written, places = bells.random, scope.places
        least = self._spans.span(written.min_, places.of(written, "min"), SHORTEST_INTERVAL)
        most = self._spans.span(written.max_, places.of(written, "max"), SHORTEST_INTERVAL)
        if least > most:
            bounds = f"{duration_text(least)} or more"
            place = places.of(written, "max")
            self._findings.add(place, ProblemKind.OUT_OF_BOUNDS, text=written.max_, bounds=bounds)
        return least, max(least, most)

    def bed(self, step: WrittenStep, bed: str | WrittenBed, scope: Scope) -> Iterator[Step]:
        if isinstance(bed, str):
            bed, place = WrittenBed(name=bed), scope.places.of(step, "bed")
        else:
            place = scope.places.of(bed, "name")
        fade = None
        if bed.fade is not UNSET:
            fade = self._spans.span(bed.fade, scope.places.of(bed, "fade"), SHORTEST_FADE)
        value = Bed(
            name=None if bed.name is UNSET or bed.name == "off" else bed.name,
            fade=fade,
            gain_db=None if bed.gain is UNSET else bed.gain,
            ducks=None if bed.duck is UNSET else bed.duck,
            at_line=scope.line_of(step),
            keeps=bed.name is UNSET,
        )
        if value.keeps and value.gain_db is None and value.ducks is None:
            expected = "a soundscape, or a `gain` for the one that is heard"
            place = scope.places.of(step, "bed")
            self._findings.add(place, ProblemKind.NO_VALUE, key="bed", expected=expected)
        elif value.name is None or self._findings.knows(
            value.name, "soundscape", self._names.beds, place
        ):
            yield value
