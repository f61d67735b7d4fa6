"""A microphone, for one take after another."""

import logging
import time
from enum import StrEnum
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QIODevice, QObject, QTimer, Signal, Slot

from thaw.audio.resampling import resampled
from thaw.core.own_voice import LONGEST_TAKE_S
from thaw.core.units import RATE

logger = logging.getLogger(__name__)

SILENT_S: Final = 3.0
"""A microphone that sends nothing for so long sends nothing more."""
LAG_MS: Final = 600
"""How much of what was said is still on its way when a take is finished."""
LOOK_MS: Final = 100


class MicrophoneFault(StrEnum):
    """Why nothing, or nothing more, was recorded."""

    NONE_HERE = "none-here"
    REFUSED = "refused"
    STOPPED = "stopped"


class MicrophoneRefused(Exception):
    """Recording can't begin. ``detail`` is the library's own word."""

    def __init__(self, kind: MicrophoneFault, detail: str = "") -> None:
        super().__init__(f"{kind}: {detail}" if detail else kind.value)
        self.kind = kind
        self.detail = detail


class Source(Protocol):
    """A stream from one device."""

    @property
    def rate(self) -> int: ...

    @property
    def frame_bytes(self) -> int: ...

    def start(self) -> QIODevice:
        """Begin; ``readyRead`` of what is returned tells that there is sound to be read."""
        ...

    def samples(self, data: bytes) -> NDArray[np.float32]:
        """Whole frames that were read, in mono."""
        ...

    def failure(self) -> str | None: ...

    def stop(self) -> None: ...


class Microphones(Protocol):
    """Where a stream comes from."""

    def source(self) -> Source:
        """The default one, not begun yet. Raises MicrophoneRefused."""
        ...


class Microphone(QObject):
    """Records from the default device. Used on the thread that made it.

    ``changed`` tells that there is more sound, and ``ended`` that a take is whole: it was
    finished, or it was as long as a take may be, or the device is gone and ``fault`` says so.
    """

    changed = Signal()
    ended = Signal()

    def __init__(self, microphones: Microphones, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._microphones = microphones
        self._source: Source | None = None
        self._stream: QIODevice | None = None
        self._left = b""
        self._parts: list[NDArray[np.float32]] = []
        self._count = 0
        self._rate = RATE
        self._sent_s = 0.0
        self.fault: MicrophoneFault | None = None
        self.level = 0.0
        """The peak of what came in last, from 0 to 1."""
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._on_look)
        self._finishing = QTimer(self)
        self._finishing.setSingleShot(True)
        self._finishing.setInterval(LAG_MS)
        self._finishing.timeout.connect(self._on_finished)

    @property
    def is_recording(self) -> bool:
        return self._source is not None

    @property
    def seconds(self) -> float:
        """How much of this take there is."""
        return self._count / self._rate

    def start(self) -> None:
        """Begin a take; the one before is forgotten. Raises MicrophoneRefused."""
        self._end()
        self._parts, self._left, self._count = [], b"", 0
        self.fault, self.level = None, 0.0
        source = self._microphones.source()
        self._rate = source.rate
        stream = source.start()
        failure = source.failure()
        if failure is not None:
            source.stop()
            raise MicrophoneRefused(MicrophoneFault.REFUSED, failure)
        self._source, self._stream = source, stream
        self._stream.readyRead.connect(self._on_sound)
        self._sent_s = time.monotonic()
        self._timer.start()

    def finish(self) -> None:
        """End the take once all is there that was said up to now; ``ended`` tells when."""
        if self._source is not None and not self._finishing.isActive():
            self._finishing.start()

    def stop(self) -> None:
        """End the take at once; what there is of it stays."""
        if self._source is not None:
            self._take_in()
        self._end()

    def take(self) -> NDArray[np.float32]:
        """What was recorded last: mono, at ``RATE``."""
        if not self._parts:
            return np.zeros(0, np.float32)
        whole = np.concatenate(self._parts)[: LONGEST_TAKE_S * self._rate]
        blocks = list(resampled([whole[None, :]], self._rate))
        return np.concatenate(blocks, axis=1)[0] if blocks else np.zeros(0, np.float32)

    @Slot()
    def _on_sound(self) -> None:
        self._take_in()
        if self.seconds >= LONGEST_TAKE_S:
            self._end()
            self.ended.emit()
        elif self._source is not None:
            self.changed.emit()

    @Slot()
    def _on_finished(self) -> None:
        self.stop()
        self.ended.emit()

    @Slot()
    def _on_look(self) -> None:
        if self._source is None:
            return
        failure = self._source.failure()
        if failure is None and time.monotonic() - self._sent_s < SILENT_S:
            return
        logger.info("The microphone has stopped: %s", failure or "it sends nothing")
        self.fault = MicrophoneFault.STOPPED
        self._take_in()
        self._end()
        self.ended.emit()

    def _take_in(self) -> None:
        if self._source is None or self._stream is None:
            return
        data = bytes(self._stream.readAll().data())
        if not data:
            return
        self._sent_s = time.monotonic()
        data = self._left + data
        whole = len(data) - len(data) % self._source.frame_bytes
        self._left = data[whole:]
        samples = self._source.samples(data[:whole])
        samples = np.nan_to_num(samples, nan=0.0, posinf=0.0, neginf=0.0)
        if samples.size:
            self._parts.append(samples)
            self._count += samples.size
            self.level = min(float(np.abs(samples).max()), 1.0)

    def _end(self) -> None:
        self._timer.stop()
        self._finishing.stop()
        if self._stream is not None:
            self._stream.readyRead.disconnect(self._on_sound)
        if self._source is not None:
            self._source.stop()
        self._source = self._stream = None
