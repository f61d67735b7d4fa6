"""What is in sight of the library."""

from thaw.shell.library.session_card import SessionCard
from thaw.shell.library.view import LibraryView
from thaw.shell.widgets.filter_box import FilterBox


def cards(view: LibraryView) -> dict[str, SessionCard]:
    return {c.card.title: c for c in view.findChildren(SessionCard) if c.isVisible()}


def find_in(view: LibraryView) -> FilterBox:
    return view.findChildren(FilterBox)[0]
