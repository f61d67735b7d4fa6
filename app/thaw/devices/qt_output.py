"""Sound through Qt Multimedia: follows the desktop's own device, needs no extra library.

The sink pulls from a device that lives in the thread that runs the sink's event loop.
With the device in another thread, sound dropped out for more than a second whenever
Python was busy; this way it does not (measured, see docs/decisions.md).
"""

import logging
import math
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from PySide6.QtCore import QIODevice, QObject, Qt, QThread, QTimer, Signal, Slot
from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSink, QMediaDevices

from thaw.audio.output import (
    PAUSE_FADE_MS,
    RESUME_FADE_MS,
    Block,
    FaultKind,
    Fill,
    OutputFault,
)
from thaw.core.units import RATE

logger = logging.getLogger(__name__)

BUFFER_S: Final = 0.5
SERVER_MS: Final = 150
"""Sound that waits in the sound server. Qt asks PulseAudio for 21 ms, and then drops out
some fifty times in ten seconds when both cores are busy; with this much, it does not."""
LEAD_FRAMES: Final = RATE // 5
"""Silence before the first sound: a device that wakes up swallows the beginning."""
STALL_S: Final = 1.0
WAKE_S: Final = 4.0
"""A device may take this long before it plays its first frame."""

_SERVER_VARIABLE: Final = "PULSE_LATENCY_MSEC"
"""Read by libpulse itself: Qt has no call for it. It is nothing to other servers."""
_FRAME_BYTES: Final = 8
_RESUME_FRAMES: Final = RESUME_FADE_MS * RATE // 1000
_PULLS_BEFORE_SOUND: Final = 2
_LOOK_MS: Final = 10
_FURTHEST_GUESS_S: Final = 0.1
_ANSWER_WITHIN_S: Final = 3.0


@dataclass(frozen=True, slots=True)
class _Reached:
    """A frame, and the monotonic second at which the listener reached it."""

    frame: int
    at_s: float
    is_moving: bool


@dataclass(frozen=True, slots=True)
class _Start:
    fill: Fill
    frame: int


class QtOutput:
    """Plays on the desktop's default device, in a thread of its own."""

    rate = RATE

    def __init__(self, find_device: Callable[[], QAudioDevice] | None = None) -> None:
        os.environ.setdefault(_SERVER_VARIABLE, str(SERVER_MS))
        self._thread = QThread()
        self._thread.setObjectName("sound")
        self._feeder = _Feeder(find_device or QMediaDevices.defaultAudioOutput)
        self._feeder.moveToThread(self._thread)
        self._thread.start(QThread.Priority.TimeCriticalPriority)
        self._latest = 0

    @property
    def fault(self) -> OutputFault | None:
        return self._feeder.fault

    @property
    def is_running(self) -> bool:
        return self._feeder.is_running

    def start(self, fill: Fill, frame: int) -> None:
        self._latest = frame
        self._feeder.expect(frame)
        self._feeder.start_asked.emit(_Start(fill, frame))

    def stop(self, fade_ms: int = PAUSE_FADE_MS) -> None:
        if not self._feeder.is_running:
            return
        if fade_ms > 0:
            self._feeder.fade_asked.emit(fade_ms)
            return
        dropped = threading.Event()
        self._feeder.drop_asked.emit(dropped)
        if not dropped.wait(_ANSWER_WITHIN_S):
            logger.error("The sound thread does not answer")

    def heard(self) -> int:
        self._latest = max(self._latest, self._feeder.heard())
        return self._latest

    def close(self) -> None:
        self.stop(0)
        self._thread.quit()
        self._thread.wait()


