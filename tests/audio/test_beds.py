"""Every soundscape as it is heard: its loudness, its peaks, and that it never comes round."""

from collections.abc import Callable

import numpy as np
import pyloudnorm
import pytest

from tests.audio.meters import decibels
from thaw.audio.bed_recipes import BED_RECIPES
from thaw.audio.beds import LUFS, Bed, BedRecipe, shape, synthesised
from thaw.audio.textures import HUM_GRID, Hum
from thaw.core.units import RATE, frames

EVERY = list(BED_RECIPES.values())
MOST_BYTES = 12_000_000
PIECE = 9600
SECOND = RATE
"""Long listening goes by whole seconds, at half the cost of pieces."""

each = pytest.mark.parametrize("recipe", EVERY, ids=lambda recipe: recipe.name)


@pytest.fixture(scope="module")
def sources() -> dict[str, tuple[np.ndarray, ...]]:
    return {recipe.name: synthesised(recipe) for recipe in EVERY}


@pytest.fixture(scope="module")
def heard(sources: dict) -> Callable[[BedRecipe, float, float], np.ndarray]:
    """``seconds`` of a bed from ``start_s`` on, shape (2, frames)."""

    def listen(recipe: BedRecipe, start_s: float, seconds: float) -> np.ndarray:
        bed = Bed(recipe, sources[recipe.name])
        return played(bed, frames(start_s), frames(seconds), SECOND)

    return listen


def played(bed: Bed, start: int, count: int, length: int = PIECE) -> np.ndarray:
    """``count`` frames of ``bed`` from ``start`` on, asked for in pieces of ``length``."""
    sound = np.empty((2, count), np.float32)
    piece, spare = np.empty((2, 2, length), np.float32)
    for done in range(0, count, length):
        bed.into(piece, spare, start + done)
        sound[:, done : done + length] = piece[:, : count - done]
    return sound


@each
def test_a_bed_is_as_loud_as_beds_are(recipe: BedRecipe, heard) -> None:
    meter = pyloudnorm.Meter(RATE)

    for start_s in (0, 2400):
        loud = meter.integrated_loudness(heard(recipe, start_s, 90).T)
        assert loud == pytest.approx(LUFS, abs=1)


