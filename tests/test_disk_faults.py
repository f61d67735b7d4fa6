"""What is the matter with a disk is told apart, whoever met it first."""

import errno
import sqlite3
from pathlib import Path

import pytest

from thaw.disk_faults import DiskFault, disk_fault
from thaw.practice.errors import LogError, log_errors
from thaw.practice.log import PracticeLog


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        (errno.ENOSPC, DiskFault.FULL),
        (errno.EDQUOT, DiskFault.FULL),
        (errno.EROFS, DiskFault.READ_ONLY),
        (errno.EACCES, DiskFault.READ_ONLY),
        (errno.EIO, DiskFault.FAILING),
        (errno.ENOTDIR, DiskFault.NO_PLACE),
        (errno.EAGAIN, None),
    ],
)
def test_what_the_system_says_is_told_apart(number: int, fault: DiskFault | None) -> None:
    assert disk_fault(OSError(number, "in the system's words")) is fault


def test_sqlite_that_finds_the_disk_full_is_told_with_its_cause(tmp_path: Path) -> None:
    path = tmp_path / "small.db"
    with sqlite3.connect(path, isolation_level=None) as connection:
        connection.execute("CREATE TABLE page (words)")
        connection.execute("PRAGMA max_page_count = 3")
        with pytest.raises(LogError) as told, log_errors(path):
            connection.execute("INSERT INTO page VALUES (zeroblob(100000))")
    connection.close()

    assert disk_fault(told.value) is DiskFault.FULL


def test_a_log_that_may_only_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "practice.sqlite"
    PracticeLog.open(path).shut()
    reader = PracticeLog.open_to_read(path)
    with pytest.raises(LogError) as told:
        reader.discard("x")
    reader.shut()

    assert disk_fault(told.value) is DiskFault.READ_ONLY


def test_what_is_no_fault_of_a_disk_is_none(tmp_path: Path) -> None:
    assert disk_fault(LogError(tmp_path, "another thing")) is None
    assert disk_fault(ValueError("x")) is None
    assert disk_fault(None) is None
