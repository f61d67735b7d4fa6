"""Feeds one sink after another, on the thread that runs their event loop."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from thaw.audio.output import FaultKind, Fill, OutputFault
from thaw.core.units import RATE
from thaw.devices.pulse_stream import StreamWatch
from thaw.devices.server_answers import ServerAnswers
from thaw.devices.server_depth import SERVER_MS, ServerDepth
from thaw.devices.sink_position import SinkPosition
from thaw.devices.sound_devices import Sink, SoundDevices
from thaw.devices.sound_source import LEAD_FRAMES, SoundSource
from thaw.devices.volume_ramp import FULL, VolumeRamp
from thaw.devices.whereabouts import Move, Whereabouts

logger = logging.getLogger(__name__)

LEAVE_FADE_MS: Final = 100
"""Before a sink is left for another one, where it can still be heard."""
STALL_S: Final = 1.0
WAKE_S: Final = 4.0
"""A device may take this long before it plays its first frame."""

_STILL_THERE: Final = RATE
"""A start no further back than this goes on from what is heard just now."""
LOOK_OFTEN_MS, LOOK_SELDOM_MS = 10, 100
"""Often until the first sound was heard, which is not to be told late, in a fade, and while an
answer of the server is near; seldom otherwise, beside a look at every piece that is pulled. Each
look that nothing else wakes the thread for costs more to wake it than to look."""
_SETTLE_MS: Final = 500
"""A device that comes or goes is announced in several steps, and the server acts on it too."""
_ANSWER_WITHIN_S: Final = 1.0
"""A server that says no more where sound goes is not waited for."""
_MOST_DELAY: Final = SERVER_MS * RATE // 1000


@dataclass(frozen=True, slots=True)
class Start:
    """What is to be heard, and from where."""

    fill: Fill
    frame: int
    number: int = 0
    """Which start it is; 0 where it goes on by itself."""


@dataclass(frozen=True, slots=True)
class _Expected:
    """The latest start that was asked for."""

    number: int
    frame: int


class SinkFeeder(QObject):
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
        self._devices = devices
        self._whereabouts = Whereabouts(choice, devices)
        self._answers = ServerAnswers(find_stream)
        self._depth = ServerDepth()
        self._sink: Sink | None = None
        self._source: SoundSource | None = None
        self._position = SinkPosition(0, 0, 0, 0.0)
        self._expected, self._begun = _Expected(0, 0), 0
        self._volume = FULL
        self._turned_to = 1.0
        """The volume of the sink, which begins with all of it."""
        self._after_fade: Callable[[], None] | None = None
        self._next: Start | None = None
        """What begins after the fade, where that is what comes after it."""
        self._look_timer: QTimer | None = None
        self._look_ms = 0
        self._settle_timer: QTimer | None = None
        self._unsettled_s: float | None = None
        """Since when devices have changed, and the server has not said where sound goes."""
        self._sign_s = time.monotonic()
        self.fault: OutputFault | None = None
        self.is_running = False
        queued = Qt.ConnectionType.QueuedConnection
        self.start_asked.connect(self._on_start_asked, queued)
        self.fade_asked.connect(self._on_fade_asked, queued)
        self.drop_asked.connect(self._on_drop_asked, queued)
        self.close_asked.connect(self._on_close_asked, queued)
        self.choice_changed.connect(self._on_settled, queued)

    @property
    def is_on_substitute(self) -> bool:
        return self._whereabouts.is_on_substitute

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
    def _on_start_asked(self, start: Start) -> None:
        # Whatever became of the sink since this was asked for.
        self.fault, self.is_running = None, True
        if self._after_fade is not None:
            self._begin_after_fade(start)
        elif self._has_gone_to(start):
            self._begun = start.number
        else:
            self._begin_anew(start)

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
        if self._is_waited_for(now_s, source):
            self._begin_shallow(source)
            return
        self._listen_to_server(now_s)
        self._choose_pace(now_s)
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

    def _on_devices_changed(self) -> None:
        if self._settle_timer is not None:
            self._settle_timer.start(_SETTLE_MS)

    @Slot()
    def _on_settled(self) -> None:
        """Devices have changed. Where the server moves sound itself, it has done so now."""
        if self._answers.can_come:
            self._unsettled_s = time.monotonic()
            self._answers.ask()
        else:
            self._reconsider(None)

    def _begin_after_fade(self, start: Start) -> None:
        """What fades is heard to its end, which comes soon: cut off, it would click."""
        self._next = start
        self._after_fade = self._begin_next
        now_s = time.monotonic()
        if not self._volume.is_over(now_s + LEAVE_FADE_MS / 1000):
            self._fade(LEAVE_FADE_MS, self._begin_next)

    def _begin_next(self) -> None:
        start, source = self._next, self._source
        if start is None or source is None:
            return
        self._look(time.monotonic())
        reached = self._position.at(time.monotonic())
        if start.fill == source.fill and 0 <= reached - start.frame < _STILL_THERE:
            # Somebody goes on in the fade of a pause: what was heard of it was heard.
            start = replace(start, frame=reached)
        self._begin_anew(start)

    def _begin_anew(self, start: Start) -> None:
        self._drop_sink()
        self._position = SinkPosition(start.frame, LEAD_FRAMES, _MOST_DELAY, self._sign_s)
        self._watch()
        self._begin(start)
        self._begun = start.number

    def _begin(self, start: Start) -> None:
        device = self._whereabouts.settle()
        if device is None:
            is_cut_off = self._devices.is_cut_off()
            self._fail(OutputFault(FaultKind.CUT_OFF if is_cut_off else FaultKind.NO_DEVICE))
            return
        self._after_fade, self._volume, self._turned_to = None, FULL, 1.0
        now_s = self._sign_s = time.monotonic()
        awake_s = now_s + WAKE_S - STALL_S
        self._position = SinkPosition(start.frame, LEAD_FRAMES, _MOST_DELAY, awake_s)
        self._source = SoundSource(start.fill, start.frame)
        # Later, when the sink has counted what it was given.
        self._source.pulled.connect(self._on_pulled, Qt.ConnectionType.QueuedConnection)
        self._depth.choose(device, now_s)
        self._sink = self._devices.sink(device)
        self._sink.start(self._source)
        if (failure := self._sink.failure()) is not None:
            self._fail(OutputFault(FaultKind.REFUSED, failure))
            return
        self._answers.begin(now_s)
        self._unsettled_s = None
        self._look_often()

    def _has_gone_to(self, start: Start) -> bool:
        """Cross over to ``start`` in the sink that plays, where one does."""
        sink, source = self._sink, self._source
        if sink is None or source is None:
            return False
        if source.error is not None or sink.failure() is not None:
            return False
        now_s = time.monotonic()
        self._look(now_s)
        lead = source.go_to(start.fill, start.frame)
        self._position = self._position.gone_to(start.frame, lead, now_s)
        return True

    @Slot()
    def _on_pulled(self) -> None:
        """Look just after a piece was taken: no later look is as true."""
        if self.silent_s() * 1000 >= LOOK_OFTEN_MS:
            self._on_look()

    def _look(self, now_s: float) -> None:
        if self._sink is not None and self._source is not None:
            played = self._sink.played_us() * RATE // 1_000_000
            self._position.look(now_s, played, self._source.handed_out)

    def _turn_to(self, sink: Sink, volume: float) -> None:
        # At every look, and nearly always the same.
        if volume != self._turned_to:
            self._turned_to = volume
            sink.set_volume(volume)

    def _is_waited_for(self, now_s: float, source: SoundSource) -> bool:
        device = self._whereabouts.device
        if self._after_fade is not None:
            # It is being left: begun anew it would play on after that.
            return False
        if device is None or self._position.at(now_s) > source.first:
            return False
        return self._depth.is_too_much(device, now_s, source.handed_out)

    def _begin_shallow(self, source: SoundSource) -> None:
        if self._whereabouts.device is not None:
            self._depth.lessen(self._whereabouts.device)
        self._drop_sink()
        self._begin(Start(source.fill, source.first))

    def _listen_to_server(self, now_s: float) -> None:
        report = self._answers.turn(now_s)
        if report is not None:
            self._position.learn(now_s, report.latency_us * RATE // 1_000_000)
        if self._unsettled_s is None:
            return
        if report is not None or now_s - self._unsettled_s > _ANSWER_WITHIN_S:
            self._unsettled_s = None
            self._reconsider(None if report is None else report.device)

    def _reconsider(self, plays_on: str | None) -> None:
        """Move to the device that is wanted now, unless sound goes there already."""
        if self._after_fade is not None:
            return
        move = self._whereabouts.reconsider(plays_on)
        if self._sink is None:
            # Nothing plays, so that nothing can fade: the next start takes what is wanted then.
            return
        if move is Move.SOFT:
            self._fade(LEAVE_FADE_MS, self._move)
        elif move is Move.AT_ONCE:
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
        self._begin(Start(source.fill, frame))

    def _lose(self, fault: OutputFault) -> None:
        """The device plays no more: go on with another, or give up."""
        if self._after_fade == self._begin_next:
            self._begin_next()
        elif self._after_fade == self._release or not self._whereabouts.has_another():
            self._fail(fault)
        else:
            self._move()

    def _fade(self, fade_ms: int, then: Callable[[], None]) -> None:
        now_s = time.monotonic()
        self._after_fade = then
        self._volume = VolumeRamp(self._volume.at(now_s), 0.0, now_s, fade_ms)
        self._look_often()

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
        self._look_ms = LOOK_OFTEN_MS
        self._look_timer.start(LOOK_OFTEN_MS)

    def _choose_pace(self, now_s: float) -> None:
        is_near = self._answers.is_young(now_s) or self._answers.are_near(now_s)
        look_ms = LOOK_OFTEN_MS if is_near or self._after_fade is not None else LOOK_SELDOM_MS
        if self._look_timer is not None and look_ms != self._look_ms:
            self._look_ms = look_ms
            self._look_timer.setInterval(look_ms)

    def _fail(self, fault: OutputFault) -> None:
        if self._after_fade == self._begin_next:
            # Of what nobody waits for.
            self._begin_next()
            return
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
        self._answers.close()
        self._sink = self._source = None
        self._after_fade = self._next = None
