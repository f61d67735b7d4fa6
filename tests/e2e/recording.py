"""What was heard: the sink's monitor, written down while a test goes on."""

import threading
import time
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from tests.e2e.programs import until
from tests.e2e.sound_server import RATE, SINK, SoundServer

FAINTEST = 1e-4
"""Of full scale: what is quieter is silence."""
_FRAME_BYTES = 8


class Recorder:
    """Records from entry to exit; ``sound`` may be read at any time."""

    def __init__(self, server: SoundServer, log: Path, sink: str = SINK) -> None:
        self._program = server.record(log, sink)
        self._pieces: list[bytes] = []
        self._length = 0
        self._earliest_s = float("inf")
        self._reader = threading.Thread(target=self._read, name="recorder", daemon=True)

    def __enter__(self) -> "Recorder":
        self._reader.start()
        until(lambda: self._length > 0, "the recorder gets its first sound")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._program.process.terminate()
        self._reader.join()
        self._program.end()

    @property
    def sound(self) -> NDArray[np.float32]:
        """Shape (frames, 2): all that was heard so far."""
        whole = b"".join(self._pieces)
        return np.frombuffer(whole[: len(whole) - len(whole) % _FRAME_BYTES], "<f4").reshape(-1, 2)

    @property
    def length(self) -> int:
        """Frames so far."""
        return self._length // _FRAME_BYTES

    @property
    def began_s(self) -> float:
        """The monotonic second of the first frame, late by what the fastest piece took to come."""
        return self._earliest_s

    def is_silent(self, for_s: float = 0.1) -> bool:
        """Whether nothing was heard in the last ``for_s`` seconds."""
        latest = self._latest(round(for_s * RATE))
        return len(self._pieces) > 0 and not np.abs(latest).max() > FAINTEST

    def wait_for_sound(self) -> None:
        until(lambda: not self.is_silent(), "something is heard")

    def wait_for_silence(self, for_s: float = 0.1) -> None:
        until(lambda: self.is_silent(for_s), "nothing is heard any more")

    def wait_for(self, seconds: float) -> None:
        """Let so much more be recorded."""
        goal = self.length + round(seconds * RATE)
        until(lambda: self.length >= goal, f"{seconds:g} s more recorded", seconds + 30)

    def _latest(self, frames: int) -> NDArray[np.float32]:
        tail = b""
        for piece in reversed(self._pieces[:]):
            tail = piece + tail
            if len(tail) >= frames * _FRAME_BYTES:
                break
        # Pieces may end inside a sample: count from the very first.
        skip = -(self._length - len(tail)) % 4 if tail else 0
        whole = tail[skip:]
        return np.frombuffer(whole[: len(whole) - len(whole) % 4], "<f4")

    def _read(self) -> None:
        pipe = self._program.process.stdout
        assert pipe is not None
        while piece := pipe.read1(65_536):  # type: ignore[attr-defined]  # a BufferedReader
            self._pieces.append(piece)
            self._length += len(piece)
            began_s = time.monotonic() - self._length / (_FRAME_BYTES * RATE)
            self._earliest_s = min(self._earliest_s, began_s)
