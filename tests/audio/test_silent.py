import numpy as np

from thaw.audio.silent import SilentOutput
from thaw.core.units import RATE


class Clock:
    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def never(block: np.ndarray, frame: int) -> None:
    raise AssertionError(f"asked for frame {frame}, which no one hears")


def test_frames_are_heard_as_time_passes() -> None:
    clock = Clock()
    output = SilentOutput(clock)
    output.start(never, 500)
    assert output.heard() == 500

    clock.seconds += 1.5

    assert output.heard() == 500 + 1.5 * RATE
    assert output.rate == RATE
    assert output.fault is None


def test_nothing_is_heard_while_stopped() -> None:
    clock = Clock()
    output = SilentOutput(clock)
    output.start(never, 0)
    clock.seconds += 2
    output.stop()
    clock.seconds += 60

    assert output.heard() == 2 * RATE
    output.start(never, output.heard())
    clock.seconds += 1
    assert output.heard() == 3 * RATE


def test_stopping_before_starting_is_harmless() -> None:
    output = SilentOutput(Clock())
    output.stop()
    output.stop()

    assert output.heard() == 0
