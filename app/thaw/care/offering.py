"""Which sessions are offered first, given what care asks for and what somebody chose once."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Final

from thaw.care.rules import Response
from thaw.core.session import Anchor, Category, Level

EXTERNAL: Final = frozenset(
    {Anchor.SOUNDS, Anchor.SIGHT, Anchor.HANDS, Anchor.FEET, Anchor.MOVEMENT}
)

SHORT_S: Final = 5 * 60
GENTLE_LONGEST_S: Final = 10 * 60
GENTLE_GAP_S: Final = 30
"""In gentle mode no silence is longer."""

FIRST_LENGTHS_S: Final = (3 * 60, 5 * 60, 10 * 60)
"""To begin with, then in the second week, and from the third on."""
FIRST_COUNTS: Final = (3, 6)
"""After so many practices the next of them may be suggested: three days bring a week."""
_COUNTS_S: Final = 60
"""What was shorter was hardly a practice."""
_ALL_BUT: Final = 0.9
"""Whoever did so much of a length has done it."""

_DOWN: Final = {Level.DEEP: Level.STEADY, Level.STEADY: Level.GENTLE, Level.GENTLE: Level.GENTLE}
_RANK: Final = {Level.GENTLE: 0, Level.STEADY: 1, Level.DEEP: 2}
_NOT_FIRST: Final = frozenset({Category.OPEN, Category.FEELING})
"""Not what gentle mode begins with: open monitoring, and turning towards feelings."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A session, as far as care looks at it."""

    id: str
    level: Level
    category: Category
    anchor: Anchor
    shortest_s: float
    twin: str = ""
    """The session with an anchor outside that stands in for this one; "" for none."""


def highest_level(usual: Level, asked: frozenset[Response]) -> Level:
    """Return the highest level to suggest to somebody whose own is ``usual``."""
    level = _DOWN[usual] if Response.ONE_LEVEL_DOWN in asked else usual
    if Response.HIDE_DEEP in asked and level is Level.DEEP:
        level = Level.STEADY
    return level


def offered(
    offers: Iterable[Offer], asked: frozenset[Response], usual: Level, *, is_gentle: bool
) -> list[Offer]:
    """Return what may be suggested, in the order given. The library still shows everything.

    An inward session gives way to its twin where attention had better rest outside.
    ``is_gentle`` is gentle mode, chosen on the first page.
    """
    by_id = {offer.id: offer for offer in offers}
    highest = Level.GENTLE if is_gentle else highest_level(usual, asked)
    wants_external = is_gentle or Response.EXTERNAL_NEXT in asked
    found: dict[str, Offer] = {}
    for offer in by_id.values():
        chosen = _turned_outwards(offer, by_id) if wants_external else offer
        if chosen is not None and _is_fitting(chosen, asked, highest, is_gentle=is_gentle):
            found.setdefault(chosen.id, chosen)
    return list(found.values())


def in_place(offers: Iterable[Offer], category: Category) -> Offer | None:
    """Return what to offer of ``category`` in place of what was chosen: gentle, and short."""
    found = [one for one in offers if one.category is category and one.level is Level.GENTLE]
    return min(found, key=lambda offer: offer.shortest_s, default=None)


def at_one_click(chosen: Offer, twin: Offer | None, *, is_gentle: bool) -> Offer:
    """Return what the quiet moment is: what was chosen for it, or in gentle mode its twin."""
    turns = is_gentle and chosen.anchor not in EXTERNAL
    return twin if turns and twin is not None and _is_gentle_one(twin) else chosen


def longest_s(asked: frozenset[Response], *, is_gentle: bool) -> int | None:
    """Return the longest length to suggest; None leaves it to the session."""
    if Response.SHORTER_NEXT in asked:
        return SHORT_S
    return GENTLE_LONGEST_S if is_gentle else None


def settling_in_s(practised_s: Iterable[float]) -> int | None:
    """Return the longest length to suggest to somebody new; None leaves it to the session.

    ``practised_s`` is how long each of their latest practices really was, in any order. It
    grows by one step at a time, once there were enough of them and most came up to the step
    before; what they usually do already is never too long. Any length may be chosen.
    """
    counted = [one for one in practised_s if one >= _COUNTS_S]
    usual = median(counted) if counted else 0.0
    reached = sum(usual >= _ALL_BUT * length for length in FIRST_LENGTHS_S)
    allowed = sum(len(counted) >= count for count in FIRST_COUNTS)
    if allowed == len(FIRST_COUNTS) and reached == len(FIRST_LENGTHS_S):
        return None
    return max(FIRST_LENGTHS_S[min(allowed, reached)], int(usual) // 60 * 60)


def _turned_outwards(offer: Offer, by_id: dict[str, Offer]) -> Offer | None:
    if offer.anchor in EXTERNAL:
        return offer
    twin = by_id.get(offer.twin)
    return twin if twin is not None and twin.anchor in EXTERNAL else None


def _is_gentle_one(offer: Offer) -> bool:
    is_short = offer.shortest_s <= GENTLE_LONGEST_S
    return offer.anchor in EXTERNAL and offer.level is Level.GENTLE and is_short


def _is_fitting(
    offer: Offer, asked: frozenset[Response], highest: Level, *, is_gentle: bool
) -> bool:
    if Response.ONLY_GROUNDING in asked:
        return offer.category is Category.GROUND
    if _RANK[offer.level] > _RANK[highest]:
        return False
    if is_gentle and offer.category in _NOT_FIRST:
        return False
    limit = longest_s(asked, is_gentle=is_gentle)
    return limit is None or offer.shortest_s <= limit
