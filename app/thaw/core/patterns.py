"""The named breath patterns, and the bounds within which people may make their own."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from thaw.core.breath import Pattern


def _pattern(name: str, in_s: float, out_s: float, **others_s: float) -> Pattern:
    others = {f"{phase}_ms": round(length * 1000) for phase, length in others_s.items()}
    return Pattern(name, round(in_s * 1000), round(out_s * 1000), **others)


_ALL: Final = (
    _pattern("even", 4, 4),
    _pattern("even-gentle", 3, 3),
    _pattern("coherent", 5.5, 5.5),
    _pattern("coherent-gentle", 5, 5),
    _pattern("resonance", 4, 6),
    _pattern("long-exhale", 4, 6),
    _pattern("long-exhale-gentle", 3, 5),
    _pattern("longer-exhale", 4, 8),
    _pattern("box", 4, 4, hold=4, rest=4),
    _pattern("soft-box", 3, 3, hold=1, rest=1),
    _pattern("four-seven-eight", 4, 8, hold=7),
    _pattern("four-seven-eight-small", 2, 4, hold=3.5),
    _pattern("cyclic-sigh", 3, 8, top_up=1),
    _pattern("cyclic-sigh-gentle", 2, 6, top_up=1),
    _pattern("lip-breath", 2, 4),
    _pattern("alternate", 4, 6),
)

PATTERNS: Final[Mapping[str, Pattern]] = {pattern.name: pattern for pattern in _ALL}
"""The patterns a session may name. No fast or over-breathing style is among them."""


def without_holds(pattern: Pattern) -> Pattern:
    """Leave out the holds and lengthen the out-breath instead, to twice the in-breath at most."""
    held_ms = pattern.hold_ms + pattern.rest_ms
    most_ms = 2 * (pattern.in_ms + pattern.top_up_ms)
    out_ms = max(pattern.out_ms, min(pattern.out_ms + held_ms, most_ms))
    return replace(pattern, out_ms=out_ms, hold_ms=0, rest_ms=0)
