"""A real log in a folder of the test's own."""

import pytest

from tests.practice.fresh_log import lay_fresh_log
from tests.practice.under_lock import PASSPHRASE, QUICK, fill
from thaw.practice.lock import lock_again, set_lock
from thaw.practice.log import PracticeLog


@pytest.fixture
def log_path(tmp_path):
    return tmp_path / "data" / "practice.sqlite"


@pytest.fixture
def open_log(log_path):
    """Open the log, as often as wanted; each is shut at the end."""
    logs = []

    def open_one(**choices):
        log = PracticeLog.open(log_path, **choices)
        logs.append(log)
        return log

    yield open_one
    for log in logs:
        log.shut()


@pytest.fixture
def log(log_path, open_log):
    lay_fresh_log(log_path)
    return open_log()


@pytest.fixture
def practice_id(log):
    return fill(log)


@pytest.fixture
def locked(log, practice_id):
    set_lock(log, PASSPHRASE, QUICK)
    lock_again(log)
    return log
