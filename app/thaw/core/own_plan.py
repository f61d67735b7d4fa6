"""What a person has set out to do: how often, after what, when to rest, and how it went.

A plan is a wish, not a debt. It is kept with the settings and not in the log: the log is
what was done, and is never judged by it.
"""

import logging
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Final, cast

import msgspec

# Structs, because a data class takes a millisecond to make, and the first window waits for it.

logger = logging.getLogger(__name__)

LONGEST_CUE: Final = 200
"""Letters of what somebody practises after."""
LONGEST_MINUTES: Final = 24 * 60

Days = Annotated[int, msgspec.Meta(ge=1, le=7)]
Weekday = Annotated[int, msgspec.Meta(ge=0, le=6)]


class Verdict(StrEnum):
    """How a plan was found when it was looked at again."""

    EASIER = "easier"
    """An easier one would fit better."""
    SAME = "same"
    MORE = "more"


class EarlierTarget(msgspec.Struct, frozen=True):
    """So many days a week were meant until ``before``, the first day on which they were not."""

    before: date
    days: Days


class IfThen(msgspec.Struct, frozen=True):
    """After I ``after``, I will practise a session for ``minutes``. "" is not chosen yet."""

    after: Annotated[str, msgspec.Meta(max_length=LONGEST_CUE)] = ""
    session_id: str = ""
    minutes: Annotated[int, msgspec.Meta(ge=1, le=LONGEST_MINUTES)] = 5

    @property
    def is_whole(self) -> bool:
        """Whether it can be said as one sentence."""
        return bool(self.after.strip() and self.session_id)


class Review(msgspec.Struct, frozen=True):
    """In its ``week``, counted from the day the plan was begun, it was looked at again."""

    week: Annotated[int, msgspec.Meta(ge=1)]
    on: date
    verdict: Verdict


class OwnPlan(msgspec.Struct, frozen=True):
    """Everything but the target of now, which is a setting: ``Settings.target_days``."""

    begun: date | None = None
    """None until anything was planned."""
    line: IfThen = msgspec.field(default_factory=IfThen)
    rest_weekdays: frozenset[Weekday] = frozenset()
    """Days of the week without practice, as planned; 0 is Monday."""
    rest_days: frozenset[date] = frozenset()
    """Single days without practice, as planned."""
    earlier: tuple[EarlierTarget, ...] = ()
    """The targets that were, the oldest first."""
    reviews: tuple[Review, ...] = ()
    """The oldest first."""
    put_off_until: date | None = None
    """No review before that day."""
    asks: bool = True
    """Whether the person wants to be asked how it fits."""

    def rests_on(self, day: date) -> bool:
        """Whether ``day`` is meant to be without practice."""
        return day in self.rest_days or day.weekday() in self.rest_weekdays


def plan_from(stored: object) -> OwnPlan:
    """Read a plan from JSON. What is missing or bad has its default; the rest stays.

    Raises TypeError where it is no object at all.
    """
    if not isinstance(stored, dict):
        raise TypeError(stored)
    known = cast("Mapping[str, object]", stored)
    values: dict[str, object] = {}
    for one in msgspec.structs.fields(OwnPlan):
        if one.name in known:
            try:
                values[one.name] = msgspec.convert(known[one.name], one.type)
            except msgspec.ValidationError as exc:
                logger.warning("%s of the plan has its default: %s", one.name, exc)
    # Each is of its field's type.
    return _in_order(OwnPlan(**values))  # type: ignore[arg-type]


def plan_as_json(plan: OwnPlan) -> dict[str, object]:
    """Return what ``plan_from`` reads."""
    stored = cast("dict[str, object]", msgspec.to_builtins(plan))
    for name in ("rest_weekdays", "rest_days"):
        stored[name] = sorted(cast("list[str]", stored[name]))
    return stored


def _in_order(plan: OwnPlan) -> OwnPlan:
    """Whoever edits the file by hand need not keep the days in a row."""
    return msgspec.structs.replace(
        plan,
        earlier=tuple(sorted(plan.earlier, key=lambda one: one.before)),
        reviews=tuple(sorted(plan.reviews, key=lambda one: one.on)),
    )
