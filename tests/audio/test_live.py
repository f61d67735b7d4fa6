from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.audio.meters import level_db, true_peak_db
from tests.audio.plans import HummingVoice, at, plan
from thaw.audio.bank import SoundBank
from thaw.audio.levels import AS_MADE, HIGHEST_DB, LOW_DB, RAMP, Levels
from thaw.audio.live import LEAD, Faders, LiveMix
from thaw.audio.rendering import CHUNK, Renderer
from thaw.core.plan import BedSpan, Plan, Speech, Strike
from thaw.core.session import VoiceLine
from thaw.core.units import RATE

OFF = float("-inf")
LOUD = Levels(*[HIGHEST_DB] * 4, overall_db=HIGHEST_DB)


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> SoundBank:
    folder: Path = tmp_path_factory.mktemp("sounds")
    return SoundBank(HummingVoice(loudness=0.6), folder)


def session() -> Plan:
    return plan(
        BedSpan(at(0), at(20), "brown-noise", 0.0, at(0), at(0), True),
        Strike(at(0.5), "temple-bell", 6.0, 0),
        Strike(at(1.5), "small-rin", 6.0, 1),
        Speech(at(2), at(3.4), VoiceLine("a line that takes some time to say")),
        length_s=20,
    )


class Played:
    """A live mix, and what was heard of it."""

    def __init__(self, bank: SoundBank, levels: Levels = AS_MADE) -> None:
        self.renderer = Renderer(session(), bank, levels)
        self.faders = Faders(levels)
        self.mix = LiveMix(self.renderer, self.faders)

    def heard(self, sizes: list[int], levels: dict[int, Levels]) -> np.ndarray:
        """In blocks of ``sizes``, with levels set before the blocks so numbered."""
        blocks, frame = [], 0
        for number, size in enumerate(sizes):
            if number in levels:
                self.faders.set_levels(levels[number])
            block = np.full((size, 2), np.nan, np.float32)
            self.mix.into(block, frame)
            blocks.append(block)
            frame += size
        return np.concatenate(blocks)


LEVELS = st.builds(Levels, *[st.one_of(st.just(OFF), st.floats(-30, HIGHEST_DB)) for _ in range(4)])


@given(
    sizes=st.lists(st.integers(1, 15_000), min_size=1, max_size=20),
    levels=st.dictionaries(st.integers(0, 20), st.one_of(LEVELS, st.just(LOUD)), max_size=6),
    again=st.lists(st.tuples(st.integers(0, 300_000), st.integers(1, 2 * CHUNK)), max_size=20),
)
@settings(max_examples=30)
def test_what_was_heard_is_a_function_of_the_plan_and_the_levels_by_frame(
    bank: SoundBank, sizes: list[int], levels: dict[int, Levels], again: list[tuple[int, int]]
) -> None:
    live = Played(bank)
    heard = live.heard(sizes, levels)

    afterwards = Renderer(session(), bank, live.renderer.line)
    for frame, size in [(0, len(heard)), *again]:
        expected = heard[frame : frame + size]
        block = np.empty_like(expected)
        afterwards.into(block, frame)
        assert np.array_equal(block, expected)


def test_a_level_is_heard_within_a_tenth_of_a_second(bank: SoundBank) -> None:
    size = RATE // 50
    heard = Played(bank).heard([size] * 500, {400: Levels(bed_db=OFF, bells_db=OFF)})

    assert LEAD + RAMP <= RATE // 10
    assert level_db(heard[400 * size - size : 400 * size + LEAD]) > -60
    assert not heard[400 * size + LEAD + RAMP :].any()


def test_a_level_turns_without_a_click(bank: SoundBank) -> None:
    size = RATE // 50
    quiet, steady = Levels(bells_db=OFF), [size] * 500
    before = Played(bank, quiet).heard(steady, {})
    muted = Levels(bells_db=OFF, bed_db=OFF)
    turned = Played(bank, quiet).heard(steady, {350: muted, 400: quiet})
    sharpest = np.abs(np.diff(before[at(6.5) :], n=2, axis=0)).max()

    assert np.abs(np.diff(turned[at(6.5) :], n=2, axis=0)).max() <= 1.1 * sharpest


def test_the_ceiling_holds_while_everything_is_turned_up_and_down(bank: SoundBank) -> None:
    turns = {number: LOUD if number % 2 else Levels(overall_db=LOW_DB) for number in range(90)}

    heard = Played(bank).heard([RATE // 15] * 90, turns)

    assert np.abs(heard).max() > 0.5
    assert true_peak_db(heard) <= -3


def test_after_a_jump_the_levels_are_as_they_were_left(bank: SoundBank) -> None:
    live = Played(bank)
    live.heard([RATE] * 8, {4: Levels(overall_db=LOW_DB)})
    block, expected = np.empty((2, RATE, 2), np.float32)

    live.mix.into(block, RATE)

    Renderer(session(), bank, Levels(overall_db=LOW_DB)).into(expected, RATE)
    assert np.array_equal(block, expected)


def test_levels_set_before_the_first_block_are_there_from_its_first_frame(bank: SoundBank) -> None:
    assert not Played(bank).heard([RATE], {0: Levels(OFF, OFF, OFF, OFF)}).any()