class _Source(QIODevice):
    """The endless stream the sink pulls from. Read on the sound thread."""

    def __init__(self, fill: Fill, frame: int) -> None:
        super().__init__()
        self._fill = fill
        self._first = frame
        self._frame = frame
        self._lead = LEAD_FRAMES
        self.error: Exception | None = None
        self.open(QIODevice.OpenModeFlag.ReadOnly | QIODevice.OpenModeFlag.Unbuffered)

    def readData(self, maxlen: int) -> bytes:  # type: ignore[override]  # PySide reads bytes back
        block = np.zeros((maxlen // _FRAME_BYTES, 2), np.float32)
        silent = min(self._lead, len(block))
        self._lead -= silent
        if silent < len(block) and self.error is None:
            try:
                self._fill(block[silent:], self._frame)
                self._fade_in(block[silent:])
            except Exception as error:  # noqa: BLE001  the thread's outer edge: Qt would swallow it
                self.error = error
                block[:] = 0
        self._frame += len(block) - silent
        return block.tobytes()

    def _fade_in(self, block: Block) -> None:
        """Let a start in the middle swell. By the frame, where the sink's volume goes in steps."""
        since = self._frame - self._first
        if self._first > 0 and since < _RESUME_FRAMES:
            progress = np.minimum(np.arange(since, since + len(block)) / _RESUME_FRAMES, 1.0)
            block *= (0.5 - 0.5 * np.cos(np.pi * progress)).astype(np.float32)[:, None]

    def writeData(self, _data: bytes, _length: int) -> int:  # type: ignore[override]
        return -1

    def bytesAvailable(self) -> int:
        return RATE * _FRAME_BYTES + super().bytesAvailable()

    def isSequential(self) -> bool:
        return True


class _Feeder(QObject):
    """Owns the sink. Lives on the sound thread; its properties are read from another."""

    start_asked = Signal(object)
    fade_asked = Signal(int)
    drop_asked = Signal(object)

    def __init__(self, find_device: Callable[[], QAudioDevice]) -> None:
        super().__init__()
        self._find_device = find_device
        self._sink: QAudioSink | None = None
        self._source: _Source | None = None
        self._timer: QTimer | None = None
        self._first = 0
        self._reached = _Reached(0, 0.0, is_moving=False)
        self._moved_at_s = 0.0
        self._volume = _FULL
        self._delay = _Delay()
        self._is_fading_out = False
        self.fault: OutputFault | None = None
        self.is_running = False
        queued = Qt.ConnectionType.QueuedConnection
        self.start_asked.connect(self._on_start_asked, queued)
        self.fade_asked.connect(self._on_fade_asked, queued)
        self.drop_asked.connect(self._on_drop_asked, queued)

    def expect(self, frame: int) -> None:
        """Called on the caller's thread, before the start it announces."""
        self.fault = None
        self.is_running = True
        self._reached = _Reached(frame, time.monotonic(), is_moving=False)

    def heard(self) -> int:
        """The last look at the sink, and the time since. Called on the caller's thread."""
        reached = self._reached
        if not reached.is_moving:
            return reached.frame
        since_s = min(time.monotonic() - reached.at_s, _FURTHEST_GUESS_S)
        return reached.frame + round(since_s * RATE)

    @Slot(object)
    def _on_start_asked(self, start: _Start) -> None:
        self._drop_sink()
        device = self._find_device()
        self._first = start.frame
        self._is_fading_out = False
        self._moved_at_s = time.monotonic() + WAKE_S - STALL_S
        if device.isNull():
            self._fail(OutputFault(FaultKind.NO_DEVICE))
            return
        self._source = _Source(start.fill, start.frame)
        self._volume = _FULL
        self._delay = _Delay()
        self._sink = QAudioSink(device, _sound_format())
        self._sink.setBufferSize(int(BUFFER_S * RATE) * _FRAME_BYTES)
        self._sink.start(self._source)
        if _has_failed(self._sink):
            self._fail(OutputFault(FaultKind.REFUSED, str(self._sink.error())))
            return
        self._look_often()

    @Slot(int)
    def _on_fade_asked(self, fade_ms: int) -> None:
        if self._sink is None:
            self.is_running = False
            return
        self._is_fading_out = True
        self._volume = _Ramp(self._volume.at(time.monotonic()), 0.0, time.monotonic(), fade_ms)

    @Slot(object)
    def _on_drop_asked(self, dropped: threading.Event) -> None:
        self._release()
        dropped.set()

    @Slot()
    def _on_look(self) -> None:
        """See how far the sink has come; fade; notice a sink that stands still."""
        now_s = time.monotonic()
        self._look(now_s)
        if self._sink is None or self._source is None:
            return
        self._sink.setVolume(self._volume.at(now_s))
        # What leaves the sink at a volume is heard a delay later.
        if self._is_fading_out and self._volume.is_over(now_s - self._delay.frames / RATE):
            self._release()
        elif self._source.error is not None:
            logger.error("Rendering failed", exc_info=self._source.error)
            self._fail(OutputFault(FaultKind.REFUSED, repr(self._source.error)))
        elif _has_failed(self._sink):
            self._fail(OutputFault(FaultKind.REFUSED, str(self._sink.error())))
        elif now_s - self._moved_at_s > STALL_S:
            # A sound server that dies reports nothing: the position just stops.
            self._fail(OutputFault(FaultKind.STALLED))

    def _look(self, now_s: float) -> None:
        if self._sink is None:
            return
        played = self._sink.processedUSecs() * RATE // 1_000_000
        self._delay.learn(played)
        frame = self._first + max(0, played - self._delay.frames - LEAD_FRAMES)
        if frame <= self._reached.frame:
            return
        self._reached = _Reached(frame, now_s, is_moving=True)
        self._moved_at_s = now_s

    def _look_often(self) -> None:
        if self._timer is None:
            # Made here, not in __init__: a timer belongs to the thread that starts it.
            self._timer = QTimer(self)
            self._timer.setTimerType(Qt.TimerType.PreciseTimer)
            self._timer.timeout.connect(self._on_look)
        self._timer.start(_LOOK_MS)

    def _fail(self, fault: OutputFault) -> None:
        self._release()
        self.fault = fault

    def _release(self) -> None:
        """Drop the sink; ``heard`` stays at the last frame that left it."""
        self._look(time.monotonic())
        self._reached = _Reached(self._reached.frame, 0.0, is_moving=False)
        self._drop_sink()
        self.is_running = False

    def _drop_sink(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        if self._sink is not None:
            self._sink.reset()
        self._sink = self._source = None


@dataclass(frozen=True, slots=True)
class _Ramp:
    """A half-cosine in volume."""

    begin: float
    end: float
    begins_s: float
    length_ms: int

    def at(self, now_s: float) -> float:
        if self.is_over(now_s):
            return self.end
        if now_s <= self.begins_s:
            return self.begin
        progress = (now_s - self.begins_s) * 1000 / self.length_ms
        return self.begin + (self.end - self.begin) * (0.5 - 0.5 * math.cos(math.pi * progress))

    def is_over(self, now_s: float) -> bool:
        return (now_s - self.begins_s) * 1000 >= self.length_ms


_FULL: Final = _Ramp(1.0, 1.0, 0.0, 0)


class _Delay:
    """How many frames lie between the sink and the ear, learnt from the sink's first pulls.

    The first fills what lies ahead; the second comes when the device has taken a piece,
    before any of it was heard. A look that came late sees more: ``SERVER_MS`` is the most.
    """

    def __init__(self) -> None:
        self.frames = 0
        self._pulls = 0

    def learn(self, pulled: int) -> None:
        """Told, again and again, how many frames the sink has pulled since it started."""
        if self._pulls < _PULLS_BEFORE_SOUND and pulled > self.frames:
            self._pulls += 1
            self.frames = min(pulled, SERVER_MS * RATE // 1000)


def _has_failed(sink: QAudioSink) -> bool:
    # By name: Qt 6.11 answers with another enumeration than QAudio's own.
    return sink.error().name not in ("NoError", "UnderrunError")


def _sound_format() -> QAudioFormat:
    sound = QAudioFormat()
    sound.setSampleRate(RATE)
    sound.setChannelCount(2)
    sound.setSampleFormat(QAudioFormat.SampleFormat.Float)
    return sound
