"""Practising in a terminal: keys in, lines out, and what is kept."""

import os
import pty
import select
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.commands.shelf import personal, services_at
from tests.first_start import lay_session_index
from thaw.commands.answer import EXIT_DONE
from thaw.paths import paths_from
from thaw.practice.entry import Outcome, PracticeEntry

THAW = (sys.executable, "-m", "thaw")
PLAY = ("play", "walk", "--output", "silent", "--no-voice")


class Terminal:
    """Thaw in a terminal of the test's own."""

    def __init__(self, *words: str, columns: int = 80) -> None:
        size = {**os.environ, "TERM": "xterm", "COLUMNS": str(columns), "LINES": "8"}
        self.shown = ""
        self.pid, self.hand = pty.fork()
        if self.pid == 0:
            os.execve(sys.executable, [*THAW, *words], size)

    def until(self, words: str) -> None:
        while words not in self.shown:
            ready, _, _ = select.select([self.hand], [], [], 30)
            assert ready, f"{words!r} is not in {self.shown!r}"
            self.shown += os.read(self.hand, 65536).decode(errors="replace")

    def type(self, text: str) -> None:
        os.write(self.hand, text.encode())

    def status(self) -> int:
        """Read until it ends."""
        try:
            while data := os.read(self.hand, 65536):
                self.shown += data.decode(errors="replace")
        except OSError:
            pass
        return self.end()

    def end(self) -> int:
        _, status = os.waitpid(self.pid, 0)
        self.pid = 0
        return os.waitstatus_to_exitcode(status)

    def close(self) -> None:
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            self.end()
        os.close(self.hand)


@pytest.fixture
def terminal(thaw_home: Path) -> Iterator[Callable[..., Terminal]]:
    personal(thaw_home)
    lay_session_index(paths_from({"THAW_HOME": str(thaw_home)}))
    opened: list[Terminal] = []

    def started(*words: str, columns: int = 80) -> Terminal:
        opened.append(Terminal(*words, columns=columns))
        return opened[-1]

    yield started
    for one in opened:
        one.close()


def kept(home: Path) -> list[PracticeEntry]:
    history = services_at(home).history
    try:
        return history.log().entries()
    finally:
        history.shut()


def test_in_a_terminal_space_pauses_and_q_ends(
    terminal: Callable[..., Terminal], thaw_home: Path
) -> None:
    played = terminal(*PLAY)
    played.until("q: stop")
    played.type("t")
    played.until("0:11 left")
    played.type(" ")
    played.until("paused")
    played.type("\x1b[A \x1b[B")
    played.until("0:10 left")
    played.type("q")

    assert played.status() == EXIT_DONE
    assert "of A Walk, kept in your history." in played.shown
    assert "Traceback" not in played.shown
    (practice,) = kept(thaw_home)
    assert (practice.outcome, len(practice.progress.pauses)) == (Outcome.PARTIAL, 1)


def test_q_counts_while_the_voice_is_prepared(terminal: Callable[..., Terminal]) -> None:
    played = terminal("play", "walk", "--output", "silent")
    played.until("Preparing the voice")
    played.type("q")

    assert played.status() == EXIT_DONE
    assert "q: stop" not in played.shown or "0 s of A Walk" in played.shown
    assert "12 s of A Walk" not in played.shown


def test_a_narrow_terminal_is_enough(terminal: Callable[..., Terminal]) -> None:
    played = terminal(*PLAY, columns=20)
    played.until("q: stop")
    played.type("q")
    assert played.status() == EXIT_DONE
    assert "Traceback" not in played.shown


def test_control_c_ends_a_practice_and_keeps_it(
    terminal: Callable[..., Terminal], thaw_home: Path
) -> None:
    played = terminal(*PLAY)
    played.until("q: stop")
    played.type("t")
    played.until("0:11 left")
    played.type("\x03")
    assert played.status() == EXIT_DONE
    assert "Traceback" not in played.shown
    assert kept(thaw_home)[0].outcome is Outcome.PARTIAL


def test_a_terminal_that_is_closed_keeps_the_practice(
    terminal: Callable[..., Terminal], thaw_home: Path
) -> None:
    played = terminal(*PLAY)
    played.until("q: stop")
    played.type("t")
    played.until("0:11 left")
    os.close(played.hand)
    played.hand = os.open(os.devnull, os.O_RDONLY)
    played.end()
    (practice,) = kept(thaw_home)
    assert practice.outcome is Outcome.PARTIAL
