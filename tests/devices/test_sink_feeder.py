"""The feeder of sinks: how often it looks."""

import time

import numpy as np

from tests.devices.scripted_devices import ScriptedDevices, ScriptedSink
from tests.devices.scripted_playing import playing_on, until
from tests.e2e import frame_code


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
