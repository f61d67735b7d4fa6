"""Breathing freely: a pattern and a length that a person chose, as the session file they make.

The file is one that a person could have written; it is loaded like any other.
"""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from thaw.core.breath import Pattern, cycles, cycles_span, ramp_cycles
from thaw.core.patterns import (
    PATTERNS,
    has_long_hold,
    longest_dose_ms,
    most_cycles,
    pattern_text,
    usual_cycles,
    without_holds,
)
from thaw.core.plan import Choices
from thaw.core.session import Breathe, Cue, Level, Session
from thaw.core.units import RATE, Frames, duration_text, frames

TAG: Final = "own-pattern"
"""Marks the sessions that were made by choosing a pattern."""
FREE_ID: Final = "breathe-freely"
"""The id under which breathing that was not kept as a session is logged."""
LONGEST_TITLE: Final = 120

_LEAST_AROUND_S: Final = 43
"""What has to be around the breaths that are counted: four of four-seven-eight fit two minutes."""
_AROUND_S: Final = 45
"""The bells, the words and the shortest closing, with some room for a slow voice."""
_SPARE_S: Final = 62
"""A session of so many rounds has this much room, so that some whole minute lies within."""
_QUIET_S: Final = 35
_RAMP_S: Final = 60
_SHORT_RAMP_S: Final = 30


