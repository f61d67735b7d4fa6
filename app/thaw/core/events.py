"""Turn parts and their lengths into the events of a plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from thaw.core.breath import Phase
from thaw.core.breaths import Voice, breathed
from thaw.core.interval_bells import interval_strikes
from thaw.core.parts import Part
from thaw.core.patterns import has_long_hold
from thaw.core.plan import Breath, Breathing, Event, Quiet, Speech, Stage, Strike, Track, Waiting
from thaw.core.session import (
    Bed,
    Bell,
    Bells,
    Breathe,
    Category,
    Mark,
    Play,
    Rest,
    Say,
    Session,
    Step,
    VoiceLine,
    Wait,
)
from thaw.core.soundscapes import BED_FADE_ASLEEP, BED_FADE_OUT, bed_spans
from thaw.core.units import Frames, frames

BED_LEAVES_BEFORE_BELL = frames(6)
_LONG_ENOUGH = frames(180)
"""A session that is shorter ends as every other, lest its soundscape only leaves."""


@dataclass(slots=True)
class _Laying:
    """What has been laid down so far."""

    events: list[Event] = field(default_factory=list[Event])
    breathing: list[Breathing] = field(default_factory=list[Breathing])
    beds: list[tuple[Frames, Bed]] = field(default_factory=list[tuple[Frames, Bed]])
    bells: list[tuple[Frames, Bells]] = field(default_factory=list[tuple[Frames, Bells]])
    locked: list[VoiceLine] = field(default_factory=list[VoiceLine])
    """Lines that wait for the next out-breath."""


def lay_down(
    session: Session,
    parts: Sequence[Part],
    lengths: Sequence[Frames],
    length: Frames,
    voice: Voice,
) -> tuple[tuple[Event, ...], tuple[Breathing, ...]]:
    """Return all that happens in ``parts``, and where there is breathing to a pace."""
    laying = _Laying()
    if session.bed is not None:
        laying.beds.append((Frames(0), Bed(session.bed)))
    at = 0
    for part, span in zip(parts, lengths, strict=True):
        _lay(laying, part, Frames(at), span, voice)
        at += span
    events, breathing = _ended_on_out_breaths(laying)
    events += bed_spans(laying.beds, *_bed_leaves(events, length, session.category))
    events += interval_strikes(laying.bells, events, length, session.content_hash)
    return _numbered(sorted(events, key=lambda event: event.at)), breathing


def _lay(laying: _Laying, part: Part, at: Frames, span: Frames, voice: Voice) -> None:
    step = part.step
    if isinstance(step, Bed):
        laying.beds.append((at, step))
    elif isinstance(step, Bells):
        laying.bells.append((at, step))
    elif isinstance(step, Say) and part.is_locked:
        laying.locked.append(step.line)
    elif isinstance(step, Breathe):
        laid = breathed(step, at, span, voice, laying.locked)
        laying.events += laid
        laying.locked.clear()
        _note_breathing(laying.breathing, step, at, span, laid)
    else:
        laying.events += _events_of(step, at, span)


def _events_of(step: Step | None, at: Frames, span: Frames) -> list[Event]:
    if isinstance(step, Bell):
        return _strikes(step, at)
    if isinstance(step, Say):
        return [Speech(at, span, step.line)]
    if isinstance(step, Rest):
        return [Quiet(at, span, step.span.minimum)] if span else []
    if isinstance(step, Wait):
        return [Waiting(at, span, step.prompt)] if span else []
    if isinstance(step, Play):
        return [Track(at, span, step.recording, step.gain_db), *_captions(step, at, span)]
    if isinstance(step, Mark):
        return [Stage(at, step.name)]
    return []


def _strikes(step: Bell, at: Frames) -> list[Event]:
    return [
        Strike(Frames(at + n * step.spacing), step.voice, step.gain_db, 0)
        for n in range(step.strikes)
    ]


def _captions(step: Play, at: Frames, span: Frames) -> list[Speech]:
    return [
        Speech(
            Frames(at + one.at),
            Frames(min(one.length, span - one.at)),
            VoiceLine(one.text),
            is_heard=False,
        )
        for one in step.captions
        if one.at < span
    ]


def _note_breathing(
    breathing: list[Breathing],
    step: Breathe,
    at: Frames,
    span: Frames,
    laid: "Sequence[Breath | Speech]",
) -> None:
    """Note a stretch of breathing; one that follows at once belongs to the one before."""
    cycles = len({event.cycle for event in laid if isinstance(event, Breath)})
    if breathing and breathing[-1].at + breathing[-1].length == at:
        before = breathing.pop()
        at, span = before.at, Frames(before.length + span)
        cycles += before.cycles
    is_counted = step.cycles is not None or step.pattern.most_cycles > 0
    is_counted = is_counted or has_long_hold(step.pattern)
    breathing.append(Breathing(at, span, cycles, is_counted))


def _ended_on_out_breaths(laying: _Laying) -> tuple[list[Event], tuple[Breathing, ...]]:
    """Let each stretch of breathing end as the last breath is let out.

    A wait that its pattern has after that is silence of the same length: nobody is
    told to wait for a breath that does not come.
    """
    ends = {one.at + one.length for one in laying.breathing}
    waits = {
        event.at: event
        for event in laying.events
        if isinstance(event, Breath)
        and event.phase is Phase.REST
        and event.at + event.length in ends
    }
    kept = [event for event in laying.events if not _belongs_to(event, waits)]
    silent = [Quiet(wait.at, wait.length, wait.length) for wait in waits.values()]
    lengths = {wait.at + wait.length: wait.length for wait in waits.values()}
    breathing = [
        replace(one, wait=lengths.get(Frames(one.at + one.length), Frames(0)))
        for one in laying.breathing
    ]
    return [*kept, *silent], tuple(breathing)


def _belongs_to(event: Event, waits: Mapping[Frames, Breath]) -> bool:
    """Whether it is one of ``waits``, or the word that announces one."""
    if isinstance(event, Speech):
        return event.is_cue and event.at in waits
    return isinstance(event, Breath) and waits.get(event.at) is event


def _numbered(events: Sequence[Event]) -> tuple[Event, ...]:
    """Count the strikes, so that no two sound quite alike."""
    number = count()
    return tuple(
        replace(event, number=next(number)) if isinstance(event, Strike) else event
        for event in events
    )


def _bed_leaves(
    events: Sequence[Event], length: Frames, category: Category
) -> tuple[Frames, Frames]:
    """When the soundscape begins to leave, and how long that takes: it is gone at one time."""
    leaves_at = _bed_leaves_at(events, length)
    earlier = leaves_at + BED_FADE_OUT - BED_FADE_ASLEEP
    if category is Category.SLEEP and length >= _LONG_ENOUGH:
        return Frames(max(earlier, 0)), BED_FADE_ASLEEP
    return leaves_at, BED_FADE_OUT


def _bed_leaves_at(events: Sequence[Event], length: Frames) -> Frames:
    """Begin to leave before the closing bell, so that the bell is heard in the clear."""
    strikes = [event.at for event in events if isinstance(event, Strike)]
    if not strikes or strikes[-1] != length:
        return Frames(max(0, length - BED_FADE_OUT))
    first = len(strikes) - 1
    while first > 0 and strikes[first] - strikes[first - 1] <= BED_FADE_OUT:
        first -= 1
    return Frames(max(0, strikes[first] - BED_LEAVES_BEFORE_BELL))
