"""How much waits in the server, and for which devices less."""

import os
from collections.abc import Callable

import pytest

from tests.devices.scripted_devices import ScriptedDevices, ScriptedSink
from tests.devices.scripted_playing import code_of, playing_on, until
from tests.e2e import frame_code
from thaw.audio.output import FaultKind
from thaw.core.units import RATE
from thaw.devices import server_depth, sink_feeder
from thaw.devices.server_depth import BEGIN_S, SERVER_MS, SHALLOW_MS, ServerDepth
from thaw.devices.sound_devices import SoundDevice

VARIABLE = "PULSE_LATENCY_MSEC"
PHONES = SoundDevice("phones", "Phones")


def test_a_device_that_takes_piece_after_piece_keeps_its_depth(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    depth = ServerDepth()
    depth.choose(PHONES, 0.0)
    assert os.environ[VARIABLE] == str(SERVER_MS)
    assert not any(depth.is_too_much(PHONES, float(second), second) for second in range(1, 9))
    assert depth.is_too_much(PHONES, 8 + BEGIN_S + 0.1, 8)
    depth.lessen(PHONES)
    assert not depth.is_too_much(PHONES, 60.0, 8)
    depth.choose(PHONES, 60.0)
    assert os.environ[VARIABLE] == str(SHALLOW_MS)


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
    monkeypatch.setattr(server_depth, "BEGIN_S", 0.5)
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
    monkeypatch.setattr(sink_feeder, "WAKE_S", 1.2)
    depths = depths_of(devices, lambda _depth: True)
    with playing_on(devices) as output:
        output.start(frame_code.fill, 0)
        until(lambda: output.fault is not None)
        assert output.fault.kind is FaultKind.STALLED
    assert depths == ["90"]
