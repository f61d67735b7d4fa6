import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thaw.audio.levels import RAMP, LevelLine, Levels

OFF = float("-inf")
DB = st.one_of(st.just(OFF), st.floats(-60, 6))


def gains(line: LevelLine, frame: int, count: int) -> np.ndarray:
    """Of every stem, shape (4, count)."""
    return np.array([np.broadcast_to(one, count) for one in line.gains(frame, count)])


def test_levels_are_factors_on_four_stems() -> None:
    levels = Levels(voice_db=6, bells_db=OFF, bed_db=-6, overall_db=-6)

    assert levels.gains == pytest.approx((1, 0, 10 ** (-12 / 20), 10 ** (-6 / 20)))


def test_where_nothing_changes_a_gain_is_one_number() -> None:
    line = LevelLine(Levels(bed_db=-6)).turned(1000, Levels(bed_db=-12))

    assert all(isinstance(gain, float) for gain in line.gains(0, 1000))
    assert all(isinstance(gain, float) for gain in line.gains(1000 + RAMP, 500))
    assert isinstance(line.gains(900, 500)[0], float)
    assert isinstance(line.gains(900, 500)[2], np.ndarray)


def test_a_level_turns_from_its_frame_on_and_within_the_ramp() -> None:
    line = LevelLine(Levels(bed_db=OFF)).turned(1000, Levels(bed_db=0))
    bed = gains(line, 0, 1000 + 2 * RAMP)[2]

    assert not bed[:1001].any()
    assert bed[1000 + RAMP // 2] == pytest.approx(0.5, abs=0.01)
    assert np.all(bed[1000 + RAMP :] == 1)
    assert np.abs(np.diff(bed)).max() < 2 / RAMP


@given(
    steps=st.lists(st.tuples(st.integers(0, 3 * RAMP), DB), max_size=8),
    frame=st.integers(0, 10 * RAMP),
    count=st.integers(1, 4 * RAMP),
)
def test_any_stretch_of_a_line_is_that_stretch_of_the_whole(
    steps: list[tuple[int, float]], frame: int, count: int
) -> None:
    line, at = LevelLine(Levels()), 0
    for later, voice_db in steps:
        at += later
        line = line.turned(at, Levels(voice_db=voice_db))

    whole = gains(line, 0, 20 * RAMP)

    assert np.allclose(gains(line, frame, count), whole[:, frame : frame + count], atol=1e-6)
    # However fast it is dragged, nothing steps: half a turn of a cosine over the ramp.
    assert np.abs(np.diff(whole, axis=1)).max(initial=0) <= 2 * np.pi / 2 / RAMP * 1.01


def test_minutes_of_dragging_are_remembered_and_no_more() -> None:
    line = LevelLine(Levels())
    for number in range(2000):
        line = line.turned(number * 800, Levels(voice_db=-(number % 20)))

    assert line.turn_count <= 500
    assert gains(line, 2003 * 800, 1)[0] == pytest.approx(10 ** (-19 / 20))
