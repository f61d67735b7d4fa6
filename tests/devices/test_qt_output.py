"""QtOutput among devices that come, go, block and talk nonsense."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication

from tests.devices.output_contract import OutputContract
from tests.devices.scripted_devices import ScriptedDevices, ScriptedSink
from tests.e2e import frame_code
from thaw.audio.output import Block, FaultKind
from thaw.core.units import RATE
from thaw.devices import qt_output
from thaw.devices.pulse_stream import StreamReport
from thaw.devices.qt_output import SERVER_MS, SHALLOW_MS, QtOutput
from thaw.devices.sound_devices import SoundDevice
from thaw.devices.sound_source import LEAD_FRAMES

WITHIN_S = 10.0


def until(reached: Callable[[], object], what: str = "it gets there") -> None:
    deadline = time.monotonic() + WITHIN_S
    pause = threading.Event()
    while not reached():
        assert time.monotonic() < deadline, what
        pause.wait(0.005)


@pytest.fixture(autouse=True)
def application(qapp: QCoreApplication) -> QCoreApplication:
    return qapp


@pytest.fixture
def devices() -> ScriptedDevices:
    return ScriptedDevices("speakers", "phones")


@contextmanager
def playing_on(devices: ScriptedDevices, choice: str = "") -> Iterator[QtOutput]:
    output = QtOutput(lambda: choice, devices, find_stream=lambda: None)
    yield output
    output.close()


class TestQtOutputOnAScriptedDevice(OutputContract):
    @pytest.fixture
    def output(self, devices: ScriptedDevices) -> Iterator[QtOutput]:
        with playing_on(devices) as output:
            yield output

    def until(self, reached: Callable[[], bool]) -> None:
        until(reached)


def heard_a_while(output: QtOutput) -> None:
    goal = output.heard() + RATE // 5
    until(lambda: output.heard() > goal or output.fault)


def code_of(sink: ScriptedSink) -> frame_code.Decoded:
    return frame_code.decode(sink.sound)


def test_the_chosen_device_is_found_by_its_id(devices: ScriptedDevices) -> None:
    with playing_on(devices, "phones") as output:
        output.start(frame_code.fill, 0)
        heard_a_while(output)
        assert devices.played_on == ["phones"]
        assert not output.is_on_substitute


def test_the_default_plays_in_place_of_a_chosen_device_that_is_not_there(
    devices: ScriptedDevices,
) -> None:
    devices.become("speakers")
    with playing_on(devices, "phones") as output:
        output.start(frame_code.fill, 0)
        heard_a_while(output)
        assert devices.played_on == ["speakers"]
        assert output.is_on_substitute
        output.stop(0)
        devices.become("speakers", "phones")
        output.start(frame_code.fill, 0)
        heard_a_while(output)
        assert devices.played_on == ["speakers", "phones"]
        assert not output.is_on_substitute


def test_sound_follows_the_default_from_the_frame_that_was_heard(
    devices: ScriptedDevices,
) -> None:
    with playing_on(devices) as output:
        output.start(frame_code.fill, 0)
        heard_a_while(output)
        devices.become("phones", "speakers")
        devices.tell()
        until(lambda: devices.played_on == ["speakers", "phones"])
        assert output.is_running
        assert output.fault is None
        heard_a_while(output)
        output.stop(0)
    first, second = devices.sinks
    assert first.volume == 0
    went_on_at = code_of(second).runs()[0].first
    # The old sink was given more than was heard of it; the new one begins where that ended.
    assert 0 < went_on_at < code_of(first).runs()[0].last
    assert output.heard() > went_on_at


def test_a_device_that_has_gone_is_not_waited_for(devices: ScriptedDevices) -> None:
    with playing_on(devices) as output:
        output.start(frame_code.fill, 0)
        heard_a_while(output)
        devices.sinks[0].is_stuck = True
        devices.become("phones")
        devices.tell()
        until(lambda: devices.played_on == ["speakers", "phones"])
        heard_a_while(output)
        assert output.fault is None


def test_a_sink_that_fails_with_its_device_is_replaced_without_a_fault(
    devices: ScriptedDevices,
) -> None:
    with playing_on(devices) as output:
        output.start(frame_code.fill, 0)
        heard_a_while(output)
        reached = output.heard()
        devices.become("phones")
        devices.sinks[0].fault = "FatalError"
        until(lambda: devices.played_on == ["speakers", "phones"])
        heard_a_while(output)
        assert output.fault is None
        assert code_of(devices.sinks[1]).runs()[0].first >= reached


def test_a_change_that_concerns_other_devices_is_not_heard(devices: ScriptedDevices) -> None:
    with playing_on(devices, "phones") as output:
        output.start(frame_code.fill, 0)
        heard_a_while(output)
        devices.become("radio", "phones", "speakers")
        devices.tell()
        settled = time.monotonic() + 0.8
        until(lambda: time.monotonic() > settled)
        assert devices.played_on == ["phones"]


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
    assert time.monotonic() - asked_s > 0.15
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


def test_it_looks_oftener_until_the_first_sound_was_heard(devices: ScriptedDevices) -> None:
    looks: list[float] = []

    def looked_at(played_us: int) -> int:
        looks.append(time.monotonic())
        return played_us

    devices.next_sink = lambda device: ScriptedSink(device, looked_at)
    with playing_on(devices) as output:
        output.start(frame_code.fill, 0)
        until(lambda: looks and looks[-1] - looks[0] > 2)
    young = [look for look in looks if look - looks[0] < 0.9]
    old = [look for look in looks if look - looks[0] > 1.1]
    assert np.median(np.diff(young)) < 0.015 < np.median(np.diff(old))


class ScriptedStream:
    """A sound server that has moved the stream itself."""

    def __init__(self, device: str) -> None:
        self.device = device
        self.is_asked = False

    def ask(self) -> None:
        self.is_asked = True

    def turn(self) -> StreamReport | None:
        report = StreamReport(150_000, self.device) if self.is_asked else None
        self.is_asked = False
        return report

    def close(self) -> None:
        pass


def test_another_choice_is_followed_while_it_plays(devices: ScriptedDevices) -> None:
    choice = ["speakers"]
    output = QtOutput(lambda: choice[0], devices, find_stream=lambda: None)
    output.follow_choice()
    output.start(frame_code.fill, 0)
    heard_a_while(output)
    choice[0] = "phones"
    output.follow_choice()
    until(lambda: devices.played_on == ["speakers", "phones"])
    heard_a_while(output)
    assert output.fault is None
    output.close()


def test_sound_that_the_server_has_moved_is_left_alone(devices: ScriptedDevices) -> None:
    stream = ScriptedStream("speakers")
    output = QtOutput(devices=devices, find_stream=lambda: stream)
    output.start(frame_code.fill, 0)
    heard_a_while(output)
    devices.become("phones", "speakers")
    stream.device = "phones"
    devices.tell()
    settled = time.monotonic() + 0.8
    until(lambda: time.monotonic() > settled)
    assert devices.played_on == ["speakers"]
    devices.become("speakers", "phones")
    devices.tell()
    until(lambda: devices.played_on == ["speakers", "speakers"])
    output.close()


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


def depths_of(devices: ScriptedDevices, is_stuck: Callable[[str], bool]) -> list[str]:
    """Which depth each sink is opened with, from now on; it is stuck where ``is_stuck``."""
    depths: list[str] = []

    def opened(device: SoundDevice) -> ScriptedSink:
        depths.append(os.environ["PULSE_LATENCY_MSEC"])
        return ScriptedSink(device, is_stuck=is_stuck(depths[-1]))

    devices.next_sink = opened
    return depths


def test_a_device_that_does_not_begin_is_tried_with_less_in_the_server(
    devices: ScriptedDevices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PULSE_LATENCY_MSEC", raising=False)
    monkeypatch.setattr(qt_output, "BEGIN_S", 0.5)
    depths = depths_of(devices, lambda depth: depth == str(SERVER_MS))
    with playing_on(devices) as output:
        output.start(frame_code.fill, 1_000)
        until(lambda: output.heard() > 1_000 + RATE // 5 or output.fault)
        output.stop(0)
        output.start(frame_code.fill, 5_000)
        until(lambda: output.heard() > 5_000 + RATE // 5 or output.fault)
        assert output.fault is None
    assert depths == [str(SERVER_MS), str(SHALLOW_MS), str(SHALLOW_MS)]
    for sink, frame in zip(devices.sinks[1:], (1_000, 5_000), strict=True):
        heard = code_of(sink)
        # It swells: the first frames are too soft to be made out.
        assert frame <= heard.frames[heard.audible][0] < frame + RATE // 100


def test_how_much_waits_in_the_server_is_left_to_whoever_has_set_it(
    devices: ScriptedDevices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULSE_LATENCY_MSEC", "90")
    monkeypatch.setattr(qt_output, "WAKE_S", 1.2)
    depths = depths_of(devices, lambda _depth: True)
    with playing_on(devices) as output:
        output.start(frame_code.fill, 0)
        until(lambda: output.fault is not None)
        assert output.fault.kind is FaultKind.STALLED
    assert depths == ["90"]


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
