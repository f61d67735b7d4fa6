"""The practice on screen: prepared beside the window, then played and watched over."""

import logging
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from thaw.core.session import Session
from thaw.core.units import RATE, Frames
from thaw.practice.kinds import Outcome, PauseReason, Source
from thaw.shell.background import Background
from thaw.shell.player.state import Answer, Answered, PlayerState, PlayerStatus, SoundFault

if TYPE_CHECKING:
    # Loaded beside the window, which does without: the player brings numpy with it.
    from thaw.audio.levels import Levels
    from thaw.core.plan import Choices
    from thaw.player.performance import Performance
    from thaw.player.player import Player

logger = logging.getLogger(__name__)

LOOK_MS: Final = 200
"""How often a practice is looked after while nothing draws it."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person chose to practise."""

    session_id: str
    title: str
    choices: "Choices"
    source: Source
    session: Session | None = None
    """What is practised, where no file holds it; ``session_id`` is its own then."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A practice that is over."""

    practice_id: str | None
    """Its row in the log; None where there is none."""
    wish: Wish
    is_finished: bool
    """Whether it came to its own end."""
    practised_ms: int


class Stage(Protocol):
    """How a wish becomes sound, and what became of it in the log."""

    def rehearse(self, wish: Wish) -> "Performance":
        """Compile and make the sound. Called beside the window's thread; may raise."""
        ...

    def begin(self, wish: Wish, performance: "Performance", waited_s: float) -> "Player":
        """Make the player and start it, on the window's thread.

        It was asked for ``waited_s`` ago.
        """
        ...

    def set_levels(self, levels: "Levels") -> None:
        """Turn the levels of the practice that is on."""
        ...

    def is_on_substitute(self) -> bool:
        """Whether the chosen sound device isn't there, and another plays in its place."""
        ...

    def continue_silently(self, player: "Player") -> None:
        """Let ``player`` go on with captions alone."""
        ...

    def why_unsaved(self, practice_id: str) -> str | None:
        """Why a practice that is over is not in the log; None when it is. Waits for a moment."""
        ...

    def is_saved(self, practice_id: str) -> bool:
        """Whether a practice is in the log by now."""
        ...


