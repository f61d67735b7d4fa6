"""``thaw list``: the sessions there are."""

import json

from thaw.commands.answer import EXIT_DONE, note, say
from thaw.core.catalogue_index import CatalogueEntry
from thaw.core.problems import worded
from thaw.core.units import RATE, seconds
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
            low, high = (
                span // (60 * RATE) for span in (entry.lengths.shortest, entry.lengths.longest)
            )
            span = f"{low}" if low == high else f"{low}–{high}"
            say(f"{entry.id:<{width}}  {span:>5} min  {entry.title}: {entry.goal}")
    for problem in catalogue.problems():
        note(worded(problem))
    return EXIT_DONE


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
