"""Sound through Qt Multimedia: follows the desktop's own device, needs no extra library.

The sink pulls from a device that lives in the thread that runs the sink's event loop.
With the device in another thread, sound dropped out for more than a second whenever
Python was busy; this way it does not (measured, see docs/decisions.md).
"""

import logging
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal, Slot

from thaw.audio.output import PAUSE_FADE_MS, FaultKind, Fill, OutputFault
from thaw.core.units import RATE
from thaw.devices.pulse_stream import StreamWatch, pulse_stream
from thaw.devices.qt_devices import QtDevices
from thaw.devices.sink_position import SinkPosition
from thaw.devices.sound_devices import Sink, SoundDevice, SoundDevices, device_for
from thaw.devices.sound_source import LEAD_FRAMES, SoundSource
from thaw.devices.volume_ramp import FULL, VolumeRamp

logger = logging.getLogger(__name__)

SERVER_MS: Final = 250
"""Sound that waits in the sound server: what a stall may last, less a sixth of a second for
the server's own pieces. Qt asks PulseAudio for 21 ms, and then drops out some fifty times in
ten seconds when both cores are busy; see docs/decisions.md for what this much bears."""
SHALLOW_MS: Final = 150
"""The same for a device that takes much at a time, as over Bluetooth: there the server waits
for more than Qt hands it before it begins, and would wait for ever."""
BEGIN_S: Final = 2.5
"""A device that has not taken a second piece for so long is tried with ``SHALLOW_MS``. One that
was idle may take two seconds for it, and begins by itself."""
MOVE_FADE_MS: Final = 100
"""Before sound moves to another device, where the sound server does not move it itself."""
STALL_S: Final = 1.0
WAKE_S: Final = 4.0
"""A device may take this long before it plays its first frame."""
SILENT_THREAD_S: Final = 6.0
"""A sound thread that was not heard of for so long is held up by the device."""

_SERVER_VARIABLE: Final = "PULSE_LATENCY_MSEC"
"""Read by libpulse itself: Qt has no call for it. It is nothing to other servers."""
_LOOK_OFTEN_MS, _LOOK_SELDOM_MS = 10, 20
_ASK_OFTEN_S, _ASK_SELDOM_S, _OFTEN_FOR_S = 0.1, 2.0, 1.0
_SETTLE_MS: Final = 500
"""A device that comes or goes is announced in several steps, and the server acts on it too."""
_ANSWER_WITHIN_S: Final = 3.0


@dataclass(frozen=True, slots=True)
class _Start:
    fill: Fill
    frame: int
    number: int = 0
    """Which start it is; 0 where it goes on by itself."""


@dataclass(frozen=True, slots=True)
class _Expected:
    """The latest start that was asked for."""

    number: int
    frame: int


def _default_device() -> str:
    return ""


class QtOutput:
    """Plays on the chosen device, or on the desktop's default one, in a thread of its own.

    ``choice`` gives a device's id, or "" to follow the default; it is asked at every start
    and whenever devices change, on the sound thread.
    """

    rate = RATE

    def __init__(
        self,
        choice: Callable[[], str] = _default_device,
        devices: SoundDevices | None = None,
        find_stream: Callable[[], StreamWatch | None] = pulse_stream,
    ) -> None:
        self._thread = QThread()
        self._thread.setObjectName("sound")
        self._feeder = _Feeder(choice, devices or QtDevices(), find_stream)
        self._feeder.moveToThread(self._thread)
        self._thread.start(QThread.Priority.TimeCriticalPriority)
        self._latest = 0

    @property
    def fault(self) -> OutputFault | None:
        if self._is_held_up():
            return OutputFault(FaultKind.STALLED, "the sound thread does not answer")
        return self._feeder.fault

    @property
    def is_running(self) -> bool:
        return self._feeder.is_running

    @property
    def is_on_substitute(self) -> bool:
        """Whether the chosen device isn't there, and the default one plays in its place."""
        return self._feeder.is_on_substitute

    def follow_choice(self) -> None:
        """Go to the device that is chosen now, where sound is not there already."""
        if self._feeder.is_running:
            self._feeder.choice_changed.emit()

    def start(self, fill: Fill, frame: int) -> None:
        self._latest = frame
        number = self._feeder.expect(frame)
        self._feeder.start_asked.emit(_Start(fill, frame, number))

    def stop(self, fade_ms: int = PAUSE_FADE_MS) -> None:
        if not self._feeder.is_running:
            return
        if fade_ms > 0:
            self._feeder.fade_asked.emit(fade_ms)
            return
        is_held_up = self._is_held_up()
        dropped = threading.Event()
        self._feeder.drop_asked.emit(dropped)
        if is_held_up or not dropped.wait(_ANSWER_WITHIN_S):
            logger.error("The sound thread does not answer")
            self._feeder.is_running = False

    def heard(self) -> int:
        self._latest = max(self._latest, self._feeder.heard())
        return self._latest

    def close(self) -> None:
        self.stop(0)
        self._feeder.close_asked.emit()
        if not self._thread.wait(round(_ANSWER_WITHIN_S * 1000)):
            logger.error("The sound thread does not end")

    def _is_held_up(self) -> bool:
        return self._feeder.is_running and self._feeder.silent_s() > SILENT_THREAD_S


