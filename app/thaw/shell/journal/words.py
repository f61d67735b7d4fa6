"""What the journal says: pure words, tried without a window."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from thaw.practice.erasing import Erased
from thaw.shell.day_words import past_day_text
from thaw.shell.journal.changes import Turned
from thaw.shell.journal.state import JournalRow, JournalState, OpenPage
from thaw.shell.wording import number_text


def title_text(row: JournalRow) -> str:
    """What a page belongs to."""
    tr = QCoreApplication.translate
    if not row.title:
        return tr("journal", "A page of its own")
    return tr("journal", "{0} · note").format(row.title) if row.is_note else row.title


def excerpt_text(row: JournalRow) -> str:
    """How a page begins, or that it can't be read."""
    if row.is_readable:
        return row.excerpt
    return QCoreApplication.translate("journal", "This page can't be read")


def heading_text(page: OpenPage, state: JournalState) -> str:
    """The day of a page, and what it belongs to."""
    day = past_day_text(page.local_date, state.today)
    if not page.title:
        return day
    return QCoreApplication.translate("journal", "{0} · {1}").format(day, page.title)


def nothing_text(state: JournalState) -> str:
    """Why the list is empty; "" where it isn't."""
    tr = QCoreApplication.translate
    if state.rows or not state.is_read:
        return ""
    if state.sought.strip():
        return tr("journal", "No page has all of these words.")
    return tr("journal", "Nothing is kept here. From a practice, pages come only if you say keep.")


def turned_text(turned: Turned) -> str:
    """What was just done, for the line that offers the way back."""
    tr = QCoreApplication.translate
    match turned:
        case Turned.WRITTEN:
            return tr("journal", "The page is kept.")
        case Turned.CHANGED:
            return tr("journal", "The page is changed.")
        case Turned.REMOVED:
            return tr("journal", "The page is out of the journal.")
        case Turned.LET_GO:
            return tr("journal", "The page is let go, and kept nowhere.")


def exported_text(count: int, path: Path) -> str:
    tr = QCoreApplication.translate
    if count == 1:
        return tr("journal", "One page is written to {0}").format(path)
    return tr("journal", "{0} pages are written to {1}").format(number_text(count), path)


def erased_text(erased: Erased) -> str:
    """What is gone, and from where it could not be taken."""
    tr = QCoreApplication.translate
    if erased.rows == 1:
        gone = tr("journal", "One page is gone.")
    else:
        gone = tr("journal", "{0} pages are gone.").format(number_text(erased.rows))
    if not erased.left_in:
        rest = tr(
            "journal",
            "The history's file and every copy of it were gone through: none holds a word of "
            "the journal any more.",
        )
        return f"{gone} {rest}"
    rest = tr("journal", "These files could not be gone through, and may still hold some of it:")
    return "\n".join([f"{gone} {rest}", *map(str, erased.left_in)])
