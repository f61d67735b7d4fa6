"""Killed at random moments, other ones in each run: whole or not at all, nothing doubled.

``python -m tests.faults`` does the same at two hundred points.
"""

import random

import pytest

from tests.faults.killing import KINDS


@pytest.fixture
def seed():
    """A new one in each run; shown where the test fails, for ``tests.faults --seed``."""
    seed = random.SystemRandom().randrange(2**32)
    print(f"seed {seed}")
    return seed


@pytest.mark.parametrize("number", range(3))
@pytest.mark.parametrize("kind", KINDS)
def test_what_was_told_is_there_once_and_nothing_is_half_done(kind, number, seed, tmp_path):
    KINDS[kind](tmp_path, random.Random(seed + number))