@dataclass(frozen=True, slots=True)
class FreeBreathing:
    """What a person chose to breathe. ``amount`` is minutes in all, or rounds of breathing."""

    pattern: Pattern = PATTERNS["long-exhale"]
    amount: int = 5
    in_rounds: bool = False
    cues: frozenset[Cue] = frozenset({Cue.SIGHT, Cue.SOUND})
    bed: str | None = None
    eases_in: bool = True
    """Whether it begins with an everyday breath, or the person's own, and slows down."""
    pace: Pattern | None = None
    """The person's own breath, where it is known. Not kept in a file."""

    def fitted(self) -> "FreeBreathing":
        """The same, with the amount, and what it counts, within what its pattern allows.

        Minutes of a pattern that is counted become as many rounds as suit most people.
        """
        in_rounds = self.in_rounds or is_counted(self.pattern)
        amount = self.amount
        if in_rounds and not self.in_rounds:
            amount = usual_cycles(self.pattern) // self.pattern.cycles_a_round
        pace = self.pace if self.eases_in else None
        low, high = amounts(self.pattern, in_rounds=in_rounds, pace=pace)
        return replace(self, amount=min(max(amount, low), high), in_rounds=in_rounds)

    def choices(self, *, holds: bool, spoken: bool) -> Choices:
        """What to compile its session with."""
        length = None if self.in_rounds else frames(self.amount * 60)
        rounds = self.amount if self.in_rounds else None
        return Choices(length, holds, spoken, self.pace if self.ramp else None, rounds)

    @property
    def ramp(self) -> Frames:
        """How long it takes to slow down into the pattern; 0 where it begins with that."""
        if not self.eases_in or is_counted(self.pattern):
            return Frames(0)
        if self.pace is None and not self.has_time_to_ease:
            return Frames(0)
        return self._ramp

    @property
    def has_time_to_ease(self) -> bool:
        """Whether slowing down takes no more than half of its minutes, or its rounds."""
        if is_counted(self.pattern):
            return False
        count = ramp_cycles(self.pattern, self._ramp)
        if self.in_rounds:
            return 2 * count <= self._cycles
        return 2 * cycles_span(cycles(self.pattern, self._ramp), count) <= frames(self.amount * 60)

    @property
    def _ramp(self) -> Frames:
        if self.in_rounds:
            third_ms = self._cycles * self.pattern.cycle_ms // 3
            return frames(min(_RAMP_S, third_ms // 1000))
        return frames(_RAMP_S if self.amount > 2 else _SHORT_RAMP_S)

    def breathing_span(self, pattern: Pattern | None = None, pace: Pattern | None = None) -> Frames:
        """How long its rounds take, or those of ``pattern`` in its place, from ``pace`` on."""
        breathed = pattern or self.pattern
        step = Breathe(breathed, None, self._cycles, self.ramp, self.cues, pace=pace)
        return Frames(sum(one.cycle() for one in islice(step.supply(), self._cycles)))

    @property
    def _cycles(self) -> int:
        return self.amount * self.pattern.cycles_a_round


def is_counted(pattern: Pattern) -> bool:
    """Whether it is breathed a few times, rather than for some minutes."""
    return pattern.most_cycles > 0 or has_long_hold(pattern)


def amounts(pattern: Pattern, *, in_rounds: bool, pace: Pattern | None = None) -> tuple[int, int]:
    """The fewest and the most minutes, or rounds, that are offered of ``pattern``.

    ``pace`` is the person's own breath, where it begins with that.
    """
    if in_rounds:
        return 1, most_cycles(pattern, level_of(pattern)) // pattern.cycles_a_round
    most_minutes = longest_dose_ms(pattern, level_of(pattern)) // 60_000
    least_s = _AROUND_S + _longest_round_ms(pattern, pace) / 1000
    return min(math.ceil(least_s / 60), most_minutes), most_minutes


def level_of(pattern: Pattern) -> Level:
    """How much a pattern asks: with holds, or a second sip, a little more."""
    asks = pattern.hold_ms or pattern.rest_ms or pattern.top_up_ms
    return Level.STEADY if asks else Level.GENTLE


def cleaned_title(title: str) -> str:
    """``title`` as a session may have it: on one line, and no longer than a card."""
    printable = "".join(char if char.isprintable() else " " for char in title)
    return " ".join(printable.split())[:LONGEST_TITLE].strip()


def written(breathing: FreeBreathing, session_id: str, title: str) -> str:
    """Return the text of the session file for ``breathing``, fitted to its pattern."""
    chosen = breathing.fitted()
    pattern = chosen.pattern
    lengths = _rounds_lengths(chosen) if chosen.in_rounds else _minutes_lengths(chosen)
    head = {
        "thaw": "1",
        "id": session_id,
        # JSON's quotes are YAML's as well, whatever the title holds.
        "title": json.dumps(title, ensure_ascii=False),
        "goal": json.dumps(f"Breathe to a pattern of one's own: {_phases(pattern)}."),
        "category": "breathing",
        "level": level_of(pattern),
        "lengths": lengths,
        "anchor": "breath",
        "tags": f"[{TAG}]",
        "sound": f"{{bed: {chosen.bed or 'off'}, bells: small-rin}}",
    }
    lines = [f"{key}: {value}" for key, value in head.items()]
    return "\n".join([*lines, "steps:", *_steps(chosen)]) + "\n"


def breathing_of(session: Session) -> FreeBreathing | None:
    """Return what was chosen for ``session``, made by ``written``; None for any other kind."""
    steps = [step for step in session.steps if isinstance(step, Breathe)]
    if len(steps) != 1:
        return None
    (step,) = steps
    in_rounds = step.cycles is not None
    amount = session.lengths.default // (60 * RATE)
    if step.cycles is not None:
        amount = step.cycles // step.pattern.cycles_a_round
    return FreeBreathing(
        step.pattern, amount, in_rounds, step.cues, session.bed, eases_in=step.ramp > 0
    )


def _minutes_lengths(chosen: FreeBreathing) -> str:
    pace = chosen.pace if chosen.ramp else None
    low, high = amounts(chosen.pattern, in_rounds=False, pace=pace)
    return f"{{default: {chosen.amount}m, from: {low}m, to: {high}m}}"


def _rounds_lengths(chosen: FreeBreathing) -> str:
    shortest = math.ceil(chosen.breathing_span() / RATE) + _LEAST_AROUND_S
    spare = (0, _SPARE_S // 4, _SPARE_S + _paced_s(chosen))
    low, default, high = (duration_text(frames(shortest + more)) for more in spare)
    return f"{{default: {default}, from: {low}, to: {high}}}"


def _paced_s(chosen: FreeBreathing) -> int:
    """How much longer the rounds take where they begin at the person's own pace."""
    if chosen.pace is None or not chosen.ramp:
        return 0
    more = chosen.breathing_span(pace=chosen.pace) - chosen.breathing_span()
    return max(0, math.ceil(more / RATE))


def _steps(chosen: FreeBreathing) -> Iterator[str]:
    pattern = chosen.pattern
    yield "  - bell: small-rin"
    yield "  - say: If you feel dizzy or short of air, breathe as you like."
    if pattern.hold_ms or pattern.rest_ms:
        yield from _if_there_is_time("If a part feels too long, you can go on to the next.")
    if pattern.alternates:
        yield from _if_there_is_time("With a blocked nose, it is enough to imagine the sides.")
    yield f"  - breathe: {{{_breathe(chosen)}}}"
    yield "  - mark: closing"
    yield "  - say: The guide stops here. Breathe as you like until the bell."
    yield f"  - rest: {{min: 15s, ideal: 25s, max: {_longest_quiet_s(chosen)}s}}"
    yield "  - bell: small-rin"


def _if_there_is_time(line: str) -> Iterator[str]:
    yield "  - optional:"
    yield "      from: 2m"
    yield "      steps:"
    yield f"        - say: {line}"


def _breathe(chosen: FreeBreathing) -> str:
    pattern = chosen.pattern
    named = pattern.name if PATTERNS.get(pattern.name) == pattern else pattern_text(pattern)
    if chosen.in_rounds:
        span = f"cycles: {chosen.amount * pattern.cycles_a_round}"
    else:
        most_s = longest_dose_ms(pattern, level_of(pattern)) // 1000
        ideal_s = min(max(chosen.amount * 60 - _AROUND_S, 5), most_s)
        span = f"for: {{min: 5s, ideal: {ideal_s}s, max: {most_s}s, weight: 20}}"
    cues = ", ".join(cue for cue in Cue if cue in chosen.cues)
    return f"pattern: {named}, {span}, ramp: {duration_text(chosen.ramp)}, cues: [{cues}]"


def _longest_quiet_s(chosen: FreeBreathing) -> int:
    """As long as it takes so that every length between two whole rounds can be had."""
    if not chosen.in_rounds:
        return _QUIET_S + math.ceil(_longest_round_ms(chosen.pattern, chosen.pace) / 1000)
    bare = chosen.breathing_span(without_holds(chosen.pattern))
    left_out_s = math.ceil((chosen.breathing_span() - bare) / RATE)
    return 2 * _SPARE_S + max(0, left_out_s) + _paced_s(chosen)


def _longest_round_ms(pattern: Pattern, pace: Pattern | None) -> int:
    cycle_ms = max(pattern.cycle_ms, 0 if pace is None else pace.cycle_ms)
    return cycle_ms * pattern.cycles_a_round


def _phases(pattern: Pattern) -> str:
    phases = (
        ("in", pattern.in_ms),
        ("a sip more", pattern.top_up_ms),
        ("hold", pattern.hold_ms),
        ("out", pattern.out_ms),
        ("wait", pattern.rest_ms),
    )
    return ", ".join(f"{name} {length / 1000:g}" for name, length in phases if length)
