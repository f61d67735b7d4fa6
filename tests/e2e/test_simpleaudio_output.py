"""SimpleAudioOutput through real ALSA, and its refusals where it can't play."""

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.e2e import alsa
from tests.e2e.frame_code import decode
from tests.e2e.hearing import (
    assert_nothing_audible_is_missing,
    assert_nothing_audible_is_repeated,
    assert_one_piece,
    play,
)
from tests.e2e.machine import forgiven_breaks, is_overrun
from tests.e2e.programs import Program, until
from tests.e2e.recording import Recorder
from tests.e2e.remote_contract import RemoteContract
from tests.e2e.remote_output import RemoteOutput
from tests.e2e.sound_server import SoundServer
from tests.e2e.surroundings import surroundings
from thaw.audio.output import PAUSE_FADE_MS, RESUME_FADE_MS, FaultKind
from thaw.core.units import RATE
from thaw.devices.outputs import OutputName
from thaw.devices.simpleaudio_output import UNSAFE_FROM

pytestmark = pytest.mark.e2e

MS = RATE // 1000

if sys.version_info[:2] < UNSAFE_FROM:

    @pytest.fixture(scope="module")
    def program(
        sound_server: SoundServer, tmp_path_factory: pytest.TempPathFactory
    ) -> Iterator[RemoteOutput]:
        folder = tmp_path_factory.mktemp("simpleaudio")
        environ = {**surroundings(folder), **alsa.through(sound_server, folder)}
        remote = RemoteOutput(environ, folder / "speaker.log", OutputName.SIMPLEAUDIO)
        yield remote
        remote.close()

    @pytest.fixture(scope="module", autouse=True)
    def ear(sound_server: SoundServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
        """Listens all the while: a null sink that nobody hears wakes two seconds late."""
        with Recorder(sound_server, tmp_path_factory.mktemp("ear") / "parec.log"):
            yield

    @pytest.fixture
    def speaker(program: RemoteOutput) -> RemoteOutput:
        program.tell("forget")
        program.tell("renew")
        return program

    @pytest.fixture
    def busy(
        sound_server: SoundServer, environ: dict[str, str], tmp_path: Path
    ) -> Iterator[RemoteOutput]:
        """A program of its own: once busy, it stays so."""
        environ |= alsa.through(sound_server, tmp_path)
        remote = RemoteOutput(environ, tmp_path / "speaker.log", OutputName.SIMPLEAUDIO)
        yield remote
        remote.close()

    class TestSimpleAudioOutput(RemoteContract):
        """Through simpleaudio."""

    @pytest.mark.parametrize("busyness", ["compute", "hold"])
    def test_all_is_heard_once_and_in_order_while_python_is_busy(
        busy: RemoteOutput, recorder: Recorder, busyness: str
    ) -> None:
        busy.tell(busyness)
        looks = play(busy, 0, for_s=3)
        busy.stop(0)
        recorder.wait_for(0.3)
        heard = decode(recorder.sound)
        assert_one_piece(heard)
        assert heard.runs()[0].first == 0
        lateness_ms = [
            (heard.frames[place] - look.heard) / MS
            for look in looks
            if (place := round((look.at_s - recorder.began_s) * RATE)) < len(heard.frames)
            and heard.audible[place]
        ]
        offset_ms = float(np.median(lateness_ms))
        assert abs(offset_ms) < 60
        share = 0.6 if is_overrun() else 0.9
        assert np.quantile(np.abs(np.array(lateness_ms) - offset_ms), share) < 40

    def test_pauses_fade_and_lose_and_repeat_nothing(
        speaker: RemoteOutput, recorder: Recorder
    ) -> None:
        frames = [0]
        for length_s in (0.5, 0.8, 0.7):
            play(speaker, frames[-1], for_s=length_s)
            speaker.stop(PAUSE_FADE_MS)
            until(lambda: not speaker.is_running, "the fade is over")
            frames.append(speaker.heard())
        recorder.wait_for(0.3)
        heard = decode(recorder.sound)
        assert 3 <= len(heard.runs()) <= 3 + forgiven_breaks()
        assert_nothing_audible_is_missing(heard)
        assert_nothing_audible_is_repeated(heard)
        resumed = next(run for run in heard.runs() if run.last > frames[-2])
        begin = resumed.at - (resumed.first - frames[-2])
        assert heard.loudness[begin + RESUME_FADE_MS * MS // 2] == pytest.approx(0.5, abs=0.01)
        assert heard.loudness[begin + RESUME_FADE_MS * MS] == pytest.approx(1.0, abs=0.01)

    def test_what_is_dropped_at_once_ends_without_a_step(
        speaker: RemoteOutput, recorder: Recorder
    ) -> None:
        play(speaker, 0, for_s=0.5)
        speaker.stop(0)
        reached = speaker.heard()
        recorder.wait_for(0.5)
        heard = decode(recorder.sound)
        (run,) = heard.runs()
        assert run.last <= reached
        assert np.abs(np.diff(heard.loudness[run.at + 10 * MS : run.end + 10])).max() < 0.02

    def test_a_sound_server_that_dies_is_a_fault(environ: dict[str, str], tmp_path: Path) -> None:
        server = SoundServer(tmp_path / "doomed")
        environ |= alsa.through(server, tmp_path)
        output = RemoteOutput(environ, tmp_path / "speaker.log", OutputName.SIMPLEAUDIO)
        play(output, 0, for_s=0.2)
        server.kill()
        until(lambda: output.fault is not None, "the fault is noticed")
        assert output.tell("look").fault == FaultKind.STALLED
        assert not output.is_running
        assert 0.2 * RATE <= output.heard() < 3 * RATE
        output.tell("start", frame=RATE)
        until(lambda: output.fault is not None, "the fault is noticed again")
        assert output.tell("look").fault == FaultKind.REFUSED
        output.close()

    REFUSAL = "there is no sound device; --output silent plays with captions alone"
else:
    REFUSAL = "simpleaudio crashes Python from 3.12 on"


def test_it_refuses_in_a_sentence_where_it_cannot_play(
    environ: dict[str, str], tmp_path: Path
) -> None:
    environ |= alsa.without_device(tmp_path)
    words = ["play", "three-step-space", "--output", "simpleaudio"]
    thaw = Program([sys.executable, "-m", "thaw", *words], environ, tmp_path / "log")
    assert thaw.wait() == 3
    (line,) = thaw.said().splitlines()
    assert REFUSAL in line


def test_without_a_server_and_a_card_auto_plays_captions_alone(
    environ: dict[str, str], tmp_path: Path
) -> None:
    environ |= alsa.without_device(tmp_path)
    words = ["play", "three-step-space"]
    thaw = Program([sys.executable, "-m", "thaw", *words], environ, tmp_path / "log")
    until(lambda: "There is no sound device: captions alone." in thaw.said(), "it says so")
    assert "ALSA" not in thaw.said()
    thaw.end()
