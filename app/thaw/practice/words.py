"""Journal and answers in a file of their own, and out of it: never beside the practices.

A page has ``id kind words prompt written_utc edited_utc local_date practice``, an answer ``id
occasion item rating word answered_utc local_date practice``; ``practice`` is the id of the one
it belongs to.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TypeAlias

from thaw.practice import cells
from thaw.practice.answers import Answer, Occasion, answers
from thaw.practice.documents import ANSWERS, OF_WORDS, PAGES
from thaw.practice.errors import log_errors
from thaw.practice.forms import BadRow, JsonObject, RowReader, check_moment, or_none
from thaw.practice.journal import JournalPage, PageKind, pages
from thaw.practice.log import PracticeLog
from thaw.practice.problems import ProblemKind
from thaw.private_files import written_whole

_Mark: TypeAlias = tuple[str, ...]


def export_words(log: PracticeLog, path: Path) -> int:
    """Write all pages and answers to ``path``; return how many. Raises LogError.

    What can't be read now is left out.
    """
    found = [page for page in pages(log) if page.sealed is None]
    said = answers(log, date.min)
    document = {
        OF_WORDS.key: OF_WORDS.newest,
        PAGES: list(map(page_as_json, found)),
        ANSWERS: list(map(answer_as_json, said)),
    }
    with log_errors(path), written_whole(path) as stream:
        json.dump(document, stream, ensure_ascii=False, indent=1)
        stream.write("\n")
    return len(found) + len(said)


def missing_words(log: PracticeLog, found: list[JournalPage], said: list[Answer]) -> int:
    """Return how many of them would be taken in. Raises LogError."""
    with log.looking() as reading:
        known: set[_Mark] = {
            mark
            for row in reading.execute("SELECT id, kind, practice_id FROM journal")
            for mark in _marks_of_page(*row)
        } | {
            mark
            for row in reading.execute(
                "SELECT id, practice_id, local_date, occasion, item FROM answer"
            )
            for mark in _marks_of_answer(*row)
        }
    count = 0
    for marks in (*map(_page_marks, found), *map(_answer_marks, said)):
        if known.isdisjoint(marks):
            count += 1
            known.update(marks)
    return count


def page_from(record: Mapping[str, object], latest: datetime) -> JournalPage:
    """Return the page that ``record`` describes, written by ``latest`` unless the clock was wrong.

    Raises BadRow.
    """
    row = RowReader(record)
    return JournalPage(
        id=row.take("id", cells.uuid),
        kind=row.take("kind", partial(cells.word, PageKind)),
        words=row.take("words", cells.long_text),
        written_utc=_moment(row, "written_utc", latest),
        local_date=row.take("local_date", cells.day),
        prompt=row.take("prompt", cells.text),
        practice_id=row.take("practice", or_none(cells.uuid)),
        edited_utc=row.take("edited_utc", or_none(cells.time)),
    )


def answer_from(record: Mapping[str, object], latest: datetime) -> Answer:
    """Return the answer that ``record`` describes, given by ``latest`` unless the clock was wrong.

    Raises BadRow.
    """
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
        answered_utc=_moment(row, "answered_utc", latest),
        local_date=row.take("local_date", cells.day),
        practice_id=row.take("practice", or_none(cells.uuid)),
    )


def _page_marks(page: JournalPage) -> set[_Mark]:
    return _marks_of_page(page.id, page.kind.value, page.practice_id)


def _marks_of_page(page_id: str, kind: str, practice_id: str | None) -> set[_Mark]:
    """What the log has once at most: the page, and the note on a practice."""
    is_note = kind == PageKind.NOTE.value and practice_id is not None
    return {("page", page_id), ("note", str(practice_id))} if is_note else {("page", page_id)}


def _answer_marks(answer: Answer) -> set[_Mark]:
    day = answer.local_date.isoformat()
    return _marks_of_answer(answer.id, answer.practice_id, day, answer.occasion.value, answer.item)


def _marks_of_answer(
    answer_id: str, practice_id: str | None, day: str, occasion: str, item: str
) -> set[_Mark]:
    """The answer, and what was asked of one practice, or else on one day."""
    about = ("of", practice_id) if practice_id is not None else ("on", day)
    return {("answer", answer_id), (*about, occasion, item)}


def _moment(row: RowReader, column: str, latest: datetime) -> datetime:
    moment = row.take(column, cells.time)
    check_moment(moment, latest, column, cells.time_text(moment))
    return moment


def page_as_json(page: JournalPage) -> JsonObject:
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


def answer_as_json(answer: Answer) -> JsonObject:
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
