"""Single key presses from a terminal, where there is one."""

import sys
from collections.abc import Callable
from typing import Any, Protocol, Self

if sys.platform == "win32":
    import msvcrt
else:
    import select
    import termios
    import tty


class Keys(Protocol):
    """Where key presses come from. Used as a context manager."""

    def __enter__(self) -> Self: ...
    def __exit__(self, *_details: object) -> None: ...
    def pressed(self, within_s: float) -> str:
        """Return the key pressed within so many seconds, or an empty text."""
        ...


class NoKeys:
    """Input that is no terminal: nobody presses anything. ``wait`` lets seconds pass."""

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

    def __init__(self) -> None:
        self._before: list[Any] | None = None

    def __enter__(self) -> Self:
        if sys.platform != "win32":
            self._before = termios.tcgetattr(sys.stdin)
            tty.setcbreak(sys.stdin)
        return self

    def __exit__(self, *_details: object) -> None:
        if sys.platform != "win32" and self._before is not None:
            termios.tcsetattr(sys.stdin, termios.TCSADRAIN, self._before)

    if sys.platform == "win32":  # untried: no such machine was at hand

        def pressed(self, within_s: float) -> str:
            import time

            until = time.monotonic() + within_s
            while time.monotonic() < until:
                if msvcrt.kbhit():
                    return msvcrt.getwch()
                time.sleep(0.01)
            return ""

    else:

        def pressed(self, within_s: float) -> str:
            ready, _, _ = select.select([sys.stdin], [], [], within_s)
            return sys.stdin.read(1) if ready else ""
