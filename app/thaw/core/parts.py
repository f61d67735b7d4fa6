"""Lay a session's steps out in a row of parts, each with the room it may take."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, count, islice
from typing import Final

from thaw.core.breath import cycles_span, cycles_within
from thaw.core.patterns import without_holds
from thaw.core.plan import Choices
from thaw.core.session import (
    CLOSING,
    Bell,
    Breathe,
    Elastic,
    Mark,
    Passage,
    Play,
    Rest,
    Say,
    Step,
    Untimed,
    VoiceLine,
    Wait,
)
from thaw.core.sharing import longest, shortest
from thaw.core.units import Frames, frames

DurationOf = Callable[[VoiceLine], Frames]
"""How long a voice takes to speak a line."""

SHORTEST_CLOSING: Final = frames(25)
AFTER_OPENING_BELL: Final = frames(5)
AFTER_BELL: Final = frames(2.5)
DEFAULT_PAUSE: Final = Elastic(frames(2), frames(4), frames(6), 0.2)
"""After a line that names no pause and is followed by no rest."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of time and the step it comes from; None for a gap nobody wrote."""

    step: Step | None
    span: Elastic
    is_closing: bool = False
    is_locked: bool = False
    """A line without time of its own: said as the next breath is let out."""


def lay_out(
    steps: Sequence[Step],
    choices: Choices,
    duration_of: DurationOf,
    kept: frozenset[int] | None,
) -> list[Part]:
    """Lay ``steps`` out in a row.

    ``kept`` holds the places, in ``passages``, of the passages that are played;
    None keeps all of them. The closing is given its least length.
    """
    # In a few passes: a session may have thousands of steps, most of them repeated.
    row = flat(steps, kept)
    locked = _locked(row, choices, duration_of)
    different = {step for step in row if isinstance(step, Breathe)}
    breathing = {step: _breathe_part(step, choices) for step in different}
    parts: list[Part] = []
    is_closing, is_first = False, True
    for index, (step, following) in enumerate(zip(row, _following(row), strict=True)):
        is_closing = is_closing or (isinstance(step, Mark) and step.name == CLOSING)
        if index in locked:
            laid = [Part(step, Elastic.fixed(Frames(0)), is_locked=True)]
        elif isinstance(step, Breathe):
            laid = [breathing[step]]
        elif isinstance(step, Rest):
            laid = [Part(step, _no_longer(step.span, choices.longest_rest))]
        else:
            laid = _parts_of(step, following, is_first, duration_of)
        is_first = is_first and isinstance(step, Untimed)
        parts += [replace(part, is_closing=True) for part in laid] if is_closing else laid
    return _with_whole_closing(parts)


def room(steps: Sequence[Step], choices: Choices, duration_of: DurationOf) -> tuple[Frames, Frames]:
    """The least that ``steps`` take, every passage left out, and the most, with all of them."""
    low = lay_out(steps, choices, duration_of, frozenset())
    high = lay_out(steps, choices, duration_of, None) if passages(steps) else low
    least, most = shortest([part.span for part in low]), longest([part.span for part in high])
    return Frames(least), Frames(most)


def has_holds(steps: Sequence[Step]) -> bool:
    """Whether the breath is held anywhere in ``steps``, where holds are wanted."""
    patterns = (step.pattern for step in flat(steps, None) if isinstance(step, Breathe))
    return any(pattern.hold_ms or pattern.rest_ms for pattern in patterns)


def passages(steps: Sequence[Step]) -> list[Passage]:
    """All passages that may drop out, outer before inner, in order of appearance."""
    found: list[Passage] = []
    for step in steps:
        if isinstance(step, Passage):
            found += [step, *passages(step.steps)]
    return found


def flat(steps: Sequence[Step], kept: frozenset[int] | None) -> list[Step]:
    """``steps`` with the passages that are played laid open; ``kept`` as in ``lay_out``."""
    return _flat(steps, kept, count())


def _flat(steps: Sequence[Step], kept: frozenset[int] | None, places: Iterator[int]) -> list[Step]:
    row: list[Step] = []
    for step in steps:
        if not isinstance(step, Passage):
            row.append(step)
            continue
        is_kept = kept is None or next(places) in kept
        inner = _flat(step.steps, kept, places)
        row += inner if is_kept else []
    return row


def _following(steps: Sequence[Step]) -> list[Step | None]:
    """For each of ``steps`` the next one that takes time."""
    following: list[Step | None] = []
    after: Step | None = None
    for step in reversed(steps):
        following.append(after)
        after = after if isinstance(step, Untimed) else step
    return following[::-1]


def _locked(steps: Sequence[Step], choices: Choices, duration_of: DurationOf) -> set[int]:
    """The places of the lines that fit on an out-breath of the breathing that comes next.

    Of several such lines in a row the first is for the first breath, and so on.
    """
    locked: set[int] = set()
    row: dict[int, Say] = {}
    for index, step in enumerate(steps):
        if isinstance(step, Say) and step.breath_lock:
            row[index] = step
        elif not isinstance(step, Untimed):
            if isinstance(step, Breathe) and row:
                outs = _out_breaths(suited(step, choices), len(row))
                fitting = zip(row.items(), outs, strict=False)
                locked |= {at for (at, say), out in fitting if duration_of(say.line) <= out}
            row = {}
    return locked


