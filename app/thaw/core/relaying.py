"""A plan that begins before all its lines are made, and what becomes of it as they are.

It is laid out with estimated lengths, and lines that are not made yet are captions
alone. Once one is made it is heard, if there is room: silences take up the difference,
and neither the end nor anything that was heard moves.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from thaw.core.breath import Phase
from thaw.core.breaths import CUE_MARGIN, sounding
from thaw.core.plan import BedSpan, Breath, Breathing, Event, Plan, Quiet, Speech, Stage, Track
from thaw.core.plan_rows import Row
from thaw.core.session import CLOSING, VoiceLine
from thaw.core.units import Frames


def awaiting(plan: Plan, made: Collection[VoiceLine]) -> Plan:
    """Return ``plan`` with every line that is not in ``made`` as a caption alone.

    A soft sound stands in for a word that announces a breath, which is no caption.
    """
    waiting = {cue.at for cue in plan.speeches if cue.is_cue and cue.line not in made}

    def without_line(event: Event) -> Event:
        if isinstance(event, Speech) and event.line not in made:
            return replace(event, is_heard=False)
        if isinstance(event, Breath) and event.at in waiting and not event.sounded:
            return replace(event, sounded=True, stands_in=True)
        return event

    return replace(plan, events=tuple(map(without_line, plan.events)))


def unspoken(plan: Plan, lines: Collection[VoiceLine]) -> Plan:
    """Return ``plan`` with a soft sound for each breath whose word is one of ``lines``.

    Nobody can say those, and with closed eyes a breath without a word is not announced.
    """
    mute = {cue.at for cue in plan.speeches if cue.is_cue and cue.line in lines}
    if not mute:
        return plan
    events = [sounding(e) if isinstance(e, Breath) and e.at in mute else e for e in plan.events]
    said = (e for e in events if not (isinstance(e, Speech) and e.is_cue and e.at in mute))
    return replace(plan, events=tuple(said))


def relaid(plan: Plan, frame: int, lengths: Mapping[VoiceLine, Frames]) -> Plan:
    """Return ``plan`` with the lines in ``lengths`` heard, where they begin after ``frame``.

    Silences give way, down to the least that their author gave them, before the closing
    and in it apart. A line without room stays a caption; a word for a breath that takes
    longer than the breath is left out, and a sound takes its place. Order, the closing
    and the end stay as they are, and so does all that begins up to ``frame``, but for
    the end of a soundscape. Where nothing comes of it the same plan is returned.
    """
    waiting = _waiting(plan, frame, lengths)
    if not waiting:
        return plan
    events = _over_breaths(plan, {id(event) for event in waiting}, lengths)
    changed = replace(plan, events=tuple(events))
    for start, end in _rows(plan, frame):
        changed = _in_row(changed, Row(changed, start, end), waiting, lengths)
    return plan if changed.events == plan.events else changed


def _waiting(plan: Plan, frame: int, lengths: Mapping[VoiceLine, Frames]) -> list[Speech]:
    """The lines that may be heard from now on."""
    return [
        event
        for event in plan.speeches
        if not event.is_heard
        and event.at > frame
        and lengths.get(event.line, 0) > 0
        and not _is_within(event.at, plan.tracks)
    ]


def _over_breaths(
    plan: Plan, waiting: Collection[int], lengths: Mapping[VoiceLine, Frames]
) -> list[Event]:
    """Words that are said over breaths: heard where they fit into theirs."""
    breaths = {breath.at: breath for breath in plan.breaths}
    events: list[Event] = []
    silent: set[int] = set()
    spoken: set[int] = set()
    for event in plan.events:
        if (
            not isinstance(event, Speech)
            or id(event) not in waiting
            or event.at not in breaths
            or not _is_within(event.at, plan.breathing)
        ):
            events.append(event)
            continue
        length = lengths[event.line]
        if length <= _room(event, breaths):
            events.append(replace(event, length=length, is_heard=True))
            spoken.add(event.at)
        elif event.is_cue:
            silent.add(event.at)
        else:
            events.append(event)
    return [_announced(e, silent, spoken) if isinstance(e, Breath) else e for e in events]


def _announced(breath: Breath, silent: Collection[int], spoken: Collection[int]) -> Breath:
    if breath.at in silent:
        return sounding(breath)
    if breath.stands_in and breath.at in spoken:
        return replace(breath, sounded=False, stands_in=False)
    return breath


def _room(event: Speech, breaths: Mapping[Frames, Breath]) -> int:
    breath = breaths[event.at]
    if event.is_cue:
        return breath.length - CUE_MARGIN
    after = breaths.get(Frames(breath.at + breath.length))
    has_rest = after is not None and after.phase is Phase.REST
    return breath.length + (after.length if after is not None and has_rest else 0)


def _rows(plan: Plan, frame: int) -> list[tuple[int, int]]:
    """What may be laid out again: from ``frame`` to the closing, and from there to the bell."""
    start = max([frame + 1, *_ends_after(plan, frame)])
    closings = [e.at for e in plan.events if isinstance(e, Stage) and e.name == CLOSING]
    heard = [s.at + s.length for s in plan.speeches] + [b.at + b.length for b in plan.breaths]
    last_words = max(heard, default=0)
    end = min((s.at for s in plan.strikes if s.at >= last_words), default=plan.length)
    edges = [start, *(at for at in closings[:1] if start < at < end), end]
    return [(a, b) for a, b in pairwise(edges) if a < b]


def _ends_after(plan: Plan, frame: int) -> list[int]:
    """Where that ends which is on at ``frame``."""
    on = (
        *(event for event in plan.events if isinstance(event, Speech | Quiet)),
        *plan.breathing,
        *plan.tracks,
        *plan.waits,
    )
    return [one.at + one.length for one in on if one.at <= frame < one.at + one.length]


def _in_row(
    plan: Plan, row: Row, waiting: Collection[Speech], lengths: Mapping[VoiceLine, Frames]
) -> Plan:
    heard: set[int] = set()
    wanted = set(waiting)
    for line in [piece.line for piece in row.pieces]:
        if line is None or line not in wanted:
            continue
        place = next(n for n, piece in enumerate(row.pieces) if piece.line is line)
        if row.give(place, lengths[line.line]):
            heard.add(id(line))
    return plan if not heard else _moved(plan, row, heard, lengths)


def _moved(
    plan: Plan, row: Row, heard: Collection[int], lengths: Mapping[VoiceLine, Frames]
) -> Plan:
    goes = row.mapping()
    silences: dict[int, int] = {}
    for piece in row.pieces:
        if piece.quiet is not None:
            silences[piece.quiet.at] = silences.get(piece.quiet.at, 0) + piece.length

    def moved(event: Event) -> Event:
        at = Frames(goes(event.at))
        if isinstance(event, BedSpan):
            leaves = goes(event.at + event.length - event.fade_out)
            return replace(event, at=at, length=Frames(leaves + event.fade_out - at))
        if isinstance(event, Speech) and id(event) in heard:
            return replace(event, at=at, length=lengths[event.line], is_heard=True)
        if isinstance(event, Quiet) and event.at in silences:
            return replace(event, at=at, length=Frames(silences[event.at]))
        return event if event.at == at else replace(event, at=at)

    return replace(
        plan,
        events=tuple(sorted(map(moved, plan.events), key=lambda event: event.at)),
        breathing=tuple(replace(one, at=Frames(goes(one.at))) for one in plan.breathing),
    )


def _is_within(frame: int, spans: Sequence[Track | Breathing]) -> bool:
    return any(one.at <= frame < one.at + one.length for one in spans)
