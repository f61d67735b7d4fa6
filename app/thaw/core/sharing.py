"""Share a length between elastic spans, to the frame."""

from collections.abc import Sequence
from typing import Final

from thaw.core.session import Elastic
from thaw.core.units import Frames

_HALVINGS: Final = 100


def share(total: int, spans: Sequence[Elastic]) -> list[Frames] | None:
    """Give each span its part of ``total``; None when their bounds don't allow it.

    Every span starts at its ideal; what is left over, or missing, is shared in
    proportion to weight until a bound is reached. The parts add up to ``total``
    exactly, and the same input always gives the same parts.
    """
    if not shortest(spans) <= total <= longest(spans):
        return None
    level = _level(total, spans)
    parts = [round(_at_level(span, level)) for span in spans]
    _settle(parts, total, spans)
    return [Frames(part) for part in parts]


def shortest(spans: Sequence[Elastic]) -> int:
    """The least that ``spans`` take together."""
    return sum(_bounds(span)[0] for span in spans)


def longest(spans: Sequence[Elastic]) -> int:
    """The most that ``spans`` take together."""
    return sum(_bounds(span)[1] for span in spans)


def _bounds(span: Elastic) -> tuple[int, int]:
    return (span.minimum, span.maximum) if span.weight > 0 else (span.ideal, span.ideal)


def _at_level(span: Elastic, level: float) -> float:
    low, high = _bounds(span)
    return min(max(span.ideal + span.weight * level, low), high)


def _level(total: int, spans: Sequence[Elastic]) -> float:
    """Find how far above their ideals, per unit of weight, the spans come to ``total``."""
    elastic = [span for span in spans if span.weight > 0]
    low = min(((span.minimum - span.ideal) / span.weight for span in elastic), default=0.0)
    high = max(((span.maximum - span.ideal) / span.weight for span in elastic), default=0.0)
    room = total - _rigid(spans)
    for _ in range(_HALVINGS):
        before, middle = (low, high), (low + high) / 2
        if sum(_at_level(span, middle) for span in elastic) < room:
            low = middle
        else:
            high = middle
        if (low, high) == before:
            # As near as floats come: every further halving would change nothing.
            break
    return high


def _rigid(spans: Sequence[Elastic]) -> int:
    return sum(span.ideal for span in spans if span.weight <= 0)


def _settle(parts: list[int], total: int, spans: Sequence[Elastic]) -> None:
    """Hand out the frames lost to rounding, one each, to spans with room for them."""
    missing = total - sum(parts)
    step = 1 if missing > 0 else -1
    while missing != 0:
        for index, span in enumerate(spans):
            low, high = _bounds(span)
            if missing != 0 and low <= parts[index] + step <= high:
                parts[index] += step
                missing -= step