class Sitting(QObject):
    """At most one practice at a time. ``state`` looks at it and looks after it."""

    began = Signal()
    status_changed = Signal()
    """Another status, or something is prepared, or is not any more."""
    refused = Signal(object)
    """A session can't be played; carries the error."""
    substituted = Signal()
    """The chosen sound device isn't there, and another plays in its place."""
    ended = Signal(object)
    """A practice is over: carries ``Ended``, once for each that had begun."""

    def __init__(self, stage: Stage, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._background = background
        self._wish: Wish | None = None
        self._ahead: Wish | None = None
        """Made ready without being begun."""
        self._performance: Performance | None = None
        """Of ``_ahead``, once it is ready."""
        self._player: Player | None = None
        self._told = (PlayerStatus.READY, False)
        """The status, and whether something was on."""
        self._told_of_substitute = False
        self._unsaved: str | None = None
        self._ended: Player | None = None
        """Of which it was told that it is over."""
        self._answered: Answered | None = None
        self._asked_s = 0.0
        self._is_grounding = False
        self._is_watched = False
        """Whether somebody has read the state since it was last looked after here."""
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._on_look)

    @property
    def is_on(self) -> bool:
        """Whether something is being prepared, played or paused."""
        return self._wish is not None and not self.status.is_over

    @property
    def status(self) -> PlayerStatus:
        return PlayerStatus.READY if self._player is None else _status(self._player)

    @property
    def is_grounding(self) -> bool:
        """Whether the practice was stopped, and its grounding is not over yet."""
        return self._is_grounding

    @property
    def wish(self) -> Wish | None:
        return self._wish

    @property
    def practice_id(self) -> str | None:
        """The row of the practice that has begun; None before that."""
        return None if self._player is None else self._player.practice_id

    def prepare(self, wish: Wish) -> None:
        """Make ``wish`` ready, so that to begin it takes no more time; ``refused`` may come."""
        self.put_aside()
        self._ahead = wish
        self._rehearse(wish)

    def put_aside(self) -> None:
        """What was prepared is not wanted any more."""
        if self._performance is not None and self._performance.lines is not None:
            self._performance.lines.stop()
        self._ahead = self._performance = None

    def begin(self, wish: Wish) -> None:
        """Prepare ``wish`` and play it; a practice that is on is stopped and kept."""
        self._asked_s = monotonic()
        self.leave()
        self._answered = None
        self._wish = wish
        self._tell()
        if wish is not self._ahead:
            self.put_aside()
            self._rehearse(wish)
        elif self._performance is not None:
            self._on_rehearsed(wish, self._performance)

    def state(self) -> PlayerState:
        """What there is to show now, after a look at all that may have happened."""
        self._is_watched = True
        if self._wish is None:
            return PlayerState()
        if self._player is None:
            return PlayerState(title=self._wish.title)
        self._player.tick()
        self._tell()
        return self._shown(self._player)

    def frame(self) -> Frames | None:
        """The frame heard now; None where nothing plays. Called for every picture drawn."""
        if self._player is None or self._player.status.value != PlayerStatus.PLAYING:
            return None
        return self._player.frame

    @Slot()
    def pause(self) -> None:
        if self._player is not None:
            self._player.pause(PauseReason.USER)
            self._tell()

    @Slot()
    def resume(self) -> None:
        """Play on; after a fault this tries the device again."""
        if self._player is not None:
            self._player.resume()
            self._tell()

    @Slot()
    def restart(self) -> None:
        if self._player is not None:
            self._player.restart()

    @Slot(int)
    def skip(self, span_s: int) -> None:
        """Go so many seconds on, or back where negative."""
        if self._player is not None:
            here = self._player.snapshot().moment.frame
            self._player.seek(Frames(here + span_s * RATE))

    @Slot()
    def breathe_easier(self) -> None:
        """Shorten the breaths to come, and say what came of it."""
        if self._player is not None and self._player.snapshot().moment.breathes_on:
            self._answer(Answer.EASIER if self._player.easier() else Answer.NO_EASIER)

    @Slot()
    def breathe_slower(self) -> None:
        """Lengthen the breaths to come, and say what came of it."""
        if self._player is not None and self._player.snapshot().moment.breathes_on:
            self._answer(Answer.SLOWER if self._player.slower() else Answer.NO_SLOWER)

    @Slot()
    def go_on(self) -> None:
        """End the wait that is on; without one nothing happens."""
        if self._player is not None and self._player.go_on():
            self._answer(Answer.GOING_ON)

    @Slot()
    def stop(self) -> None:
        """End with a fade; what was practised is kept."""
        if self._player is not None:
            self._player.stop()
        elif self._wish is not None:
            self._wish = None
            self.put_aside()
        self._tell()

    @Slot()
    def ground(self) -> None:
        """End with a fade, by choice, and have a grounding follow; what was practised is kept."""
        if self._player is None or not self.is_on:
            self.stop()
            return
        self._is_grounding = True
        self._player.stop(Outcome.STOPPED_BY_CHOICE)
        self._tell()

    @Slot()
    def end_grounding(self) -> None:
        """The person has come to its end, or has had enough of it."""
        self._is_grounding = False

    @Slot()
    def continue_silently(self) -> None:
        if self._player is not None:
            self._stage.continue_silently(self._player)
            self._tell()

    def leave(self) -> None:
        """Stop with a fade, keep what was practised, and forget it."""
        if self._player is not None:
            self._player.release()
            self._tell_of_end(self._player)
        self._timer.stop()
        self._player = self._wish = None
        self._is_grounding = False
        self._tell()

    def _shown(self, player: "Player") -> PlayerState:
        snapshot = player.snapshot()
        # A disk may answer later than anybody waits for it.
        if self._unsaved is not None and self._stage.is_saved(player.practice_id or ""):
            self._unsaved = None
        return PlayerState(
            status=_status(player),
            title=player.plan.title,
            moment=snapshot.moment,
            practised=snapshot.practised,
            has_sound=snapshot.has_sound,
            fault=None if snapshot.fault is None else SoundFault(snapshot.fault.kind.value),
            preparing=snapshot.lines,
            answered=self._answered,
            is_grounding=self._is_grounding,
            not_kept=self._unsaved,
        )

    def _answer(self, answer: Answer) -> None:
        if self._player is not None:
            self._answered = Answered(answer, self._player.snapshot().moment.frame)

    def _tell(self) -> None:
        status = self.status
        if (status, self.is_on) != self._told:
            self._told = status, self.is_on
            if self._player is not None and status.is_over:
                self._unsaved = self._stage.why_unsaved(self._player.practice_id or "")
            self.status_changed.emit()
            if self._player is not None and self.status.is_over:
                self._tell_of_end(self._player)

    def _tell_of_end(self, player: "Player") -> None:
        if self._wish is None or player is self._ended:
            return
        self._ended = player
        snapshot = player.snapshot()
        is_finished = _status(player) is PlayerStatus.FINISHED
        practised_ms = snapshot.practised * 1000 // RATE
        self.ended.emit(Ended(player.practice_id, self._wish, is_finished, practised_ms))

    @Slot()
    def _on_look(self) -> None:
        if not self._is_watched:
            self.state()
        self._is_watched = False
        if not self._told_of_substitute and self._stage.is_on_substitute():
            self._told_of_substitute = True
            self.substituted.emit()
        if self._player is not None and self._player.is_silent:
            self._timer.stop()

    def _rehearse(self, wish: Wish) -> None:
        self._background.run(
            lambda: self._stage.rehearse(wish),
            lambda performance: self._on_rehearsed(wish, performance),
            lambda error: self._on_refused(wish, error),
            is_awaited=True,
        )

    def _on_rehearsed(self, wish: Wish, performance: "Performance") -> None:
        if self._wish is not wish:
            if self._ahead is wish:
                self._performance = performance
            elif performance.lines is not None:
                performance.lines.stop()
            return
        self._ahead = self._performance = None
        self._told_of_substitute = False
        self._player = self._stage.begin(wish, performance, monotonic() - self._asked_s)
        self._timer.start()
        self._tell()
        self.began.emit()

    def _on_refused(self, wish: Wish, error: Exception) -> None:
        if self._wish is wish:
            self._wish = None
        elif self._ahead is not wish:
            return
        self.put_aside()
        self._tell()
        self.refused.emit(error)


def _status(player: "Player") -> PlayerStatus:
    # A fault that was left behind by ending is over as well. Asked several times for every
    # picture, so not of a whole snapshot.
    if player.fault is not None and not player.is_over:
        return PlayerStatus.FAULT
    return PlayerStatus(player.status.value)
