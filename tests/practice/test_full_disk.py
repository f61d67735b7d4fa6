"""A disk that is full at any moment of any write: refused in so many words, nothing half done."""

import random

from tests.faults.killing import started

POINTS = 20

PROGRAM = "import runpy, sys; runpy.run_module('tests.faults.full_disk', run_name='__main__')"


def test_a_disk_full_at_any_write_refuses_it_and_leaves_nothing_half_done(tmp_path):
    seed = random.SystemRandom().randrange(2**32)
    print(f"seed {seed}")

    with started(PROGRAM, tmp_path, seed, POINTS) as process:
        said, wrong = process.communicate()

    assert process.returncode == 0, wrong
    assert len(said.splitlines()) == POINTS
