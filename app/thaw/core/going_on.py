"""The rest of a plan once the person has gone on before a wait was over."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from thaw.core.interval_bells import BEFORE_SPEECH
from thaw.core.plan import BedSpan, Breath, Breathing, Event, Plan, Quiet, Speech, Stage, Waiting
from thaw.core.session import CLOSING
from thaw.core.units import Frames


def gone_on(plan: Plan, frame: int) -> Plan:
    """Return ``plan`` with the wait at ``frame`` over there; the same plan where none is on.

    What follows comes earlier, and the silences after it grow in proportion to their
    length until the closing comes when it would have come: the end never moves. With
    no silence before the closing, one is put there. Before ``frame`` nothing changes. A
    bell that was struck just before is heard for as long as bells are before words.
    """
    wait = plan.waiting_at(frame)
    if wait is None or frame <= wait.at:
        return plan
    shift = _Shift.after(wait, _heard_out(plan, wait, frame), plan)
    events = [moved for event in plan.events for moved in shift.moved(event)]
    if not shift.quiets and shift.saved:
        events.append(Quiet(Frames(shift.until - shift.saved), shift.saved))
    return replace(
        plan,
        events=tuple(sorted(events, key=lambda event: event.at)),
        breathing=tuple(replace(one, at=shift.of(one.at)) for one in plan.breathing),
    )


@dataclass(frozen=True, slots=True)
class _Shift:
    """Where each frame goes: nowhere before ``wait`` ends, and from ``until`` on."""

    wait: Waiting
    goes_on: Frames
    until: Frames
    quiets: tuple[Quiet, ...]
    grown: tuple[Frames, ...]
    """By how much each of ``quiets`` grows."""

    @classmethod
    def after(cls, wait: Waiting, goes_on: Frames, plan: Plan) -> "_Shift":
        ends = wait.at + wait.length
        until = _until(plan, Frames(ends))
        quiets = tuple(
            event
            for event in plan.events
            if isinstance(event, Quiet)
            and ends <= event.at
            and event.at + event.length <= until
            and not any(_is_within(event, one) for one in plan.breathing)
        )
        return cls(wait, goes_on, until, quiets, _shares(ends - goes_on, quiets))

    @property
    def saved(self) -> Frames:
        return Frames(self.wait.at + self.wait.length - self.goes_on)

    def of(self, frame: int) -> Frames:
        """Where ``frame`` goes."""
        if frame < self.wait.at + self.wait.length or frame >= self.until:
            return Frames(frame)
        # A silence grows at its end: bells within it stay as far apart as they were.
        before = (
            more
            for quiet, more in zip(self.quiets, self.grown, strict=True)
            if quiet.at + quiet.length <= frame
        )
        return Frames(frame - self.saved + sum(before))

    def moved(self, event: Event) -> list[Event]:
        """Return what becomes of ``event``; nothing, for a bell in the time that falls away."""
        if isinstance(event, BedSpan):
            return [self._moved_bed(event)]
        if event is self.wait:
            return [replace(self.wait, length=Frames(self.goes_on - self.wait.at))]
        if self.goes_on <= event.at < self.wait.at + self.wait.length:
            return []
        if isinstance(event, Quiet) and event in self.quiets:
            at, end = self.of(event.at), self.of(event.at + event.length)
            return [replace(event, at=at, length=Frames(end - at))]
        return [_at(event, self.of(event.at))]

    def _moved_bed(self, bed: BedSpan) -> BedSpan:
        at = self.of(bed.at)
        leaves = self.of(bed.at + bed.length - bed.fade_out)
        return replace(bed, at=at, length=Frames(leaves + bed.fade_out - at))


def _heard_out(plan: Plan, wait: Waiting, frame: int) -> Frames:
    """``frame``, or the moment after it when words may follow the last strike."""
    clear = frame
    for strike in plan.strikes:
        if strike.at <= clear:
            clear = max(clear, strike.at + BEFORE_SPEECH)
    return Frames(min(clear, wait.at + wait.length))


def _until(plan: Plan, after: Frames) -> Frames:
    """Where everything is back in its place: the closing, or the last bells if that has begun."""
    closings = (e.at for e in plan.events if isinstance(e, Stage) and e.name == CLOSING)
    closing = next(closings, plan.length)
    if after <= closing and closing < plan.length:
        return closing
    heard = [e.at + e.length for e in plan.events if isinstance(e, Speech | Breath)]
    last_words = max([after, *heard])
    return min((s.at for s in plan.strikes if s.at >= last_words), default=plan.length)


def _shares(saved: int, quiets: Sequence[Quiet]) -> tuple[Frames, ...]:
    """Split ``saved`` in proportion to the silences' lengths, to the frame."""
    total = sum(quiet.length for quiet in quiets)
    ends = [saved * part // total for part in accumulate(quiet.length for quiet in quiets)]
    return tuple(Frames(end - start) for start, end in zip([0, *ends], ends, strict=False))


def _is_within(event: Quiet, breathing: Breathing) -> bool:
    return breathing.at <= event.at < breathing.at + breathing.length


def _at(event: Event, frame: Frames) -> Event:
    return event if event.at == frame else replace(event, at=frame)
