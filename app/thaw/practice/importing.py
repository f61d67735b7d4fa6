"""A file of practices taken into a log: all that is new in it, or nothing."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypeAlias, TypeVar

from thaw.practice.answers import Answer, add_answers_in
from thaw.practice.clock import Clock, local_now
from thaw.practice.documents import ANSWERS, PAGES, Item, csv_items, json_items, looks_like_json
from thaw.practice.entry import PracticeEntry
from thaw.practice.entry_reader import EntryReader
from thaw.practice.forms import CLOCK_SKEW, BadRow
from thaw.practice.import_files import ImportText, opened_text
from thaw.practice.journal import JournalPage, add_pages_in
from thaw.practice.log import PracticeLog, add_in
from thaw.practice.other_apps import (
    INSIGHT_TIMER,
    TableMapping,
    Whereabouts,
    is_insight_timer,
    practices_in,
)
from thaw.practice.problems import ImportProblem, ProblemKind, Refused
from thaw.practice.rows import Value
from thaw.practice.seals import seals_in
from thaw.practice.staging import Staging, staging
from thaw.practice.telling import Tell
from thaw.practice.words import answer_from, missing_words, page_from

logger = logging.getLogger(__name__)

MOST_PROBLEMS: Final = 200
SAMPLE: Final = 20
MOST_SIGNS: Final = 64 * 1024 * 1024
"""Of all pages and answers in one file: a shelf of fifty thick books."""
SIGNS_BESIDE: Final = 256
"""What one of them holds besides its text, reckoned in signs."""
_ROWS_AT_ONCE = 500

_READING_SHARE: Final = 0.7
"""How much of the whole time reading takes; the rest is writing."""

T = TypeVar("T", JournalPage, Answer)

One: TypeAlias = PracticeEntry | JournalPage | Answer
Found: TypeAlias = Iterator[tuple[int, One | BadRow | None]]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import found. With any problem nothing was taken in."""

    found: int = 0
    """Practices in the file."""
    added: int = 0
    """In a preview: what would be added."""
    already_there: int = 0
    """In the log before, or twice in the file."""
    skipped: int = 0
    """Rows of no length."""
    words_found: int = 0
    """Pages and answers in the file."""
    words_added: int = 0
    words_already_there: int = 0
    ahead: int = 0
    """Of all in the file, what Thaw wrote while the clock was wrong: it is dated ahead."""
    problems: tuple[ImportProblem, ...] = ()
    """The first of them, in the order of the file."""
    bad_rows: int = 0
    """Rows with a problem: at least as many as are named in ``problems``."""
    sample: tuple[PracticeEntry, ...] = ()
    """In a preview: the first practices that are new."""

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
    """Take in what Thaw has written (JSON or CSV), Insight Timer's CSV, or a table.

    A table is read where ``mapping`` names its columns. ``where`` says what a table
    from elsewhere leaves open; its zone is otherwise the clock's. A preview finds out
    everything and changes nothing. What is wrong with the file is in the report.
    Raises LogError if the log can't be written, and what ``tell`` raises.
    """
    now = clock()
    where = where or Whereabouts(now.tzinfo or UTC)
    latest = now.astimezone(UTC) + CLOCK_SKEW
    with staging(log) as practices:
        content = _Content(latest, practices)
        try:
            with opened_text(path) as text:
                content.read(_found(text, mapping, where, latest), text, tell)
        except Refused as exc:
            return ImportReport(problems=(exc.problem,))
        if content.problems:
            return content.report()
        return _previewed(log, content) if is_preview else _taken_in(log, content, tell)


