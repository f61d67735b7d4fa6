"""``thaw list``: the sessions there are."""

import json

from thaw.commands.answer import EXIT_DONE, note, say
from thaw.core.catalogue_index import CatalogueEntry
from thaw.core.problem_words import worded
from thaw.core.session import Lengths
from thaw.core.units import seconds
from thaw.services import Services


def list_sessions(services: Services, *, as_json: bool) -> int:
    """Print every session; name the files that can't be read beside it."""
    catalogue = services.catalogue
    catalogue.refresh()
    if as_json:
        say(json.dumps([_as_json(entry) for entry in catalogue.entries()], indent=1))
    else:
        width = max((len(entry.id) for entry in catalogue.entries()), default=0)
        for entry in catalogue.entries():
            span = _span_text(entry.lengths)
            say(f"{entry.id:<{width}}  {span}  {entry.title}: {entry.goal}")
    for problem in catalogue.problems():
        note(worded(problem))
    return EXIT_DONE


def _span_text(lengths: Lengths) -> str:
    """Write the lengths there are as the library does, so wide that units stand in a column."""
    if lengths.under_a_minute_s:
        return f"{lengths.under_a_minute_s:>5} s  "
    low, high = lengths.whole_minutes
    span = f"{low}" if low == high else f"{low}–{high}"
    return f"{span:>5} min"


def _as_json(entry: CatalogueEntry) -> dict[str, object]:
    return {
        "id": entry.id,
        "title": entry.title,
        "goal": entry.goal,
        "category": entry.category,
        "level": entry.level,
        "language": entry.language,
        "anchor": entry.anchor,
        "twin": entry.twin,
        "default_s": seconds(entry.lengths.default),
        "shortest_s": seconds(entry.lengths.shortest),
        "longest_s": seconds(entry.lengths.longest),
        "personal": entry.is_personal,
    }
