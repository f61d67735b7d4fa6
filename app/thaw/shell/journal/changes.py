"""What a person changes in their journal, each with the way back: values in, values out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from typing import TypeAlias

from thaw.practice.journal import JournalPage, edit_page, keep_page, put_pages, remove_page
from thaw.practice.log import PracticeLog


class Turned(Enum):
    """What was done to a page."""

    WRITTEN = auto()
    CHANGED = auto()
    REMOVED = auto()
    LET_GO = auto()
    """It was begun, and is kept nowhere."""


@dataclass(frozen=True, slots=True)
class TurnedPage:
    """Something that was done, and how to undo it."""

    turned: Turned
    undo: Callable[[PracticeLog], object]
    """Raises LogError."""


PageChange: TypeAlias = Callable[[PracticeLog, datetime], TurnedPage | None]
"""Does something to the journal; None where there was nothing to do. Raises LogError."""


def write(words: str, local_date: date) -> PageChange:
    """Keep a page that was written without a practice; nothing, where nothing was written."""

    def change(log: PracticeLog, now: datetime) -> TurnedPage | None:
        if not words.strip():
            return None
        page = keep_page(log, words, now, local_date)
        return TurnedPage(Turned.WRITTEN, lambda log: remove_page(log, page.id))

    return change


def rewrite(page: JournalPage, words: str) -> PageChange:
    """Keep other words for a page; without any it is taken out."""

    def change(log: PracticeLog, now: datetime) -> TurnedPage | None:
        if page.sealed is not None or words == page.words:
            return None
        if not words.strip():
            return remove(page.id)(log, now)
        edit_page(log, page, words, now)
        return TurnedPage(Turned.CHANGED, lambda log: put_pages(log, [page]))

    return change


def remove(page_id: str) -> PageChange:
    """Take a page out of the journal."""

    def change(log: PracticeLog, now: datetime) -> TurnedPage | None:
        del now
        page = remove_page(log, page_id)
        if page is None:
            return None
        return TurnedPage(Turned.REMOVED, lambda log: put_pages(log, [page]))

    return change
