import subprocess
import sys

import pytest

from thaw.practice.file_lock import FileLock
from thaw.practice.writers import Writer, is_writing, writers_running

HOLD = """
import sys
from pathlib import Path
from thaw.practice.writers import Writer
writer = Writer.enrol(Path(sys.argv[1]))
print(writer.id, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def locks(tmp_path):
    folder = tmp_path / "locks"
    folder.mkdir()
    return folder


def test_a_writer_is_seen_for_as_long_as_it_writes(locks):
    first, second = Writer.enrol(locks), Writer.enrol(locks)
    assert set(writers_running(locks)) == {first.id, second.id}

    first.leave()
    first.leave()

    assert not is_writing(locks, first.id)
    assert writers_running(locks) == (second.id,)
    second.leave()
    assert list(locks.iterdir()) == []


def test_a_writer_that_was_killed_is_gone(locks):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(locks)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        writer_id = process.stdout.readline().strip()
        was_writing = is_writing(locks, writer_id)
        process.kill()

    assert was_writing
    assert not is_writing(locks, writer_id)
    assert list(locks.iterdir()) == []


def test_a_writer_never_heard_of_is_not_writing(locks):
    assert not is_writing(locks, "nobody")
    assert writers_running(locks / "nowhere") == ()


def test_a_lock_is_one_holder_s_at_a_time(locks):
    held = FileLock.try_taking(locks / "lock")

    assert FileLock.try_taking(locks / "lock") is None
    assert FileLock.take(locks / "lock", patience_s=0) is None
    assert held is not None
    held.release()
    again = FileLock.take(locks / "lock", patience_s=0)
    assert again is not None
    again.release()
