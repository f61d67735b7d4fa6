"""What is wrong with a file that was to be imported. Facts only: the shell words them."""

from dataclasses import dataclass
from enum import StrEnum


class ProblemKind(StrEnum):
    """One way in which a file, a row or a cell is not what it should be."""

    UNREADABLE = "unreadable"
    EMPTY = "empty"
    TOO_BIG = "too_big"
    NOT_UTF8 = "not_utf8"
    BROKEN_JSON = "broken_json"
    BROKEN_CSV = "broken_csv"
    NOT_PRACTICES = "not_practices"
    """Well formed, but not an export of practices."""
    TOO_NEW = "too_new"
    WRONG_CELL_COUNT = "wrong_cell_count"
    MISSING = "missing"
    UNKNOWN_COLUMN = "unknown_column"
    NOT_TEXT = "not_text"
    NOT_A_UUID = "not_a_uuid"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_FLAG = "not_a_flag"
    NOT_A_TIME = "not_a_time"
    NOT_A_DAY = "not_a_day"
    NOT_A_LIST = "not_a_list"
    UNKNOWN_WORD = "unknown_word"
    NEGATIVE = "negative"
    TOO_LONG = "too_long"
    OUT_OF_RANGE = "out_of_range"
    IN_THE_FUTURE = "in_the_future"


_LONGEST_VALUE = 80


@dataclass(frozen=True, slots=True)
class ImportProblem:
    """One fault. ``row`` is counted as the file's reader sees it.

    In JSON the first practice is row 1; in CSV row 1 is the header, as in a
    spreadsheet. Where the file is broken as a whole, ``row`` is the line.
    """

    kind: ProblemKind
    row: int | None = None
    column: str | None = None
    value: str | None = None
    """What stands there, cut short."""


class Refused(Exception):
    """Raised inside an import where one fault makes the rest unreadable."""

    def __init__(self, problem: ImportProblem) -> None:
        super().__init__(problem)
        self.problem = problem


class BadCell(Exception):
    """Raised for one value; whoever reads the row knows where it stands."""

    def __init__(self, kind: ProblemKind, value: object = None, place: str = "") -> None:
        super().__init__(kind, value, place)
        self.kind = kind
        self.value = value
        self.place = place
        """Where in the cell, such as ``[2].reason``."""


def shortened(value: object) -> str | None:
    """Return ``value`` as a short text that can be shown anywhere."""
    if value is None:
        return None
    text = value if isinstance(value, str) else repr(value)
    text = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"
