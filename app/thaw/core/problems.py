"""What can be wrong with a session file: facts for the shell, and plain words for the terminal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Final

_SHOWN_LENGTH: Final = 80
_OURS: Final = frozenset({"expected", "known", "reason", "fault"})
_OURS_LENGTH: Final = 300
_PATH_LENGTH: Final = 4096


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


def worded(problem: Problem) -> str:
    """Say ``problem`` as ``file:line:column: what is wrong — how to mend it``."""
    wrong, mend = WORDS[problem.kind]
    values = {
        key: _shown(value, _OURS_LENGTH if key in _OURS else _SHOWN_LENGTH)
        for key, value in problem.values.items()
    }
    if values.get("near"):
        mend = "did you mean `{near}`?"
    said = wrong.format_map(values) + (f" — {mend.format_map(values)}" if mend else "")
    return f"{_where(problem.place)}: {said}"


def _reading_order(problem: Problem) -> tuple[str, int, int]:
    return str(problem.file), problem.line, problem.column


def _where(place: Place) -> str:
    file = _shown(str(place.file), _PATH_LENGTH)
    return file if place.line == 0 else f"{file}:{place.line}:{place.column}"


def _shown(text: str, length: int) -> str:
    # Text from a stranger's file must not be able to steer a terminal.
    plain = "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text[:length]
    )
    return plain if len(text) <= length else plain[:-1] + "…"


WORDS: Final[Mapping[ProblemKind, tuple[str, str]]] = {
    ProblemKind.NO_FILE: ("there is no such file", "check the name"),
    ProblemKind.NOT_A_FILE: ("this is not an ordinary file", "name a .yaml file"),
    ProblemKind.UNREADABLE: ("this file cannot be read: {reason}", "check its permissions"),
    ProblemKind.TOO_BIG: (
        "this file is {size} long, and a session file may be {limit}",
        "split it, or check that it is the file you meant",
    ),
    ProblemKind.EMPTY: ("this file is empty", "start from the example in docs/session-format.md"),
    ProblemKind.NOT_TEXT: (
        "this is not a text file (it holds the character {character})",
        "name a session written in YAML",
    ),
    ProblemKind.NOT_UTF8: (
        "the byte {byte} here is not UTF-8",
        "save the file again with the encoding set to UTF-8",
    ),
    ProblemKind.NOT_YAML: ("this cannot be read as YAML: {said}", "{hint}"),
    ProblemKind.TOO_DEEP: (
        "steps are nested more than {limit} deep",
        "flatten them, or move some into a fragment",
    ),
    ProblemKind.TOO_MANY_PARTS: (
        "this file has more than {limit} parts",
        "split it into several sessions",
    ),
    ProblemKind.ALIAS: (
        "`{name}` is a YAML anchor or alias, which a session cannot hold",
        "write the passage out, use `include`, or quote the text",
    ),
    ProblemKind.TAG: (
        "`{tag}` is a YAML tag, which a session cannot hold",
        "remove it, or quote the text that begins with `!`",
    ),
    ProblemKind.SEVERAL_DOCUMENTS: (
        "a second document begins here",
        "keep one session to a file, without `---` inside it",
    ),
    ProblemKind.KEY_NOT_TEXT: (
        "a list or mapping stands where a key belongs",
        "write `key: value`",
    ),
    ProblemKind.DUPLICATE_KEY: (
        "`{key}` is already given on line {first}",
        "keep one of the two",
    ),
    ProblemKind.UNKNOWN_KEY: ("`{key}` is not a key of {where}", "it may have {known}"),
    ProblemKind.UNKNOWN_KEYS: (
        "most of what is here ({count} keys, `{key}` the first) is not part of {where}",
        "it may have {known}",
    ),
    ProblemKind.MISSING_KEY: ("{where} needs `{key}`", "add it: {meaning}"),
    ProblemKind.NO_VALUE: ("`{key}` has no value", "give it {expected}, or remove the line"),
    ProblemKind.NO_TEXT: ("this text is empty", "write {expected}"),
    ProblemKind.WRONG_TYPE: ("{found} does not fit here", "write {expected}"),
    ProblemKind.NOT_QUOTED: (
        "YAML reads `{text}` as {found}, and text belongs here",
        'quote it: "{text}"',
    ),
    ProblemKind.WRONG_FORM: ("`{text}` does not fit here", "write {expected}"),
    ProblemKind.NOT_ONE_OF: ("`{text}` is not known here", "write one of {known}"),
    ProblemKind.OUT_OF_BOUNDS: ("`{text}` is out of bounds", "write {bounds}"),
    ProblemKind.TOO_LONG: (
        "this text has {length} characters, and {limit} fit here",
        "split it in two",
    ),
    ProblemKind.TOO_FEW: ("there is nothing in this list", "add at least {limit}"),
    ProblemKind.TOO_MANY: ("this list has {length} entries, and {limit} fit", "shorten it"),
    ProblemKind.NOT_ONE_STEP: (
        "this step has {count} keys, and a step has one",
        "begin each step with its own dash",
    ),
    ProblemKind.VERSION: (
        "this file says `thaw: {text}`, and this Thaw reads version 1",
        "write `thaw: 1`, or use a newer Thaw",
    ),
    ProblemKind.SPAN_ORDER: (
        "min {minimum}, ideal {ideal} and max {maximum} are out of order",
        "keep min ≤ ideal ≤ max",
    ),
    ProblemKind.LENGTHS_ORDER: (
        "from {shortest}, default {default} and to {longest} are out of order",
        "keep from ≤ default ≤ to",
    ),
    ProblemKind.LENGTHS_IMPOSSIBLE: (
        "{which} {fault} than these steps can be, which take {room}",
        "{mend}",
    ),
    ProblemKind.UNKNOWN_NAME: ("there is no {what} called `{name}`", "there is {known}"),
    ProblemKind.INCLUDE_PATH: (
        "`{name}` is a path, and an include names a fragment",
        "put the fragment in the folder `fragments` and write its name alone",
    ),
    ProblemKind.INCLUDE_CYCLE: (
        "these fragments include each other: {chain}",
        "take one of the includes out",
    ),
    ProblemKind.UNUSED_VARIABLE: (
        "the fragment `{fragment}` has no {{{name}}}",
        "remove it, or check its spelling: the fragment has {known}",
    ),
    ProblemKind.UNKNOWN_VARIABLE: (
        "nothing here gives {{{name}}} a value",
        "known here: {known}",
    ),
    ProblemKind.STRAY_BRACE: (
        "a brace stands alone in this text",
        "write variables as {{name}}, and leave out other braces",
    ),
    ProblemKind.MISSING_CLOSING: (
        "this session has no closing",
        "add `- mark: closing` before its last part, or `- include: closing-room`",
    ),
    ProblemKind.CLOSING_AGAIN: (
        "the closing is marked twice, first on line {first}",
        "keep the last of the two",
    ),
    ProblemKind.CLOSING_INSIDE: (
        "the closing is marked inside `optional`, where it may drop out",
        "move it to the session's own steps",
    ),
    ProblemKind.ID_NOT_FILE_NAME: (
        "the id `{id}` is not the file's name",
        "write `id: {stem}`, or name the file {id}.yaml",
    ),
    ProblemKind.EITHER_OR: ("`{one}` and `{other}` are a choice of one", "{mend}"),
    ProblemKind.BOTH_OR_NEITHER: (
        "`{one}` and `{other}` go together",
        "give both, or neither",
    ),
    ProblemKind.BREATH_BOUNDS: (
        "this breath is outside what Thaw offers: {reason}",
        "the nearest that fits is {nearest}",
    ),
    ProblemKind.BREATH_DOSE: (
        "this is a long time to breathe so: {reason}",
        "write {limit} or less",
    ),
    ProblemKind.TOO_MANY_STEPS: (
        "with its repeats laid out this session has more than {limit} steps",
        "repeat less",
    ),
    ProblemKind.TOO_MANY_PROBLEMS: (
        "there is more to mend than the first {limit} problems",
        "mend these first, then check again",
    ),
    ProblemKind.DUPLICATE_ID: (
        "the id `{id}` is already taken by {other}",
        "give this session an id and file name of its own",
    ),
    ProblemKind.NO_SUCH_SESSION: ("there is no session of this name", "see `thaw list`"),
    ProblemKind.COUNTRY_NOT_FILE_NAME: (
        "the country `{country}` is not the file's name",
        "write `country: {stem}`, or name the file {country}.yaml",
    ),
    ProblemKind.EXPIRES_BEFORE: (
        "this expires on {expires}, before it was verified on {verified}",
        "look at the service's own page again, and write when that was",
    ),
    ProblemKind.EXPIRES_LATE: (
        "this expires {days} days after it was verified, and {limit} are the most",
        "write {latest} or an earlier day",
    ),
    ProblemKind.OUT_OF_DATE: (
        "nobody is shown this on {today}: it was verified on {verified} and expires on {expires}",
        "look at the service's own page again, and write both dates anew",
    ),
    ProblemKind.RECORDING_PATH: (
        "`{name}` is not in this file's folder",
        "keep the recording beside this file, and write its name without `..`",
    ),
    ProblemKind.RECORDING_ENDING: (
        "`{name}` does not end as a sound file does",
        "name a file that ends in one of {known}",
    ),
    ProblemKind.NO_TRACK: (
        "there is no sound file `{name}` here",
        "put it in this file's folder, or check its name",
    ),
    ProblemKind.TRACK_UNUSABLE: ("`{name}` cannot be played: {reason}", "{mend}"),
    ProblemKind.NO_RECORDING: (
        "there is no recording `{name}` here, and the voice speaks instead",
        "put it in this file's folder, or check its name",
    ),
    ProblemKind.RECORDING_UNUSABLE: (
        "`{name}` cannot be played, and the voice speaks instead: {reason}",
        "{mend}",
    ),
    ProblemKind.RECORDING_CUT_SHORT: (
        "`{name}` is cut short: {readable}",
        "record or copy it again",
    ),
    ProblemKind.NO_CAPTIONS: (
        "there are no captions to read in `{name}`",
        "write times as 00:01.000 --> 00:04.000, and the words below",
    ),
    ProblemKind.NO_TWIN: (
        "there is no session `{name}` to be offered in this one's place",
        "check its name, or put its file beside this one",
    ),
    ProblemKind.WORDING: ("{fault}", "{advice}"),
    ProblemKind.BREATH_UNUSUAL: (
        "this breath is unusual: {reason}",
        "something like {nearest} suits more people",
    ),
}
"""For each kind what is wrong, and how to mend it when there is no near word to offer."""
