import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.audio.meters import true_peak_db
from thaw.audio.limiting import CEILING_DBTP, EDGE, STEP, limited, needed_gains
from thaw.core.units import RATE


def tone(hz: float, level: float, phase: float = 0.0) -> np.ndarray:
    t = np.arange(RATE // 2) / RATE
    sound = level * np.hanning(t.size) * np.sin(2 * np.pi * hz * t + phase)
    return np.stack((sound, 0.5 * sound)).astype(np.float32)


@pytest.mark.parametrize("hz", [60.0, 997.0, 6000.0, 12_000.0])
@pytest.mark.parametrize("level", [0.8, 1.5, 4.0])
def test_no_true_peak_passes_the_ceiling(hz: float, level: float) -> None:
    assert true_peak_db(limited(tone(hz, level, phase=0.785)).T) <= CEILING_DBTP


@given(seed=st.integers(0, 1000), level=st.floats(0.1, 3.0))
@settings(max_examples=25, deadline=None)
def test_noise_bursts_stay_under_the_ceiling(seed: int, level: float) -> None:
    random = np.random.RandomState(seed)
    sound = np.zeros((2, RATE // 2), np.float32)
    start = random.randint(0, RATE // 4)
    sound[:, start : start + 2000] = level * random.standard_normal((2, 2000))
    soft = np.stack([np.convolve(side, np.hanning(9) / 4, "same") for side in sound])

    assert true_peak_db(limited(soft.astype(np.float32)).T) <= CEILING_DBTP + 0.05


def test_what_is_under_the_ceiling_is_left_alone() -> None:
    quiet = tone(440, 0.5)

    assert np.array_equal(limited(quiet), quiet)


def test_the_limiter_turns_down_and_up_without_a_step() -> None:
    steady = 0.3 * np.ones((1, RATE), np.float32)
    sound = steady.copy()
    sound[:, RATE // 2 : RATE // 2 + 100] = 2.0

    gain = limited(sound) / sound

    assert gain.min() < 0.4
    assert np.abs(np.diff(gain)).max() < 0.002
    assert np.all(gain[0, : RATE // 2 - RATE // 10] == 1.0)
    assert np.all(gain[0, RATE // 2 + RATE // 10 :] == 1.0)


@pytest.mark.parametrize("step", [1, 20, 57, 150])
def test_what_a_step_needs_is_the_same_to_the_bit_whatever_else_is_loud(step: int) -> None:
    random = np.random.RandomState(step)
    loud = (0.6 * random.standard_normal((2, 200 * STEP + 2 * EDGE))).astype(np.float32)
    soft_later = loud.copy()
    soft_later[:, (step + 1) * STEP + 2 * EDGE :] *= 0.1

    needed = needed_gains(loud)[: step + 1]

    assert needed.min() < 1
    assert np.array_equal(needed_gains(soft_later)[: step + 1], needed)
