"""A file of practices taken into a log: all that is new in it, or nothing."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Final, TypeAlias

from thaw.practice.clock import Clock, local_now
from thaw.practice.entry import PracticeEntry
from thaw.practice.exchange import own_records
from thaw.practice.forms import CLOCK_SKEW, BadRow, entry_from_json
from thaw.practice.import_files import text_of
from thaw.practice.log import PracticeLog
from thaw.practice.other_apps import (
    INSIGHT_TIMER,
    TableMapping,
    Whereabouts,
    is_insight_timer,
    practices_in,
)
from thaw.practice.problems import ImportProblem, Refused
from thaw.practice.words import add_words, is_words, missing_words, words_in

logger = logging.getLogger(__name__)

MOST_PROBLEMS: Final = 200
SAMPLE: Final = 20
_ROWS_AT_ONCE = 500

Tell: TypeAlias = Callable[[float], None]
"""Told how much is done, from 0 to 1, now and then. What it raises ends the import."""

Found: TypeAlias = Iterator[tuple[int, PracticeEntry | BadRow | None]]


class ImportCancelled(Exception):
    """For ``tell`` to raise: nothing is taken in."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import found. With any problem nothing was taken in."""

    found: int = 0
    """Practices in the file; pages and answers in a file of words."""
    added: int = 0
    """In a preview: what would be added."""
    already_there: int = 0
    """In the log before, or twice in the file."""
    skipped: int = 0
    """Rows of no length."""
    problems: tuple[ImportProblem, ...] = ()
    """The first of them, in the order of the file."""
    bad_rows: int = 0
    """Rows with a problem: at least as many as are named in ``problems``."""
    sample: tuple[PracticeEntry, ...] = ()
    """The first practices that are new."""
    is_of_words: bool = False
    """Pages and answers were counted, not practices."""

    @property
    def is_refused(self) -> bool:
        return bool(self.problems)


def import_file(
    log: PracticeLog,
    path: Path,
    clock: Clock = local_now,
    *,
    mapping: TableMapping | None = None,
    where: Whereabouts | None = None,
    is_preview: bool = False,
    tell: Tell = lambda _share: None,
) -> ImportReport:
    """Take in Thaw's own export (JSON or CSV), its words, Insight Timer's CSV, or a table.

    A table is read where ``mapping`` names its columns. ``where`` says what a table
    from elsewhere leaves open; its zone is otherwise the clock's. A preview finds out
    everything and changes nothing. What is wrong with the file is in the report.
    Raises LogError if the log can't be written, and what ``tell`` raises.
    """
    now = clock()
    where = where or Whereabouts(now.tzinfo or UTC)
    try:
        text = text_of(path)
        if is_words(text):
            return _words(log, text, now.astimezone(UTC) + CLOCK_SKEW, is_preview=is_preview)
        found = _found(text, mapping, where, now.astimezone(UTC) + CLOCK_SKEW)
        entries, report = _read(found, text.count("\n") + 1, tell)
    except Refused as exc:
        return ImportReport(problems=(exc.problem,))
    new = log.missing(entries)
    report = replace(report, sample=tuple(islice(new, SAMPLE)))
    if report.is_refused:
        return report
    added = len(new) if is_preview else log.add(_told(new, tell))
    logger.info("imported %d practices of %d", added, len(entries))
    return replace(report, added=added, already_there=len(entries) - added)


def _words(log: PracticeLog, text: str, latest: datetime, *, is_preview: bool) -> ImportReport:
    pages, answers, problems = words_in(text, latest)
    count = len(pages) + len(answers)
    if problems:
        return ImportReport(
            found=count + len(problems),
            problems=tuple(problems[:MOST_PROBLEMS]),
            bad_rows=len(problems),
        )
    keep = missing_words if is_preview else add_words
    added = keep(log, pages, answers)
    return ImportReport(found=count, added=added, already_there=count - added, is_of_words=True)


def _found(text: str, mapping: TableMapping | None, where: Whereabouts, latest: datetime) -> Found:
    if mapping is not None:
        return practices_in(text, mapping, where, latest)
    if is_insight_timer(text):
        return practices_in(text, INSIGHT_TIMER, where, latest)
    return _own(text, latest)


def _own(text: str, latest: datetime) -> Found:
    for number, record in own_records(text):
        try:
            yield number, entry_from_json(record, latest)
        except BadRow as exc:
            yield number, exc


def _read(found: Found, lines: int, tell: Tell) -> tuple[list[PracticeEntry], ImportReport]:
    entries: list[PracticeEntry] = []
    problems: list[ImportProblem] = []
    rows = bad_rows = skipped = 0
    for number, one in found:
        rows += 1
        if rows % _ROWS_AT_ONCE == 0:
            tell(min(0.5, rows / lines / 2))
        if one is None:
            skipped += 1
        elif isinstance(one, BadRow):
            bad_rows += 1
            if len(problems) < MOST_PROBLEMS:
                problems.append(one.at(number))
        else:
            entries.append(one)
    report = ImportReport(
        found=rows - skipped, skipped=skipped, problems=tuple(problems), bad_rows=bad_rows
    )
    return entries, report


def _told(entries: list[PracticeEntry], tell: Tell) -> Iterable[PracticeEntry]:
    for number, entry in enumerate(entries):
        if number % _ROWS_AT_ONCE == 0:
            tell(0.5 + number / len(entries) / 2)
        yield entry
    tell(1.0)
