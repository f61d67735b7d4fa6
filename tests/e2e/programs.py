"""Other programs, started for a test and surely ended after it."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

DEADLINE_S: Final = 30.0
"""How long a slow, busy machine may take over anything that normally takes a second."""
LOOK_EVERY_S: Final = 0.01
_GOODBYE_S: Final = 5.0

_LEASH: Final = """
import ctypes, os, sys
# It dies with whoever started it, however that ends (PR_SET_PDEATHSIG, SIGKILL).
ctypes.CDLL(None).prctl(1, 9)
if os.getppid() != int(sys.argv[1]):
    sys.exit(1)
# What else the machine is doing is not what is being tested.
try:
    os.setpriority(os.PRIO_PROCESS, 0, -10)
except OSError:
    pass
os.execvp(sys.argv[2], sys.argv[2:])
"""


class NeverCameTrueError(AssertionError):
    """What was waited for did not happen."""


def until(
    is_true: Callable[[], object],
    what: str,
    within_s: float = DEADLINE_S,
    every_s: float = LOOK_EVERY_S,
) -> None:
    """Look until ``is_true``; fail with ``what`` when it takes longer than ``within_s``."""
    deadline = time.monotonic() + within_s
    while not is_true():
        if time.monotonic() > deadline:
            raise NeverCameTrueError(f"waited {within_s:g} s in vain: {what}")
        time.sleep(every_s)


def require(*programs: str) -> None:
    """Fail, naming what is missing: on no machine is an end-to-end test skipped."""
    missing = [program for program in programs if shutil.which(program) is None]
    if missing:
        names = ", ".join(missing)
        raise FileNotFoundError(
            f"The end-to-end tests need {names}. `python3 run.py test` installs what they need."
        )


class Program:
    """One running program; its output goes to a file that a failure can show."""

    def __init__(
        self,
        words: Sequence[str | Path],
        environ: Mapping[str, str],
        log: Path,
        stdin: int = subprocess.DEVNULL,
        stdout: int | None = None,
        keep_open: Sequence[int] = (),
    ) -> None:
        require(str(words[0]))
        self.words = [str(word) for word in words]
        self.log = log
        leash = [sys.executable, "-I", "-S", "-c", _LEASH, str(os.getpid())]
        with log.open("ab") as complaints:
            self.process = subprocess.Popen(
                [*leash, *self.words],
                env=dict(environ),
                stdin=stdin,
                stdout=complaints if stdout is None else stdout,
                stderr=complaints,
                start_new_session=True,
                pass_fds=keep_open,
            )

    @property
    def is_running(self) -> bool:
        return self.process.poll() is None

    def said(self) -> str:
        """All it has written so far."""
        return self.log.read_text("utf-8", errors="replace")

    def wait(self, within_s: float = DEADLINE_S) -> int:
        """Wait for it to end by itself; return its exit status."""
        return self.process.wait(within_s)

    def kill(self) -> None:
        """End it like a power cut, with all it started."""
        self._signal(signal.SIGKILL)
        self.process.wait()

    def end(self) -> None:
        """End it politely, and then not."""
        if self.is_running:
            self._signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(_GOODBYE_S)
        self._signal(signal.SIGKILL)
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()

    def _signal(self, number: signal.Signals) -> None:
        # Its own session: whatever it started goes with it.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)
