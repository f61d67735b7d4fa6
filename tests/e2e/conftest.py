"""A screen, a sound server and a home for the tests that need real ones."""

from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.app import Home
from tests.e2e.desk import Desk
from tests.e2e.recording import Recorder
from tests.e2e.sound_server import SoundServer
from tests.e2e.surroundings import surroundings


@pytest.fixture(scope="session")
def sound_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoundServer]:
    """A sound server for everyone who does not kill it."""
    server = SoundServer(tmp_path_factory.mktemp("sound") / "server")
    yield server
    server.end()


@pytest.fixture
def recorder(sound_server: SoundServer, tmp_path: Path) -> Iterator[Recorder]:
    """Records all that is heard during the test."""
    with Recorder(sound_server, tmp_path / "parec.log") as recorder:
        yield recorder


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """The surroundings of this test's programs, without screen and sound."""
    return surroundings(tmp_path)


@pytest.fixture(scope="session")
def whole_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A screen for everyone."""
    desk = Desk(tmp_path_factory.mktemp("desk"))
    yield desk
    desk.end()


@pytest.fixture
def desk(whole_desk: Desk) -> Desk:
    """The screen, with the pointer out of the way."""
    whole_desk.rest_pointer()
    return whole_desk


@pytest.fixture
def home(environ: dict[str, str], desk: Desk, sound_server: SoundServer) -> Iterator[Home]:
    """A person's Thaw on the desk, with sound."""
    home = Home({**environ, **desk.environ, **sound_server.environ})
    yield home
    home.end()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Function) -> Generator[None, pytest.TestReport, Any]:
    """Add to a failure what the screen showed and what the program said."""
    report = yield
    if report.failed and report.when == "call":
        folder = item.funcargs["tmp_path"]
        assert isinstance(folder, Path)
        if isinstance(desk := item.funcargs.get("desk"), Desk):
            desk.keep_picture(folder / "screen.png")
            report.sections.append(("screen", str(folder / "screen.png")))
        if isinstance(home := item.funcargs.get("home"), Home):
            report.sections.append(("thaw", home.said()))
    return report
