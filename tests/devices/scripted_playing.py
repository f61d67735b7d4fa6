"""QtOutput playing on scripted devices, and how a test waits for what comes of it."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.devices.scripted_devices import ScriptedDevices, ScriptedSink
from tests.e2e import frame_code
from thaw.core.units import RATE
from thaw.devices.pulse_stream import StreamReport, StreamWatch
from thaw.devices.qt_output import QtOutput

WITHIN_S = 10.0


def until(reached: Callable[[], object], what: str = "it gets there") -> None:
    deadline = time.monotonic() + WITHIN_S
    pause = threading.Event()
    while not reached():
        assert time.monotonic() < deadline, what
        pause.wait(0.005)


@contextmanager
def playing_on(
    devices: ScriptedDevices,
    choice: str = "",
    find_stream: Callable[[], StreamWatch | None] = lambda: None,
) -> Iterator[QtOutput]:
    output = QtOutput(lambda: choice, devices, find_stream)
    try:
        yield output
    finally:
        output.close()


def heard_a_while(output: QtOutput) -> None:
    goal = output.heard() + RATE // 5
    until(lambda: output.heard() > goal or output.fault)


def code_of(sink: ScriptedSink) -> frame_code.Decoded:
    return frame_code.decode(sink.sound)


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
