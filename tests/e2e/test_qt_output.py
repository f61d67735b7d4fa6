"""QtOutput on a real sound server: what is heard is what was filled."""

import random
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from tests.e2e.frame_code import Decoded
from tests.e2e.hearing import (
    FOOT_OF_A_FADE,
    assert_nothing_audible_is_missing,
    assert_nothing_audible_is_repeated,
    assert_one_piece,
    drop_and_decode,
    play,
)
from tests.e2e.machine import forgiven_breaks, forgiven_frames, is_overrun
from tests.e2e.programs import until
from tests.e2e.recording import Recorder
from tests.e2e.remote_contract import RemoteContract
from tests.e2e.remote_output import RemoteOutput
from tests.e2e.sound_server import SoundServer
from tests.e2e.speaker import Report
from tests.e2e.surroundings import surroundings
from thaw.audio.output import PAUSE_FADE_MS, RESUME_FADE_MS, STOP_FADE_MS, FaultKind
from thaw.care.rules import GROUND_FADE_MS
from thaw.core.units import RATE
from thaw.devices.server_depth import SERVER_MS

pytestmark = pytest.mark.e2e

MS = RATE // 1000


@pytest.fixture
def speaker(
    sound_server: SoundServer, environ: dict[str, str], tmp_path: Path
) -> Iterator[RemoteOutput]:
    remote = RemoteOutput({**environ, **sound_server.environ}, tmp_path / "speaker.log")
    yield remote
    remote.close()


class TestQtOutput(RemoteContract):
    """Through Qt Multimedia."""


@dataclass(frozen=True)
class FourSeconds:
    """Four seconds played, how the output stood meanwhile, and the recording."""

    asked_s: float
    looks: list[Report]
    began_s: float
    heard: Decoded


@pytest.fixture(scope="module")
def four_seconds(
    sound_server: SoundServer, tmp_path_factory: pytest.TempPathFactory
) -> FourSeconds:
    folder = tmp_path_factory.mktemp("four-seconds")
    speaker = RemoteOutput({**surroundings(folder), **sound_server.environ}, folder / "log")
    with closing(speaker), Recorder(sound_server, folder / "parec.log") as recorder:
        asked_s = speaker.tell("look").at_s
        looks = play(speaker, 0, for_s=4)
        heard = drop_and_decode(speaker, recorder)
        return FourSeconds(asked_s, looks, recorder.began_s, heard)


def test_all_that_was_filled_is_heard_once_and_in_order(four_seconds: FourSeconds) -> None:
    heard = four_seconds.heard
    assert_one_piece(heard)
    assert heard.runs()[0].first == 0
    assert heard.loudness[heard.audible].min() == pytest.approx(1.0, abs=1e-3)


def test_a_moment_of_silence_wakes_the_device_before_the_first_sound(
    four_seconds: FourSeconds,
) -> None:
    began = four_seconds.began_s + four_seconds.heard.runs()[0].at / RATE
    assert 0.08 < began - four_seconds.asked_s < 1.5


def test_heard_follows_the_recording(four_seconds: FourSeconds) -> None:
    frames, audible = four_seconds.heard.frames, four_seconds.heard.audible
    places = [round((look.at_s - four_seconds.began_s) * RATE) for look in four_seconds.looks]
    lateness_ms = np.array(
        [
            (frames[place] - look.heard) / MS
            for place, look in zip(places, four_seconds.looks, strict=True)
            if place < len(frames) and audible[place]
        ]
    )
    # A null sink's monitor is ahead of the ear by what the sink has rendered already.
    offset_ms = np.median(lateness_ms)
    assert abs(offset_ms) < 100
    share = 0.6 if is_overrun() else 0.95
    assert np.quantile(np.abs(lateness_ms - offset_ms), share) < 20


@pytest.mark.parametrize("busyness", ["compute", "hold"])
def test_sound_does_not_drop_out_while_python_is_busy(
    speaker: RemoteOutput, recorder: Recorder, busyness: str
) -> None:
    speaker.tell(busyness)
    play(speaker, 0, for_s=5)
    assert_one_piece(drop_and_decode(speaker, recorder))


def test_ten_pauses_at_random_lose_and_repeat_nothing(
    speaker: RemoteOutput, recorder: Recorder
) -> None:
    places = random.Random(27)
    frame = 0
    for _ in range(11):
        play(speaker, frame, for_s=places.uniform(0.1, 0.5))
        speaker.stop(PAUSE_FADE_MS)
        until(lambda: not speaker.is_running, "the fade is over")
        frame = speaker.heard()
    heard = drop_and_decode(speaker, recorder)
    assert 11 <= len(heard.runs()) <= 11 + forgiven_breaks()
    assert_nothing_audible_is_missing(heard)
    assert_nothing_audible_is_repeated(heard)


