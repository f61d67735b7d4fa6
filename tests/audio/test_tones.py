import math

import numpy as np
import pyloudnorm
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thaw.audio import loudness
from thaw.audio.bell_recipes import BELL_RECIPES, CUE_RECIPES
from thaw.audio.tones import RING, BellRecipe, Ringing, strike
from thaw.core.units import RATE

EVERY = [*BELL_RECIPES.values(), *CUE_RECIPES.values()]
BELLS = list(BELL_RECIPES.values())


def named(recipe: BellRecipe) -> str:
    return recipe.name


def decibels(value: float) -> float:
    return 20 * np.log10(value)


def level_near(sound: np.ndarray, hz: float, width_hz: float = 4.0) -> float:
    """The strongest line within ``width_hz`` of ``hz``, in dB."""
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    f = np.fft.rfftfreq(len(sound), 1 / RATE)
    return decibels(spectrum[np.abs(f - hz) < width_hz].max())


@pytest.mark.parametrize("recipe", BELLS, ids=named)
def test_partials_sound_where_the_recipe_says(recipe: BellRecipe) -> None:
    left = strike(recipe, 0)[: 2 * RATE, 0]
    heard = [partial for partial in recipe.partials if recipe.hz * partial.ratio < 2500]

    for partial in heard:
        hz = recipe.hz * partial.ratio
        beyond = [other.ratio for other in recipe.partials if other.ratio > partial.ratio]
        between = hz * math.sqrt(min(beyond, default=partial.ratio * 1.5) / partial.ratio)
        assert level_near(left, hz, 8) > level_near(left, between, 8) + 30


@pytest.mark.parametrize("recipe", BELLS, ids=named)
def test_the_lowest_partial_decays_by_60_db_in_its_t60(recipe: BellRecipe) -> None:
    sound, lowest = strike(recipe, 1)[:, 0], recipe.partials[0]
    hz = recipe.hz * lowest.ratio
    # Whole beats, or where there are none an eighth of the decay.
    beat = round(RATE / lowest.beat_hz if lowest.beat_hz else RATE * lowest.t60_s / 8)
    early, late = beat, 3 * beat

    fell = level_near(sound[early : early + beat], hz) - level_near(sound[late : late + beat], hz)

    expected = 60 * (late - early) / RATE / recipe.partials[0].t60_s
    assert fell == pytest.approx(expected, abs=0.4)


@pytest.mark.parametrize("recipe", EVERY, ids=named)
@pytest.mark.parametrize("seed", [0, 1, 7])
def test_every_strike_is_as_loud_as_its_recipe_says(recipe: BellRecipe, seed: int) -> None:
    sound = strike(recipe, seed)
    padded = np.pad(sound, ((0, RATE), (0, 0)))
    meter = pyloudnorm.Meter(RATE)
    windows = [padded[start : start + RATE * 2 // 5] for start in range(0, RATE, RATE // 20)]

    loudest = max(meter.integrated_loudness(window) for window in windows)

    assert loudest == pytest.approx(recipe.lufs, abs=0.5)
    assert decibels(np.abs(sound).max()) < -10


@pytest.mark.parametrize("recipe", EVERY, ids=named)
def test_a_strike_is_hardly_softer_from_one_loudspeaker(recipe: BellRecipe) -> None:
    for seed in range(12):
        both = np.ascontiguousarray(strike(recipe, seed)[: 2 * RATE].T)
        one = np.repeat(both.mean(axis=0, keepdims=True), 2, axis=0)

        assert -2.5 < loudness.max_momentary(one) - loudness.max_momentary(both) <= 0


@pytest.mark.parametrize("recipe", BELLS, ids=named)
def test_no_moment_of_a_strike_is_louder_than_bells_are(recipe: BellRecipe) -> None:
    for seed in range(12):
        whole = np.ascontiguousarray(strike(recipe, seed).T)

        assert loudness.max_momentary(whole) == pytest.approx(recipe.lufs, abs=1)


def test_a_partial_that_does_not_beat_is_as_strong_as_its_recipe_says() -> None:
    recipe = BELL_RECIPES["soft-chime"]
    lowest, second = (recipe.hz * partial.ratio for partial in recipe.partials[:2])
    strikes = [strike(recipe, seed)[: RATE // 2, 0] for seed in range(20)]

    between = [level_near(one, lowest, 20) - level_near(one, second, 20) for one in strikes]

    # Each varies by 1.5 dB up or down.
    assert max(between) - min(between) < 6.2


def test_the_cues_differ_in_pitch_and_in_the_way_it_moves() -> None:
    into, out = CUE_RECIPES["in"], CUE_RECIPES["out"]

    assert into.hz != out.hz
    assert into.notes[0] < into.notes[-1]
    assert out.notes[0] > out.notes[-1]


@pytest.mark.parametrize("recipe", EVERY, ids=named)
def test_a_strike_starts_and_ends_without_a_click(recipe: BellRecipe) -> None:
    sound = strike(recipe, 3)
    steps = np.abs(np.diff(sound, axis=0)).max(axis=1)

    assert np.abs(sound[0]).max() < 1e-3
    assert np.abs(sound[-1]).max() < 1e-6
    assert steps[-steps.size // 4 :].max() < 1e-3


def test_the_same_seed_sounds_the_same_and_another_differs() -> None:
    recipe = BELL_RECIPES["small-rin"]

    assert np.array_equal(strike(recipe, 5), strike(recipe, 5))
    assert not np.allclose(strike(recipe, 5), strike(recipe, 6), atol=1e-3)


def test_a_strike_rings_for_its_share_of_the_longest_decay() -> None:
    recipe = BELL_RECIPES["warm-bowl"]

    assert RING >= 0.6
    assert len(strike(recipe, 0)) == recipe.length == round(28 * RING * RATE)


@given(start=st.integers(-3000, 400_000), count=st.integers(1, 20_000))
@settings(max_examples=40, deadline=None)
def test_any_piece_of_a_strike_is_that_piece_of_the_whole(start: int, count: int) -> None:
    recipe = BELL_RECIPES["small-rin"]
    whole = np.pad(strike(recipe, 2), ((3000, 500_000), (0, 0)))
    piece = np.zeros((2, count), np.float32)

    Ringing(recipe, 2).add(piece, start)

    assert np.allclose(piece.T, whole[3000 + start : 3000 + start + count], atol=2e-6)
