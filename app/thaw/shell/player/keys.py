"""What each key asks for while a practice is on."""

from enum import StrEnum, auto
from typing import Final

from PySide6.QtCore import Qt


class Ask(StrEnum):
    """What can be asked of a practice, by key or by button."""

    RESTART = auto()
    GROUND = auto()
    STOP = auto()
    EASIER = auto()
    SLOWER = auto()
    FURTHER = auto()
    BACK = auto()
    TOGGLE = auto()
    """Pause, or go on after a pause."""
    GO_ON = auto()
    """End the wait that is on."""
    TIME = auto()
    """Show the time left, or no longer."""
    COUNT = auto()
    """Show the seconds of each breath, or no longer."""
    LEVELS = auto()
    RETRY = auto()
    SILENT = auto()


OF_WHAT_GOES: Final = frozenset({Ask.RESTART, Ask.BACK, Ask.FURTHER, Ask.EASIER, Ask.SLOWER})
"""What can be asked only where a practice plays or is paused: not before, nor without sound."""
_HELD: Final[dict[int, Ask]] = {Qt.Key.Key_Left: Ask.BACK, Qt.Key.Key_Right: Ask.FURTHER}
"""Asked again for as long as the key is held."""
_PRESSED: Final[dict[int, Ask]] = {
    Qt.Key.Key_R: Ask.RESTART,
    Qt.Key.Key_Escape: Ask.GROUND,
    Qt.Key.Key_Q: Ask.STOP,
    Qt.Key.Key_E: Ask.EASIER,
    Qt.Key.Key_S: Ask.SLOWER,
    Qt.Key.Key_Space: Ask.TOGGLE,
    Qt.Key.Key_MediaTogglePlayPause: Ask.TOGGLE,
    Qt.Key.Key_T: Ask.TIME,
    Qt.Key.Key_C: Ask.COUNT,
    Qt.Key.Key_L: Ask.LEVELS,
}
_BESIDE_WRITING: Final[dict[int, Ask]] = {
    Qt.Key.Key_Escape: Ask.GROUND,
    Qt.Key.Key_MediaTogglePlayPause: Ask.TOGGLE,
}
"""What can be no part of a word."""


def held_ask(key: int) -> Ask | None:
    """What a key asks for however long it is held."""
    return _HELD.get(key)


def pressed_ask(key: int, text: str, *, is_waiting: bool, has_just_waited: bool) -> Ask | None:
    """What a key asks for once; ``text`` is what it would write.

    At a wait all that writes goes on: with closed eyes nobody looks for one key, nor knows
    which would begin again, or end. What comes a moment too late was meant to go on as well,
    and asks for nothing. Escape always grounds.
    """
    writes = bool(text) and key != Qt.Key.Key_Escape
    if writes and is_waiting:
        return Ask.GO_ON
    if writes and has_just_waited:
        return None
    return _PRESSED.get(key)


def ask_beside_writing(key: int) -> Ask | None:
    """What a key asks for while something may be written: the others are meant for that."""
    return _BESIDE_WRITING.get(key)
