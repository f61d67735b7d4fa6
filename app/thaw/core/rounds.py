"""A length in rounds: so many breaths in all, and everything else as long as it likes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from thaw.core.parts import DurationOf, Part, flat, lay_out, passages, suited
from thaw.core.patterns import most_cycles
from thaw.core.plan import Choices
from thaw.core.refusals import RoundsError, RoundsFault
from thaw.core.session import Breathe, Elastic, Passage, Session, Step
from thaw.core.units import Frames


def parts_by_rounds(
    session: Session, choices: Choices, duration_of: DurationOf, rounds: int
) -> list[Part]:
    """Lay ``session`` out with so many rounds, every rest at its ideal; raise RoundsError.

    Where it is breathed in several parts, those with a number keep it, and those with a
    time share the rounds that are left in proportion to it. With numbers alone these are
    what is shared by. Passages are played as in a session of the length that comes out.
    """
    least, most = rounds_range(session, choices, duration_of)
    parts = _laid_out(session, choices, duration_of, rounds) if least <= rounds <= most else None
    if parts is None:
        raise RoundsError(RoundsFault.OUT_OF_BOUNDS, rounds, most, least)
    return parts


def rounds_range(session: Session, choices: Choices, duration_of: DurationOf) -> tuple[int, int]:
    """Return how few and how many rounds ``session`` may have; raise RoundsError without any.

    Neither more than suits a person at a stretch, nor more than fit its longest length.
    """
    shares = _Shares(session, choices)
    if not shares.every:
        raise RoundsError(RoundsFault.NO_BREATHING)
    low = least = shares.least(flat(session.steps, shares.needed))
    low -= 1
    beyond = shares.most(flat(session.steps, None)) + 1
    while beyond - low > 1:
        middle = (low + beyond) // 2
        parts = _laid_out(session, choices, duration_of, middle)
        if parts is not None and _length(parts) <= session.lengths.longest:
            low = middle
        else:
            beyond = middle
    return least, low


class _Shares:
    """How many rounds each part of a session's breathing has, for so many in all."""

    def __init__(self, session: Session, choices: Choices) -> None:
        self.every = [step for step in flat(session.steps, None) if isinstance(step, Breathe)]
        self._level = session.level
        self._choices = choices
        self._is_timed = any(step.cycles is None for step in self.every)
        outside = (step for step in session.steps if isinstance(step, Breathe))
        is_needed = not any(map(self._is_shared, outside))
        self.needed = frozenset(
            place
            for place, passage in enumerate(passages(session.steps))
            if is_needed and any(map(self._is_shared, _breathing(passage.steps)))
        )
        """Passages that are played whatever the length: only in them are rounds shared."""

    def least(self, steps: Sequence[Step]) -> int:
        """The fewest rounds that ``steps`` may have: one for each part with a share."""
        return sum(
            1 if self._is_shared(step) else _rounds(step)
            for step in steps
            if isinstance(step, Breathe)
        )

    def most(self, steps: Sequence[Step]) -> int:
        return sum(
            self._most(step) if self._is_shared(step) else _rounds(step)
            for step in steps
            if isinstance(step, Breathe)
        )

    def counted(self, steps: Sequence[Step], rounds: int) -> list[Step] | None:
        """``steps`` with a number of breaths for each part; None where that can't be."""
        if not self.least(steps) <= rounds <= self.most(steps):
            return None
        shared = [n for n, s in enumerate(steps) if isinstance(s, Breathe) and self._is_shared(s)]
        counts = dict.fromkeys(shared, 1)
        for _ in range(rounds - self.least(steps)):
            open_ones = [place for place in shared if counts[place] < self._most(steps[place])]
            # Sainte-Laguë: one more round never takes one away from another part.
            chosen = max(open_ones, key=lambda n: _ideal(steps[n]) / (2 * counts[n] + 1))
            counts[chosen] += 1
        return [
            _with_rounds(step, counts[place]) if place in counts else step
            for place, step in enumerate(steps)
        ]

    def _is_shared(self, step: Breathe) -> bool:
        return step.cycles is None or not self._is_timed

    def _most(self, step: Step) -> int:
        assert isinstance(step, Breathe), "only breathing has rounds"
        pattern = suited(step, self._choices).pattern
        return most_cycles(pattern, self._level) // pattern.cycles_a_round


def _laid_out(
    session: Session, choices: Choices, duration_of: DurationOf, rounds: int
) -> list[Part] | None:
    """Lay ``session`` out with so many rounds; None where its parts can't have them."""
    shares = _Shares(session, choices)
    every = passages(session.steps)
    kept = frozenset(range(len(every)))
    while True:
        steps = flat(session.steps, kept)
        counted = shares.counted(steps, rounds)
        if counted is None:
            dropped = _least_important(every, kept - shares.needed)
            if dropped is None or rounds > shares.most(steps):
                return None
            kept -= {dropped}
            continue
        parts = [_at_ideal(part) for part in lay_out(counted, choices, duration_of, None)]
        length = _length(parts)
        fitting = frozenset(n for n in kept if every[n].from_length <= length) | shares.needed
        if fitting >= kept:
            return parts
        kept &= fitting


def _least_important(every: Sequence[Passage], kept: frozenset[int]) -> int | None:
    """The passage with breathing that drops out first, of those in ``kept``."""
    breathed = [n for n in kept if any(True for _ in _breathing(every[n].steps))]
    return min(breathed, key=lambda n: (every[n].importance, -n), default=None)


def _breathing(steps: Sequence[Step]) -> Iterator[Breathe]:
    for step in steps:
        if isinstance(step, Breathe):
            yield step
        elif isinstance(step, Passage):
            yield from _breathing(step.steps)


def _rounds(step: Breathe) -> int:
    """The rounds of a part that has a number of breaths."""
    return -(-(step.cycles or 0) // step.pattern.cycles_a_round)


def _ideal(step: Step) -> float:
    """What a part's share goes by: the rounds that it has where nobody counts them."""
    assert isinstance(step, Breathe), "only breathing has rounds"
    if step.span is None:
        return _rounds(step)
    return step.span.ideal / (step.pattern.cycle() * step.pattern.cycles_a_round)


def _with_rounds(step: Step, rounds: int) -> Step:
    assert isinstance(step, Breathe), "only breathing has rounds"
    return replace(step, span=None, cycles=rounds * step.pattern.cycles_a_round)


def _at_ideal(part: Part) -> Part:
    return replace(part, span=Elastic.fixed(part.span.ideal))


def _length(parts: Sequence[Part]) -> Frames:
    return Frames(sum(part.span.ideal for part in parts))
