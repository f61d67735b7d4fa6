"""Fades rise once, evenly, and meet both ends."""

import numpy as np

from thaw.devices.envelopes import rising


def test_a_rise_is_the_same_in_one_piece_and_in_many() -> None:
    whole = rising(0, 1_000, 800)
    pieces = np.concatenate([rising(at, 7, 800) for at in range(0, 1_000, 7)])[:1_000]
    assert np.array_equal(whole, pieces)


def test_a_rise_starts_at_nothing_passes_half_and_stays_at_one() -> None:
    gains = rising(0, 1_200, 800)[:, 0]
    assert gains[0] == 0
    assert gains[400] == 0.5
    assert (gains[800:] == 1).all()
    assert (np.diff(gains) >= 0).all()


def test_a_rise_of_no_length_is_there_at_once() -> None:
    assert rising(1, 3, 0).tolist() == [[1], [1], [1]]
