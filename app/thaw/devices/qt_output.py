"""Sound through Qt Multimedia: follows the desktop's own device, needs no extra library.

The sink pulls from a device that lives in the thread that runs the sink's event loop.
With the device in another thread, sound dropped out for more than a second whenever
Python was busy; this way it does not (measured, see docs/decisions.md).
"""

import logging
import threading
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QThread

from thaw.audio.output import PAUSE_FADE_MS, FaultKind, Fill, OutputFault
from thaw.core.units import RATE
from thaw.devices.pulse_stream import StreamWatch, pulse_stream
from thaw.devices.qt_devices import QtDevices
from thaw.devices.sink_feeder import SinkFeeder, Start
from thaw.devices.sound_devices import SoundDevices

logger = logging.getLogger(__name__)

SILENT_THREAD_S: Final = 6.0
"""A sound thread that was not heard of for so long is held up by the device."""

_ANSWER_WITHIN_S: Final = 3.0


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
        self._feeder = SinkFeeder(choice, devices or QtDevices(), find_stream)
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
        self._feeder.start_asked.emit(Start(fill, frame, number))

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
