"""Journal and answers in a file of their own, and out of it: never beside the practices.

``{"thaw_words": 1, "journal": [...], "answers": [...]}``. A page has ``id kind words prompt
written_utc edited_utc local_date practice``, an answer ``id occasion item rating word
answered_utc local_date practice``; ``practice`` is the id of the one it belongs to.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Final, TypeVar, cast

from thaw.practice import cells
from thaw.practice.answers import Answer, Occasion, add_answers_in, answers
from thaw.practice.errors import log_errors
from thaw.practice.forms import BadRow, JsonObject, RowReader, or_none
from thaw.practice.import_files import refuse
from thaw.practice.journal import JournalPage, PageKind, add_pages_in, pages
from thaw.practice.log import PracticeLog
from thaw.practice.problems import ImportProblem, ProblemKind, shortened
from thaw.practice.seals import seals_in
from thaw.private_files import written_whole

FORMAT: Final = 1
_FORMAT_KEY = "thaw_words"
_PAGES_KEY = "journal"
_ANSWERS_KEY = "answers"
_BEGINS = re.compile(rf'\s*\{{\s*"{_FORMAT_KEY}"')

T = TypeVar("T", JournalPage, Answer)


def is_words(text: str) -> bool:
    """Return whether ``text`` begins as an export of words does."""
    return _BEGINS.match(text) is not None


def export_words(log: PracticeLog, path: Path) -> int:
    """Write all pages and answers to ``path``; return how many. Raises LogError.

    What can't be read now is left out.
    """
    found = [page for page in pages(log) if page.sealed is None]
    said = answers(log, date.min)
    document = {
        _FORMAT_KEY: FORMAT,
        _PAGES_KEY: list(map(_page_as_json, found)),
        _ANSWERS_KEY: list(map(_answer_as_json, said)),
    }
    with log_errors(path), written_whole(path) as stream:
        json.dump(document, stream, ensure_ascii=False, indent=1)
        stream.write("\n")
    return len(found) + len(said)


def words_in(
    text: str, latest: datetime
) -> tuple[list[JournalPage], list[Answer], list[ImportProblem]]:
    """Return what an export of words holds, and what is wrong in it. Raises Refused."""
    document = _document(text)
    problems: list[ImportProblem] = []
    found = _read(document, _PAGES_KEY, partial(_page_from, latest), problems)
    said = _read(document, _ANSWERS_KEY, partial(_answer_from, latest), problems)
    return found, said, problems


def add_words(log: PracticeLog, found: list[JournalPage], said: list[Answer]) -> int:
    """Keep what is not there yet, all or none; return how many. Raises LogError."""
    with log.changing() as writing:
        seals = seals_in(writing, log.keys)
        return add_pages_in(writing, found, seals) + add_answers_in(writing, said, seals)


def missing_words(log: PracticeLog, found: list[JournalPage], said: list[Answer]) -> int:
    """Return how many of them have ids that are not in the log. Raises LogError."""
    with log.looking() as reading:
        rows = reading.execute("SELECT id FROM journal UNION ALL SELECT id FROM answer")
        known = {row["id"] for row in rows}
    return len({one.id for one in (*found, *said)} - known)


def _document(text: str) -> Mapping[str, object]:
    try:
        document: object = json.loads(text)
    except json.JSONDecodeError as exc:
        refuse(ProblemKind.BROKEN_JSON, exc.lineno, value=exc.msg)
    except (ValueError, RecursionError):
        refuse(ProblemKind.BROKEN_JSON)
    # What begins as is_words() found is an object, or no JSON.
    known = cast("dict[str, object]", document)
    if known[_FORMAT_KEY] != FORMAT:
        refuse(ProblemKind.TOO_NEW, column=_FORMAT_KEY, value=known[_FORMAT_KEY])
    for key in known:
        if key not in {_FORMAT_KEY, _PAGES_KEY, _ANSWERS_KEY}:
            refuse(ProblemKind.UNKNOWN_COLUMN, column=shortened(key))
    return known


def _read(
    document: Mapping[str, object],
    key: str,
    read: Callable[[Mapping[str, object]], T],
    problems: list[ImportProblem],
) -> list[T]:
    found: list[T] = []
    for number, record in enumerate(_records(document, key), start=1):
        try:
            found.append(read(record))
        except BadRow as exc:
            problems.append(BadRow(exc.kind, f"{key}.{exc.column}", exc.value).at(number))
    return found


def _records(document: Mapping[str, object], key: str) -> Iterator[Mapping[str, object]]:
    listed = document.get(key, [])
    if not isinstance(listed, list):
        refuse(ProblemKind.NOT_A_LIST, column=key)
    for number, record in enumerate(cast("list[object]", listed), start=1):
        if not isinstance(record, dict):
            refuse(ProblemKind.NOT_PRACTICES, number, key, record)
        yield cast("dict[str, object]", record)


def _page_from(latest: datetime, record: Mapping[str, object]) -> JournalPage:
    row = RowReader(record)
    return JournalPage(
        id=row.take("id", cells.uuid),
        kind=row.take("kind", partial(cells.word, PageKind)),
        words=row.take("words", cells.long_text),
        written_utc=_past(row.take("written_utc", cells.time), latest, "written_utc"),
        local_date=row.take("local_date", cells.day),
        prompt=row.take("prompt", cells.text),
        practice_id=row.take("practice", or_none(cells.uuid)),
        edited_utc=row.take("edited_utc", or_none(cells.time)),
    )


def _answer_from(latest: datetime, record: Mapping[str, object]) -> Answer:
    row = RowReader(record)
    rating, word = row.take("rating", or_none(cells.rating)), row.take("word", cells.text)
    if (rating is None) == (not word):
        raise BadRow(ProblemKind.MISSING, "rating")
    return Answer(
        id=row.take("id", cells.uuid),
        occasion=row.take("occasion", partial(cells.word, Occasion)),
        item=row.take("item", cells.text),
        rating=rating,
        word=word,
        answered_utc=_past(row.take("answered_utc", cells.time), latest, "answered_utc"),
        local_date=row.take("local_date", cells.day),
        practice_id=row.take("practice", or_none(cells.uuid)),
    )


def _past(moment: datetime, latest: datetime, column: str) -> datetime:
    if moment > latest:
        raise BadRow(ProblemKind.IN_THE_FUTURE, column, cells.time_text(moment))
    return moment


def _page_as_json(page: JournalPage) -> JsonObject:
    return {
        "id": page.id,
        "kind": page.kind.value,
        "words": page.words,
        "prompt": page.prompt,
        "written_utc": cells.time_text(page.written_utc),
        "edited_utc": None if page.edited_utc is None else cells.time_text(page.edited_utc),
        "local_date": page.local_date.isoformat(),
        "practice": page.practice_id,
    }


def _answer_as_json(answer: Answer) -> JsonObject:
    return {
        "id": answer.id,
        "occasion": answer.occasion.value,
        "item": answer.item,
        "rating": answer.rating,
        "word": answer.word,
        "answered_utc": cells.time_text(answer.answered_utc),
        "local_date": answer.local_date.isoformat(),
        "practice": answer.practice_id,
    }
