import numpy as np
import pyloudnorm
import pytest

from thaw.audio import loudness
from thaw.core.units import RATE


def noise(seconds: float, seed: int = 1) -> np.ndarray:
    random = np.random.RandomState(seed)
    return (0.05 * random.standard_normal((2, int(seconds * RATE)))).astype(np.float32)


def test_integrated_loudness_agrees_with_the_reference_meter() -> None:
    sound = noise(5)
    sound[:, : 2 * RATE] *= 0.01

    expected = pyloudnorm.Meter(RATE).integrated_loudness(sound.T)

    assert loudness.integrated(sound) == pytest.approx(expected, abs=0.1)


def test_a_full_scale_tone_at_997_hz_in_one_channel_reads_as_the_standard_says() -> None:
    tone = np.sin(2 * np.pi * 997 * np.arange(3 * RATE) / RATE).astype(np.float32)[None]

    assert loudness.integrated(tone) == pytest.approx(-3.01, abs=0.05)


def test_momentary_loudness_is_that_of_the_loudest_stretch() -> None:
    sound = noise(4) * np.float32(0.01)
    burst = noise(0.6, seed=2)
    sound[:, RATE : RATE + burst.shape[1]] = burst

    assert loudness.max_momentary(sound) == pytest.approx(loudness.integrated(noise(3)), abs=0.5)


def test_silence_has_a_finite_loudness() -> None:
    assert loudness.integrated(np.zeros((2, RATE), np.float32)) == loudness.SILENCE


def test_a_gain_of_minus_infinity_is_nothing() -> None:
    assert loudness.gain(float("-inf")) == 0.0
    assert loudness.gain(6.0) == pytest.approx(1.9953, abs=1e-4)
