"""Single key presses from a terminal, where there is one."""

import os
import re
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol, Self

if sys.platform == "win32":
    import msvcrt
else:
    import select
    import termios
    import tty

_KEY = re.compile(r"\x1b[\[O][0-?]*[ -/]*[@-~]|.", re.DOTALL)
"""An arrow or function key sends several characters, of which the first is Escape's."""


class Keys(Protocol):
    """Where key presses come from. Used as a context manager."""

    has_keyboard: bool
    """Whether anybody could press a key."""

    def __enter__(self) -> Self: ...
    def __exit__(self, *_details: object) -> None: ...
    def pressed(self, within_s: float) -> str:
        """Return the key pressed within so many seconds, or an empty text."""
        ...


class NoKeys:
    """Input that is no terminal: nobody presses anything. ``wait`` lets seconds pass."""

    has_keyboard = False

    def __init__(self, wait: Callable[[float], None]) -> None:
        self._wait = wait

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_details: object) -> None:
        return None

    def pressed(self, within_s: float) -> str:
        self._wait(within_s)
        return ""


class TerminalKeys:
    """A terminal's keys, one by one, without echo. The terminal is put back at the end."""

    has_keyboard = True

    def __init__(self) -> None:
        self._before: list[Any] | None = None
        self._typed: list[str] = []

    def __enter__(self) -> Self:
        if sys.platform != "win32":
            self._before = termios.tcgetattr(sys.stdin)
            tty.setcbreak(sys.stdin)
        return self

    def __exit__(self, *_details: object) -> None:
        if sys.platform != "win32" and self._before is not None:
            # A terminal that was closed needs no putting back.
            with suppress(termios.error):
                termios.tcsetattr(sys.stdin, termios.TCSADRAIN, self._before)

    if sys.platform == "win32":  # untried: no such machine was at hand

        def pressed(self, within_s: float) -> str:
            until = time.monotonic() + within_s
            while time.monotonic() < until:
                if msvcrt.kbhit():
                    return msvcrt.getwch()
                time.sleep(0.01)
            return ""

    else:

        def pressed(self, within_s: float) -> str:
            if not self._typed:
                self._typed = self._read(within_s)
            return self._typed.pop(0) if self._typed else ""

        def _read(self, within_s: float) -> list[str]:
            ready, _, _ = select.select([sys.stdin], [], [], within_s)
            if not ready:
                return []
            try:
                data = os.read(sys.stdin.fileno(), 1024)
            except OSError:
                data = b""
            if not data:
                # Closed: always ready to be read, and nothing will ever come.
                time.sleep(within_s)
            return _KEY.findall(data.decode(errors="replace"))


def terminal_keys() -> Keys:
    """The keys of the terminal this runs in, if a person can both see it and type."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        return TerminalKeys()
    return NoKeys(time.sleep)
