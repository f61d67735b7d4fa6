"""Devices that come, go and are late, on a real sound server."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.e2e.frame_code import decode
from tests.e2e.hearing import assert_nothing_audible_is_repeated, play
from tests.e2e.late_sink import LateSink
from tests.e2e.programs import Program, until
from tests.e2e.recording import Recorder
from tests.e2e.remote_output import RemoteOutput
from tests.e2e.sound_server import SINK, SoundServer
from thaw.core.units import RATE
from thaw.devices.outputs import OutputName

pytestmark = pytest.mark.e2e

MS = RATE // 1000
PHONES = "headphones"
AT_A_MOVE = 250 * MS
"""What the server may drop of its own buffers when it moves a stream."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SoundServer]:
    """A server whose devices may change."""
    server = SoundServer(tmp_path / "server")
    yield server
    server.end()


def speaker_on(
    server: SoundServer, environ: dict[str, str], tmp_path: Path, device: str = ""
) -> RemoteOutput:
    log = tmp_path / "speaker.log"
    return RemoteOutput({**environ, **server.environ}, log, OutputName.QT, device)


def test_heard_waits_for_a_device_that_is_late(
    server: SoundServer, environ: dict[str, str], tmp_path: Path
) -> None:
    with LateSink(server) as ear:
        speaker = speaker_on(server, environ, tmp_path)
        looks = [look for look in play(speaker, 0, for_s=3) if look.heard > RATE]
        heard = ear.heard_at([look.at_s for look in looks])
        speaker.close()
    early_ms = (np.array([look.heard for look in looks]) - heard) / MS
    assert abs(np.median(early_ms)) < 25
    assert np.quantile(np.abs(early_ms), 0.95) < 50


def test_sound_moves_to_headphones_and_back_in_one_stream(
    server: SoundServer, environ: dict[str, str], tmp_path: Path
) -> None:
    speaker = speaker_on(server, environ, tmp_path)
    with Recorder(server, tmp_path / "speakers.log") as at_speakers:
        play(speaker, 0, for_s=0.5)
        (stream,) = (line.split("\t")[0] for line in server.inputs())
        number = server.add_sink(PHONES)
        with Recorder(server, tmp_path / "phones.log", PHONES) as at_phones:
            server.use(PHONES)
            until(lambda: server.plays_on() == [PHONES], "the stream moves")
            on_for(speaker, 1.0)
            server.unload(number)
            until(lambda: server.plays_on() == [SINK], "the stream moves back")
        on_for(speaker, 1.0)
        assert [line.split("\t")[0] for line in server.inputs()] == [stream]
        speaker.stop(0)
        at_speakers.wait_for(0.3)
    speakers, phones = decode(at_speakers.sound), decode(at_phones.sound)
    assert_nothing_audible_is_repeated(phones)
    went, came = phones.runs()[0].first, phones.runs()[-1].last
    assert went - max(run.last for run in speakers.runs() if run.first < went) < AT_A_MOVE
    assert min(run.first for run in speakers.runs() if run.last > came) - came < AT_A_MOVE
    speaker.close()


def test_the_chosen_device_plays_and_is_gone_back_to_when_it_returns(
    server: SoundServer, environ: dict[str, str], tmp_path: Path
) -> None:
    number = server.add_sink(PHONES)
    speaker = speaker_on(server, environ, tmp_path, PHONES)
    play(speaker, 0, for_s=0.3)
    assert server.plays_on() == [PHONES]
    server.unload(number)
    until(lambda: server.plays_on() == [SINK], "the default takes over")
    on_for(speaker, 0.3)
    server.add_sink(PHONES)
    until(lambda: server.plays_on() == [PHONES], "the chosen device plays again")
    on_for(speaker, 0.3)
    speaker.close()


def test_doctor_lists_devices_and_names_the_chosen_one(
    server: SoundServer, environ: dict[str, str], tmp_path: Path
) -> None:
    number = server.add_sink(PHONES)
    settings = tmp_path / "thaw" / "config" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({"output_device": PHONES}), "utf-8")
    said = doctor(server, environ, tmp_path)
    assert f"(the default), output_device: {SINK}\n" in said
    assert f"(chosen), output_device: {PHONES}\n" in said
    server.unload(number)
    assert f"{PHONES} was chosen and isn't there" in doctor(server, environ, tmp_path)


def doctor(server: SoundServer, environ: dict[str, str], tmp_path: Path) -> str:
    log = tmp_path / "doctor.log"
    log.unlink(missing_ok=True)
    words = [sys.executable, "-m", "thaw", "doctor"]
    program = Program(words, {**environ, **server.environ}, log)
    assert program.wait() == 0
    return program.said()


def on_for(speaker: RemoteOutput, seconds: float) -> None:
    """Let so much more be heard, without a fault."""
    goal = speaker.heard() + seconds * RATE

    def is_there() -> bool:
        look = speaker.tell("look")
        assert look.fault is None
        return look.heard >= goal

    until(is_there, f"{seconds} s more are heard")
