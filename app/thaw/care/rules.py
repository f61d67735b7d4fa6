"""What recent practice asks of us: triggers in, responses out.

Nothing is ever locked. A response changes what is offered first and what is said beside
it; whoever wants to begin may begin.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from thaw.care.items import WORSE, AfterEffect

RECENT_DAYS: Final = 28
"""What was further back says nothing about today."""

LONG_MS: Final = 20 * 60_000
"""A practice this long is a long one."""
MUCH_MS: Final = 60 * 60_000
"""So much in a day is a lot."""
MANY_LONG: Final = 3

SHUT_DOWN: Final = 1
OVER_WOUND: Final = 9

NIGHT_BEGINS: Final = 21
NIGHT_ENDS: Final = 6

GROUND_FADE_MS: Final = 1_500
"""Within this "stop and ground" has faded what was playing."""
GROUND_SHORTEST_S: Final = 60
GROUND_LONGEST_S: Final = 120

SETTLED_IN: Final = 20
"""Practices after which something deep may be suggested."""


class Distress(StrEnum):
    """What a person may mark on the help page. It is not kept."""

    UNREALITY = "unreality"
    PANIC = "panic"
    NO_SLEEP = "no_sleep"
    CANNOT_FUNCTION = "cannot_function"
    SELF_HARM = "self_harm"


class Response(StrEnum):
    """One thing to do, or to offer."""

    STOP_AND_GROUND = "stop_and_ground"
    """Fade, then an eyes-open grounding; the practice counts, as stopped by choice."""
    OFFER_GROUNDING = "offer_grounding"
    SHORTER_NEXT = "shorter_next"
    EXTERNAL_NEXT = "external_next"
    """What is suggested next rests attention outside: the twin of an inward session."""
    ONE_LEVEL_DOWN = "one_level_down"
    HIDE_DEEP = "hide_deep"
    REST_OR_WALK = "rest_or_walk"
    PAUSE_PROGRAMME = "pause_programme"
    SAY_IT_HAPPENS = "say_it_happens"
    """Practice can do this, and stopping is sound."""
    SUGGEST_PROFESSIONAL = "suggest_professional"
    SHOW_HELP = "show_help"
    HELP_FIRST = "help_first"
    """The help page comes before anything else."""
    ONLY_GROUNDING = "only_grounding"
    OFFER_MOVEMENT = "offer_movement"
    """Movement or grounding in place of what was chosen; the start is never blocked."""
    NOTE_ON_REST = "note_on_rest"
    DIM = "dim"


@dataclass(frozen=True, slots=True)
class Sitting:
    """One practice of late, with what was said of it."""

    day: date
    practised_ms: int
    effect: AfterEffect | None = None
    """None where it was not asked, or not answered."""
    is_still_worse: bool = False
    """Whether it was still worse the next day."""


@dataclass(frozen=True, slots=True)
class Now:
    """What is known of this moment."""

    today: date
    hour: int
    """By the wall clock, 0 to 23."""
    energy_before: int | None = None
    """Answered before the practice that is about to begin."""
    marks: frozenset[Distress] = frozenset()
    stop_asked: bool = False
    """Esc, the button, or the tray: stop and ground."""


def responses(sittings: Sequence[Sitting], now: Now) -> frozenset[Response]:
    """Return all that the recent ``sittings``, oldest first, and this moment ask for."""
    recent = [one for one in sittings if now.today - one.day < timedelta(days=RECENT_DAYS)]
    found: set[Response] = set()
    if now.stop_asked:
        found.add(Response.STOP_AND_GROUND)
    found |= _after_effects(recent, now)
    found |= _much(recent, now.today)
    if now.energy_before is not None and _is_far_out(now.energy_before):
        found |= {Response.OFFER_MOVEMENT, Response.OFFER_GROUNDING}
    if now.marks:
        found |= {Response.HELP_FIRST, Response.SHOW_HELP, Response.ONLY_GROUNDING}
    return frozenset(found)


def suggests_deep(practices: int, found: frozenset[Response], recent_worse: int) -> bool:
    """Return whether something deep may be suggested. It can be had at any time."""
    return practices >= SETTLED_IN and recent_worse == 0 and Response.HIDE_DEEP not in found


def worse_count(sittings: Sequence[Sitting], today: date) -> int:
    """Return after how many practices of late it was worse."""
    first = today - timedelta(days=RECENT_DAYS - 1)
    return sum(one.effect in WORSE for one in sittings if one.day >= first)


def _after_effects(recent: Sequence[Sitting], now: Now) -> set[Response]:
    told = [one for one in recent if one.effect is not None]
    was_worse = [one.effect in WORSE for one in told]
    found: set[Response] = set()
    if was_worse[-1:] == [True]:
        found |= {
            Response.OFFER_GROUNDING,
            Response.SHORTER_NEXT,
            Response.EXTERNAL_NEXT,
        }
        if _is_night(now.hour) and told[-1].day >= now.today - timedelta(days=1):
            found.add(Response.DIM)
    if sum(was_worse[-3:]) >= 2:
        found |= {
            Response.ONE_LEVEL_DOWN,
            Response.HIDE_DEEP,
            Response.REST_OR_WALK,
            Response.EXTERNAL_NEXT,
        }
    if sum(was_worse[-5:]) >= 3 or _is_still_worse(recent, now.today):
        found |= {
            Response.PAUSE_PROGRAMME,
            Response.SAY_IT_HAPPENS,
            Response.SUGGEST_PROFESSIONAL,
            Response.SHOW_HELP,
        }
    return found


def _is_still_worse(recent: Sequence[Sitting], today: date) -> bool:
    """Whether it was so after the last practice, or is today after one of yesterday.

    Of yesterday's it is told today, maybe when something was practised in between.
    """
    yesterday = today - timedelta(days=1)
    last = recent[-1:]
    return any(one.is_still_worse and (one in last or one.day >= yesterday) for one in recent)


def _much(recent: Sequence[Sitting], today: date) -> set[Response]:
    of_today = [one.practised_ms for one in recent if one.day == today]
    is_much = sum(of_today) >= MUCH_MS
    are_many = sum(ms >= LONG_MS for ms in of_today) >= MANY_LONG
    return {Response.NOTE_ON_REST} if is_much or are_many else set()


def _is_far_out(energy: int) -> bool:
    return energy <= SHUT_DOWN or energy >= OVER_WOUND


def _is_night(hour: int) -> bool:
    return hour >= NIGHT_BEGINS or hour < NIGHT_ENDS
