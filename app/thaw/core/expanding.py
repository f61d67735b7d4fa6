"""From written steps to a session's own: includes and repeats laid out, variables filled in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from msgspec import UNSET

from thaw.core.breathing_steps import BreathingSteps
from thaw.core.fragments import Fragment, Fragments
from thaw.core.names import KnownNames
from thaw.core.problems import Findings, Place, ProblemKind, listed, nearest
from thaw.core.recorded_files import recorded_file
from thaw.core.scope import Scope, filled, has_stray_brace, variables_of
from thaw.core.session import (
    CLOSING,
    Level,
    Mark,
    Passage,
    Play,
    Rest,
    Say,
    Step,
    VoiceLine,
    Wait,
)
from thaw.core.sound_steps import SoundSteps
from thaw.core.spans import Spans
from thaw.core.written_steps import (
    WrittenInclude,
    WrittenOptional,
    WrittenPlay,
    WrittenRepeat,
    WrittenSay,
    WrittenStep,
    WrittenWrite,
)

MAX_STEPS: Final = 5_000
"""Steps laid out: repeats within repeats stop here."""


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
        self._language = sound.language
        self._spans = Spans(findings)
        self._sounds = SoundSteps(findings, self._spans, names, sound.bells)
        self._breathing = BreathingSteps(findings, self._spans, names, level)
        self._count = 0
        self.included: dict[str, Fragment] = {}
        self.wanted: set[str] = set()
        """The names of all fragments asked for, found or not."""

    def steps(self, written: tuple[WrittenStep, ...], scope: Scope) -> tuple[Step, ...]:
        return tuple(value for step in written for value in self._step(step, scope))

    def _step(self, step: WrittenStep, scope: Scope) -> Iterator[Step]:
        self._count_one(step, scope)
        if step.optional is not UNSET:
            yield self._passage(step, step.optional, scope)
        elif step.repeat is not UNSET:
            yield from self._repeat(step.repeat, scope)
        elif step.include is not UNSET:
            yield from self._include(step, step.include, scope)
        else:
            yield from self._plain(step, scope)

    def _plain(self, step: WrittenStep, scope: Scope) -> Iterator[Step]:
        """A step that holds no others."""
        if step.say is not UNSET:
            yield from self._say(step, step.say, scope)
        elif step.play is not UNSET:
            yield from self._play(step, step.play, scope)
        elif step.bell is not UNSET:
            yield from self._sounds.bell(step, step.bell, scope)
        elif step.bells is not UNSET:
            yield from self._sounds.bells(step, step.bells, scope)
        elif step.breathe is not UNSET:
            yield from self._breathing.breathe(step, step.breathe, scope)
        elif step.bed is not UNSET:
            yield from self._sounds.bed(step, step.bed, scope)
        elif step.mark is not UNSET:
            yield from self._mark(step, step.mark, scope)
        else:
            yield from self._silence(step, scope)

    def _silence(self, step: WrittenStep, scope: Scope) -> Iterator[Step]:
        """A step in which nothing is said."""
        if step.rest is not UNSET:
            span = self._spans.elastic(step.rest, step, "rest", scope.places)
            yield Rest(span, scope.line_of(step))
        elif step.wait is not UNSET:
            span = self._spans.elastic(step.wait, step, "wait", scope.places)
            yield Wait(span, scope.line_of(step))
        elif step.write is not UNSET:
            yield from self._write(step, step.write, scope)

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
            pause = self._spans.elastic(say.pause, say, "pause", places)
        if text is not None:
            recording = None
            if say.file is not UNSET:
                recording = self._recording(say.file, places.of(say, "file"), scope)
            line = VoiceLine(text, self._language, say.pace, recording)
            yield Say(line, pause, scope.line_of(step), say.breath_lock)

    def _write(self, step: WrittenStep, write: str | WrittenWrite, scope: Scope) -> Iterator[Step]:
        if isinstance(write, str):
            write, place = WrittenWrite(prompt=write), scope.places.of(step, "write")
        else:
            place = scope.places.of(write, "prompt")
        prompt = self._filled(write.prompt, place, scope)
        span = self._spans.elastic(write.for_, write, "for", scope.places)
        if prompt is not None:
            yield Wait(span, scope.line_of(step), prompt)

    def _play(self, step: WrittenStep, play: str | WrittenPlay, scope: Scope) -> Iterator[Step]:
        if isinstance(play, str):
            play, place = WrittenPlay(file=play), scope.places.of(step, "play")
        else:
            place = scope.places.of(play, "file")
        name = self._filled(play.file, place, scope)
        if name is None:
            return
        path = recorded_file(name, place, self._findings, ProblemKind.NO_TRACK)
        if path is not None:
            yield Play(path, play.gain, scope.line_of(step))

    def _recording(self, name: str, place: Place, scope: Scope) -> Path | None:
        filled_in = self._filled(name, place, scope)
        return None if filled_in is None else recorded_file(filled_in, place, self._findings)

    def _passage(self, step: WrittenStep, optional: WrittenOptional, scope: Scope) -> Passage:
        return Passage(
            steps=self.steps(optional.steps, replace(scope, is_optional=True)),
            from_length=self._spans.span(optional.from_, scope.places.of(optional, "from")),
            importance=optional.importance,
            at_line=scope.line_of(step),
        )

    def _repeat(self, repeat: WrittenRepeat, scope: Scope) -> Iterator[Step]:
        places = scope.places
        has_words = places.is_given(repeat, "over")
        if has_words == places.is_given(repeat, "times"):
            self._findings.not_either(places.of(repeat), "over", "times", is_both=has_words)
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
            line=scope.line_of(step),
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
            self._findings.knows(name, "fragment", frozenset(self._fragments.paths), place)
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
            yield Mark(text, scope.line_of(step))

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


def _defaults(fragment: Fragment) -> Mapping[str, str]:
    if fragment.written is None or fragment.written.defaults is UNSET:
        return {}
    return fragment.written.defaults
