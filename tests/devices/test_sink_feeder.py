"""The feeder of sinks: how often it looks, and a start that comes while it fades."""

import time

import numpy as np
from PySide6.QtCore import QIODevice, Qt, QTimer

from tests.devices.scripted_devices import ScriptedDevices, ScriptedSink
from tests.devices.scripted_playing import (
    ScriptedStream,
    code_of,
    heard_a_while,
    playing_on,
    until,
)
from tests.e2e import frame_code
from thaw.audio.output import PAUSE_FADE_MS, STOP_FADE_MS, Block
from thaw.core.units import RATE
from thaw.devices.server_answers import YOUNG_S
from thaw.devices.server_depth import BEGIN_S
from thaw.devices.sound_devices import SoundDevice


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


class SteadySink(ScriptedSink):
    """Pulls by itself, a piece every 70 ms, whether or not anybody looks."""

    def __init__(self, device: SoundDevice) -> None:
        super().__init__(device)
        self.pulls: list[float] = []
        self.looks: list[float] = []

    def start(self, source: QIODevice) -> None:
        super().start(source)
        timer = QTimer(source)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(self._on_due)
        timer.start(70)

    def played_us(self) -> int:
        self.looks.append(time.monotonic())
        return self._frames * 1_000_000 // RATE

    def _on_due(self) -> None:
        self._pull(RATE * 70 // 1000)
        self.pulls.append(time.monotonic())


def test_a_piece_that_is_pulled_is_looked_at_at_once(devices: ScriptedDevices) -> None:
    devices.next_sink = SteadySink
    with playing_on(devices) as output:
        output.start(frame_code.fill, 0)
        until(lambda: devices.sinks and output.heard() > 2 * RATE)
    (sink,) = devices.sinks
    assert isinstance(sink, SteadySink)
    pulls = [pull for pull in sink.pulls[:-1] if pull > sink.pulls[0] + YOUNG_S]
    waits = [min(look - pull for look in sink.looks if look >= pull) for pull in pulls]
    assert np.median(waits) < 0.01
    # Hardly anything wakes the thread beside.
    looks = [look for look in sink.looks if look > pulls[0]]
    assert len(looks) < 2.5 * len(pulls)


def test_a_fade_is_looked_after_often(devices: ScriptedDevices) -> None:
    devices.next_sink = SteadySink
    with playing_on(devices) as output:
        output.start(frame_code.fill, 0)
        until(lambda: devices.sinks and output.heard() > 2 * RATE)
        fades_s = time.monotonic()
        output.stop(STOP_FADE_MS)
        until(lambda: not output.is_running)
    (sink,) = devices.sinks
    assert isinstance(sink, SteadySink)
    looks = [look for look in sink.looks if look > fades_s]
    assert np.median(np.diff(looks)) < 0.015


def test_going_on_within_the_fade_of_a_pause_does_not_click(devices: ScriptedDevices) -> None:
    with playing_on(devices) as output:
        output.start(frame_code.fill, 0)
        heard_a_while(output)
        output.stop(PAUSE_FADE_MS)
        paused_at = output.heard()
        output.start(frame_code.fill, paused_at)
        seen = [output.heard()]

        def look() -> bool:
            seen.append(output.heard())
            return seen[-1] > paused_at + RATE // 2

        until(look)
        assert seen == sorted(seen)
        assert output.is_running
    first, second = devices.sinks
    assert first.dropped_at == 0
    # What was heard while it faded is not heard again.
    assert paused_at < code_of(second).runs()[0].first < paused_at + RATE // 2


def test_another_start_waits_for_a_fade_that_is_cut_short(devices: ScriptedDevices) -> None:
    def other(block: Block, frame: int) -> None:
        frame_code.fill(block, frame)

    with playing_on(devices) as output:
        output.start(frame_code.fill, 0)
        heard_a_while(output)
        output.stop(STOP_FADE_MS)
        output.start(other, 50)
        asked_s = time.monotonic()
        assert output.heard() == 50
        until(lambda: output.heard() > 50)
        # A fade of 0.1 s, what comes after it, and the silence before the first sound.
        assert time.monotonic() - asked_s < 1
    assert devices.sinks[0].dropped_at == 0
    # It swells: the first frames are too soft to be made out.
    assert 50 <= code_of(devices.sinks[1]).runs()[0].first < 50 + RATE // 100


def test_a_stop_while_a_start_waits_is_a_stop(devices: ScriptedDevices) -> None:
    with playing_on(devices) as output:
        output.start(frame_code.fill, 0)
        heard_a_while(output)
        output.stop(STOP_FADE_MS)
        output.start(frame_code.fill, 20 * RATE)
        output.stop(0)
        assert not output.is_running
        assert output.heard() == 20 * RATE
        output.start(frame_code.fill, 30 * RATE)
        output.stop(STOP_FADE_MS)
        output.start(frame_code.fill, 40 * RATE)
        output.stop(PAUSE_FADE_MS)
        until(lambda: not output.is_running)
        assert output.heard() == 40 * RATE
    assert len(devices.sinks) <= 2


def test_a_sink_that_fails_while_a_start_waits_holds_it_up_no_more(
    devices: ScriptedDevices,
) -> None:
    with playing_on(devices) as output:
        output.start(frame_code.fill, 0)
        heard_a_while(output)
        output.stop(STOP_FADE_MS)
        devices.sinks[0].fault = "FatalError"
        output.start(frame_code.fill, 20 * RATE)
        until(lambda: output.heard() > 20 * RATE or output.fault)
        assert output.fault is None


class DeafStream(ScriptedStream):
    """A server that never answers."""

    def turn(self) -> None:
        return None


def test_devices_are_followed_where_the_server_does_not_answer(devices: ScriptedDevices) -> None:
    with playing_on(devices, find_stream=lambda: DeafStream("speakers")) as output:
        output.start(frame_code.fill, 0)
        heard_a_while(output)
        devices.become("phones", "speakers")
        devices.tell()
        until(lambda: devices.played_on == ["speakers", "phones"])


def test_a_new_default_while_nothing_plays_holds_up_no_later_start(
    devices: ScriptedDevices,
) -> None:
    with playing_on(devices) as output:
        output.start(frame_code.fill, 0)
        heard_a_while(output)
        output.stop(0)
        devices.become("phones", "speakers")
        devices.tell()
        settled_s = time.monotonic() + 0.8
        until(lambda: time.monotonic() > settled_s)
        output.start(frame_code.fill, 20 * RATE)
        until(lambda: output.heard() > 20 * RATE)
    assert devices.played_on == ["speakers", "phones"]


def test_a_stop_before_a_device_has_begun_is_a_stop(devices: ScriptedDevices) -> None:
    devices.next_sink = lambda device: ScriptedSink(device, is_stuck=True)
    with playing_on(devices) as output:
        output.start(frame_code.fill, 0)
        begins_s = time.monotonic() + BEGIN_S
        until(lambda: time.monotonic() > begins_s - 0.5)
        output.stop(STOP_FADE_MS)
        until(lambda: not output.is_running)
    assert len(devices.sinks) == 1
