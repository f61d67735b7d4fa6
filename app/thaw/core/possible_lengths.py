"""Whether the steps of a session can take the lengths that it declares."""

import math
from collections.abc import Iterator, Sequence
from typing import Final

from thaw.core.compiling import reading_length
from thaw.core.parts import room
from thaw.core.places import Places
from thaw.core.plan import Choices
from thaw.core.problems import Findings, Place, ProblemKind
from thaw.core.session import Lengths, Passage, Play, Say, Step
from thaw.core.units import RATE, Frames, duration_text, frames
from thaw.core.written import WrittenLengths

MIN_LENGTH: Final = frames(10)
"""Ten seconds: the shortest thing that can be called a session."""
TOLERANCE: Final = 0.9
"""Voices differ, so a length is impossible only where it misses by more than this factor."""
_UNSPACED: Final = frozenset({"bo", "dz", "ja", "km", "lo", "my", "th", "yue", "zh"})
"""Languages that put no spaces between words, so that nobody can count them."""


class PossibleLengths:
    """The least and the most that ``steps`` take, with words read at an ordinary pace."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self._low, self._high = room(steps, Choices(), reading_length)

    def check(
        self, written: WrittenLengths, lengths: Lengths, places: Places, findings: Findings
    ) -> None:
        """Note each of ``lengths`` that can't be had; all of them, if they miss the same way."""
        declared = (
            ("from", written.from_, lengths.shortest),
            ("default", written.default, lengths.default),
            ("to", written.to, lengths.longest),
        )
        if all(self._is_too_long(length) for _, _, length in declared):
            self._note(findings, places.of(written), "all of these are", is_long=True)
        elif all(self._is_too_short(length) for _, _, length in declared):
            self._note(findings, places.of(written), "all of these are", is_long=False)
        else:
            for key, text, length in declared:
                is_long = self._is_too_long(length)
                if is_long or self._is_too_short(length):
                    place = places.of(written, key)
                    self._note(findings, place, f"`{key}: {text}` is", is_long=is_long)

    def _is_too_long(self, length: Frames) -> bool:
        return length * TOLERANCE > self._high

    def _is_too_short(self, length: Frames) -> bool:
        return length < self._low * TOLERANCE

    def _note(self, findings: Findings, place: Place, which: str, *, is_long: bool) -> None:
        findings.add(
            place,
            ProblemKind.LENGTHS_IMPOSSIBLE,
            which=which,
            fault="longer" if is_long else "shorter",
            room=self._room,
            mend=self._mend(is_long=is_long),
        )

    @property
    def _room(self) -> str:
        if self._is_rigid:
            return f"about {self._least}"
        return f"{self._least} to {self._most}"

    def _mend(self, *, is_long: bool) -> str:
        if self._high < MIN_LENGTH:
            return f"let a rest stretch: a session takes {duration_text(MIN_LENGTH)} or more"
        if self._is_rigid:
            return f"write {self._least}, or let a rest stretch"
        if is_long:
            return f"write {self._most} or less, or let a rest stretch further"
        return f"write {self._least} or more, or make some of the steps `optional`"

    @property
    def _is_rigid(self) -> bool:
        return self._high - self._low < RATE

    @property
    def _least(self) -> str:
        return duration_text(Frames(math.ceil(self._low / RATE) * RATE))

    @property
    def _most(self) -> str:
        return duration_text(Frames(self._high // RATE * RATE))


def is_told_by_words(steps: Sequence[Step], language: str) -> bool:
    """Whether the written words tell how long ``steps`` are: a recording is as long as it is."""
    if language.partition("-")[0] in _UNSPACED:
        return False
    return not any(isinstance(s, Say | Play) and s.line.recording for s in _every(steps))


def _every(steps: Sequence[Step]) -> Iterator[Step]:
    for step in steps:
        if isinstance(step, Passage):
            yield from _every(step.steps)
        else:
            yield step
