"""A log cut at any byte opens, is set aside, or is recovered; it is never silently emptied."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.practice.examples import a_practice, a_start
from thaw.practice.copies import copy_for_today
from thaw.practice.log import PracticeLog

COPIED, SINCE = 30, 25


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A folder with a log, a copy of part of it, and a write-ahead log that was left behind."""
    folder = tmp_path_factory.mktemp("whole")
    path = folder / "practice.sqlite"
    log = PracticeLog.open(path)
    log.put([a_practice() for _ in range(COPIED)])
    copy_for_today(path, datetime(2026, 11, 21, 8, tzinfo=UTC))
    with log.alone() as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    log.put([a_practice() for _ in range(SINCE)])
    # As a loss of power leaves them: nobody has shut the log.
    left = tmp_path_factory.mktemp("left")
    for name in ("practice.sqlite", "practice.sqlite-wal"):
        shutil.copyfile(folder / name, left / name)
    shutil.copytree(folder / "practice-backups", left / "practice-backups")
    log.shut()
    return left


def opened(folder: Path):
    """What is found in a log, and what was done to its file."""
    log = PracticeLog.open(folder / "practice.sqlite")
    try:
        count = len({entry.id for entry in log.entries()})
        assert count == log.count()
        log.begin(a_start())
        return count, log.opening
    finally:
        log.shut()


def cut(path: Path, share: float) -> bytes:
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    return path.read_bytes()


shares = st.floats(0, 1, exclude_max=True)


@settings(max_examples=60)
@example(share=0.99999, has_copy=False)
@example(share=0.99999, has_copy=True)
@given(share=shares, has_copy=st.booleans())
def test_a_log_cut_anywhere_is_never_silently_emptied(share, has_copy, whole):
    with TemporaryDirectory() as place:
        folder = Path(place, "data")
        shutil.copytree(whole, folder)
        (folder / "practice.sqlite-wal").unlink()
        if not has_copy:
            shutil.rmtree(folder / "practice-backups")
        left = cut(folder / "practice.sqlite", share)

        count, opening = opened(folder)

        if opening.set_aside is None:
            assert count == COPIED
        else:
            assert opening.set_aside.read_bytes() == left
            assert count == (COPIED if has_copy else 0)
            assert (opening.restored_from is not None) == has_copy


@settings(max_examples=60)
@given(share=shares)
def test_a_write_ahead_log_cut_anywhere_loses_no_more_than_what_was_cut(share, whole):
    with TemporaryDirectory() as place:
        folder = Path(place, "data")
        shutil.copytree(whole, folder)
        cut(folder / "practice.sqlite-wal", share)

        count, opening = opened(folder)

        assert opening.set_aside is None
        # They were written in one transaction.
        assert count in (COPIED, COPIED + SINCE)


@settings(max_examples=40)
@example(share=0.99999)
@given(share=shares)
def test_a_log_cut_beside_a_whole_write_ahead_log_is_not_emptied(share, whole):
    with TemporaryDirectory() as place:
        folder = Path(place, "data")
        shutil.copytree(whole, folder)
        cut(folder / "practice.sqlite", share)

        count, opening = opened(folder)

        assert count in (COPIED, COPIED + SINCE)
        assert opening.set_aside is not None or count == COPIED + SINCE
