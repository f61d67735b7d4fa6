"""One value of an exported practice: what it must be, and how it is written in CSV.

Each reader takes what JSON holds and returns what the log holds, or raises BadCell.
"""

import json
import math
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Final, TypeVar, cast
from uuid import UUID

from thaw.practice.entry import ChoiceMade, Extension, Pause, PauseReason, Skip
from thaw.practice.problems import BadCell, ProblemKind

DAY_MS: Final = 24 * 3_600_000
_YEAR_MS = 366 * DAY_MS
_LONGEST_TEXT = 10_000
_LONGEST_PAGE = 1_000_000
_MOST_ITEMS = 10_000
_LAST_WEEK = 520
_FARTHEST_OFFSET_MIN = 24 * 60 - 1
EARLIEST: Final = datetime(1970, 1, 1, tzinfo=UTC)
_CANONICAL_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_MILLISECOND_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?(Z|[+-]\d\d:\d\d)")

# What a spreadsheet takes for the start of a formula, its full-width twins, and the
# mark itself, so that taking one mark away always gives back what was written.
_NEEDS_MARK = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
_MARK = "'"

# Most numbers in a table, which need no reader of JSON.
_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,11})\.\d{1,6}", re.ASCII)

Word = TypeVar("Word", bound=StrEnum)


def text(value: object) -> str:
    return _text(value, _LONGEST_TEXT)


def long_text(value: object) -> str:
    """Return a text as long as a journal's page may be."""
    return _text(value, _LONGEST_PAGE)


def uuid(value: object) -> str:
    written = text(value)
    if _CANONICAL_UUID.fullmatch(written) is not None:
        return written
    try:
        return str(UUID(written))
    except ValueError as exc:
        raise BadCell(ProblemKind.NOT_A_UUID, value) from exc


def part_of_a_day(value: object) -> int:
    """Return a length in milliseconds, shorter than a day."""
    return _length(value, DAY_MS)


def any_length(value: object) -> int:
    """Return a length in milliseconds. A pause may last for days: a closed lid is one."""
    return _length(value, _YEAR_MS)


def hour(value: object) -> int:
    return _whole(value, 0, 23)


def offset(value: object) -> int:
    return _whole(value, -_FARTHEST_OFFSET_MIN, _FARTHEST_OFFSET_MIN)


def count(value: object) -> int:
    return _whole(value, 0, _MOST_ITEMS)


def week(value: object) -> int:
    return _whole(value, 1, _LAST_WEEK)


def rating(value: object) -> int:
    return _whole(value, 0, 10)


def flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise BadCell(ProblemKind.NOT_A_FLAG, value)
    return value


def time(value: object) -> datetime:
    """Return an aware time in UTC, to the millisecond."""
    written = text(value)
    try:
        if _MILLISECOND_TIME.fullmatch(written) is None:
            raise BadCell(ProblemKind.NOT_A_TIME, value)
        read = datetime.fromisoformat(written).astimezone(UTC)
    except (ValueError, OverflowError) as exc:
        raise BadCell(ProblemKind.NOT_A_TIME, value) from exc
    if read < EARLIEST:
        raise BadCell(ProblemKind.OUT_OF_RANGE, value)
    return read


def day(value: object) -> date:
    written = text(value)
    try:
        read = date.fromisoformat(written)
    except ValueError as exc:
        raise BadCell(ProblemKind.NOT_A_DAY, value) from exc
    if written != read.isoformat():
        raise BadCell(ProblemKind.NOT_A_DAY, value)
    return read


def word(kind: type[Word], value: object) -> Word:
    try:
        return kind(text(value))
    except ValueError as exc:
        raise BadCell(ProblemKind.UNKNOWN_WORD, value) from exc


def pauses(value: object) -> tuple[Pause, ...]:
    return tuple(_pause(index, item) for index, item in enumerate(_items(value)))


def skips(value: object) -> tuple[Skip, ...]:
    return tuple(
        Skip(part_of_a_day(at), part_of_a_day(to)) for at, to in _records(value, ("at_s", "to_s"))
    )