def _out_breaths(step: Breathe, most: int) -> list[Frames]:
    """How long the first out-breaths are, with the rest after each: those sure to be played."""
    least = step.cycles or _cycles_at_least(step, step.span.minimum if step.span else Frames(0))
    first = islice(step.supply(), min(least, most))
    return [frames((breath.out_ms + breath.rest_ms) / 1000) for breath in first]


def _parts_of(
    step: Step, following: Step | None, is_first: bool, duration_of: DurationOf
) -> list[Part]:
    if isinstance(step, Say):
        return _say_parts(step, following, duration_of)
    if isinstance(step, Wait):
        return [Part(step, step.span)]
    if isinstance(step, Play):
        return [Part(step, Elastic.fixed(duration_of(step.line)))]
    if isinstance(step, Bell):
        return _bell_parts(step, following, is_first)
    return [Part(step, Elastic.fixed(Frames(0)))]


def _no_longer(span: Elastic, longest: Frames | None) -> Elastic:
    if longest is None or span.maximum <= longest:
        return span
    low, ideal = min(span.minimum, longest), min(span.ideal, longest)
    return Elastic(low, ideal, longest, span.weight)


def _say_parts(step: Say, following: Step | None, duration_of: DurationOf) -> list[Part]:
    spoken = Part(step, Elastic.fixed(duration_of(step.line)))
    if step.pause is None and (following is None or isinstance(following, Rest | Wait)):
        return [spoken]
    return [spoken, Part(None, step.pause or DEFAULT_PAUSE)]


def _bell_parts(step: Bell, following: Step | None, is_first: bool) -> list[Part]:
    struck = Part(step, Elastic.fixed(Frames((step.strikes - 1) * step.spacing)))
    if following is None:
        return [struck]
    gap = AFTER_OPENING_BELL if is_first else AFTER_BELL
    if isinstance(following, Rest):
        gap = Frames(max(0, gap - following.span.minimum))
    return [struck, Part(None, Elastic.fixed(gap))]


def suited(step: Breathe, choices: Choices) -> Breathe:
    """``step`` as this person breathes it."""
    if not choices.holds:
        step = replace(step, pattern=without_holds(step.pattern))
    if step.ramp and choices.pace is not None:
        step = replace(step, pace=choices.pace)
    return step


def _breathe_part(step: Breathe, choices: Choices) -> Part:
    step = suited(step, choices)
    if step.cycles is not None:
        count = _whole_rounds(step, step.cycles)
        return Part(step, Elastic.fixed(cycles_span(step.supply(), count)))
    assert step.span is not None, "loading gives every breathe step a span or a count"
    ends = _round_ends(step, step.span.maximum)
    low = bisect_left(ends, step.span.minimum)
    high = max(low, bisect_right(ends, step.span.maximum) - 1)
    least, most = ends[low], ends[high]
    if low == high:
        return Part(step, Elastic.fixed(least))
    ideal = Frames(min(max(step.span.ideal, least), most))
    return Part(step, Elastic(least, ideal, most, step.span.weight))


def _round_ends(step: Breathe, span: Frames) -> list[Frames]:
    """Where each whole round ends, up to the first that ends after ``span``."""
    ends: list[Frames] = []
    lengths = (cycle.cycle() for cycle in step.supply())
    for number, end in enumerate(accumulate(lengths), 1):
        if number % step.pattern.cycles_a_round == 0:
            ends.append(Frames(end))
            if end > span:
                return ends
    raise AssertionError("cycles never end")


def _cycles_at_least(step: Breathe, span: Frames) -> int:
    """The whole rounds that fill ``span``: rounded up, so that the last breath is let out."""
    count = cycles_within(step.supply(), span)
    full = cycles_span(step.supply(), count)
    return _whole_rounds(step, max(1, count if full == span else count + 1))


def _whole_rounds(step: Breathe, count: int) -> int:
    return -(-count // step.pattern.cycles_a_round) * step.pattern.cycles_a_round


def _with_whole_closing(parts: list[Part]) -> list[Part]:
    """Raise the least that the closing may take to ``SHORTEST_CLOSING``."""
    closing = [index for index, part in enumerate(parts) if part.is_closing]
    missing = SHORTEST_CLOSING - shortest([parts[index].span for index in closing])
    if not closing or missing <= 0:
        return parts
    raised = list(parts)
    elastic = [index for index in closing if parts[index].span.weight > 0]
    for index in reversed(elastic):
        span = parts[index].span
        more = min(missing, span.maximum - span.minimum)
        low = Frames(span.minimum + more)
        raised[index] = replace(
            parts[index], span=replace(span, minimum=low, ideal=Frames(max(low, span.ideal)))
        )
        missing -= more
    if missing > 0:
        gap = Part(None, Elastic.fixed(Frames(missing)), is_closing=True)
        raised.insert(_last_bell(raised, closing), gap)
    return raised


def _last_bell(parts: Sequence[Part], closing: Sequence[int]) -> int:
    bells = [index for index in closing if isinstance(parts[index].step, Bell)]
    return bells[-1] if bells else len(parts)