class _Feeder(QObject):
    """Owns the sink. Lives on the sound thread; its properties are read from another."""

    start_asked = Signal(object)
    fade_asked = Signal(int)
    drop_asked = Signal(object)
    close_asked = Signal()
    choice_changed = Signal()

    def __init__(
        self,
        choice: Callable[[], str],
        devices: SoundDevices,
        find_stream: Callable[[], StreamWatch | None],
    ) -> None:
        super().__init__()
        self._choice = choice
        self._devices = devices
        self._find_stream = find_stream
        self._device: SoundDevice | None = None
        self._sink: Sink | None = None
        self._source: SoundSource | None = None
        self._stream: StreamWatch | None = None
        self._position = SinkPosition(0, 0, 0, 0.0)
        self._expected, self._begun = _Expected(0, 0), 0
        self._volume = FULL
        self._turned_to = 1.0
        """The volume of the sink, which begins with all of it."""
        self._after_fade: Callable[[], None] | None = None
        self._look_timer: QTimer | None = None
        self._settle_timer: QTimer | None = None
        self._is_unsettled = False
        self._began_s = self._asked_s = 0.0
        # Whoever has set how much is to wait in the server knows why.
        self._may_choose_depth = os.environ.get(_SERVER_VARIABLE) in _OWN_DEPTHS
        self._shallow: set[str] = set()
        """The devices that did not begin with more."""
        self._handed_out = 0
        self._handed_s = 0.0
        self._sign_s = time.monotonic()
        self.fault: OutputFault | None = None
        self.is_running = False
        self.is_on_substitute = False
        queued = Qt.ConnectionType.QueuedConnection
        self.start_asked.connect(self._on_start_asked, queued)
        self.fade_asked.connect(self._on_fade_asked, queued)
        self.drop_asked.connect(self._on_drop_asked, queued)
        self.close_asked.connect(self._on_close_asked, queued)
        self.choice_changed.connect(self._on_settled, queued)

    def expect(self, frame: int) -> int:
        """Called on the caller's thread, before the start it announces. Returns its number."""
        self._sign_s = time.monotonic()
        self.fault = None
        self.is_running = True
        self._expected = _Expected(self._expected.number + 1, frame)
        return self._expected.number

    def heard(self) -> int:
        """The last look at the sink, and the time since. Called on the caller's thread."""
        expected = self._expected
        if self._begun != expected.number:
            # The sound thread is still where it was before.
            return expected.frame
        return self._position.at(time.monotonic())

    def silent_s(self) -> float:
        """Since when this thread has given no sign. Called on the caller's thread."""
        return time.monotonic() - self._sign_s

    @Slot(object)
    def _on_start_asked(self, start: _Start) -> None:
        # Whatever became of the sink since this was asked for.
        self.fault, self.is_running = None, True
        if not self._has_gone_to(start):
            self._drop_sink()
            self._position = SinkPosition(start.frame, LEAD_FRAMES, _MOST_DELAY, self._sign_s)
            self._watch()
            self._begin(start)
        self._begun = start.number

    @Slot(int)
    def _on_fade_asked(self, fade_ms: int) -> None:
        if self._sink is None:
            self.is_running = False
            return
        self._fade(fade_ms, self._release)

    @Slot(object)
    def _on_drop_asked(self, dropped: threading.Event) -> None:
        self._release()
        dropped.set()

    @Slot()
    def _on_close_asked(self) -> None:
        """Give everything back on the thread it was made on, and end the thread."""
        self._release()
        self._devices.close()
        for timer in (self._look_timer, self._settle_timer):
            if timer is not None:
                timer.stop()
        self._look_timer = self._settle_timer = None
        self.thread().quit()

    @Slot()
    def _on_look(self) -> None:
        """See how far the sink has come; fade; notice a sink that stands still."""
        now_s = self._sign_s = time.monotonic()
        sink, source = self._sink, self._source
        if sink is None or source is None:
            return
        self._look(now_s)
        if self._is_waited_for(now_s):
            self._begin_shallow(source)
            return
        self._look_more_seldom(now_s)
        self._listen_to_server(now_s)
        self._turn_to(sink, self._volume.at(now_s))
        # What leaves the sink at a volume is heard a delay later.
        heard_s = now_s - self._position.delay / RATE
        if self._after_fade is not None and self._volume.is_over(heard_s):
            self._after_fade()
        elif source.error is not None:
            logger.error("Rendering failed", exc_info=source.error)
            self._fail(OutputFault(FaultKind.REFUSED, repr(source.error)))
        elif (failure := sink.failure()) is not None:
            self._lose(OutputFault(FaultKind.REFUSED, failure))
        elif now_s - self._position.moved_s > STALL_S:
            # A sound server that dies reports nothing: the position just stops.
            self._lose(OutputFault(FaultKind.STALLED))

    def _turn_to(self, sink: Sink, volume: float) -> None:
        # A hundred times a second, and nearly always the same.
        if volume != self._turned_to:
            self._turned_to = volume
            sink.set_volume(volume)

    def _on_devices_changed(self) -> None:
        if self._settle_timer is not None:
            self._settle_timer.start(_SETTLE_MS)

    @Slot()
    def _on_settled(self) -> None:
        """Devices have changed. Where the server moves sound itself, it has done so now."""
        if self._stream is None:
            self._reconsider(None)
        else:
            self._is_unsettled = True
            self._stream.ask()

    def _begin(self, start: _Start) -> None:
        device = device_for(self._choice(), self._devices.listed())
        self._device = device
        if device is None:
            is_cut_off = self._devices.is_cut_off()
            self._fail(OutputFault(FaultKind.CUT_OFF if is_cut_off else FaultKind.NO_DEVICE))
            return
        self._notice_substitute(device)
        self._after_fade, self._volume, self._turned_to = None, FULL, 1.0
        self._sign_s = self._began_s = time.monotonic()
        awake_s = self._began_s + WAKE_S - STALL_S
        self._position = SinkPosition(start.frame, LEAD_FRAMES, _MOST_DELAY, awake_s)
        self._source = SoundSource(start.fill, start.frame)
        self._choose_depth(device)
        self._sink = self._devices.sink(device)
        self._sink.start(self._source)
        if (failure := self._sink.failure()) is not None:
            self._fail(OutputFault(FaultKind.REFUSED, failure))
            return
        self._stream = self._find_stream()
        self._is_unsettled = False
        self._look_often()

    def _has_gone_to(self, start: _Start) -> bool:
        """Cross over to ``start`` in the sink that plays, where one does."""
        sink, source = self._sink, self._source
        if sink is None or source is None or self._after_fade is not None:
            return False
        if source.error is not None or sink.failure() is not None:
            return False
        now_s = time.monotonic()
        self._look(now_s)
        lead = source.go_to(start.fill, start.frame)
        self._position = self._position.gone_to(start.frame, lead, now_s)
        return True

    def _look(self, now_s: float) -> None:
        if self._sink is not None and self._source is not None:
            played = self._sink.played_us() * RATE // 1_000_000
            self._position.look(now_s, played, self._source.handed_out)

    def _choose_depth(self, device: SoundDevice) -> None:
        """Set how much will wait in the server; libpulse reads it for every stream anew."""
        self._handed_out, self._handed_s = 0, self._began_s
        if self._may_choose_depth:
            depth_ms = SHALLOW_MS if device.id in self._shallow else SERVER_MS
            os.environ[_SERVER_VARIABLE] = str(depth_ms)

    def _is_waited_for(self, now_s: float) -> bool:
        """Whether server and Qt each seem to wait for the other before the first sound."""
        source, device = self._source, self._device
        if source is None or device is None or not self._may_choose_depth:
            return False
        if source.handed_out > self._handed_out:
            self._handed_out, self._handed_s = source.handed_out, now_s
        is_unheard = self._position.at(now_s) <= source.first
        may_try = is_unheard and device.id not in self._shallow
        return may_try and now_s - self._handed_s > BEGIN_S

    def _begin_shallow(self, source: SoundSource) -> None:
        if self._device is None:
            return
        logger.info("%s does not begin; tried with less in the server", self._device.name)
        self._shallow.add(self._device.id)
        self._drop_sink()
        self._begin(_Start(source.fill, source.first))

    def _listen_to_server(self, now_s: float) -> None:
        if self._stream is None:
            return
        is_young = now_s - self._began_s < _OFTEN_FOR_S
        if now_s - self._asked_s > (_ASK_OFTEN_S if is_young else _ASK_SELDOM_S):
            self._asked_s = now_s
            self._stream.ask()
        report = self._stream.turn()
        if report is None:
            return
        self._position.learn(now_s, report.latency_us * RATE // 1_000_000)
        if self._is_unsettled:
            self._is_unsettled = False
            self._reconsider(report.device)

    def _reconsider(self, plays_on: str | None) -> None:
        """Move to the device that is wanted now, unless sound goes there already."""
        devices = self._devices.listed()
        wanted = device_for(self._choice(), devices)
        if self._device is None or wanted is None or self._after_fade is not None:
            return
        # Another sound system than Qt plays through may call its devices by other names.
        here = plays_on if plays_on in {device.id for device in devices} else self._device.id
        self._notice_substitute(wanted)
        if wanted.id == here:
            self._device = wanted
        elif here in {device.id for device in devices}:
            self._fade(MOVE_FADE_MS, self._move)
        else:
            self._move()

    def _move(self) -> None:
        """Go on from the frame that was heard last, on the device that is wanted now."""
        source = self._source
        if source is None:
            return
        self._look(time.monotonic())
        frame = self._position.at(time.monotonic())
        self._position.stand_still()
        self._drop_sink()
        logger.info("Sound moves to another device at frame %d", frame)
        self._begin(_Start(source.fill, frame))

    def _lose(self, fault: OutputFault) -> None:
        """The device plays no more: go on with another, or give up."""
        wanted = device_for(self._choice(), self._devices.listed())
        leaves = self._after_fade == self._release
        if wanted is None or self._device is None or wanted.id == self._device.id or leaves:
            self._fail(fault)
        else:
            self._move()

    def _notice_substitute(self, device: SoundDevice) -> None:
        choice = self._choice()
        self.is_on_substitute = choice not in ("", device.id)

    def _fade(self, fade_ms: int, then: Callable[[], None]) -> None:
        now_s = time.monotonic()
        self._after_fade = then
        self._volume = VolumeRamp(self._volume.at(now_s), 0.0, now_s, fade_ms)

    def _watch(self) -> None:
        """Be told of devices, from the first start on."""
        if self._settle_timer is None:
            self._settle_timer = QTimer(self)
            self._settle_timer.setSingleShot(True)
            self._settle_timer.timeout.connect(self._on_settled)
            self._devices.watch(self._on_devices_changed)

    def _look_often(self) -> None:
        if self._look_timer is None:
            # Made here, not in __init__: a timer belongs to the thread that starts it.
            self._look_timer = QTimer(self)
            self._look_timer.setTimerType(Qt.TimerType.PreciseTimer)
            self._look_timer.timeout.connect(self._on_look)
        self._look_timer.start(_LOOK_OFTEN_MS)

    def _look_more_seldom(self, now_s: float) -> None:
        """Once the first sound was heard, which is not to be told late."""
        timer = self._look_timer
        if timer is None or timer.interval() == _LOOK_SELDOM_MS:
            return
        if now_s - self._began_s > _OFTEN_FOR_S:
            timer.setInterval(_LOOK_SELDOM_MS)

    def _fail(self, fault: OutputFault) -> None:
        self._release()
        self.fault = fault

    def _release(self) -> None:
        """Drop the sink; ``heard`` stays at the last frame that left it."""
        self._look(time.monotonic())
        self._position.stand_still()
        self._drop_sink()
        self.is_running = False

    def _drop_sink(self) -> None:
        if self._look_timer is not None:
            self._look_timer.stop()
        if self._sink is not None:
            self._sink.drop()
        if self._stream is not None:
            self._stream.close()
        self._sink = self._source = self._stream = None
        self._after_fade = None


_MOST_DELAY: Final = SERVER_MS * RATE // 1000
_OWN_DEPTHS: Final = (None, str(SERVER_MS), str(SHALLOW_MS))
"""What the variable holds where nobody but an output of ours has set it."""
