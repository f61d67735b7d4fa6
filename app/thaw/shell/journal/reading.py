"""From the rows of the log to what the journal shows."""

from datetime import date
from typing import Final

from thaw.practice.errors import LogError
from thaw.practice.journal import JournalPage, PageKind, page_of, pages, titles_of_practices
from thaw.practice.lock import can_read, is_lock_set
from thaw.practice.log import PracticeLog
from thaw.shell.journal.state import JournalRow, JournalState, OpenPage

_EXCERPT: Final = 160
"""Characters of a page that its row in the list has: more than is ever seen at once."""


def read_journal(log: PracticeLog, sought: str, today: date) -> JournalState:
    """Return all there is to list. Raises LogError."""
    if not can_read(log):
        return JournalState(today, sought=sought, is_locked=True, has_lock=True)
    titles = titles_of_practices(log)
    rows = tuple(_row(page, titles) for page in pages(log, sought))
    return JournalState(today, rows, sought, has_lock=is_lock_set(log))


def open_page(log: PracticeLog, page_id: str) -> OpenPage:
    """Return one page. Raises LogError."""
    page = page_of(log, page_id)
    if page is None:
        raise LogError(log.path, "it is not there any more")
    title = titles_of_practices(log).get(page.practice_id or "", "")
    return OpenPage(page, page.local_date, title)


def _row(page: JournalPage, titles: dict[str, str]) -> JournalRow:
    return JournalRow(
        id=page.id,
        local_date=page.local_date,
        title=titles.get(page.practice_id or "", ""),
        excerpt=" ".join(page.words[: 2 * _EXCERPT].split())[:_EXCERPT],
        is_note=page.kind is PageKind.NOTE,
        is_readable=page.sealed is None,
    )
