"""Turn parts and their lengths into the events of a plan."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from typing import Final

from thaw.core.interval_bells import interval_strikes
from thaw.core.parts import Part
from thaw.core.plan import Breath, Event, Quiet, Speech, Stage, Strike
from thaw.core.session import Bed, Bell, Bells, Breathe, Cue, Mark, Rest, Say, Session, Step
from thaw.core.soundscapes import BED_FADE_OUT, bed_spans
from thaw.core.units import Frames, frames

BED_LEAVES_BEFORE_BELL: Final = frames(6)


def lay_down(
    session: Session, parts: Sequence[Part], lengths: Sequence[Frames], length: Frames
) -> tuple[Event, ...]:
    events: list[Event] = []
    beds: list[tuple[Frames, Bed]] = []
    bells: list[tuple[Frames, Bells]] = []
    at = 0
    if session.bed is not None:
        beds.append((Frames(0), Bed(session.bed)))
    for part, span in zip(parts, lengths, strict=True):
        here = Frames(at)
        if isinstance(part.step, Bell):
            events += _strikes(part.step, here)
        elif isinstance(part.step, Bed):
            beds.append((here, part.step))
        elif isinstance(part.step, Bells):
            bells.append((here, part.step))
        else:
            events += _events_of(part.step, here, span)
        at += span
    events += bed_spans(beds, _bed_leaves_at(events, length))
    events += interval_strikes(bells, events, length, session.content_hash)
    return _numbered(sorted(events, key=lambda event: event.at))


def _numbered(events: Sequence[Event]) -> tuple[Event, ...]:
    """Count the strikes, so that no two sound quite alike."""
    number = count()
    return tuple(
        replace(event, number=next(number)) if isinstance(event, Strike) else event
        for event in events
    )


def _events_of(step: Step | None, at: Frames, span: Frames) -> list[Event]:
    if isinstance(step, Say):
        return [Speech(at, span, step.line)]
    if isinstance(step, Rest):
        return [Quiet(at, span)] if span else []
    if isinstance(step, Mark):
        return [Stage(at, step.name)]
    if isinstance(step, Breathe):
        return list(_breaths(step, at, span))
    return []


def _strikes(step: Bell, at: Frames) -> list[Event]:
    return [
        Strike(Frames(at + n * step.spacing), step.voice, step.gain_db, 0)
        for n in range(step.strikes)
    ]


def _breaths(step: Breathe, at: Frames, span: Frames) -> list[Breath]:
    breaths: list[Breath] = []
    end = at + span
    here = at
    for number, cycle in enumerate(step.supply()):
        if here >= end:
            break
        for phase in cycle.phases(number):
            breaths.append(
                Breath(
                    at=here,
                    length=phase.length,
                    phase=phase.phase,
                    cycle=number,
                    fullness_from=phase.fullness_from,
                    fullness_to=phase.fullness_to,
                    sounded=Cue.SOUND in step.cues,
                    side=phase.side,
                )
            )
            here = Frames(here + phase.length)
    return breaths


def _bed_leaves_at(events: Sequence[Event], length: Frames) -> Frames:
    """Begin to leave before the closing bell, so that the bell is heard in the clear."""
    strikes = [event.at for event in events if isinstance(event, Strike)]
    if not strikes or strikes[-1] != length:
        return Frames(max(0, length - BED_FADE_OUT))
    first = len(strikes) - 1
    while first > 0 and strikes[first] - strikes[first - 1] <= BED_FADE_OUT:
        first -= 1
    return Frames(max(0, strikes[first] - BED_LEAVES_BEFORE_BELL))
