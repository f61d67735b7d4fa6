"""What was chosen to breathe freely, as plain values that settings keep."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, TypeGuard, cast

from thaw.core.breath import Pattern
from thaw.core.free_breathing import FreeBreathing
from thaw.core.patterns import PATTERNS, check_pattern
from thaw.core.session import Cue

_PHASES: Final = ("in_ms", "out_ms", "top_up_ms", "hold_ms", "rest_ms")


def plain(chosen: FreeBreathing) -> dict[str, object]:
    """Return ``chosen`` as JSON can have it. The person's own pace is not kept."""
    return {
        "pattern": _plain_pattern(chosen.pattern),
        "amount": chosen.amount,
        "in_rounds": chosen.in_rounds,
        "cues": sorted(chosen.cues),
        "bed": chosen.bed,
        "eases_in": chosen.eases_in,
    }


def chosen_from(kept: Mapping[str, object]) -> FreeBreathing:
    """Return what was chosen; each part that makes no sense is as it is at first."""
    at_first = FreeBreathing()
    amount, bed = kept.get("amount"), kept.get("bed")
    return FreeBreathing(
        pattern=_pattern(kept.get("pattern")) or at_first.pattern,
        amount=amount if _is_number(amount) else at_first.amount,
        in_rounds=kept.get("in_rounds") is True,
        cues=_cues(kept.get("cues"), at_first.cues),
        bed=bed if isinstance(bed, str) and bed else None,
        eases_in=kept.get("eases_in") is not False,
    ).fitted()


def _plain_pattern(pattern: Pattern) -> object:
    if PATTERNS.get(pattern.name) == pattern:
        return pattern.name
    phases = {phase: getattr(pattern, phase) for phase in _PHASES if getattr(pattern, phase)}
    return {**phases, **({"alternates": True} if pattern.alternates else {})}


def _pattern(kept: object) -> Pattern | None:
    if isinstance(kept, str):
        return PATTERNS.get(kept)
    if not isinstance(kept, dict):
        return None
    phases = cast("dict[str, object]", kept)
    lengths = {phase: value for phase, value in phases.items() if phase in _PHASES}
    whole = {phase: value for phase, value in lengths.items() if _is_number(value)}
    pattern = replace(Pattern("own", 0, 0, alternates=phases.get("alternates") is True), **whole)
    return None if any(fault.is_hard for fault in check_pattern(pattern)) else pattern


def _cues(kept: object, at_first: frozenset[Cue]) -> frozenset[Cue]:
    if not isinstance(kept, list):
        return at_first
    named = cast("list[object]", kept)
    return frozenset({Cue.SIGHT, *(cue for cue in Cue if cue in named)})


def _is_number(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)
