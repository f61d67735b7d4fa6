"""A few seconds of sound on request, so that voice and levels can be chosen by ear."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from thaw.core.recording_faults import REASONS, RecordingUnusable
from thaw.core.units import Frames, frames
from thaw.shell.background import Background

if TYPE_CHECKING:
    # Loaded beside the window: they bring numpy with them.
    from thaw.audio.levels import Levels
    from thaw.audio.output import AudioOutput
    from thaw.player.performance import Performance

logger = logging.getLogger(__name__)

LOOK_MS: Final = 100
"""How often the sound is looked after while it plays."""
VOICE: Final = "voice_db"
LONGEST: Final = frames(10)
"""A bell rings for longer than anybody needs to judge it."""


class SoundPreview(QObject):
    """Makes a sample beside the window and plays it. Use it only while no practice is on."""

    said = Signal(str)
    """What came of it, in words; "" where all is well."""
    ended = Signal()
    """It was heard to its end."""

    def __init__(
        self,
        make: "Callable[[str], Performance]",
        levels: "Callable[[], Levels]",
        output: "Callable[[], AudioOutput]",
        background: Background,
        parent: QObject | None = None,
        unheard: Callable[[], str] = lambda: "",
        longest: Frames = LONGEST,
    ) -> None:
        """``make`` is called beside the window's thread, the rest on it.

        ``unheard`` says why the voice that was chosen is not heard; "" where it is.
        """
        super().__init__(parent)
        self._unheard = unheard
        self._longest = longest
        self._make = make
        self._levels = levels
        self._output = output
        self._background = background
        self._wanted = 0
        self._end = 0
        self._playing: Performance | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._on_look)

    def hear(self, name: str) -> None:
        """Let a sample be heard of what the level called ``name`` is of, in place of any other."""
        self.stop()
        self.said.emit("")
        wanted = self._wanted
        self._background.run(
            lambda: self._make(name),
            lambda performance: self._on_made(wanted, name, performance),
            lambda error: self._on_refused(wanted, error),
            is_awaited=True,
        )

    @Slot()
    def stop(self) -> None:
        """Fade out, and forget what is still being made."""
        self._wanted += 1
        if self._playing is not None:
            self._playing = None
            self._timer.stop()
            self._output().stop()

    def turn(self) -> None:
        """Let what plays be heard at the levels as they are now."""
        if self._playing is not None and self._playing.set_levels is not None:
            self._playing.set_levels(self._levels())

    def _on_made(self, wanted: int, name: str, performance: "Performance") -> None:
        if wanted != self._wanted:
            return
        if name == VOICE and (words := self._unheard()):
            self.said.emit(words)
        self._playing = performance
        self.turn()
        self._end = min(performance.end, self._longest)
        self._output().start(performance.fill, 0)
        self._timer.start()

    def _on_refused(self, wanted: int, error: Exception) -> None:
        from thaw.audio.voice.voice import REASONS as WHY_NOT
        from thaw.audio.voice.voice import VoiceUnavailable

        reason = str(error)
        if isinstance(error, RecordingUnusable):
            reason = REASONS[error.kind][0]
        elif isinstance(error, VoiceUnavailable):
            reason = WHY_NOT[error.kind]
        else:
            logger.error("A sample could not be made", exc_info=error)
        if wanted != self._wanted:
            return
        words = self._unheard() if isinstance(error, VoiceUnavailable) else ""
        self.said.emit(words or self.tr("It can't be heard: {0}").format(reason))

    @Slot()
    def _on_look(self) -> None:
        output = self._output()
        if output.fault is not None:
            self.stop()
            self.said.emit(self.tr("There is no sound: the device does not play."))
        elif output.heard() >= self._end:
            self.stop()
            self.ended.emit()
