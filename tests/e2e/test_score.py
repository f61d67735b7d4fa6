"""The ear of the end-to-end tests notices what it is there to notice."""

import numpy as np
import pytest

from tests.e2e import frame_code, score
from tests.e2e.score import Mono
from thaw.core.units import RATE

MS = RATE // 1000


@pytest.fixture(scope="module")
def rain() -> Mono:
    """Two seconds of noise, no moment of it like another."""
    return np.random.default_rng(3).normal(0, 0.1, 2 * RATE)


def after_silence(rain: Mono) -> Mono:
    return np.concatenate((np.zeros(RATE // 3), rain, np.zeros(RATE // 3)))


def test_what_was_not_damaged_is_found_whole(rain: Mono) -> None:
    assert score.damage(rain, after_silence(rain), RATE // 3) == []


@pytest.mark.parametrize("lost", [5 * MS, 60 * MS])
def test_a_drop_out_is_noticed(rain: Mono, lost: int) -> None:
    heard = rain.copy()
    heard[RATE : RATE + lost] = 0
    assert score.damage(rain, after_silence(heard), RATE // 3)[0] == "1.00 s"


def test_lost_sound_is_noticed(rain: Mono) -> None:
    heard = np.delete(rain, slice(RATE, RATE + MS))
    assert score.damage(rain, after_silence(heard), RATE // 3)[0] == "1.00 s"


def test_a_pause_is_no_loss(rain: Mono) -> None:
    heard = np.concatenate((rain[:RATE], np.zeros(RATE), rain[RATE:], np.zeros(RATE)))
    counts = score.times_heard(score.places(rain, heard), len(rain), at_least=0.1)
    assert score.longest_run(counts != 1) < 20 * MS


def test_what_a_pause_swallows_is_missing(rain: Mono) -> None:
    heard = np.concatenate((rain[:RATE], np.zeros(RATE), rain[RATE + 100 * MS :], np.zeros(RATE)))
    counts = score.times_heard(score.places(rain, heard), len(rain), at_least=0.1)
    assert score.longest_run(counts == 0) > 95 * MS


def test_what_is_said_again_after_a_pause_counts_twice(rain: Mono) -> None:
    heard = np.concatenate((rain[:RATE], np.zeros(RATE), rain[RATE - 100 * MS :], np.zeros(RATE)))
    counts = score.times_heard(score.places(rain, heard), len(rain), at_least=0.1)
    assert np.count_nonzero(counts > 1) > 75 * MS


def test_the_frame_code_is_read_back_at_any_loudness() -> None:
    block = np.zeros((4_800, 2), np.float32)
    frame_code.fill(block, 1_000_000)
    block *= np.linspace(0.001, 1, 4_800, dtype=np.float32)[:, None]
    (run,) = frame_code.decode(block).runs()
    assert (run.first, run.last) == (1_000_000, 1_004_799)


def test_the_frame_code_shows_a_gap() -> None:
    block = np.zeros((4_800, 2), np.float32)
    frame_code.fill(block, 0)
    first, second = frame_code.decode(np.delete(block, slice(2_000, 2_010), axis=0)).runs()
    assert (first.last, second.first) == (1_999, 2_010)
