"""From written bells and soundscapes to a session's own."""

from collections.abc import Iterator
from typing import Final

from msgspec import UNSET

from thaw.core.names import KnownNames
from thaw.core.problems import Findings, ProblemKind
from thaw.core.scope import Scope
from thaw.core.session import Bed, Bell, Step
from thaw.core.spans import Spans
from thaw.core.units import frames
from thaw.core.written import WrittenBed, WrittenBell, WrittenStep

SHORTEST_FADE: Final = frames(0.2)
"""Nothing starts or stops abruptly."""
SHORTEST_SPACING: Final = frames(1)
"""Between the strikes of a bell."""


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
