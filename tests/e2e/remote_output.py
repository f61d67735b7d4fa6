"""An AudioOutput whose other half is a speaker program."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from tests.e2e.programs import Program
from tests.e2e.speaker import Order, Report
from thaw.audio.output import PAUSE_FADE_MS, FaultKind, Fill, OutputFault
from thaw.core.units import RATE
from thaw.devices.outputs import OutputName


class RemoteOutput:
    """Keeps the promises of ``AudioOutput`` through a program that plays."""

    rate = RATE

    def __init__(
        self,
        environ: Mapping[str, str],
        log: Path,
        name: OutputName = OutputName.QT,
        device: str = "",
    ) -> None:
        words = [sys.executable, "-m", "tests.e2e.speaker", name, device]
        headless = {**environ, "QT_QPA_PLATFORM": "offscreen"}
        self.program = Program(words, headless, log, subprocess.PIPE, subprocess.PIPE)
        self.tell("look")

    def tell(self, do: str, frame: int = 0, fade_ms: int = 0, fill: str = "code") -> Report:
        """Give one order; return what came of it."""
        pipe, answers = self.program.process.stdin, self.program.process.stdout
        assert pipe is not None
        assert answers is not None
        pipe.write(json.dumps(asdict(Order(do, frame, fade_ms, fill))).encode() + b"\n")
        pipe.flush()
        answer = answers.readline()
        assert answer, f"the speaker has died:\n{self.program.said()}"
        return Report(**json.loads(answer))

    @property
    def fault(self) -> OutputFault | None:
        kind = self.tell("look").fault
        return None if kind is None else OutputFault(FaultKind(kind))

    @property
    def is_running(self) -> bool:
        return self.tell("look").is_running

    def start(self, fill: Fill, frame: int) -> None:
        """Play the frame code from ``frame`` on, whatever ``fill`` is."""
        self.tell("start", frame=frame)

    def stop(self, fade_ms: int = PAUSE_FADE_MS) -> None:
        self.tell("stop", fade_ms=fade_ms)

    def heard(self) -> int:
        return self.tell("look").heard

    def close(self) -> None:
        """Let the speaker close its output, and wait until it has gone."""
        pipe = self.program.process.stdin
        assert pipe is not None
        pipe.close()
        self.program.wait()
        self.program.end()


class RemoteFill:
    """What the speaker's own fill was asked for, in the shape of a ``HeardFill``."""

    def __init__(self, output: RemoteOutput) -> None:
        self._output = output

    @property
    def asked(self) -> "RemoteFill":
        return self

    def clear(self) -> None:
        self._output.tell("forget")

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter([(frame, length) for frame, length in self._output.tell("tell").asked])

    def __getitem__(self, index: int) -> tuple[int, int]:
        return list(self)[index]

    def __call__(self, block: object, frame: int) -> None:
        raise AssertionError("the speaker fills; this only knows what it was asked for")
