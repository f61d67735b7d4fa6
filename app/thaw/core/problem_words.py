"""What is wrong with a file, and how to mend it, in plain words."""

from collections.abc import Mapping
from typing import Final

from thaw.core.problems import Place, Problem, ProblemKind

_SHOWN_LENGTH: Final = 80
_OURS: Final = frozenset({"expected", "known", "reason", "fault"})
_OURS_LENGTH: Final = 300
_PATH_LENGTH: Final = 4096


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
