"""One running copy: who owns the name, and what a second start can say."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from thaw.devices.single_instance import SingleInstance, instance_name

RACER = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from thaw.devices.single_instance import SingleInstance
app = QCoreApplication([])
one = SingleInstance("race", Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
print(one.claim(), flush=True)
sys.stdin.readline()
"""


SPEAKER = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from thaw.devices.single_instance import SingleInstance
app = QCoreApplication([])
print(SingleInstance(sys.argv[3], Path(sys.argv[1])).send(sys.argv[2]))
"""


@pytest.fixture
def owner(qtbot: QtBot, tmp_path: Path):
    made = SingleInstance("thaw-test", tmp_path)
    assert made.claim()
    yield made
    made.release()


def second_start(folder: Path, message: str, name: str = "thaw-test") -> QProcess:
    """Another process that says ``message`` to the owner and prints what came of it."""
    process = QProcess()
    process.start(sys.executable, ["-c", SPEAKER, str(folder), message, name])
    return process


def said_by(qtbot: QtBot, process: QProcess) -> str:
    """What the second start printed, once it has ended."""
    qtbot.waitUntil(lambda: process.state() is QProcess.ProcessState.NotRunning, timeout=20_000)
    return bytes(process.readAllStandardOutput().data()).decode().strip()


def test_the_first_to_claim_owns_the_name(owner: SingleInstance, tmp_path: Path) -> None:
    assert not SingleInstance("thaw-test", tmp_path).claim()


def test_claiming_again_is_harmless(owner: SingleInstance) -> None:
    assert owner.claim()


def test_a_released_name_can_be_claimed(owner: SingleInstance, tmp_path: Path) -> None:
    owner.release()
    other = SingleInstance("thaw-test", tmp_path)
    assert other.claim()
    other.release()


def test_a_message_arrives_and_is_acknowledged(
    qtbot: QtBot, owner: SingleInstance, tmp_path: Path
) -> None:
    with qtbot.waitSignal(owner.message_received, timeout=20_000) as heard:
        process = second_start(tmp_path, "quick three-step-space, später")
    assert heard.args == ["quick three-step-space, später"]
    assert said_by(qtbot, process) == "True"


def test_sending_to_nobody_fails_in_time(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thaw.devices.single_instance.ANSWER_MS", 60)
    assert not SingleInstance("thaw-test", tmp_path).send("raise")


def test_an_owner_that_hangs_is_not_waited_for(
    qtbot: QtBot, owner: SingleInstance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thaw.devices.single_instance.ANSWER_MS", 60)
    # Nothing runs the owner's events meanwhile: it never answers.
    assert not SingleInstance("thaw-test", tmp_path).send("raise")


def test_a_socket_left_by_a_crash_is_replaced(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "thaw-test.sock").write_bytes(b"")
    made = SingleInstance("thaw-test", tmp_path)
    assert made.claim()
    with qtbot.waitSignal(made.message_received, timeout=20_000):
        process = second_start(tmp_path, "raise")
    assert said_by(qtbot, process) == "True"
    made.release()


@pytest.mark.parametrize(
    "said",
    [b'{"thaw": 2, "message": "raise"}\n', b"not json\n", b"[]\n", b'{"thaw": 1}\n', b"\xff\n"],
)
def test_what_is_not_a_message_of_this_version_is_refused(
    qtbot: QtBot, owner: SingleInstance, tmp_path: Path, said: bytes
) -> None:
    socket = QLocalSocket()
    socket.connectToServer(str(tmp_path / "thaw-test.sock"))
    assert socket.waitForConnected(1000)
    with qtbot.assertNotEmitted(owner.message_received), qtbot.waitSignal(socket.readyRead):
        socket.write(said)
    assert bytes(socket.readAll().data()) == b"no\n"
    socket.abort()


def test_a_caller_that_says_nothing_is_dropped(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thaw.devices.single_instance.SILENCE_MS", 20)
    made = SingleInstance("thaw-test", tmp_path)
    assert made.claim()
    socket = QLocalSocket()
    with qtbot.waitSignal(socket.disconnected):
        socket.connectToServer(str(tmp_path / "thaw-test.sock"))
    made.release()


def test_a_caller_that_never_stops_talking_is_dropped(
    qtbot: QtBot, owner: SingleInstance, tmp_path: Path
) -> None:
    socket = QLocalSocket()
    socket.connectToServer(str(tmp_path / "thaw-test.sock"))
    assert socket.waitForConnected(1000)
    with qtbot.waitSignal(socket.disconnected):
        socket.write(b"x" * 200_000)


def test_a_long_folder_still_finds_a_socket(qtbot: QtBot, tmp_path: Path) -> None:
    deep = tmp_path / ("a" * 60) / ("b" * 60)
    deep.mkdir(parents=True)
    name = f"thaw-test-{os.getpid()}"
    made = SingleInstance(name, deep)
    assert made.claim()
    with qtbot.waitSignal(made.message_received, timeout=20_000):
        process = second_start(deep, "raise", name)
    assert said_by(qtbot, process) == "True"
    made.release()


def test_each_home_has_a_name_of_its_own(tmp_path: Path) -> None:
    assert instance_name(tmp_path / "a") != instance_name(tmp_path / "b")
    assert instance_name(tmp_path / "a") == instance_name(tmp_path / "a")


def test_somebody_without_a_name_has_one_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 987_654_321)
    assert instance_name(tmp_path).startswith("thaw-")


def test_two_starts_at_the_same_instant_end_with_one_owner(tmp_path: Path) -> None:
    racers = [
        subprocess.Popen(
            [sys.executable, "-c", RACER, str(tmp_path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for racer in racers:
        assert racer.stdout is not None
        assert racer.stdout.readline() == "ready\n"
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write("go\n")
        racer.stdin.flush()
    claimed = [racer.stdout.readline().strip() for racer in racers if racer.stdout is not None]
    for racer in racers:
        racer.communicate("\n")
    assert sorted(claimed) == ["False", "False", "True"]


def test_the_socket_is_for_its_owner_alone(owner: SingleInstance, tmp_path: Path) -> None:
    mode = (tmp_path / "thaw-test.sock").stat().st_mode & 0o777
    assert mode & 0o077 == 0
