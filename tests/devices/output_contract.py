"""What every audio output promises. Each one has a test class that inherits this."""

from abc import ABC, abstractmethod
from collections.abc import Callable

import pytest

from thaw.audio.output import AudioOutput, Block
from thaw.core.units import RATE


class HeardFill:
    """Fills with silence and remembers which frames were asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, int]] = []

    def __call__(self, block: Block, frame: int) -> None:
        block[:] = 0
        self.asked.append((frame, len(block)))


class OutputContract(ABC):
    """Inherit, give ``output`` and ``until``, and every promise is tested."""

    asks_for_sound = True

    @pytest.fixture
    @abstractmethod
    def output(self) -> AudioOutput: ...

    @abstractmethod
    def until(self, reached: Callable[[], bool]) -> None:
        """Let time pass until ``reached`` is true; fail when it takes too long."""

    @pytest.fixture
    def fill(self) -> HeardFill:
        return HeardFill()

    def test_nothing_is_heard_before_the_start(self, output: AudioOutput) -> None:
        assert output.heard() == 0
        assert not output.is_running
        assert output.fault is None

    def test_it_plays_at_the_rate_of_plans(self, output: AudioOutput) -> None:
        assert output.rate == RATE

    def test_it_moves_on_from_the_frame_it_was_given(
        self, output: AudioOutput, fill: HeardFill
    ) -> None:
        output.start(fill, 1_000)
        assert output.heard() >= 1_000
        assert output.is_running
        self.until(lambda: output.heard() > 1_000 + RATE // 10)
        output.stop(0)

    def test_heard_never_goes_back(self, output: AudioOutput, fill: HeardFill) -> None:
        output.start(fill, 0)
        seen = [0]

        def look() -> bool:
            seen.append(output.heard())
            return seen[-1] > RATE // 4

        self.until(look)
        output.stop(0)
        seen.append(output.heard())
        assert seen == sorted(seen)

    def test_blocks_follow_each_other_without_a_gap(
        self, output: AudioOutput, fill: HeardFill
    ) -> None:
        output.start(fill, 480)
        self.until(lambda: output.heard() > 480 + RATE // 4)
        output.stop(0)
        if not self.asks_for_sound:
            return
        frame = 480
        for asked, length in list(fill.asked):
            assert asked == frame
            frame += length
        assert frame >= output.heard()

    def test_a_stop_without_a_fade_is_final(self, output: AudioOutput, fill: HeardFill) -> None:
        output.start(fill, 0)
        self.until(lambda: output.heard() > RATE // 10)
        output.stop(0)
        assert not output.is_running
        assert output.heard() == output.heard()

    def test_a_stop_fades_and_then_stands_still(self, output: AudioOutput, fill: HeardFill) -> None:
        output.start(fill, 0)
        self.until(lambda: output.heard() > RATE // 10)
        output.stop(100)
        self.until(lambda: not output.is_running)
        assert output.heard() == output.heard()

    def test_stopping_what_never_started_is_harmless(self, output: AudioOutput) -> None:
        output.stop(0)
        output.stop(100)
        assert output.heard() == 0

    def test_it_plays_on_from_where_it_was_heard(
        self, output: AudioOutput, fill: HeardFill
    ) -> None:
        output.start(fill, 0)
        self.until(lambda: output.heard() > RATE // 10)
        output.stop(0)
        heard = output.heard()
        fill.asked.clear()
        output.start(fill, heard)
        assert output.heard() >= heard
        self.until(lambda: output.heard() > heard + RATE // 10)
        output.stop(0)
        if self.asks_for_sound:
            assert fill.asked[0][0] == heard

    def test_it_starts_again_earlier_after_a_seek(
        self, output: AudioOutput, fill: HeardFill
    ) -> None:
        output.start(fill, 10 * RATE)
        self.until(lambda: output.heard() > 10 * RATE + RATE // 10)
        output.stop(0)
        output.start(fill, 0)
        assert output.heard() < 10 * RATE
        self.until(lambda: output.heard() > RATE // 10)
        assert output.heard() < 10 * RATE
        output.stop(0)

    @pytest.mark.parametrize("goal", [0, 20 * RATE], ids=["back", "on"])
    def test_a_start_while_it_plays_goes_there(
        self, output: AudioOutput, fill: HeardFill, goal: int
    ) -> None:
        output.start(fill, 10 * RATE)
        self.until(lambda: output.heard() > 10 * RATE + RATE // 10)
        output.start(fill, goal)
        seen = [output.heard()]

        def look() -> bool:
            seen.append(output.heard())
            return seen[-1] > goal + RATE // 10

        self.until(look)
        assert goal <= seen[0] < goal + RATE // 10
        assert seen == sorted(seen)
        assert seen[-1] < goal + 5 * RATE
        assert output.is_running
        output.stop(0)
