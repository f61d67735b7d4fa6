"""What one click begins, in the library, from the tray and at a start: the quiet moment."""

from collections.abc import Callable
from dataclasses import dataclass

from thaw.core.catalogue_index import CatalogueEntry
from thaw.settings import Settings


@dataclass(frozen=True, slots=True)
class QuickChoice:
    """A session, and for how many minutes it is wanted; it may not have that length."""

    entry: CatalogueEntry
    minutes: int


def quick_choice(
    entry_of: Callable[[str], CatalogueEntry | None], settings: Settings
) -> QuickChoice | None:
    """Return what was chosen for it, or what stands in for that in gentle mode.

    None where there is no such session any more.
    """
    chosen = entry_of(settings.quick_session)
    if chosen is None:
        return None
    if not settings.gentle:
        return QuickChoice(chosen, settings.quick_minutes)
    # Wanted in gentle mode alone, where it is loaded for what is suggested anyway.
    from thaw.care.offering import GENTLE_LONGEST_S, at_one_click
    from thaw.shell.library.suggesting import offer_of

    twin = entry_of(chosen.twin) if chosen.twin else None
    known = {one.id: one for one in (chosen, twin) if one is not None}
    found = at_one_click(offer_of(chosen), None if twin is None else offer_of(twin), is_gentle=True)
    minutes = min(settings.quick_minutes, GENTLE_LONGEST_S // 60)
    return QuickChoice(known[found.id], minutes)
