"""A real log in a folder of the test's own."""

import pytest

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
def log(open_log):
    return open_log()