@dataclass(slots=True)
class _Content:
    """What is in a file, as far as it was read."""

    latest: datetime
    practices: Staging
    pages: list[JournalPage] = field(default_factory=list[JournalPage])
    answers: list[Answer] = field(default_factory=list[Answer])
    problems: list[ImportProblem] = field(default_factory=list[ImportProblem])
    bad_rows: int = 0
    skipped: int = 0
    ahead: int = 0
    signs: int = 0
    """In pages and answers, which are held in memory: unsealed they never touch the disk."""

    def read(self, found: Found, text: ImportText, tell: Tell) -> None:
        for count, (number, one) in enumerate(found):
            if count % _ROWS_AT_ONCE == 0:
                tell(text.share() * _READING_SHARE)
            self._take(number, one)

    def report(
        self,
        added: int = 0,
        words_added: int = 0,
        sample: tuple[PracticeEntry, ...] = (),
    ) -> ImportReport:
        is_refused = bool(self.problems)
        words = len(self.pages) + len(self.answers)
        return ImportReport(
            found=self.practices.count + self.bad_rows,
            added=added,
            already_there=0 if is_refused else self.practices.count - added,
            skipped=self.skipped,
            words_found=words,
            words_added=words_added,
            words_already_there=0 if is_refused else words - words_added,
            problems=tuple(self.problems),
            ahead=self.ahead,
            bad_rows=self.bad_rows,
            sample=sample,
        )

    def _take(self, number: int, one: One | BadRow | None) -> None:
        match one:
            case PracticeEntry():
                self.practices.add(one)
                self.ahead += (one.ended_utc or one.started_utc) > self.latest
            case None:
                self.skipped += 1
            case BadRow():
                self.bad_rows += 1
                if len(self.problems) < MOST_PROBLEMS:
                    self.problems.append(one.at(number))
            case JournalPage():
                self._hold(len(one.words) + len(one.prompt))
                self.pages.append(one)
                self.ahead += one.written_utc > self.latest
            case Answer():
                self._hold(len(one.word))
                self.answers.append(one)
                self.ahead += one.answered_utc > self.latest

    def _hold(self, signs: int) -> None:
        self.signs += signs + SIGNS_BESIDE
        if self.signs > MOST_SIGNS:
            raise Refused(ImportProblem(ProblemKind.TOO_BIG))


def _previewed(log: PracticeLog, content: _Content) -> ImportReport:
    words = missing_words(log, content.pages, content.answers)
    practices = content.practices
    return content.report(practices.fresh(), words, practices.first_fresh(SAMPLE))


def _taken_in(log: PracticeLog, content: _Content, tell: Tell) -> ImportReport:
    with log.adding() as writing:
        added = add_in(writing, _told(content.practices, tell))
        seals = seals_in(writing, log.keys)
        words = add_pages_in(writing, content.pages, seals)
        words += add_answers_in(writing, content.answers, seals)
        tell(1.0)
    logger.info("imported %d practices of %d, %d words", added, content.practices.count, words)
    return content.report(added, words)


def _found(
    text: ImportText, mapping: TableMapping | None, where: Whereabouts, latest: datetime
) -> Found:
    if mapping is not None:
        return practices_in(text, mapping, where, latest)
    if is_insight_timer(text.head):
        return practices_in(text, INSIGHT_TIMER, where, latest)
    return _own(json_items(text) if looks_like_json(text) else csv_items(text), latest)


def _own(items: Iterable[Item], latest: datetime) -> Found:
    practices = EntryReader(latest)
    for item in items:
        try:
            yield item.number, _read(item, practices, latest)
        except BadRow as exc:
            yield item.number, exc


def _read(item: Item, practices: EntryReader, latest: datetime) -> One:
    if item.list_name == PAGES:
        return _named(item, page_from, latest)
    if item.list_name == ANSWERS:
        return _named(item, answer_from, latest)
    return practices.read(item.record)


def _named(item: Item, read: Callable[[Mapping[str, object], datetime], T], latest: datetime) -> T:
    """Read a record of words; what is wrong in it is named with its list."""
    try:
        return read(item.record, latest)
    except BadRow as exc:
        raise BadRow(exc.kind, f"{item.list_name}.{exc.column}", exc.value) from exc


def _told(practices: Staging, tell: Tell) -> Iterator[Sequence[Value]]:
    for number, row in enumerate(practices.rows()):
        if number % _ROWS_AT_ONCE == 0:
            tell(_READING_SHARE + (1 - _READING_SHARE) * number / practices.count)
        yield row
