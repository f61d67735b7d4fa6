"""A change of soundscape as it is heard: from a session's steps to samples, measured."""

from itertools import pairwise

import numpy as np
import pytest

from tests.audio.meters import level_db
from tests.core.scripts import session_of
from thaw.audio.bank import SoundBank
from thaw.audio.rendering import Renderer
from thaw.core.compiling import compile_session
from thaw.core.plan import Choices
from thaw.core.session import Bed, Elastic, Rest, Step
from thaw.core.units import RATE, frames

SPLIT_HZ = 2_000
"""Rain lies mostly above this, brown noise almost wholly below."""


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> SoundBank:
    return SoundBank(None, tmp_path_factory.mktemp("sounds"))


def heard(bank: SoundBank, *steps: Step) -> np.ndarray:
    """A minute that begins in soft rain, with ``steps`` after half of it."""
    half, rest = Rest(Elastic.fixed(frames(30))), Rest(Elastic(frames(1), frames(30), frames(30)))
    plan = compile_session(session_of(half, *steps, rest), Choices(frames(60)))
    sound = np.zeros((frames(44), 2), np.float32)
    renderer = Renderer(plan, bank)
    for start in range(0, len(sound), RATE):
        renderer.into(sound[start : start + RATE], start)
    return sound


def around(sound: np.ndarray, second: float, width_s: float = 0.5) -> np.ndarray:
    return sound[frames(second - width_s / 2) : frames(second + width_s / 2)]


def power(sound: np.ndarray, second: float, width_s: float = 0.5) -> float:
    return float(10 ** (level_db(around(sound, second, width_s)) / 10))


def share_above(sound: np.ndarray, second: float) -> float:
    """How much of the power around ``second`` lies above ``SPLIT_HZ``."""
    spectrum = np.abs(np.fft.rfft(around(sound, second), axis=0)) ** 2
    split = SPLIT_HZ * len(around(sound, second)) // RATE
    return float(spectrum[split:].sum() / spectrum.sum())


def test_one_soundscape_gives_way_to_another_within_four_seconds(bank: SoundBank) -> None:
    swapped = heard(bank, Bed("brown-noise"))
    rain, brown = heard(bank), heard(bank, Bed("brown-noise", frames(0.2)))

    assert np.array_equal(swapped[: frames(30)], rain[: frames(30)])
    assert np.allclose(swapped[frames(34.1) :], brown[frames(34.1) :], atol=1e-6)
    assert share_above(rain, 32) > 5 * share_above(brown, 32)
    shares = [share_above(swapped, second) for second in (29.5, 30.8, 32, 33.2, 34.5)]
    assert all(later < earlier for earlier, later in pairwise(shares))


@pytest.mark.parametrize("second", [30.5, 31, 32, 33, 33.5])
def test_halfway_between_two_soundscapes_there_is_neither_a_dip_nor_a_swell(
    bank: SoundBank, second: float
) -> None:
    swapped = heard(bank, Bed("brown-noise"))
    rain, brown = heard(bank), heard(bank, Bed("brown-noise", frames(0.2)))

    into = (second - 30) / 4
    expected = np.cos(np.pi / 2 * into) ** 2 * power(rain, second) + np.sin(
        np.pi / 2 * into
    ) ** 2 * power(brown, second)
    assert 10 * np.log10(power(swapped, second) / expected) == pytest.approx(0, abs=1)


def test_a_change_of_level_alone_keeps_the_soundscape_and_glides(bank: SoundBank) -> None:
    softer, rain = heard(bank, Bed(None, gain_db=-12.0, keeps=True)), heard(bank)

    def fall_db(second: float) -> float:
        return level_db(around(softer, second, 0.05)) - level_db(around(rain, second, 0.05))

    falls = [fall_db(second) for second in np.arange(29.9, 34.3, 0.2)]
    assert falls[0] == 0
    assert falls[-1] == pytest.approx(-12, abs=0.01)
    assert all(later <= earlier + 0.01 for earlier, later in pairwise(falls))
    assert min(later - earlier for earlier, later in pairwise(falls)) > -2.5
    assert fall_db(32) == pytest.approx(20 * np.log10((1 + 10 ** (-12 / 20)) / 2), abs=0.1)


def test_off_sinks_into_silence_and_on_rises_out_of_it_without_a_step(bank: SoundBank) -> None:
    gone = heard(bank, Bed(None, frames(3)), Rest(Elastic.fixed(frames(5))), Bed("soft-rain"))
    rain = heard(bank)

    assert np.abs(gone[frames(33) : frames(35)]).max() == 0
    for second in (31.5, 38.5):
        fall = level_db(around(gone, second, 0.1)) - level_db(around(rain, second, 0.1))
        assert fall == pytest.approx(-6, abs=0.6)
    steps = np.abs(np.diff(gone, axis=0)).max()
    assert steps <= np.abs(np.diff(rain, axis=0)).max()


def test_nothing_clicks_where_soundscapes_change(bank: SoundBank) -> None:
    rain = heard(bank)
    for change in (Bed("brown-noise"), Bed(None, gain_db=-12.0, keeps=True), Bed(None)):
        changed = heard(bank, change)
        window = slice(frames(29.9), frames(43))

        largest = np.abs(np.diff(rain[window], axis=0)).max()
        assert np.abs(np.diff(changed[window], axis=0)).max() <= 1.1 * largest
