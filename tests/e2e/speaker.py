"""A program around one output, told what to do line by line, answering in JSON.

Its words: the output's name, and the id of the device to play on where one is chosen.
Qt Multimedia meets the sound server once in the life of a process, so every test
needs a process of its own.
"""

import ctypes
import json
import sys
import threading
import time
from dataclasses import asdict, dataclass, field

import numpy as np

from tests.e2e import frame_code
from thaw.audio.output import AudioOutput, Block
from thaw.devices.outputs import OutputName, Outputs
from thaw.devices.qt_output import QtOutput

HELD_US = 300_000


@dataclass(frozen=True, slots=True)
class Order:
    """One thing to do. Each kind uses the fields it needs."""

    do: str
    frame: int = 0
    fade_ms: int = 0
    fill: str = "code"


@dataclass(slots=True)
class Report:
    """How the output stood at the monotonic second ``at_s``, after the order."""

    at_s: float
    heard: int
    is_running: bool
    fault: str | None
    asked: list[tuple[int, int]] = field(default_factory=list)


class Speaker:
    """Carries out orders on one thread, like the app does."""

    def __init__(self, name: OutputName, device: str) -> None:
        self._name = name
        self._device = device
        self._outputs = Outputs(lambda: device)
        self.output = self._opened()
        self.asked: list[tuple[int, int]] = []

    def carry_out(self, order: Order) -> Report:
        if order.do == "start":
            self.output.start(self._coded if order.fill == "code" else _broken, order.frame)
        elif order.do == "stop":
            self.output.stop(order.fade_ms)
        elif order.do == "forget":
            self.asked.clear()
        elif order.do == "renew":
            self.output.close()
            self.output = self._opened()
        elif order.do in _BUSYNESS:
            threading.Thread(target=_BUSYNESS[order.do], daemon=True).start()
        return self._report(with_asked=order.do == "tell")

    def _opened(self) -> AudioOutput:
        if self._name is not OutputName.QT:
            return self._outputs.open(self._name)
        self._outputs.has_device()
        # Even where there is no device: then it has to say so.
        return QtOutput(lambda: self._device)

    def _coded(self, block: Block, frame: int) -> None:
        self.asked.append((frame, len(block)))
        frame_code.fill(block, frame)

    def _report(self, with_asked: bool) -> Report:
        fault = self.output.fault
        return Report(
            at_s=time.monotonic(),
            heard=self.output.heard(),
            is_running=self.output.is_running,
            fault=None if fault is None else fault.kind.value,
            asked=list(self.asked) if with_asked else [],
        )


def _broken(_block: Block, frame: int) -> None:
    raise ArithmeticError(f"no sound for {frame}")


def _compute() -> None:
    while True:
        sum(number * number for number in range(1_000))


def _hold_the_interpreter() -> None:
    """As a library in C does that keeps the interpreter's lock while it works."""
    library = ctypes.PyDLL(None)
    while True:
        library.usleep(HELD_US)
        time.sleep(0.2)


def _fill_memory() -> None:
    while True:
        np.ones(2_000_000).sum()


_BUSYNESS = {"compute": _compute, "hold": _hold_the_interpreter, "allocate": _fill_memory}


def main() -> None:
    name, device = [*sys.argv[1:], ""][:2]
    speaker = Speaker(OutputName(name), device)
    for line in sys.stdin:
        report = speaker.carry_out(Order(**json.loads(line)))
        print(json.dumps(asdict(report)), flush=True)
    speaker.output.close()


if __name__ == "__main__":
    main()
