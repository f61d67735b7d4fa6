import numpy as np
import pyloudnorm
import pytest

from thaw.audio.beds import BED_RECIPES, LUFS, STEP, Bed, BedRecipe, shape, synthesised
from thaw.core.units import RATE, frames

EVERY = list(BED_RECIPES.values())


@pytest.fixture(scope="module")
def layers() -> dict[str, tuple[np.ndarray, ...]]:
    return {recipe.name: synthesised(recipe) for recipe in EVERY}


def heard(recipe: BedRecipe, layers: tuple[np.ndarray, ...], start: int, count: int) -> np.ndarray:
    """``count`` frames at the bed's own level, gusts included."""
    sound, spare = np.empty((2, 2, count), np.float32)
    bed = Bed(recipe, layers)
    bed.into(sound, spare, start)
    levels = bed.levels(start, count // STEP)
    return sound * np.interp(np.arange(count) / STEP, np.arange(levels.size), levels)


@pytest.mark.parametrize("recipe", EVERY, ids=lambda recipe: recipe.name)
def test_a_bed_is_as_loud_as_beds_are(recipe: BedRecipe, layers: dict) -> None:
    sound = heard(recipe, layers[recipe.name], 0, frames(70))

    loud = pyloudnorm.Meter(RATE).integrated_loudness(sound.T)

    assert loud == pytest.approx(LUFS, abs=0.7)


@pytest.mark.parametrize("recipe", EVERY, ids=lambda recipe: recipe.name)
def test_nothing_stands_out_of_a_bed(recipe: BedRecipe, layers: dict) -> None:
    sound = heard(recipe, layers[recipe.name], 0, frames(60))
    rms = np.sqrt(np.mean(sound**2))
    moments = np.sqrt(np.mean(sound.reshape(2, -1, RATE // 20) ** 2, axis=(0, 2)))

    assert 20 * np.log10(np.abs(sound).max() / rms) <= 14
    assert 20 * np.log10(moments.max() / rms) <= 8


@pytest.mark.parametrize("recipe", EVERY, ids=lambda recipe: recipe.name)
def test_a_layer_joins_its_own_start(recipe: BedRecipe, layers: dict) -> None:
    for layer in layers[recipe.name]:
        steps = np.abs(np.diff(layer.astype(np.int32), axis=1))
        seam = np.abs(layer[:, 0].astype(np.int32) - layer[:, -1])
        assert seam.max() <= np.percentile(steps, 99.99)


@pytest.mark.parametrize("recipe", EVERY, ids=lambda recipe: recipe.name)
def test_a_bed_does_not_repeat_within_a_session(recipe: BedRecipe, layers: dict) -> None:
    count = frames(4)
    first = heard(recipe, layers[recipe.name], 0, count).ravel()

    for period in {layer.seconds for layer in recipe.layers} | {60}:
        again = heard(recipe, layers[recipe.name], frames(period), count).ravel()
        # One layer is back where it was, the other is not.
        assert np.corrcoef(first, again)[0, 1] < 0.9
    assert np.lcm.reduce([layer.seconds for layer in recipe.layers]) > 14 * 60


def test_drops_that_fall_at_the_end_are_heard_at_the_start(layers: dict) -> None:
    drops = layers["soft-rain"][1].astype(np.float64)
    around = np.concatenate((drops[:, -RATE // 5 :], drops[:, : RATE // 5]), axis=1)

    seam = np.sqrt(np.mean(around[:, RATE // 5 - 240 : RATE // 5 + 240] ** 2))

    assert seam > 0.05 * np.sqrt(np.mean(drops**2))


def test_brown_noise_falls_by_6_db_an_octave(layers: dict) -> None:
    left = layers["brown-noise"][0][0].astype(np.float64)
    power = np.abs(np.fft.rfft(left)) ** 2
    f = np.fft.rfftfreq(left.size, 1 / RATE)

    def density(hz: float) -> float:
        return 10 * np.log10(power[(f > hz * 0.9) & (f < hz * 1.1)].mean())

    assert density(200) - density(400) == pytest.approx(6, abs=0.7)
    assert density(1000) - density(2000) == pytest.approx(6, abs=1.0)
    assert density(60) - density(8) > 10


@pytest.mark.parametrize("recipe", EVERY, ids=lambda recipe: recipe.name)
def test_the_two_channels_are_alike_but_not_the_same(recipe: BedRecipe, layers: dict) -> None:
    left, right = heard(recipe, layers[recipe.name], 0, frames(10))

    assert 0.2 < np.corrcoef(left, right)[0, 1] < 0.95


def test_the_same_recipe_sounds_the_same(layers: dict) -> None:
    recipe = BED_RECIPES["soft-rain"]

    for first, again in zip(layers["soft-rain"], synthesised(recipe), strict=True):
        assert np.array_equal(first, again)


@pytest.mark.parametrize("recipe", EVERY, ids=lambda recipe: recipe.name)
def test_layers_come_in_the_shape_that_is_told(recipe: BedRecipe, layers: dict) -> None:
    told = [shape(layer) for layer in recipe.layers]

    assert told == [layer.shape for layer in layers[recipe.name]]


def test_the_key_follows_every_number() -> None:
    recipe = BED_RECIPES["soft-rain"]
    other = BedRecipe(recipe.name, recipe.seed + 1, recipe.layers, recipe.gusts)

    assert recipe.key != other.key
