"""A sink that is late, like headphones over Bluetooth: a pipe that is emptied in real time.

PulseAudio's pipe sink counts what lies in the pipe as its latency, and fills it up; what is
read here at a moment is what the ear would hear at that moment.
"""

import fcntl
import os
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tests.e2e import frame_code
from tests.e2e.sound_server import RATE, SoundServer

PIPE_BYTES: Final = 131_072
"""341 ms of sound."""
_FRAME_BYTES: Final = 8
_F_SETPIPE_SZ: Final = 1031
_PIECE_S: Final = 0.005


class LateSink:
    """The server's default sink from entry to exit."""

    NAME: Final = "late"

    def __init__(self, server: SoundServer) -> None:
        self._server = server
        self._fifo: Path = server.folder / "late.fifo"
        self._ends = threading.Event()
        self._ear = threading.Thread(target=self._listen, name="ear", daemon=True)
        self._heard: list[tuple[float, bytes]] = []

    def __enter__(self) -> "LateSink":
        words = ["file=" + str(self._fifo), "format=float32le", f"rate={RATE}", "channels=2"]
        self._module = self._server.load("module-pipe-sink", f"sink_name={self.NAME}", *words)
        self._pipe = os.open(self._fifo, os.O_RDONLY | os.O_NONBLOCK)
        fcntl.fcntl(self._pipe, _F_SETPIPE_SZ, PIPE_BYTES)
        self._server.use(self.NAME)
        self._ear.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ends.set()
        self._ear.join()
        self._server.unload(self._module)
        os.close(self._pipe)

    def heard_at(self, seconds: list[float]) -> NDArray[np.float64]:
        """Which frame of the code the ear heard at each of these monotonic seconds."""
        times: list[float] = []
        frames: list[int] = []
        for at_s, data in self._heard:
            decoded = frame_code.decode(np.frombuffer(data, "<f4").reshape(-1, 2))
            if decoded.audible.any():
                times.append(at_s)
                frames.append(int(decoded.frames[decoded.audible][0]))
        return np.interp(seconds, times, frames)

    def _listen(self) -> None:
        began_s, taken = time.monotonic(), 0
        while not self._ends.wait(_PIECE_S):
            now_s = time.monotonic()
            due = int((now_s - began_s) * RATE) * _FRAME_BYTES - taken
            try:
                data = os.read(self._pipe, due)
            except BlockingIOError:
                data = b""
            # An ear goes on listening where nothing comes.
            taken += due
            self._heard.append((now_s, data[: len(data) // _FRAME_BYTES * _FRAME_BYTES]))
