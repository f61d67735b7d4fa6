import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.core.written_sessions import written
from thaw.core.fragments import Fragments
from thaw.core.kept_sessions import KeptSessions
from thaw.core.loading import load_session
from thaw.core.names import KnownNames
from thaw.core.problems import Problem
from thaw.core.session import Session

STILL = "rest: {min: 1m, ideal: 5m, max: 1h}"
NAMES = KnownNames(bells=frozenset({"warm-bowl"}), beds=frozenset())


class Reading:
    """Asks for one session, and counts how often its file was read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "walk.yaml"
        self.times = 0
        self._kept = KeptSessions()
        self._clock = 0

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, "utf-8")
        # A clock may be too coarse to tell two writes of one test apart.
        self._clock += 1
        os.utime(path, ns=(self._clock * 10**9, self._clock * 10**9))
        return path

    def session(self, *beside: Path) -> Session | tuple[Problem, ...]:
        return self._kept.session(self.path, beside, self._read)

    def _read(self) -> Session | tuple[Problem, ...]:
        self.times += 1
        return load_session(self.path, Fragments(), NAMES)


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    reading = Reading(tmp_path)
    reading.write("walk.yaml", written(STILL, id="walk"))
    return reading


def test_a_session_is_read_once_while_its_file_stays_as_it_is(reading: Reading) -> None:
    first, second = reading.session(), reading.session()

    assert isinstance(first, Session)
    assert second is first
    assert reading.times == 1


def title(session: Session | tuple[Problem, ...]) -> str:
    assert isinstance(session, Session)
    return session.title


def test_a_session_that_was_written_anew_is_read_anew(reading: Reading) -> None:
    reading.session()
    reading.write("walk.yaml", written(STILL, id="walk", title="Another Walk"))

    assert title(reading.session()) == "Another Walk"


def test_problems_are_not_kept(reading: Reading) -> None:
    reading.write("walk.yaml", "thaw: 1")
    reading.session()
    reading.session()

    assert reading.times == 2


def write_part(reading: Reading) -> None:
    reading.write("part.yaml", "steps: [{rest: 2m}]")


def remove_part(reading: Reading) -> None:
    (reading.folder / "part.yaml").unlink()


@pytest.mark.parametrize("change", [write_part, remove_part])
def test_a_change_of_a_file_beside_it_has_it_read_anew(
    reading: Reading, change: Callable[[Reading], None]
) -> None:
    part = reading.write("part.yaml", "steps: [{rest: 1m}]")
    reading.session(part)
    change(reading)

    reading.session(part)

    assert reading.times == 2


def test_a_file_that_comes_beside_it_has_it_read_anew(reading: Reading) -> None:
    reading.session()
    reading.session(reading.write("part.yaml", "steps: [{rest: 1m}]"))

    assert reading.times == 2


def test_a_change_of_a_recording_has_it_read_anew(reading: Reading) -> None:
    reading.write("hello.wav", "as it was")
    reading.write("walk.yaml", written("say: {text: Hello., file: hello.wav}", STILL, id="walk"))
    reading.session()
    reading.session()
    reading.write("hello.wav", "as it is")
    reading.session()

    assert reading.times == 2


def test_of_many_sessions_the_last_are_kept(reading: Reading) -> None:
    walk = reading.path
    reading.session()
    for number in range(20):
        reading.path = reading.write(f"walk-{number}.yaml", written(STILL, id=f"walk-{number}"))
        reading.session()
    last, reading.path = reading.path, walk

    reading.session()
    assert reading.times == 22
    reading.path = last
    reading.session()
    assert reading.times == 22
