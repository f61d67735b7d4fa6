"""What the log is told of a practice before its first sound."""

from datetime import UTC, datetime

import pytest

from thaw.core.breath import Phase
from thaw.core.plan import Breath, Choices, Plan
from thaw.core.session import Anchor, Category, Level
from thaw.core.units import Frames
from thaw.player.preparing import practice_start
from thaw.practice.entry import Source


class _Clock:
    def now(self) -> datetime:
        return datetime(2026, 11, 21, 8, 15, tzinfo=UTC)

    def running_s(self) -> float:
        return 0.0

    def asleep_s(self) -> float:
        return 0.0


def plan_with(*phases: Phase) -> Plan:
    second = 48_000
    breaths = tuple(
        Breath(Frames(at * second), Frames(second), phase, 0, 0.0, 1.0, sounded=False)
        for at, phase in enumerate(phases)
    )
    return Plan(
        session_id="slow-and-small",
        title="Slow and Small",
        category=Category.BREATHING,
        level=Level.GENTLE,
        anchor=Anchor.BREATH,
        language="en",
        content_hash="",
        choices=Choices(holds=True),
        length=Frames(60 * second),
        events=breaths,
    )


@pytest.mark.parametrize(
    ("phases", "held"),
    [
        ((), False),
        ((Phase.IN, Phase.OUT), False),
        ((Phase.IN, Phase.TOP_UP, Phase.OUT), False),
        ((Phase.IN, Phase.HOLD, Phase.OUT), True),
        ((Phase.IN, Phase.OUT, Phase.REST), True),
    ],
)
def test_holds_are_logged_where_a_breath_was_held(phases: tuple[Phase, ...], held: bool) -> None:
    start = practice_start(plan_with(*phases), Source.LIBRARY, _Clock(), 0, "0.1.0")

    assert start.had_holds is held