def extensions(value: object) -> tuple[Extension, ...]:
    return tuple(
        Extension(part_of_a_day(at), part_of_a_day(by))
        for at, by in _records(value, ("at_s", "by_s"))
    )


def choices(value: object) -> tuple[ChoiceMade, ...]:
    return tuple(
        ChoiceMade(part_of_a_day(at), text(question), text(answer))
        for at, question, answer in _records(value, ("at_s", "question", "answer"))
    )


def tags(value: object) -> tuple[str, ...]:
    return tuple(text(item) for item in _items(value))


def seconds(ms: int) -> float:
    return ms / 1000


def time_text(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def to_csv(value: object) -> str:
    """Write what JSON would hold as a cell that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _MARK + value if value.startswith(_NEEDS_MARK) else value
    return json.dumps(value, ensure_ascii=False)


def from_csv_text(cell: str) -> str:
    return cell.removeprefix(_MARK)


def from_csv_value(cell: str) -> object:
    """Read a number, a flag or a list; what is none of them stays text and is refused later."""
    if _PLAIN_NUMBER.fullmatch(cell) is not None:
        return float(cell)
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return cell


def _text(value: object, longest: int) -> str:
    if not isinstance(value, str):
        raise BadCell(ProblemKind.NOT_TEXT, value)
    if len(value) > longest:
        raise BadCell(ProblemKind.TOO_LONG, value)
    if "\0" in value or not (value.isascii() or _is_unicode(value)):
        raise BadCell(ProblemKind.NOT_TEXT, value)
    return value


def _length(value: object, limit: int) -> int:
    ms = round(_number(value) * 1000)
    if ms < 0:
        raise BadCell(ProblemKind.NEGATIVE, value)
    if ms >= limit:
        raise BadCell(ProblemKind.TOO_LONG, value)
    return ms


def _whole(value: object, lowest: int, highest: int) -> int:
    number = _number(value)
    if number != int(number):
        raise BadCell(ProblemKind.NOT_A_NUMBER, value)
    if not lowest <= number <= highest:
        raise BadCell(ProblemKind.OUT_OF_RANGE, value)
    return int(number)


def _number(value: object) -> float:
    # A bool is an int to Python, but no length to anyone.
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadCell(ProblemKind.NOT_A_NUMBER, value)
    try:
        number = float(value)
    except OverflowError as exc:
        raise BadCell(ProblemKind.OUT_OF_RANGE, value) from exc
    if not math.isfinite(number):
        raise BadCell(ProblemKind.NOT_A_NUMBER, value)
    return number


def _items(value: object) -> list[object]:
    if not isinstance(value, list):
        raise BadCell(ProblemKind.NOT_A_LIST, value)
    items = cast("list[object]", value)
    if len(items) > _MOST_ITEMS:
        raise BadCell(ProblemKind.TOO_LONG)
    return items


def _records(value: object, keys: tuple[str, ...]) -> Iterator[list[object]]:
    """Go through a list of objects that have exactly ``keys``, each as its values."""
    for index, item in enumerate(_items(value)):
        stored = cast("dict[str, object]", item) if isinstance(item, dict) else {}
        if set(stored) != set(keys):
            raise BadCell(ProblemKind.NOT_A_LIST, stored, f"[{index}]")
        yield [stored[key] for key in keys]


def _pause(index: int, item: object) -> Pause:
    stored = cast("dict[str, object]", item) if isinstance(item, dict) else {}
    if set(stored) != _PAUSE_KEYS:
        raise BadCell(ProblemKind.NOT_A_LIST, stored, f"[{index}]")
    try:
        return Pause(
            at_ms=part_of_a_day(stored["at_s"]),
            length_ms=any_length(stored["length_s"]),
            reason=word(PauseReason, stored["reason"]),
        )
    except BadCell as exc:
        raise BadCell(exc.kind, exc.value, f"[{index}]") from exc


_PAUSE_KEYS = {"at_s", "length_s", "reason"}


def _is_unicode(value: str) -> bool:
    # JSON can spell half a surrogate pair, which no file can hold.
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
