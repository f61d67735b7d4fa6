"""What the journal shows, as plain values."""

from dataclasses import dataclass
from datetime import date

from thaw.practice.journal import JournalPage


@dataclass(frozen=True, slots=True)
class JournalRow:
    """A page in the list."""

    id: str
    local_date: date
    title: str
    """Of the practice it belongs to; "" where it was written without one."""
    excerpt: str
    is_note: bool = False
    is_readable: bool = True


@dataclass(frozen=True, slots=True)
class JournalState:
    """All pages in which what is sought stands, newest first."""

    today: date
    rows: tuple[JournalRow, ...] = ()
    sought: str = ""
    is_locked: bool = False
    """Under a lock that nobody has opened: there are no rows to show then."""
    has_lock: bool = False
    is_read: bool = True
    """False before it is known what there is."""


@dataclass(frozen=True, slots=True)
class OpenPage:
    """One page, open. ``page`` None is one that is only begun."""

    page: JournalPage | None
    local_date: date
    title: str = ""
    begun: str = ""
    """What stands already on a page that is only begun: it is in memory alone."""
