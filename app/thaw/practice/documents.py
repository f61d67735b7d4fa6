"""What Thaw itself has written, read a record at a time: JSON of three kinds, and CSV.

``{"thaw_practices": 2, "practices": [...]}`` holds practices, ``{"thaw_words": 1, "journal":
[...], "answers": [...]}`` what was written and answered, ``{"thaw_everything": 1, ...}`` all
three lists. The bare list that ``history --json`` prints holds practices, and so does CSV.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, cast

from thaw.practice import cells
from thaw.practice.forms import COLUMNS, LATER_COLUMNS, VALUE_COLUMNS
from thaw.practice.import_files import ImportText, refuse, table_rows
from thaw.practice.json_walk import Found, ListBegins, walk
from thaw.practice.problems import ProblemKind, shortened

PRACTICES: Final = "practices"
PAGES: Final = "journal"
ANSWERS: Final = "answers"


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind of document: its key, the newest format of it, and the lists in it."""

    key: str
    newest: int
    lists: tuple[str, ...]


OF_PRACTICES: Final = DocumentKind("thaw_practices", 2, (PRACTICES,))
OF_WORDS: Final = DocumentKind("thaw_words", 1, (PAGES, ANSWERS))
OF_EVERYTHING: Final = DocumentKind("thaw_everything", 1, (PRACTICES, PAGES, ANSWERS))

_KINDS: Final = {kind.key: kind for kind in (OF_PRACTICES, OF_WORDS, OF_EVERYTHING)}
_LISTS: Final = frozenset(OF_EVERYTHING.lists)
_TIMES_OR_NONE = frozenset({"ended_utc", "edited_utc"})
_MOST_CELLS = 10 * len(COLUMNS)

# Most of what is in a table, and nothing that anybody writes to.
_COMMON_VALUES: Final[Mapping[str, object]] = {
    "": None,
    "false": False,
    "true": True,
    "0": 0,
    "0.0": 0.0,
    "[]": [],
}


@dataclass(frozen=True, slots=True)
class Item:
    """One record, in which list it stands, and the number by which a person finds it."""

    list_name: str
    number: int
    record: Mapping[str, object]


def looks_like_json(text: ImportText) -> bool:
    return text.head.lstrip()[:1] in {"{", "["}


def json_items(text: ImportText) -> Iterator[Item]:
    """Go through a document of any of the three kinds. Raises Refused."""
    document = _Document()
    for found in walk(text):
        if isinstance(found, ListBegins):
            document.begin_list(found.key)
        elif found.number is None:
            document.take(found.key, found.value)
        elif found.key in _LISTS or not found.key:
            yield _item(found, found.number)
    document.check()


def csv_items(text: ImportText) -> Iterator[Item]:
    """Go through a table of practices that Thaw wrote. Raises Refused."""
    rows = table_rows(text)
    _, header = next(rows)
    _check_header(header)
    for number, line in rows:
        yield Item(PRACTICES, number, _record_from(header, line))


class _Document:
    """What the outermost object says of itself, in whichever order."""

    def __init__(self) -> None:
        self._kind: DocumentKind | None = None
        self._lists: list[str] = []
        self._unknown: list[str] = []
        self._not_lists: list[str] = []

    def begin_list(self, key: str) -> None:
        if not key:
            self._kind, key = OF_PRACTICES, PRACTICES
        (self._lists if key in _LISTS else self._unknown).append(key)

    def take(self, key: str, value: object) -> None:
        kind = _KINDS.get(key)
        if kind is None:
            (self._not_lists if key in _LISTS else self._unknown).append(key)
            return
        if not isinstance(value, int) or isinstance(value, bool):
            refuse(ProblemKind.NOT_PRACTICES)
        if not 1 <= value <= kind.newest:
            refuse(ProblemKind.TOO_NEW, column=key, value=value)
        self._kind = kind

    def check(self) -> None:
        """Raise Refused unless it was all of one kind."""
        kind = self._kind
        if kind is None:
            refuse(ProblemKind.NOT_PRACTICES)
        if self._not_lists:
            refuse(ProblemKind.NOT_A_LIST, column=self._not_lists[0])
        strange = [*self._unknown, *(key for key in self._lists if key not in kind.lists)]
        if strange:
            refuse(ProblemKind.UNKNOWN_COLUMN, column=shortened(strange[0]))
        if PRACTICES in kind.lists and PRACTICES not in self._lists:
            refuse(ProblemKind.NOT_PRACTICES)


def _item(found: Found, number: int) -> Item:
    list_name = found.key or PRACTICES
    value = found.value
    if not isinstance(value, dict):
        column = None if list_name == PRACTICES else list_name
        refuse(ProblemKind.NOT_PRACTICES, number, column, value)
    return Item(list_name, number, cast("dict[str, object]", value))


def _check_header(header: list[str]) -> None:
    if len(header) > _MOST_CELLS or not set(header) & set(COLUMNS):
        refuse(ProblemKind.NOT_PRACTICES, 1)
    for name in header:
        if name not in COLUMNS or header.count(name) > 1:
            refuse(ProblemKind.UNKNOWN_COLUMN, 1, name)
    is_of_format_1 = LATER_COLUMNS.isdisjoint(header)
    for name in COLUMNS:
        if name not in header and not (is_of_format_1 and name in LATER_COLUMNS):
            refuse(ProblemKind.MISSING, 1, name)


def _record_from(header: Iterable[str], line: Iterable[str]) -> dict[str, object]:
    record: dict[str, object] = {}
    for name, cell in zip(header, line, strict=True):
        if name in VALUE_COLUMNS:
            is_common = cell in _COMMON_VALUES
            record[name] = _COMMON_VALUES[cell] if is_common else cells.from_csv_value(cell)
        elif not cell:
            # The texts that may be absent; for all others an empty cell is an empty text.
            record[name] = None if name in _TIMES_OR_NONE else ""
        else:
            record[name] = cells.from_csv_text(cell)
    return record