def test_a_pause_fades_out_and_a_resume_swells(speaker: RemoteOutput, recorder: Recorder) -> None:
    play(speaker, 10 * RATE, for_s=1.5)
    asked_s = speaker.tell("stop", fade_ms=PAUSE_FADE_MS).at_s
    until(lambda: not speaker.is_running, "the fade is over")
    heard = drop_and_decode(speaker, recorder)
    run = heard.runs()[0]
    begin = run.at - (run.first - 10 * RATE)
    assert heard.loudness[begin + RESUME_FADE_MS * MS // 2] == pytest.approx(0.5, abs=0.01)
    assert heard.loudness[begin + RESUME_FADE_MS * MS] == pytest.approx(1.0, abs=0.01)
    asked = round((asked_s - recorder.began_s) * RATE)
    full = np.flatnonzero(heard.loudness > 0.98)[-1] - asked
    end = np.flatnonzero(heard.audible)[-1] - asked
    assert -50 * MS < full < (SERVER_MS + 100) * MS
    assert PAUSE_FADE_MS * MS / 2 < end < (SERVER_MS + PAUSE_FADE_MS + 250) * MS


def test_going_elsewhere_leaves_no_gap(speaker: RemoteOutput, recorder: Recorder) -> None:
    play(speaker, 10 * RATE, for_s=1.5)
    play(speaker, 40 * RATE, for_s=1.5)
    heard = drop_and_decode(speaker, recorder)
    clear = np.flatnonzero(heard.loudness > 0.98)
    assert {10, 40} <= set(heard.frames[clear] // RATE)
    gaps = np.diff(np.flatnonzero(heard.audible))
    assert np.sum(gaps > FOOT_OF_A_FADE) <= forgiven_breaks()


def test_going_on_while_a_pause_still_fades_cuts_nothing_off(
    speaker: RemoteOutput, recorder: Recorder
) -> None:
    play(speaker, 10 * RATE, for_s=1.5)
    paused = speaker.tell("stop", fade_ms=PAUSE_FADE_MS)
    until(lambda: speaker.tell("look").at_s - paused.at_s > 0.1, "the fade is under way")
    play(speaker, speaker.heard(), for_s=1)
    heard = drop_and_decode(speaker, recorder)
    audible = np.flatnonzero(heard.audible)
    (gap, *_) = np.flatnonzero(np.diff(audible) > RATE // 10)
    assert heard.loudness[audible[gap]] < 0.1
    assert_nothing_audible_is_missing(heard)
    assert_nothing_audible_is_repeated(heard)


def test_a_stop_has_faded_away_in_the_time_that_grounding_allows(
    speaker: RemoteOutput, recorder: Recorder
) -> None:
    play(speaker, 10 * RATE, for_s=1.5)
    asked_s = speaker.tell("stop", fade_ms=STOP_FADE_MS).at_s
    until(lambda: not speaker.is_running, "the fade is over")
    heard = drop_and_decode(speaker, recorder)
    asked = round((asked_s - recorder.began_s) * RATE)
    end = np.flatnonzero(heard.audible)[-1] - asked
    assert STOP_FADE_MS * MS / 2 < end <= GROUND_FADE_MS * MS + forgiven_frames()


def test_no_sound_server_is_a_fault(environ: dict[str, str], tmp_path: Path) -> None:
    output = RemoteOutput(environ, tmp_path / "speaker.log")
    output.tell("start", frame=480)
    until(lambda: output.fault is not None, "the fault is noticed")
    assert output.tell("look").fault == FaultKind.CUT_OFF
    assert not output.is_running
    assert output.heard() == 480
    output.close()


def test_a_sound_server_that_dies_is_a_fault(environ: dict[str, str], tmp_path: Path) -> None:
    server = SoundServer(tmp_path / "doomed")
    output = RemoteOutput({**environ, **server.environ}, tmp_path / "speaker.log")
    play(output, 0, for_s=1)
    killed_s = output.tell("look").at_s
    server.kill()
    until(lambda: output.fault is not None, "the fault is noticed")
    report = output.tell("look")
    assert report.fault == FaultKind.STALLED
    assert report.at_s - killed_s < 4
    assert RATE <= report.heard < 2.5 * RATE
    output.close()


def test_trying_again_after_the_server_died_is_a_fault_and_no_crash(
    environ: dict[str, str], tmp_path: Path
) -> None:
    server = SoundServer(tmp_path / "doomed")
    output = RemoteOutput({**environ, **server.environ}, tmp_path / "speaker.log")
    play(output, 0, for_s=0.2)
    server.kill()
    until(lambda: output.fault is not None, "the fault is noticed")
    for _ in range(2):
        output.tell("start", frame=RATE)
        until(lambda: output.fault is not None, "the fault is noticed again")
        assert output.tell("look").fault == FaultKind.CUT_OFF
    output.close()


def test_a_server_that_died_before_the_first_start_is_a_fault_and_no_crash(
    environ: dict[str, str], tmp_path: Path
) -> None:
    server = SoundServer(tmp_path / "doomed")
    output = RemoteOutput({**environ, **server.environ}, tmp_path / "speaker.log")
    server.kill()
    output.tell("start")
    until(lambda: output.fault is not None, "the fault is noticed")
    output.close()


def test_a_fill_that_fails_is_a_fault_and_silence(
    speaker: RemoteOutput, recorder: Recorder
) -> None:
    speaker.tell("start", fill="broken")
    until(lambda: speaker.fault is not None, "the fault is noticed")
    assert speaker.tell("look").fault == FaultKind.REFUSED
    assert not drop_and_decode(speaker, recorder).audible.any()
    play(speaker, 0, for_s=0.3)
    assert drop_and_decode(speaker, recorder).audible.any()
