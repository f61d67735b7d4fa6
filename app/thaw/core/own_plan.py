"""What a person has set out to do: how often, after what, when to rest, and how it went.

A plan is a wish, not a debt. It is kept with the settings and not in the log: the log is
what was done, and is never judged by it.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Final, cast

import msgspec

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


@dataclass(frozen=True, slots=True)
class EarlierTarget:
    """So many days a week were meant until ``before``, the first day on which they were not."""

    before: date
    days: Days


@dataclass(frozen=True, slots=True)
class IfThen:
    """After I ``after``, I will practise a session for ``minutes``. "" is not chosen yet."""

    after: Annotated[str, msgspec.Meta(max_length=LONGEST_CUE)] = ""
    session_id: str = ""
    minutes: Annotated[int, msgspec.Meta(ge=1, le=LONGEST_MINUTES)] = 5

    @property
    def is_whole(self) -> bool:
        """Whether it can be said as one sentence."""
        return bool(self.after.strip() and self.session_id)


@dataclass(frozen=True, slots=True)
class Review:
    """In its ``week``, counted from the day the plan was begun, it was looked at again."""

    week: Annotated[int, msgspec.Meta(ge=1)]
    on: date
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class OwnPlan:
    """Everything but the target of now, which is a setting: ``Settings.target_days``."""

    begun: date | None = None
    """None until anything was planned."""
    line: IfThen = field(default_factory=IfThen)
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


def plan_from(stored: object) -> OwnPlan:
    """Read a plan from JSON. What is missing or bad has its default; the rest stays.

    Raises TypeError where it is no object at all.
    """
    if not isinstance(stored, dict):
        raise TypeError(stored)
    known = cast("Mapping[str, object]", stored)
    values: dict[str, object] = {}
    for name, kind in _KINDS.items():
        if name in known:
            try:
                values[name] = msgspec.convert(known[name], kind)
            except msgspec.ValidationError as exc:
                logger.warning("%s of the plan has its default: %s", name, exc)
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
    return replace(
        plan,
        earlier=tuple(sorted(plan.earlier, key=lambda one: one.before)),
        reviews=tuple(sorted(plan.reviews, key=lambda one: one.on)),
    )


_KINDS: Final[Mapping[str, object]] = MappingProxyType(
    {
        "begun": date | None,
        "line": IfThen,
        "rest_weekdays": frozenset[Weekday],
        "rest_days": frozenset[date],
        "earlier": tuple[EarlierTarget, ...],
        "reviews": tuple[Review, ...],
        "put_off_until": date | None,
        "asks": bool,
    }
)
