"""What each key of the terminal asks of a practice."""

from typing import Final

from thaw.audio.silent import SilentOutput
from thaw.commands.screen import TerminalScreen
from thaw.player.player import Player
from thaw.player.state import Status
from thaw.practice.entry import Outcome, PauseReason

QUIT: Final = frozenset("qQ\x1b")
"""What leaves; while something plays, Escape grounds as well."""
GROUND: Final = frozenset("gG\x1b")
"""Stop and ground, as Escape does in the window."""
PAUSE: Final = " "
EASIER: Final = "e"
SLOWER: Final = "s"
TIME: Final = "t"
COUNT: Final = "c"
GO_SILENT: Final = "s"
"""Only where sound was lost: there is no breath to make slower then."""


def press(key: str, player: Player, screen: TerminalScreen) -> None:
    """Do what ``key`` stands for now; at a wait that is going on, for all that have no meaning."""
    now = player.snapshot()
    if key in GROUND:
        player.stop(Outcome.STOPPED_BY_CHOICE)
    elif key in QUIT:
        player.stop()
    elif now.fault is not None and key == GO_SILENT:
        player.continue_without_sound(SilentOutput())
    elif key == TIME:
        screen.shows_time = not screen.shows_time
    elif key == COUNT:
        screen.counts = not screen.counts
    elif key in (EASIER, SLOWER) and now.moment.breathes_on:
        screen.answer(_paced(key, player), now.moment.frame)
    elif now.moment.is_waiting and now.status is Status.PLAYING:
        if player.go_on():
            screen.answer("going on", now.moment.frame)
    elif key == PAUSE:
        _pause_or_resume(player)


def _paced(key: str, player: Player) -> str:
    if key == EASIER:
        changed, unchanged = "a little easier from the next breath", "this is as short as it goes"
        return changed if player.easier() else unchanged
    changed, unchanged = "a little slower from the next breath", "this is as slow as it goes"
    return changed if player.slower() else unchanged


def _pause_or_resume(player: Player) -> None:
    if player.status is Status.PLAYING:
        player.pause(PauseReason.USER)
    else:
        player.resume()
