"""The real stage: sessions from the catalogue, sound from the bank, rows in the log.

What brings numpy is imported when the first session is prepared, beside the window.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QCoreApplication

from thaw import __version__
from thaw.core.catalogue import Catalogue
from thaw.core.problem_words import worded
from thaw.core.session import Session
from thaw.settings import Settings
from thaw.shell.player.sitting import Wish
from thaw.shell.reasons import reason_text

if TYPE_CHECKING:
    from thaw.audio.bank import SoundBank
    from thaw.audio.levels import Levels
    from thaw.audio.output import AudioOutput
    from thaw.player.performance import Performance
    from thaw.player.player import Player
    from thaw.practice.recorder import LogFault, PracticeRecorder

SAVED_WITHIN_S = 1.5
"""How long the end of a practice waits for the disk before it says what is unsure."""


class SessionUnreadable(Exception):
    """A session's file can't be read any more; the text says where and why."""


@runtime_checkable
class ChoosesDevice(Protocol):
    """An output that plays on a device of the person's choice."""

    is_on_substitute: bool

    def follow_choice(self) -> None:
        """Go to the device that is chosen now."""
        ...


class PlayingStage:
    """Makes players. ``rehearse`` is called beside the window's thread, the rest on it.

    ``levels`` tells what is set when a practice begins; ``set_levels`` turns one that is on.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        bank: "Callable[[], SoundBank]",
        levels: "Callable[[], Levels]",
        open_output: "Callable[[], AudioOutput]",
        recorder: "Callable[[], PracticeRecorder]",
        read_settings: Callable[[], Settings],
    ) -> None:
        self._catalogue = catalogue
        self._bank = bank
        self._levels = levels
        self._open_output = open_output
        self._recorder = recorder
        self._read_settings = read_settings
        self._output: AudioOutput | None = None
        self._chooser: ChoosesDevice | None = None
        """The output, where it is one that chooses."""
        self._performance: Performance | None = None

    def open_output(self) -> "AudioOutput":
        """The output, opened when it is first asked for, and then kept."""
        if self._output is None:
            self._output = output = self._open_output()
            self._chooser = output if isinstance(output, ChoosesDevice) else None
        return self._output

    def rehearse(self, wish: Wish) -> "Performance":
        """Compile and make the sound. Raises CannotFitError and SessionUnreadable."""
        from thaw.player.preparing import made_ready

        session = wish.session or self._catalogue.session(wish.session_id)
        if not isinstance(session, Session):
            raise SessionUnreadable(worded(session[0]))
        return made_ready(session, wish.choices, self._bank(), self._levels())

    def begin(self, wish: Wish, performance: "Performance", waited_s: float) -> "Player":
        from thaw.player.clock import SystemClock
        from thaw.player.player import Player
        from thaw.player.preparing import practice_start

        clock = SystemClock()
        player = Player(performance, self.open_output(), self._recorder(), clock)
        self._performance = performance
        # They may have been turned while the sound was made.
        self.set_levels(self._levels())
        hour = self._read_settings().day_start_hour
        start = practice_start(performance.plan, wish.source, clock, hour, __version__)
        player.begin(start, waited_s)
        return player

    def set_levels(self, levels: "Levels") -> None:
        """Turn the levels of the practice that is on; without one nothing happens."""
        if self._performance is not None and self._performance.set_levels is not None:
            self._performance.set_levels(levels)

    def follow_device(self) -> None:
        """Another sound device was chosen: what is heard goes there, where the output can."""
        if self._chooser is not None:
            self._chooser.follow_choice()

    def is_on_substitute(self) -> bool:
        """Whether the chosen device isn't there, and another plays in its place."""
        return self._chooser is not None and self._chooser.is_on_substitute

    def continue_silently(self, player: "Player") -> None:
        from thaw.audio.silent import SilentOutput

        player.continue_without_sound(SilentOutput())

    def why_unsaved(self, practice_id: str) -> str | None:
        recorder = self._recorder()
        recorder.flush(SAVED_WITHIN_S)
        return None if recorder.is_saved(practice_id) is not False else _words(recorder.fault)

    def is_saved(self, practice_id: str) -> bool:
        return self._recorder().is_saved(practice_id) is not False

    def close(self) -> None:
        """Give the sound device back."""
        if self._output is not None:
            self._output.close()


def _words(fault: "LogFault | None") -> str:
    tr = QCoreApplication.translate
    if fault is None:
        return tr("player", "the disk has not answered yet.")
    if fault.error is None:
        reason = tr("player", "something went wrong in Thaw itself")
    else:
        reason = reason_text(fault.error)
    if fault.rescued_to is None:
        return tr("player", "{0}.").format(reason)
    return tr("player", "{0}. It waits in {1}, and is taken in at the next start.").format(
        reason, fault.rescued_to
    )
