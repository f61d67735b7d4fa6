"""A screen, a sound server and a home for the tests that need real ones."""

from collections.abc import Iterator
from pathlib import Path

import pytest

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
