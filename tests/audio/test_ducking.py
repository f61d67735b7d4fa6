import numpy as np
import pytest

from thaw.audio.ducking import DEPTH_DB, Ducking
from thaw.core.units import RATE, frames

STEP = 480


def curve(*spoken: tuple[float, float], until_s: float) -> np.ndarray:
    """The ducking in dB every 10 ms."""
    ducking = Ducking([(frames(start), frames(end)) for start, end in spoken])
    levels = np.ones(round(until_s * 100) + 1)
    ducking.apply(levels, 0, STEP)
    return 20 * np.log10(levels)


def test_the_way_down_starts_400_ms_before_speech_and_takes_350() -> None:
    db = curve((5, 8), until_s=12)

    assert np.all(db[:461] == 0)
    assert db[478] == pytest.approx(20 * np.log10((1 + 10 ** (DEPTH_DB / 20)) / 2), abs=0.3)
    assert db[495:801] == pytest.approx(DEPTH_DB)


def test_the_way_back_takes_two_seconds() -> None:
    db = curve((5, 8), until_s=12)

    assert DEPTH_DB < db[900] < 0
    assert np.all(np.diff(db[800:1001]) >= 0)
    assert db[1000:] == pytest.approx(0)


def test_short_gaps_stay_ducked_and_long_ones_do_not() -> None:
    assert curve((5, 8), (10.4, 12), until_s=13)[495:1201] == pytest.approx(DEPTH_DB)
    assert curve((5, 8), (10.6, 12), until_s=13)[1005] == pytest.approx(0)


def test_a_later_piece_of_the_curve_is_that_piece_of_the_whole() -> None:
    spoken = [(5.0, 8.0), (9.0, 11.0), (20.0, 21.0)]
    whole = curve(*spoken, until_s=30)
    ducking = Ducking([(frames(start), frames(end)) for start, end in spoken])

    for first in range(0, 2900, 37):
        levels = np.ones(21)
        ducking.apply(levels, first * STEP, STEP)
        assert 20 * np.log10(levels) == pytest.approx(whole[first : first + 21], abs=1e-9)


def test_with_no_speech_nothing_is_ducked() -> None:
    levels = np.ones(10)
    Ducking([]).apply(levels, 5 * RATE, STEP)

    assert np.all(levels == 1)
