"""All that the log holds, out into a folder: to take in again, for a spreadsheet, to read."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from thaw.practice.answers import answers
from thaw.practice.documents import ANSWERS, OF_EVERYTHING, PAGES, PRACTICES
from thaw.practice.drafts import Draft, clear_abandoned
from thaw.practice.errors import LogUnwritable, log_errors
from thaw.practice.exchange import TableWriter, write_json_list
from thaw.practice.forms import JsonObject, entry_as_json
from thaw.practice.journal import export_journal, pages
from thaw.practice.lock import unreadable
from thaw.practice.log import PracticeLog
from thaw.practice.telling import Tell
from thaw.practice.words import answer_as_json, page_as_json
from thaw.private_files import written_whole

JSON_NAME: Final = "everything.json"
TABLE_NAME: Final = "practices.csv"
JOURNAL_NAME: Final = "journal.md"

_MOST_FOLDERS: Final = 1000
_PRACTICES_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and into which folder."""

    folder: Path
    practices: int
    pages: int
    answers: int
    left_out: int = 0
    """Pages and answers under a lock that nobody has opened."""


def export_everything(
    log: PracticeLog, into: Path, now: datetime, tell: Tell = lambda _share: None
) -> Exported:
    """Write all practices, pages and answers into a new folder in ``into``.

    ``everything.json`` can be taken in again; the other two are to be looked at. The
    folder is there once all of it is: none, after an error or what ``tell`` raises.
    Raises LogError.
    """
    clear_abandoned(into, frozenset({JSON_NAME, TABLE_NAME, JOURNAL_NAME}))
    with log_errors(into):
        draft = Draft(into)
    try:
        counts = _write(log, draft.folder, tell)
        left_out = unreadable(log)
        with log_errors(into):
            draft.let_go()
            goal = _renamed(draft.folder, into, f"Thaw {now:%Y-%m-%d}")
    except BaseException:
        draft.discard()
        raise
    return Exported(goal, *counts, left_out)


def _write(log: PracticeLog, folder: Path, tell: Tell) -> tuple[int, int, int]:
    # Words before practices: so that what a page belongs to is always there as well.
    found = [page for page in pages(log) if page.sealed is None]
    said = answers(log, date.min)
    with (
        log_errors(folder),
        written_whole(folder / JSON_NAME) as stream,
        written_whole(folder / TABLE_NAME, encoding="utf-8-sig") as table,
    ):
        stream.write(f'{{"{OF_EVERYTHING.key}": {OF_EVERYTHING.newest}')
        for name, records in (
            (PAGES, map(page_as_json, found)),
            (ANSWERS, map(answer_as_json, said)),
            (PRACTICES, _written_beside(TableWriter(table), log, tell)),
        ):
            stream.write(f",\n{json.dumps(name)}: ")
            count = write_json_list(stream, records)
        stream.write("}\n")
    export_journal(log, folder / JOURNAL_NAME)
    tell(1.0)
    return count, len(found), len(said)


def _written_beside(table: TableWriter, log: PracticeLog, tell: Tell) -> Iterator[JsonObject]:
    """Go through the practices once, for both files: they hold the same, of one moment."""
    total = max(1, log.count())
    for number, entry in enumerate(log.every_entry()):
        if number % _PRACTICES_AT_ONCE == 0:
            tell(min(1.0, number / total))
        record = entry_as_json(entry)
        table.write(record)
        yield record


def _renamed(draft: Path, into: Path, name: str) -> Path:
    """Give the folder its name, or the next that is free. Raises OSError and LogUnwritable."""
    for number in range(1, _MOST_FOLDERS):
        goal = into / (name if number == 1 else f"{name} ({number})")
        # An empty folder could be renamed over, and is somebody's all the same.
        if not goal.exists():
            return draft.rename(goal)
    raise LogUnwritable(into, f"there are {_MOST_FOLDERS} folders called {name}")
