"""A terminal for a program that draws and reads keys."""

import fcntl
import os
import pty
import re
import struct
import termios
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

from tests.e2e.programs import Program, until

_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
ROWS, COLUMNS = 24, 80


class Terminal:
    """Runs a program in a pseudo-terminal and keeps all it draws."""

    def __init__(self, words: Sequence[str], environ: Mapping[str, str], log: Path) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.program = Program(words, environ, log, stdin=theirs, stdout=theirs)
        os.close(theirs)
        self._drawn: list[bytes] = []
        self._reader = threading.Thread(target=self._read, name="terminal", daemon=True)
        self._reader.start()

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.program.end()
        self._reader.join()
        os.close(self._ours)

    @property
    def drawn(self) -> str:
        """All that was ever drawn, without the codes that say where."""
        return _ESCAPES.sub("", b"".join(self._drawn).decode("utf-8", errors="replace"))

    def press(self, key: str) -> None:
        os.write(self._ours, key.encode())

    def wait_for(self, words: str, since: int = 0, within_s: float = 60) -> None:
        """Wait until ``words`` are drawn, after the first ``since`` characters."""
        until(lambda: words in self.drawn[since:], f"{words!r} in the terminal", within_s)

    def _read(self) -> None:
        while True:
            try:
                piece = os.read(self._ours, 65_536)
            except OSError:  # the program has closed its side
                return
            if not piece:
                return
            self._drawn.append(piece)
