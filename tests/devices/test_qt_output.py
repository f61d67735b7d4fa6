"""QtOutput on devices that fail, block and talk nonsense, and where somebody goes elsewhere."""

import threading
import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from tests.devices.output_contract import OutputContract
from tests.devices.scripted_devices import ScriptedDevices, ScriptedSink
from tests.devices.scripted_playing import ScriptedStream, heard_a_while, playing_on, until
from tests.e2e import frame_code
from thaw.audio.output import Block, FaultKind
from thaw.core.units import RATE
from thaw.devices import qt_output
from thaw.devices.qt_output import QtOutput
from thaw.devices.sound_source import LEAD_FRAMES


class TestQtOutputOnAScriptedDevice(OutputContract):
    @pytest.fixture
    def output(self, devices: ScriptedDevices) -> Iterator[QtOutput]:
        with playing_on(devices) as output:
            yield output

    def until(self, reached: Callable[[], bool]) -> None:
        until(reached)


STEEPEST = 0.5 * 2 * np.pi * 110 / RATE
"""What ``low_tone`` changes by from one frame to the next, at the most."""


def low_tone(block: Block, frame: int) -> None:
    turns = np.arange(frame, frame + len(block)) * 110 / RATE
    block[:] = 0.5 * np.sin(2 * np.pi * turns)[:, None]


@pytest.mark.parametrize("goal", [0, 20 * RATE + 218], ids=["back", "on"])
def test_going_elsewhere_does_not_click(devices: ScriptedDevices, goal: int) -> None:
    with playing_on(devices) as output:
        output.start(low_tone, 10 * RATE)
        heard_a_while(output)
        output.start(low_tone, goal)
        heard_a_while(output)
        output.stop(0)
    assert len(devices.sinks) == 1
    sound = devices.sinks[0].sound
    assert np.max(np.abs(np.diff(sound, axis=0))) < 1.5 * STEEPEST
    loud = np.flatnonzero(np.abs(sound[LEAD_FRAMES + RATE // 10 :, 0]) > 0.005)
    assert np.max(np.diff(loud)) < RATE // 50, "there is no gap on the way"


def test_going_elsewhere_is_told_from_when_it_is_heard(devices: ScriptedDevices) -> None:
    stream = ScriptedStream("speakers")
    output = QtOutput(devices=devices, find_stream=lambda: stream)
    output.start(frame_code.fill, 10 * RATE)
    heard_a_while(output)
    given = len(devices.sinks[0].sound)
    output.start(frame_code.fill, 40 * RATE)
    asked_s = time.monotonic()
    until(lambda: output.heard() > 40 * RATE)
    # What was given before has to be played first, and what the server holds.
    assert time.monotonic() - asked_s > 0.12
    output.stop(0)
    assert output.heard() - 40 * RATE < len(devices.sinks[0].sound) - given
    output.close()


def test_what_is_no_longer_waited_for_is_no_fault_of_the_next_start(
    devices: ScriptedDevices,
) -> None:
    with playing_on(devices) as output:
        output.start(frame_code.fill, 0)
        heard_a_while(output)
        devices.sinks[0].fault = "FatalError"
        output.start(frame_code.fill, 10 * RATE)
        until(lambda: output.heard() > 10 * RATE or output.fault)
        assert output.fault is None
        assert len(devices.sinks) == 2


def test_no_device_left_is_a_fault(devices: ScriptedDevices) -> None:
    with playing_on(devices) as output:
        output.start(frame_code.fill, 0)
        heard_a_while(output)
        devices.become()
        devices.sinks[0].is_stuck = True
        until(lambda: output.fault is not None)
        assert output.fault.kind is FaultKind.STALLED
        reached = output.heard()
        output.start(frame_code.fill, reached)
        until(lambda: output.fault is not None)
        assert output.fault.kind is FaultKind.NO_DEVICE
        assert output.heard() == reached


def test_a_sound_system_out_of_reach_is_a_fault_of_its_own(devices: ScriptedDevices) -> None:
    devices.become()
    devices.is_out_of_reach = True
    with playing_on(devices) as output:
        output.start(frame_code.fill, 0)
        until(lambda: output.fault is not None)
        assert output.fault.kind is FaultKind.CUT_OFF


def _backwards(played_us: int) -> int:
    return played_us if played_us < 400_000 else 400_000 - played_us // 2


@pytest.mark.parametrize(
    "says",
    [lambda _played: -(2**40), lambda _played: 2**60, _backwards],
    ids=["negative", "huge", "backwards"],
)
def test_a_device_that_talks_nonsense_is_believed_within_bounds(
    devices: ScriptedDevices, says: Callable[[int], int]
) -> None:
    devices.next_sink = lambda device: ScriptedSink(device, says)
    with playing_on(devices) as output:
        output.start(frame_code.fill, 1_000)
        began_s = time.monotonic()
        seen = [1_000]

        def look() -> bool:
            seen.append(output.heard())
            return time.monotonic() > began_s + 1.0 or output.fault is not None

        until(look)
        output.stop(0)
        given = len(devices.sinks[0].sound) - LEAD_FRAMES
        assert seen == sorted(seen)
        assert seen[-1] <= 1_000 + given


def test_a_device_that_blocks_is_a_fault_and_holds_nobody_up(
    devices: ScriptedDevices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(qt_output, "SILENT_THREAD_S", 0.3)
    released = threading.Event()
    devices.next_sink = lambda device: ScriptedSink(device, blocks=released)
    with playing_on(devices) as output:
        output.start(frame_code.fill, 480)
        until(lambda: output.fault is not None)
        assert output.fault.kind is FaultKind.STALLED
        asked_s = time.monotonic()
        output.stop(0)
        assert time.monotonic() - asked_s < 1
        assert not output.is_running
        assert output.heard() == 480
        released.set()
    assert devices.is_closed


def test_a_sink_that_refuses_is_a_fault_in_its_own_words(devices: ScriptedDevices) -> None:
    devices.next_sink = lambda device: ScriptedSink(device, fault="OpenError")
    with playing_on(devices) as output:
        output.start(frame_code.fill, 0)
        until(lambda: output.fault is not None)
        assert (output.fault.kind, output.fault.detail) == (FaultKind.REFUSED, "OpenError")


def test_a_fill_that_fails_is_a_fault_and_silence(devices: ScriptedDevices) -> None:
    def broken(_block: object, frame: int) -> None:
        raise ArithmeticError(frame)

    with playing_on(devices) as output:
        output.start(broken, 0)
        until(lambda: output.fault is not None)
        assert output.fault.kind is FaultKind.REFUSED
        assert not np.any(devices.sinks[0].sound)
