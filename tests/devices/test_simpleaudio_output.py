"""SimpleAudioOutput on an ALSA that does what the test says, and its refusals."""

import importlib.util
import itertools
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
import pytest

from tests.devices.output_contract import OutputContract
from tests.devices.scripted_alsa import ScriptedAlsa
from tests.e2e import frame_code
from thaw.audio.output import PAUSE_FADE_MS, Block, FaultKind
from thaw.core.units import RATE
from thaw.devices import simpleaudio_output
from thaw.devices.live_piece import LEAD_FRAMES
from thaw.devices.refusals import (
    NoSoundDevice,
    SimpleAudioElsewhere,
    SimpleAudioMissing,
    SimpleAudioUnsafe,
)
from thaw.devices.simpleaudio_output import SimpleAudioOutput, check_python, loaded

WITHIN_S = 10.0


def until(reached: Callable[[], object], what: str = "it gets there") -> None:
    deadline = time.monotonic() + WITHIN_S
    pause = threading.Event()
    while not reached():
        assert time.monotonic() < deadline, what
        pause.wait(0.005)


@pytest.fixture
def alsa() -> ScriptedAlsa:
    return ScriptedAlsa()


@contextmanager
def playing_on(alsa: ScriptedAlsa, piece_frames: int = 60 * RATE) -> Iterator[SimpleAudioOutput]:
    output = SimpleAudioOutput(alsa, piece_frames)
    yield output
    output.close()


@pytest.fixture
def output(alsa: ScriptedAlsa) -> Iterator[SimpleAudioOutput]:
    with playing_on(alsa) as output:
        yield output


class TestSimpleAudioOutputOnAScriptedDevice(OutputContract):
    @pytest.fixture
    def output(self, alsa: ScriptedAlsa) -> Iterator[SimpleAudioOutput]:
        with playing_on(alsa) as output:
            yield output

    def until(self, reached: Callable[[], bool]) -> None:
        until(reached)


def play(output: SimpleAudioOutput, frame: int, seconds: float) -> None:
    output.start(frame_code.fill, frame)
    until(lambda: output.heard() > frame + seconds * RATE or output.fault)
    assert output.fault is None


def test_a_start_is_one_buffer_in_one_piece_after_a_silence(
    alsa: ScriptedAlsa, output: SimpleAudioOutput
) -> None:
    play(output, 0, 0.6)
    output.stop(0)
    (only,) = alsa.plays
    heard = frame_code.decode(only.sound)
    (run,) = heard.runs()
    assert (run.at, run.first) == (LEAD_FRAMES, 0)


def test_what_is_dropped_at_once_is_rounded_off_and_counted(
    alsa: ScriptedAlsa, output: SimpleAudioOutput
) -> None:
    play(output, 0, 0.3)
    output.stop(0)
    reached = output.heard()
    until(lambda: not alsa.plays[0].is_playing())
    heard = frame_code.decode(alsa.plays[0].sound)
    (run,) = heard.runs()
    assert run.last < reached
    assert np.abs(np.diff(heard.loudness[run.at :])).max() < 0.02


def test_a_fade_cut_short_never_gets_louder_again(
    alsa: ScriptedAlsa, output: SimpleAudioOutput
) -> None:
    play(output, 0, 0.4)
    output.stop(1_200)
    until(lambda: output.heard() > 0.7 * RATE)
    output.stop(100)
    until(lambda: not output.is_running)
    heard = frame_code.decode(alsa.plays[0].sound).loudness
    loud = np.flatnonzero(heard > 0.99)
    assert (np.diff(heard[loud[-1] :]) <= 1e-4).all()


def test_a_sound_longer_than_a_buffer_goes_on_in_the_next_without_loss(
    alsa: ScriptedAlsa,
) -> None:
    with playing_on(alsa, 2 * RATE) as output:
        play(output, 0, 3)
        output.stop(PAUSE_FADE_MS)
        until(lambda: not output.is_running)
        assert output.fault is None
    runs = [frame_code.decode(one.sound).runs()[0] for one in alsa.plays]
    assert len(runs) == 2
    for before, after in itertools.pairwise(runs):
        assert abs(after.first - before.last) < 40 * RATE // 1000


