"""Load a session file: a session, or everything that is wrong with it.

Nothing an author can write makes these functions raise.
"""

import hashlib
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from msgspec import UNSET

from thaw.core.expanding import Expander, Sound, TooManySteps
from thaw.core.files import read_bytes
from thaw.core.fragments import Fragments
from thaw.core.names import KnownNames
from thaw.core.nodes import composed, decoded
from thaw.core.places import Places
from thaw.core.possible_lengths import MIN_LENGTH, PossibleLengths, is_told_by_words
from thaw.core.problems import Findings, Place, Problem, ProblemKind
from thaw.core.reading import Reader
from thaw.core.scope import Scope
from thaw.core.session import CLOSING, Category, Lengths, Level, Mark, Session, Step
from thaw.core.spans import Spans
from thaw.core.units import Frames
from thaw.core.written import WrittenLengths, WrittenSession

_ANY_SOUND: Final = Sound(bells="", language="en")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of one session file: ``session`` is None when ``problems`` forbid it."""

    session: Session | None
    problems: tuple[Problem, ...]
    header: WrittenSession | None = None
    fragments: frozenset[str] = frozenset()
    """The names of the fragments it asks for, there or not."""
    id_place: Place | None = None


def load_session(
    path: Path, fragments: Fragments, names: KnownNames
) -> Session | tuple[Problem, ...]:
    """Read the session at ``path``, or return its problems in the order of their lines."""
    loaded = load_file(path, fragments, names)
    return loaded.problems if loaded.session is None else loaded.session


def load_text(
    text: str, fragments: Fragments, names: KnownNames, path: Path = Path("session")
) -> Session | tuple[Problem, ...]:
    """Read a session from ``text``; ``path`` is the name its problems go by."""
    loaded = load_bytes(text.encode("utf-8", "surrogatepass"), path, fragments, names)
    return loaded.problems if loaded.session is None else loaded.session


def load_file(path: Path, fragments: Fragments, names: KnownNames) -> Loaded:
    """Read the session at ``path`` with all there is to know about it, warnings included."""
    data = read_bytes(path)
    if isinstance(data, Problem):
        return Loaded(None, (data,))
    loaded = load_bytes(data, path, fragments, names)
    if loaded.header is None or loaded.header.id == path.stem:
        return loaded
    return _misnamed(loaded, loaded.header, path)


def load_bytes(data: bytes, path: Path, fragments: Fragments, names: KnownNames) -> Loaded:
    """Read a session from a file's bytes."""
    text = decoded(data, path)
    node = text if isinstance(text, Problem) else composed(text, path)
    if isinstance(node, Problem):
        return Loaded(None, (node,))
    findings, places = Findings(), Places(Place(path))
    reader = Reader(findings, places)
    written = reader.read(node, WrittenSession)
    if written is None:
        # What the steps hold is told as well, so that one look mends the whole file.
        expander = Expander(findings, fragments, names, _ANY_SOUND, Level.DEEP)
        with suppress(TooManySteps):
            expander.steps(reader.steps, Scope(places))
        return Loaded(None, findings.sorted(), fragments=frozenset(expander.wanted))
    return _Loading(written, places, findings, fragments, names).loaded(data)


class _Loading:
    """One written session on its way to being a session."""

    def __init__(
        self,
        written: WrittenSession,
        places: Places,
        findings: Findings,
        fragments: Fragments,
        names: KnownNames,
    ) -> None:
        self._written = written
        self._places = places
        self._findings = findings
        self._names = names
        sound = Sound(bells=written.sound.bells, language=written.language)
        self._expander = Expander(findings, fragments, names, sound, written.level)

    def loaded(self, data: bytes) -> Loaded:
        lengths = self._lengths()
        self._check_sound()
        steps = self._steps()
        if not self._findings and self._written.category is not Category.TIMER:
            self._check_closing(steps)
        if not self._findings:
            self._check_lengths(lengths, steps)
        session = None if self._findings else self._session(lengths, steps, data)
        return Loaded(
            session,
            self._findings.sorted(),
            self._written,
            frozenset(self._expander.wanted),
            self._places.of(self._written, "id"),
        )

    def _session(self, lengths: Lengths, steps: tuple[Step, ...], data: bytes) -> Session:
        written = self._written
        return Session(
            id=written.id,
            title=written.title,
            goal=written.goal,
            category=written.category,
            level=written.level,
            language=written.language,
            lengths=lengths,
            anchor=written.anchor,
            twin=None if written.twin is UNSET else written.twin,
            bed=None if written.sound.bed == "off" else written.sound.bed,
            bells=written.sound.bells,
            steps=steps,
            content_hash=self._content_hash(data),
            version=written.version,
        )

    def _lengths(self) -> Lengths:
        written = self._written.lengths
        shortest = self._span(written, "from", written.from_)
        default = self._span(written, "default", written.default)
        longest = self._span(written, "to", written.to)
        if not shortest <= default <= longest:
            self._findings.add(
                self._places.of(written),
                ProblemKind.LENGTHS_ORDER,
                shortest=written.from_,
                default=written.default,
                longest=written.to,
            )
        return Lengths(default, shortest, longest)

    def _span(self, lengths: WrittenLengths, key: str, text: str) -> Frames:
        return Spans(self._findings).span(text, self._places.of(lengths, key), MIN_LENGTH)

    def _check_sound(self) -> None:
        sound, names, knows = self._written.sound, self._names, self._findings.knows
        place = self._places.of
        if sound.bed != "off":
            knows(sound.bed, "soundscape", names.beds, place(sound, "bed"))
        knows(sound.bells, "bell", names.bells, place(sound, "bells"))

    def _steps(self) -> tuple[Step, ...]:
        try:
            return self._expander.steps(self._written.steps, Scope(self._places))
        except TooManySteps:
            return ()

    def _check_lengths(self, lengths: Lengths, steps: tuple[Step, ...]) -> None:
        written = self._written
        if is_told_by_words(steps, written.language):
            possible = PossibleLengths(steps)
            possible.check(written.lengths, lengths, self._places, self._findings)

    def _check_closing(self, steps: tuple[Step, ...]) -> None:
        lines = [step.at_line for step in steps if isinstance(step, Mark) and step.name == CLOSING]
        file = self._places.of(self._written).file
        if not lines:
            self._findings.add(self._places.of(self._written, "steps"), ProblemKind.MISSING_CLOSING)
        for line in lines[1:]:
            self._findings.add(Place(file, line, 1), ProblemKind.CLOSING_AGAIN, first=str(lines[0]))

    def _content_hash(self, data: bytes) -> str:
        whole = hashlib.sha256(hashlib.sha256(data).digest())
        for _, fragment in sorted(self._expander.included.items()):
            whole.update(fragment.digest)
        return whole.hexdigest()


def _misnamed(loaded: Loaded, header: WrittenSession, path: Path) -> Loaded:
    problem = Problem(
        loaded.id_place or Place(path),
        ProblemKind.ID_NOT_FILE_NAME,
        {"id": header.id, "stem": path.stem},
    )
    problems = sorted((problem, *loaded.problems), key=lambda one: one.line)
    return replace(loaded, session=None, problems=tuple(problems))
