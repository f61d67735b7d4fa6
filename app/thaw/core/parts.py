"""Lay a session's steps out in a row of parts, each with the room it may take."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, islice
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
from thaw.core.sharing import shortest
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
    flat = _flat(steps, kept, count())
    parts: list[Part] = []
    is_closing = False
    for index, step in enumerate(flat):
        is_closing = is_closing or (isinstance(step, Mark) and step.name == CLOSING)
        is_first = all(isinstance(earlier, Untimed) for earlier in flat[:index])
        if isinstance(step, Say) and _is_locked(flat, index, choices, duration_of):
            laid = [Part(step, Elastic.fixed(Frames(0)), is_locked=True)]
        else:
            laid = _parts_of(step, _next_timed(flat, index), is_first, choices, duration_of)
        parts += [replace(part, is_closing=is_closing) for part in laid]
    return _with_whole_closing(parts)


def passages(steps: Sequence[Step]) -> list[Passage]:
    """All passages that may drop out, outer before inner, in order of appearance."""
    found: list[Passage] = []
    for step in steps:
        if isinstance(step, Passage):
            found += [step, *passages(step.steps)]
    return found


def _flat(steps: Sequence[Step], kept: frozenset[int] | None, places: Iterator[int]) -> list[Step]:
    flat: list[Step] = []
    for step in steps:
        if not isinstance(step, Passage):
            flat.append(step)
            continue
        is_kept = kept is None or next(places) in kept
        inner = _flat(step.steps, kept, places)
        flat += inner if is_kept else []
    return flat


def _next_timed(steps: Sequence[Step], index: int) -> Step | None:
    return next((s for s in steps[index + 1 :] if not isinstance(s, Untimed)), None)


def _is_locked(
    steps: Sequence[Step], index: int, choices: Choices, duration_of: DurationOf
) -> bool:
    """Whether a line fits on an out-breath of the breathing that comes next.

    Of several such lines in a row the first is for the first breath, and so on.
    """
    step, place = steps[index], 0
    if not (isinstance(step, Say) and step.breath_lock):
        return False
    for earlier in reversed(steps[:index]):
        if isinstance(earlier, Say) and earlier.breath_lock:
            place += 1
        elif not isinstance(earlier, Untimed):
            break
    for later in steps[index + 1 :]:
        if isinstance(later, Breathe):
            return _fits_on(suited(later, choices), place, duration_of(step.line))
        if not (isinstance(later, Untimed) or (isinstance(later, Say) and later.breath_lock)):
            break
    return False


def _fits_on(step: Breathe, place: int, length: Frames) -> bool:
    least = step.cycles or _cycles_at_least(step, step.span.minimum if step.span else Frames(0))
    out = next(islice(step.supply(), place, None))
    return place < least and length <= frames((out.out_ms + out.rest_ms) / 1000)


def _parts_of(
    step: Step, following: Step | None, is_first: bool, choices: Choices, duration_of: DurationOf
) -> list[Part]:
    if isinstance(step, Say):
        return _say_parts(step, following, duration_of)
    if isinstance(step, Rest | Wait):
        return [Part(step, step.span)]
    if isinstance(step, Play):
        return [Part(step, Elastic.fixed(duration_of(step.line)))]
    if isinstance(step, Bell):
        return _bell_parts(step, following, is_first)
    if isinstance(step, Breathe):
        return [_breathe_part(step, choices)]
    return [Part(step, Elastic.fixed(Frames(0)))]


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
    low = _cycles_at_least(step, step.span.minimum)
    a_round = step.pattern.cycles_a_round
    high = max(low, cycles_within(step.supply(), step.span.maximum) // a_round * a_round)
    least, most = (cycles_span(step.supply(), count) for count in (low, high))
    if low == high:
        return Part(step, Elastic.fixed(least))
    ideal = Frames(min(max(step.span.ideal, least), most))
    return Part(step, Elastic(least, ideal, most, step.span.weight))


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
