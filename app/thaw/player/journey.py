"""How a practice went on its way through the plan: jumps, and breaths that were heard whole."""

from bisect import bisect_right
from collections.abc import Sequence

from thaw.core.breath import Phase
from thaw.core.plan import Breath, Plan
from thaw.core.units import RATE
from thaw.practice.entry import Skip

_PARTS = (Phase.IN, Phase.HOLD, Phase.OUT, Phase.REST)


class Journey:
    """Told of every frame heard and of every jump; called on the player's thread."""

    def __init__(self) -> None:
        self._skips: list[Skip] = []
        self._breaths = 0
        self._breathed = 0
        """The frames they took."""
        self._since = 0
        """The frame from which on all was heard."""
        self._plan: Plan | None = None
        self._cycles: list[tuple[int, int]] = []
        self._ends: list[int] = []

    @property
    def skips(self) -> tuple[Skip, ...]:
        return tuple(self._skips)

    @property
    def breaths(self) -> int:
        """Paced breaths that were heard from their beginning to their end."""
        return self._breaths

    @property
    def breath_ms(self) -> int:
        """How long one of them was: the time they took, over how many there were. 0 for none.

        So many breaths a minute were really breathed: 60,000 over this.
        """
        return round(self._breathed * 1000 / RATE / self._breaths) if self._breaths else 0

    def heard(self, plan: Plan, before: int, reached: int) -> None:
        """Frames ``before`` to ``reached`` of ``plan`` were heard."""
        if reached == before:
            return
        if plan is not self._plan:
            self._plan, self._cycles = plan, [_span(cycle) for cycle in cycles(plan)]
            self._ends = [end for _, end in self._cycles]
        ended = self._cycles[bisect_right(self._ends, before) : bisect_right(self._ends, reached)]
        whole = [end - start for start, end in ended if start >= self._since]
        self._breaths += len(whole)
        self._breathed += sum(whole)

    def jumped(self, at: int, to: int) -> None:
        """The person went from one frame of the plan to another."""
        if at != to:
            self._skips.append(Skip(at * 1000 // RATE, to * 1000 // RATE))
            self._since = to


def cycles(plan: Plan) -> list[list[Breath]]:
    """Return the paced breaths of ``plan``, each as its phases in order."""
    found: list[list[Breath]] = []
    for breath in plan.breaths:
        if breath.phase is Phase.IN or not found:
            found.append([])
        found[-1].append(breath)
    return found


def pattern_of(plan: Plan) -> str:
    """Return how ``plan`` is to be breathed; "" where nothing is paced.

    The longest breath is told, the one a ramp leads to: seconds in, held, out and
    held, as ``4/0/6/0``.
    """
    longest = max(cycles(plan), key=_length, default=())
    if not longest:
        return ""
    spans = dict.fromkeys(_PARTS, 0)
    for breath in longest:
        spans[Phase.IN if breath.phase is Phase.TOP_UP else breath.phase] += breath.length
    return "/".join(f"{span / RATE:g}" for span in spans.values())


def _length(cycle: Sequence[Breath]) -> int:
    return sum(breath.length for breath in cycle)


def _span(cycle: Sequence[Breath]) -> tuple[int, int]:
    return cycle[0].at, cycle[-1].at + cycle[-1].length
