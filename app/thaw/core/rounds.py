"""A length in rounds of breathing: the practice by number, and all else as long as it likes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from thaw.core.parts import DurationOf, Part, lay_out, passages, suited
from thaw.core.patterns import most_cycles
from thaw.core.plan import Choices
from thaw.core.refusals import RoundsError, RoundsFault
from thaw.core.session import Breathe, Elastic, Passage, Session, Step
from thaw.core.units import Frames


def parts_by_rounds(
    session: Session, choices: Choices, duration_of: DurationOf, rounds: int
) -> list[Part]:
    """Lay ``session`` out with so many rounds, every rest at its ideal; raise RoundsError.

    Passages are played as in a session of the length that comes out.
    """
    most = most_rounds(session, choices, duration_of)
    if not 1 <= rounds <= most:
        raise RoundsError(RoundsFault.OUT_OF_BOUNDS, rounds, most)
    return _laid_out(session, choices, duration_of, rounds)


def most_rounds(session: Session, choices: Choices, duration_of: DurationOf) -> int:
    """Return how many rounds ``session`` may have; raise RoundsError where none are counted.

    Neither more than suits a person at a stretch, nor more than fit its longest length.
    """
    step = suited(_only_breathing(session), choices)
    low = 0
    beyond = most_cycles(step.pattern, session.level) // step.pattern.cycles_a_round + 1
    while beyond - low > 1:
        middle = (low + beyond) // 2
        parts = _laid_out(session, choices, duration_of, middle)
        if _length(parts) <= session.lengths.longest:
            low = middle
        else:
            beyond = middle
    return low


def _only_breathing(session: Session) -> Breathe:
    found = list(_breathing(session.steps))
    if len(found) != 1:
        raise RoundsError(RoundsFault.SEVERAL if found else RoundsFault.NO_BREATHING)
    return found[0]


def _breathing(steps: Sequence[Step]) -> Iterator[Breathe]:
    for step in steps:
        if isinstance(step, Breathe):
            yield step
        elif isinstance(step, Passage):
            yield from _breathing(step.steps)


def _laid_out(
    session: Session, choices: Choices, duration_of: DurationOf, rounds: int
) -> list[Part]:
    cycles = rounds * _only_breathing(session).pattern.cycles_a_round
    steps = _with_cycles(session.steps, cycles)
    every = passages(steps)
    kept = frozenset(range(len(every)))
    while True:
        parts = [_at_ideal(part) for part in lay_out(steps, choices, duration_of, kept)]
        length = _length(parts)
        fitting = frozenset(
            place
            for place in kept
            if every[place].from_length <= length or any(_breathing(every[place].steps))
        )
        if fitting == kept:
            return parts
        kept = fitting


def _with_cycles(steps: Sequence[Step], cycles: int) -> tuple[Step, ...]:
    def counted(step: Step) -> Step:
        if isinstance(step, Breathe):
            return replace(step, span=None, cycles=cycles)
        if isinstance(step, Passage):
            return replace(step, steps=_with_cycles(step.steps, cycles))
        return step

    return tuple(counted(step) for step in steps)


def _at_ideal(part: Part) -> Part:
    return replace(part, span=Elastic.fixed(part.span.ideal))


def _length(parts: Sequence[Part]) -> Frames:
    return Frames(sum(part.span.ideal for part in parts))
