"""What can be wrong with a session file: facts, worded by ``problem_words``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file. Lines and columns count from 1; 0 is the whole file."""

    file: Path
    line: int = 0
    column: int = 0


class ProblemKind(StrEnum):
    """Everything an author can be told."""

    NO_FILE = "no-file"
    NOT_A_FILE = "not-a-file"
    UNREADABLE = "unreadable"
    TOO_BIG = "too-big"
    EMPTY = "empty"
    NOT_TEXT = "not-text"
    NOT_UTF8 = "not-utf8"
    NOT_YAML = "not-yaml"
    TOO_DEEP = "too-deep"
    TOO_MANY_PARTS = "too-many-parts"
    ALIAS = "alias"
    TAG = "tag"
    SEVERAL_DOCUMENTS = "several-documents"
    KEY_NOT_TEXT = "key-not-text"
    DUPLICATE_KEY = "duplicate-key"

    UNKNOWN_KEY = "unknown-key"
    UNKNOWN_KEYS = "unknown-keys"
    MISSING_KEY = "missing-key"
    NO_VALUE = "no-value"
    NO_TEXT = "no-text"
    WRONG_TYPE = "wrong-type"
    NOT_QUOTED = "not-quoted"
    WRONG_FORM = "wrong-form"
    NOT_ONE_OF = "not-one-of"
    OUT_OF_BOUNDS = "out-of-bounds"
    TOO_LONG = "too-long"
    TOO_FEW = "too-few"
    TOO_MANY = "too-many"
    NOT_ONE_STEP = "not-one-step"

    VERSION = "version"
    SPAN_ORDER = "span-order"
    LENGTHS_ORDER = "lengths-order"
    LENGTHS_IMPOSSIBLE = "lengths-impossible"
    UNKNOWN_NAME = "unknown-name"
    INCLUDE_PATH = "include-path"
    INCLUDE_CYCLE = "include-cycle"
    UNUSED_VARIABLE = "unused-variable"
    UNKNOWN_VARIABLE = "unknown-variable"
    STRAY_BRACE = "stray-brace"
    MISSING_CLOSING = "missing-closing"
    CLOSING_AGAIN = "closing-again"
    CLOSING_INSIDE = "closing-inside"
    ID_NOT_FILE_NAME = "id-not-file-name"
    EITHER_OR = "either-or"
    BOTH_OR_NEITHER = "both-or-neither"
    BREATH_BOUNDS = "breath-bounds"
    BREATH_DOSE = "breath-dose"
    TOO_MANY_STEPS = "too-many-steps"
    TOO_MANY_PROBLEMS = "too-many-problems"

    DUPLICATE_ID = "duplicate-id"
    NO_SUCH_SESSION = "no-such-session"

    COUNTRY_NOT_FILE_NAME = "country-not-file-name"
    EXPIRES_BEFORE = "expires-before"
    EXPIRES_LATE = "expires-late"
    OUT_OF_DATE = "out-of-date"

    RECORDING_PATH = "recording-path"
    RECORDING_ENDING = "recording-ending"
    NO_TRACK = "no-track"
    TRACK_UNUSABLE = "track-unusable"

    NO_RECORDING = "no-recording"
    RECORDING_UNUSABLE = "recording-unusable"
    RECORDING_CUT_SHORT = "recording-cut-short"
    NO_CAPTIONS = "no-captions"
    NO_TWIN = "no-twin"
    WORDING = "wording"
    BREATH_UNUSUAL = "breath-unusual"


WARNINGS: Final = frozenset(
    {
        ProblemKind.NO_RECORDING,
        ProblemKind.RECORDING_UNUSABLE,
        ProblemKind.RECORDING_CUT_SHORT,
        ProblemKind.NO_CAPTIONS,
        ProblemKind.NO_TWIN,
        ProblemKind.WORDING,
        ProblemKind.BREATH_UNUSUAL,
        ProblemKind.OUT_OF_DATE,
    }
)
"""Kinds that leave a file usable."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a file. ``values`` fill the wording; ``near`` is the nearest right."""

    place: Place
    kind: ProblemKind
    values: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def file(self) -> Path:
        return self.place.file

    @property
    def line(self) -> int:
        return self.place.line

    @property
    def column(self) -> int:
        return self.place.column

    @property
    def is_warning(self) -> bool:
        return self.kind in WARNINGS


class Findings:
    """Problems as they are found: each one once, and no more than a person would read."""

    LIMIT: Final = 50

    def __init__(self) -> None:
        self._found: dict[tuple[Place, ProblemKind, tuple[tuple[str, str], ...]], Problem] = {}

    def add(self, place: Place, kind: ProblemKind, /, **values: str) -> None:
        problem = Problem(place, kind, values)
        if not self.is_full:
            self._found.setdefault((place, kind, tuple(sorted(values.items()))), problem)

    def include(self, problems: "tuple[Problem, ...]") -> None:
        for problem in problems:
            self.add(problem.place, problem.kind, **problem.values)

    def knows(self, name: str, what: str, known: frozenset[str], place: Place) -> bool:
        """Return whether ``name`` is one of ``known``, noting one that is not."""
        if name in known:
            return True
        self.add(
            place,
            ProblemKind.UNKNOWN_NAME,
            what=what,
            name=name,
            near=nearest(name, known),
            known=listed(sorted(known)),
        )
        return False

    def not_either(self, place: Place, one: str, other: str, *, is_both: bool) -> None:
        """Note that of two keys both are there, or neither."""
        mend = "keep one of them" if is_both else "give one of them"
        self.add(place, ProblemKind.EITHER_OR, one=one, other=other, mend=mend)

    @property
    def is_full(self) -> bool:
        return len(self._found) >= self.LIMIT

    def sorted(self) -> tuple[Problem, ...]:
        """Return the problems by file and line; the last says so when there were more."""
        problems = sorted(self._found.values(), key=_reading_order)
        if self.is_full:
            place = Place(problems[-1].file)
            limit = str(self.LIMIT)
            problems.append(Problem(place, ProblemKind.TOO_MANY_PROBLEMS, {"limit": limit}))
        return tuple(problems)

    def __bool__(self) -> bool:
        return any(not problem.is_warning for problem in self._found.values())


def nearest(word: str, known: "frozenset[str] | tuple[str, ...] | list[str]") -> str:
    """Return the one of ``known`` most like ``word``, or an empty text."""
    # A long word is cut first: difflib's time grows with the square of the length.
    close = get_close_matches(word[:40].lower(), sorted(known), n=1, cutoff=0.6)
    return close[0] if close else ""


def listed(words: Iterable[str]) -> str:
    """Return ``words`` as a readable list, however long the list is."""
    return ", ".join(f"`{word}`" for word in words) or "nothing"


def _reading_order(problem: Problem) -> tuple[str, int, int]:
    return str(problem.file), problem.line, problem.column
