"""The practice on screen: prepared beside the window, then played and watched over."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from thaw.core.plan import Choices
from thaw.core.units import RATE, Frames
from thaw.practice.entry import PauseReason, Source
from thaw.shell.background import Background
from thaw.shell.player_state import PlayerState, PlayerStatus, SoundFault

if TYPE_CHECKING:
    # Loaded beside the window: the player brings numpy with it.
    from thaw.player.player import Player

logger = logging.getLogger(__name__)

LOOK_MS: Final = 200
"""How often a practice is looked after while nothing draws it."""
SKIP: Final = Frames(15 * RATE)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person chose to practise."""

    session_id: str
    title: str
    choices: Choices
    source: Source


@dataclass(frozen=True, slots=True)
class Stage:
    """How a wish becomes sound. ``rehearse`` is called beside the window's thread."""

    rehearse: "Callable[[Wish], object]"
    """Compile and make the sound; returns what ``begin`` takes. May raise."""
    begin: "Callable[[Wish, object], Player]"
    """Make the player and start it, on the window's thread."""
    continue_silently: "Callable[[Player], None]"
    unsaved: Callable[[str], str | None]
    """Why the practice with this id could not be saved; None when it is, or may yet be."""
    keep: Callable[[], None]
    """Wait for what is being written."""


class Sitting(QObject):
    """At most one practice at a time. ``state`` looks at it and looks after it."""

    began = Signal()
    status_changed = Signal()
    refused = Signal(object)
    """A session can't be played; carries the error."""

    def __init__(self, stage: Stage, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._background = background
        self._wish: Wish | None = None
        self._player: Player | None = None
        self._told = PlayerStatus.READY
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._on_look)

    @property
    def is_on(self) -> bool:
        """Whether something is being prepared, played or paused."""
        return self._wish is not None and self.status not in _OVER

    @property
    def status(self) -> PlayerStatus:
        return PlayerStatus.READY if self._player is None else _status(self._player)

    @property
    def wish(self) -> Wish | None:
        return self._wish

    def begin(self, wish: Wish) -> None:
        """Prepare ``wish`` and play it; a practice that is on is stopped and kept."""
        self.leave()
        self._wish = wish
        self._tell()
        self._background.run(
            lambda: self._stage.rehearse(wish),
            lambda made: self._on_rehearsed(wish, made),
            lambda error: self._on_refused(wish, error),
        )

    def state(self) -> PlayerState:
        """What there is to show now. Called for every picture drawn."""
        if self._wish is None:
            return PlayerState()
        if self._player is None:
            return PlayerState(title=self._wish.title)
        self._player.tick()
        self._tell()
        return self._shown(self._player)

    @Slot()
    def pause_or_resume(self) -> None:
        if self._player is None:
            return
        if self.status is PlayerStatus.PLAYING:
            self._player.pause(PauseReason.USER)
        else:
            self._player.resume()
        self._tell()

    @Slot()
    def restart(self) -> None:
        if self._player is not None:
            self._player.restart()

    @Slot()
    def skip_forward(self) -> None:
        self._skip(SKIP)

    @Slot()
    def skip_back(self) -> None:
        self._skip(Frames(-SKIP))

    @Slot()
    def stop(self) -> None:
        """End with a fade; what was practised is kept."""
        if self._player is None:
            self._wish = None
        else:
            self._player.stop()
        self._tell()

    @Slot()
    def try_sound_again(self) -> None:
        if self._player is not None:
            self._player.resume()
            self._tell()

    @Slot()
    def continue_silently(self) -> None:
        if self._player is not None:
            self._stage.continue_silently(self._player)
            self._tell()

    def leave(self) -> None:
        """Stop at once, keep what was practised, and forget it."""
        if self._player is not None:
            self._player.release()
        self._timer.stop()
        self._player = self._wish = None
        self._tell()

    def _skip(self, span: Frames) -> None:
        if self._player is not None:
            self._player.seek(Frames(self._player.snapshot().moment.frame + span))

    def _shown(self, player: "Player") -> PlayerState:
        snapshot = player.snapshot()
        is_over = _status(player) in _OVER
        return PlayerState(
            status=_status(player),
            title=player.plan.title,
            moment=snapshot.moment,
            practised=snapshot.practised,
            has_sound=snapshot.has_sound,
            fault=None if snapshot.fault is None else SoundFault(snapshot.fault.kind.value),
            not_kept=self._stage.unsaved(player.practice_id or "") if is_over else None,
        )

    def _tell(self) -> None:
        if self.status is not self._told:
            self._told = self.status
            if self._told in _OVER:
                self._stage.keep()
            self.status_changed.emit()

    @Slot()
    def _on_look(self) -> None:
        self.state()
        if self._player is not None and self._player.is_silent:
            self._timer.stop()

    def _on_rehearsed(self, wish: Wish, made: object) -> None:
        if self._wish is not wish:
            return
        self._player = self._stage.begin(wish, made)
        self._timer.start()
        self._tell()
        self.began.emit()

    def _on_refused(self, wish: Wish, error: Exception) -> None:
        if self._wish is not wish:
            return
        self._wish = None
        self._tell()
        self.refused.emit(error)


_OVER = (PlayerStatus.FINISHED, PlayerStatus.STOPPED)


def _status(player: "Player") -> PlayerStatus:
    snapshot = player.snapshot()
    if snapshot.fault is not None:
        return PlayerStatus.FAULT
    return PlayerStatus(snapshot.status.value)
