"""The rules every test lives by: no screen, no real home, nothing left open, nothing skipped."""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.home_guard import HomeGuard

ON_CI = bool(os.environ.get("CI"))
CHECKOUT = Path(__file__).parent.parent

settings.register_profile("desk", deadline=None)
# On CI the same examples every time: a failure there can be had again here.
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)

home_guard = pytest.StashKey[HomeGuard]()


MEMORY = Path("/dev/shm")
ROOM = 2 << 30


def pytest_configure(config: pytest.Config) -> None:
    if "TMPDIR" not in os.environ and _has_room_in_memory():
        # A log waits until the disk has what it wrote; thousands of tests need not.
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None
    settings.load_profile("ci" if ON_CI else "desk")
    at_work = [CHECKOUT, Path(tempfile.gettempdir()), Path(sys.prefix), Path(sys.base_prefix)]
    config.stash[home_guard] = HomeGuard(Path.home(), at_work)
    config.stash[home_guard].stand()
    # Before any test module can import Qt. The e2e tests start programs of their own.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # What the desktop wishes that the tests run on is none of their business.
    os.environ["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"


def _has_room_in_memory() -> bool:
    """Whether files may lie in memory: where there is plenty, and programs may be run from it."""
    if not os.access(MEMORY, os.W_OK | os.X_OK):
        return False
    there = os.statvfs(MEMORY)
    return not there.f_flag & os.ST_NOEXEC and there.f_bavail * there.f_frsize > ROOM


def pytest_unconfigure(config: pytest.Config) -> None:
    config.stash[home_guard].stand_down()


@pytest.fixture(autouse=True)
def thaw_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Thaw home, and a home, of the test's own. Made by whoever writes there first."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("THAW_HOME", str(tmp_path / "thaw-home"))
    return tmp_path / "thaw-home"


@pytest.fixture(scope="session")
def beds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of soundscapes to put in the place of a cache's: each takes a second to make."""
    return tmp_path_factory.mktemp("beds")


@pytest.fixture(autouse=True)
def real_home_untouched(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that wrote below the real home, even where the refusal was swallowed."""
    guard = request.config.stash[home_guard]
    guard.refused.clear()
    yield
    if guard.refused:
        pytest.fail(f"wrote to the real home: {', '.join(guard.refused)}")


@pytest.fixture(autouse=True)
def no_window_left_open() -> Iterator[None]:
    """Fail a test that leaves a window on screen, and close it for the next one."""
    yield
    if "PySide6.QtWidgets" not in sys.modules:
        return
    from PySide6.QtWidgets import QApplication

    left = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    for window in left:
        window.close()
        window.deleteLater()
    if left:
        pytest.fail(f"windows left open: {', '.join(type(window).__name__ for window in left)}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """On CI a skipped test has failed: what it misses is to be installed."""
    report = yield
    if ON_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped; on CI nothing is ({report.longrepr})"
    return report
