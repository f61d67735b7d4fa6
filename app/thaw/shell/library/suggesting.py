"""Which session is offered first, where care or gentle mode has a say in it.

Not imported before the window stands, unless gentle mode is on.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from thaw.care.offering import Offer, longest_s, offered
from thaw.care.rules import Response
from thaw.core.catalogue_index import CatalogueEntry
from thaw.core.own_plan import IfThen
from thaw.core.session import Level
from thaw.core.units import RATE
from thaw.shell.library.beginning import FIRST_SESSION
from thaw.shell.library.planned import planned_suggestion
from thaw.shell.library.state import Suggestion

FIRST_OUTSIDE: Final = "feet-on-the-floor"
"""Where to begin when attention had better rest outside."""

_OUTWARDS: Final = frozenset({Response.EXTERNAL_NEXT, Response.ONLY_GROUNDING})
_EASIER: Final = frozenset({Response.SHORTER_NEXT, Response.EXTERNAL_NEXT, Response.ONE_LEVEL_DOWN})


@dataclass(frozen=True, slots=True)
class Guidance:
    """What the log of late says about what to offer."""

    asked: frozenset[Response] = frozenset()
    suggests_deep: bool = False
    settling_in_s: int | None = None
    """The longest length to suggest to somebody new; None for somebody who isn't."""

    @property
    def is_only_grounding(self) -> bool:
        """Whether nothing but a grounding is offered. All that is in the library stays there."""
        return Response.ONLY_GROUNDING in self.asked


def suggestion(
    entries: Sequence[CatalogueEntry],
    last_practised: str | None,
    guidance: Guidance,
    planned: IfThen | None = None,
    chosen_lengths: Collection[str] = (),
    *,
    is_gentle: bool,
    quick: str | None = None,
) -> Suggestion | None:
    """Return the session to offer first; None where none is fitting.

    That is what is ``planned``, or else what was practised last, or the twin that stands
    in for it; after a practice that was hard, another one. ``chosen_lengths`` are the
    sessions of which somebody chose the length: their own word, however new they are.
    ``quick`` is offered beside it, and so not here, too, unless it was practised last.
    """
    wants_outside = is_gentle or not _OUTWARDS.isdisjoint(guidance.asked)
    begin = (FIRST_OUTSIDE, FIRST_SESSION) if wants_outside else (FIRST_SESSION,)
    by_id = {entry.id: entry for entry in entries}
    wanted = None if planned is None else planned.session_id
    names = [name for name in (wanted, last_practised, *begin, *by_id) if name in by_id]
    usual = Level.DEEP if guidance.suggests_deep else Level.STEADY
    offers = [offer_of(by_id[name]) for name in dict.fromkeys(names)]
    fitting = offered(offers, guidance.asked, usual, is_gentle=is_gentle)
    if not fitting:
        return None
    longest = (longest_s(guidance.asked, is_gentle=is_gentle) or 0) // 60
    if planned is not None and fitting[0].id == wanted and not guidance.is_only_grounding:
        return planned_suggestion(planned, longest)
    if Response.SHORTER_NEXT in guidance.asked:
        # It was hard: something else goes first, where there is anything.
        fitting = _others(fitting, last_practised)
    if quick != last_practised:
        fitting = _others(fitting, quick)
    chosen = fitting[0].id
    reason = _reason(chosen, last_practised, guidance.asked, is_gentle=is_gentle)
    if chosen not in chosen_lengths:
        longest = _shorter(longest, (guidance.settling_in_s or 0) // 60)
    return Suggestion(chosen, reason, longest)


def deep_note(level: Level, guidance: Guidance, *, is_gentle: bool) -> str:
    """Return what a card says of a session that isn't suggested; "" where it may be."""
    if level is not Level.DEEP or (guidance.suggests_deep and not is_gentle):
        return ""
    return QCoreApplication.translate("LibraryView", "Not suggested yet. You can begin it.")


def offer_of(entry: CatalogueEntry) -> Offer:
    """Return a session as care looks at it."""
    return Offer(
        id=entry.id,
        level=entry.level,
        category=entry.category,
        anchor=entry.anchor,
        shortest_s=entry.lengths.shortest / RATE,
        twin=entry.twin or "",
    )


def _others(offers: list[Offer], passed_over: str | None) -> list[Offer]:
    """All but one of them; that one where there is no other."""
    return [one for one in offers if one.id != passed_over] or offers


def _shorter(longest: int, other: int) -> int:
    """Of two limits in minutes the lower one; 0 is none."""
    return min((one for one in (longest, other) if one), default=0)


def _reason(
    chosen: str, last_practised: str | None, asked: frozenset[Response], *, is_gentle: bool
) -> str:
    tr = QCoreApplication.translate
    if Response.ONLY_GROUNDING in asked:
        return tr("LibraryView", "For now, the ground under you")
    if chosen == last_practised:
        return tr("LibraryView", "The one you did last")
    if Response.SHORTER_NEXT in asked:
        return tr("LibraryView", "A short one, with attention on what is around you")
    if not _EASIER.isdisjoint(asked):
        return tr("LibraryView", "An easier one, with attention on what is around you")
    if is_gentle:
        return tr("LibraryView", "A gentle one, with attention on what is around you")
    return tr("LibraryView", "A place to begin") if last_practised is None else ""
