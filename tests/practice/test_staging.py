"""Practices on their way in: as they are, in their order, and nowhere but in a passing table."""

from datetime import timedelta

import pytest

from tests.practice.examples import A_MORNING, a_practice
from thaw.practice.errors import LogDamaged
from thaw.practice.rows import row_of
from thaw.practice.staging import staging


@pytest.fixture
def many():
    return [a_practice(A_MORNING + timedelta(hours=n)) for n in range(1203)]


def test_what_is_staged_comes_out_as_it_was_and_in_its_order(log, many):
    with staging(log) as staged:
        for entry in many:
            staged.add(entry)

        assert staged.count == len(many)
        assert list(staged.rows()) == [tuple(row_of(entry).values()) for entry in many]
    assert log.count() == 0


def test_only_what_the_log_does_not_have_is_fresh_and_each_id_once(log, many):
    log.put(many[:3])
    with staging(log) as staged:
        for entry in (*many[:10], *many[:10]):
            staged.add(entry)

        assert staged.fresh() == 7
        assert staged.first_fresh(3) == tuple(many[3:6])
        assert staged.first_fresh(100) == tuple(many[3:10])


def test_nothing_of_it_stays_on_the_disk(log, log_path, many):
    assert log.count() == 0
    before = sorted(log_path.parent.iterdir())
    with staging(log) as staged:
        for entry in many:
            staged.add(entry)

    assert sorted(log_path.parent.iterdir()) == before


def test_a_log_that_cannot_be_read_is_told(log, log_path):
    log.shut()
    log_path.write_bytes(b"no database at all" * 100)

    with pytest.raises(LogDamaged), staging(log):
        pass