def test_a_device_for_one_at_a_time_is_let_go_of_before_the_next_start() -> None:
    alsa = ScriptedAlsa(busy=True)
    with playing_on(alsa) as output:
        play(output, 0, 0.2)
        output.stop(0)
        play(output, RATE, 0.2)
        assert len(alsa.plays) == 2


def test_a_start_during_another_plays_the_new_one_alone(
    alsa: ScriptedAlsa, output: SimpleAudioOutput
) -> None:
    play(output, 0, 0.2)
    output.start(frame_code.fill, 10 * RATE)
    assert output.heard() == 10 * RATE
    until(lambda: output.heard() > 10 * RATE)
    until(lambda: not alsa.plays[0].is_playing())
    assert not frame_code.decode(alsa.plays[0].sound).audible[-1]


def test_a_device_that_does_not_open_is_a_fault(alsa: ScriptedAlsa) -> None:
    alsa.fails = True
    with playing_on(alsa) as output:
        output.start(frame_code.fill, 480)
        until(lambda: output.fault is not None)
        assert output.fault.kind is FaultKind.REFUSED
        assert "Error opening PCM device." in output.fault.detail
        assert (output.heard(), output.is_running) == (480, False)
        alsa.fails = False
        play(output, 480, 0.1)


def test_a_device_that_stands_still_is_a_fault(
    alsa: ScriptedAlsa, output: SimpleAudioOutput
) -> None:
    play(output, 0, 0.3)
    alsa.plays[0].is_stuck.set()
    until(lambda: output.fault is not None)
    assert output.fault.kind is FaultKind.STALLED
    assert output.heard() < RATE


def test_a_device_that_ends_the_sound_is_a_fault(
    alsa: ScriptedAlsa, output: SimpleAudioOutput
) -> None:
    play(output, 0, 0.3)
    alsa.plays[0].breaks.set()
    until(lambda: output.fault is not None)
    assert output.fault.kind is FaultKind.STALLED


def test_a_fill_that_fails_is_a_fault(output: SimpleAudioOutput) -> None:
    def broken(block: Block, frame: int) -> None:
        if frame > RATE:
            raise ArithmeticError(frame)
        block[:] = 0

    output.start(broken, 0)
    until(lambda: output.fault is not None)
    assert output.fault.kind is FaultKind.REFUSED


def test_a_fill_that_comes_late_loses_no_frame(
    alsa: ScriptedAlsa, output: SimpleAudioOutput
) -> None:
    is_late = threading.Event()

    def late(block: Block, frame: int) -> None:
        if frame > RATE and not is_late.is_set():
            is_late.set()
            threading.Event().wait(1.2)
        frame_code.fill(block, frame)

    output.start(late, 0)
    until(lambda: output.heard() > 1.5 * RATE or output.fault)
    assert output.fault is None
    output.stop(0)
    first, second = frame_code.decode(alsa.plays[0].sound).runs()[:2]
    assert second.first == first.last + 1
    assert second.at > first.end


@pytest.mark.parametrize("version", [(3, 12), (3, 13), (4, 0)])
def test_a_python_that_would_crash_is_refused(version: tuple[int, int]) -> None:
    with pytest.raises(SimpleAudioUnsafe):
        check_python(version)


def test_python_3_11_is_safe() -> None:
    check_python((3, 11))


def test_it_is_refused_before_anything_of_it_is_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(_name: str) -> None:
        raise AssertionError("simpleaudio was looked for")

    monkeypatch.setattr(simpleaudio_output.sys, "version_info", (3, 12, 0))
    monkeypatch.setattr(importlib.util, "find_spec", never)
    with pytest.raises(SimpleAudioUnsafe):
        loaded()


@pytest.mark.parametrize(
    ("missing", "refusal"),
    [
        ("can_be_watched", SimpleAudioElsewhere),
        ("is_installed", SimpleAudioMissing),
        ("has_alsa_device", NoSoundDevice),
    ],
)
def test_each_thing_it_needs_is_named_when_it_is_missing(
    monkeypatch: pytest.MonkeyPatch, missing: str, refusal: type[Exception]
) -> None:
    monkeypatch.setattr(simpleaudio_output.sys, "version_info", (3, 11, 0))
    for need in ("can_be_watched", "is_installed", "has_alsa_device"):
        monkeypatch.setattr(simpleaudio_output, need, lambda is_there=need != missing: is_there)
    with pytest.raises(refusal):
        loaded()