@each
def test_nothing_stands_out_of_a_bed(recipe: BedRecipe, heard) -> None:
    for start_s in (0, 1800):
        sound = heard(recipe, start_s, 90)
        rms = np.sqrt(np.mean(sound**2))
        moments = np.sqrt(np.mean(sound.reshape(2, -1, RATE // 20) ** 2, axis=(0, 2)))

        assert decibels(np.abs(sound).max() / rms) <= 14
        assert decibels(moments.max() / rms) <= 8


@pytest.mark.parametrize("name", ["soft-rain", "pink-noise", "brown-noise"])
def test_nothing_stands_out_of_an_hour_where_takes_of_one_source_cross(
    name: str, sources: dict
) -> None:
    bed = Bed(BED_RECIPES[name], sources[name])
    sound, spare = np.empty((2, 2, SECOND), np.float32)
    peaks, powers = np.empty((2, 60, 60))
    for number in range(peaks.size):
        bed.into(sound, spare, number * SECOND)
        peaks.flat[number] = max(float(sound.max()), -float(sound.min()))
        powers.flat[number] = np.mean(np.square(sound))

    minutes = peaks.max(axis=1) / np.sqrt(powers.mean(axis=1))
    assert decibels(minutes.max()) <= 14
    assert decibels(peaks.max() / np.sqrt(powers.mean())) <= 14


@each
def test_a_source_joins_its_own_start(recipe: BedRecipe, sources: dict) -> None:
    for source in sources[recipe.name]:
        steps = np.abs(np.diff(source.astype(np.int32), axis=1))
        seam = np.abs(source[:, 0].astype(np.int32) - source[:, -1])
        assert seam.max() <= np.percentile(steps, 99.99)


@each
def test_a_bed_never_clicks_where_one_take_crosses_into_the_next(recipe: BedRecipe, heard) -> None:
    sound = heard(recipe, 0, 60)
    bends = np.abs(np.diff(sound, n=2, axis=1)).max(axis=0)

    # A click is a bend far beyond the sharpest of the sound's own: drops and crackles count.
    assert bends.max() <= 4 * np.percentile(bends, 99.9)


@each
def test_any_piece_of_a_bed_is_that_piece_of_the_whole(recipe: BedRecipe, sources: dict) -> None:
    bed = Bed(recipe, sources[recipe.name])
    whole = played(bed, 0, frames(24))

    for start in (PIECE * 7, PIECE * 52, PIECE * 110):
        assert np.array_equal(played(bed, start, PIECE), whole[:, start : start + PIECE])
    # What is listened to for long comes in longer pieces, alike beyond all hearing.
    assert np.abs(played(bed, 0, frames(24), SECOND) - whole).max() < 1e-12


@each
def test_a_bed_never_comes_round_within_an_hour(recipe: BedRecipe, sources: dict) -> None:
    envelopes = hourly_envelopes(Bed(recipe, sources[recipe.name]).into)

    assert strongest_return(envelopes) < 0.1


@pytest.mark.parametrize("name", ["soft-rain", "ocean", "fire"])
def test_a_loop_would_be_found_out(name: str, sources: dict) -> None:
    recipe = BED_RECIPES[name]
    loop = played(Bed(recipe, sources[name]), 0, 8 * SECOND)

    def looped(sound: np.ndarray, spare: np.ndarray, frame: int) -> None:
        at = frame % (8 * SECOND)
        sound[:] = loop[:, at : at + SECOND]

    assert strongest_return(hourly_envelopes(looped)) > 0.9


def hourly_envelopes(into: Callable[[np.ndarray, np.ndarray, int], None]) -> np.ndarray:
    """The level of three bands, in nepers, every tenth of a second of one ear's hour."""
    sound, spare = np.empty((2, 2, SECOND), np.float32)
    rows = np.empty((3600, 10, 3))
    window = np.hanning(SECOND // 10).astype(np.float32)
    for number in range(len(rows)):
        into(sound, spare, number * SECOND)
        power = np.abs(np.fft.rfft(sound[0].reshape(10, -1) * window)) ** 2
        for band, (low, high) in enumerate(((4, 40), (40, 200), (200, 1000))):
            rows[number, :, band] = power[:, low:high].sum(axis=1)
    powers = rows.reshape(-1, 3).T
    # A band with next to nothing in it is not heard to come round.
    return np.log(powers + 1e-4 * powers.mean(axis=1).max())


def strongest_return(envelopes: np.ndarray) -> float:
    """The highest correlation of an hour's detail with itself, five seconds to an hour later.

    Detail is what changes within two seconds, which every loop repeats and no weather does.
    """
    around = np.lib.stride_tricks.sliding_window_view(envelopes, 21, axis=1).mean(axis=2)
    detail = envelopes[:, 10:-10] - around
    count = detail.shape[1]
    spectrum = np.abs(np.fft.rfft(detail, 2 * count, axis=1)) ** 2
    returns = np.fft.irfft(spectrum, axis=1).sum(axis=0)
    return returns[50:count].max() / returns[0]


@each
def test_a_bed_fits_its_share_of_memory(recipe: BedRecipe, sources: dict) -> None:
    assert sum(source.nbytes for source in sources[recipe.name]) <= MOST_BYTES


def test_drops_that_fall_at_the_end_are_heard_at_the_start(sources: dict) -> None:
    drops = sources["stream"][1].astype(np.float64)
    around = np.concatenate((drops[:, -RATE // 5 :], drops[:, : RATE // 5]), axis=1)

    seam = np.sqrt(np.mean(around[:, RATE // 5 - 240 : RATE // 5 + 240] ** 2))

    assert seam > 0.05 * np.sqrt(np.mean(drops**2))


@pytest.mark.parametrize(("name", "fall_db"), [("brown-noise", 6), ("pink-noise", 3)])
def test_noise_falls_by_its_slope(name: str, fall_db: float, heard) -> None:
    left = heard(BED_RECIPES[name], 0, 60)[0].astype(np.float64)
    power = np.abs(np.fft.rfft(left)) ** 2
    f = np.fft.rfftfreq(left.size, 1 / RATE)

    def density(hz: float) -> float:
        return 10 * np.log10(power[(f > hz * 0.9) & (f < hz * 1.1)].mean())

    assert density(200) - density(400) == pytest.approx(fall_db, abs=0.7)
    assert density(1000) - density(2000) == pytest.approx(fall_db, abs=1.0)
    assert density(60) - density(8) > 10


@each
def test_the_two_channels_are_alike_but_not_the_same(recipe: BedRecipe, heard) -> None:
    left, right = heard(recipe, 0, 30)

    assert 0.2 < np.corrcoef(left, right)[0, 1] < 0.95


def test_waves_come_in_every_eight_to_thirteen_seconds(heard) -> None:
    sound = heard(BED_RECIPES["ocean"], 0, 600)
    # The nearer waves are on the left, and their foam is high.
    foam = np.abs(np.fft.rfft(sound[0].reshape(-1, RATE // 2)))[:, 1000:3000].sum(axis=1)
    smooth = np.convolve(foam, np.hanning(9), mode="same")
    crests = [
        at
        for at in range(8, smooth.size - 8)
        if smooth[at] == smooth[at - 8 : at + 9].max() and smooth[at] > 1.2 * np.mean(smooth)
    ]
    gaps_s = np.diff(crests) / 2

    assert np.median(gaps_s) == pytest.approx(10.5, abs=1.5)
    assert np.std(gaps_s) > 0.5


def test_a_hum_stays_in_step_across_takes(heard) -> None:
    hum = BED_RECIPES["drone"].sources[0].textures[0]
    assert isinstance(hum, Hum)
    sound = heard(BED_RECIPES["drone"], 0, 60)[0]
    root_hz = 2 * RATE / HUM_GRID

    for ratio in hum.ratios:
        turns = np.exp(-2j * np.pi * root_hz * ratio * np.arange(sound.size) / RATE)
        steady = np.abs((sound * turns).reshape(60, -1).mean(axis=1))
        assert steady.min() > 0.1 * steady.max()


def test_the_same_recipe_sounds_the_same(sources: dict) -> None:
    recipe = BED_RECIPES["soft-rain"]

    for first, again in zip(sources["soft-rain"], synthesised(recipe), strict=True):
        assert np.array_equal(first, again)


@each
def test_sources_come_in_the_shape_that_is_told(recipe: BedRecipe, sources: dict) -> None:
    told = [shape(source) for source in recipe.sources]

    assert told == [source.shape for source in sources[recipe.name]]


def test_the_key_follows_what_is_stored_and_nothing_else() -> None:
    recipe = BED_RECIPES["soft-rain"]
    seeded = BedRecipe(recipe.name, recipe.seed + 1, recipe.sources, recipe.layers)
    levelled = BedRecipe(recipe.name, recipe.seed, recipe.sources, recipe.layers[:1])

    assert recipe.key != seeded.key
    assert recipe.key == levelled.key
