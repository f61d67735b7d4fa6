"""The whole suite, as ``python3 run.py test`` runs it: ``python -m tests``.

It is two runs of pytest. In the first, one worker to a core goes through all that can share
the machine, a file at a time. In the second, one process has the machine to itself for what
is seen, heard and timed as it happens. The last lines tell of both.

Exit status: 0 when both passed, otherwise pytest's own for the first that did not.
"""

import contextlib
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Final
from xml.etree import ElementTree

ALONE: Final = ("tests/e2e",)
SHARING: Final = (
    "--numprocesses=auto",
    # Each holds some 700 MB by its end.
    "--maxprocesses=8",
    # What a module made ready for its tests is made once, and they keep their order.
    "--dist=loadfile",
    # A crash is no reason to go on: what crashed one worker would crash the next.
    "--max-worker-restart=0",
    *(f"--ignore={path}" for path in ALONE),
)
RUNS: Final = {"Side by side": SHARING, "Alone": ALONE}

PASSED, FAILED, INTERRUPTED = 0, 1, 2
A_CRASH: Final = "crashed while running"
"""What xdist says of the test that a worker died in. Its status is that of any failure."""


@dataclass(frozen=True)
class Told:
    """How a run of pytest ended: its exit status, and the tests it wrote down by name."""

    status: int
    is_whole: bool = False
    """Whether all that was asked for was run."""
    tests: Sequence[str] = ()
    failed: Sequence[str] = ()
    skipped: Sequence[str] = ()


def main(runs: Mapping[str, Sequence[str]] = RUNS) -> int:
    begun = time.monotonic()
    told: dict[str, Told] = {}
    with tempfile.TemporaryDirectory(prefix="thaw-tests-") as folder:
        for name, words in runs.items():
            print(f"== {name}", flush=True)
            told[name] = run_pytest(words, Path(folder) / "report.xml")
            if not told[name].is_whole:
                break
    lines = summary(told, time.monotonic() - begun)
    print("\n".join(["", *lines]), flush=True)
    return next((one.status for one in told.values() if one.status != PASSED), PASSED)


def run_pytest(words: Sequence[str], report: Path) -> Told:
    """Run pytest to its end, whichever that is."""
    command = [sys.executable, "-m", "pytest", *words, f"--junitxml={report}"]
    with signals_left_to_pytest() as signals:
        signals.process = subprocess.Popen(command)
        status = signals.process.wait()
    if signals.came:
        # Stopped between two tests, or by what they leave to be cleared, it says otherwise.
        status = INTERRUPTED
    return read_report(status if status >= 0 else 128 - status, report)


@dataclass
class Signals:
    """What is asked of a run while it goes on."""

    process: "subprocess.Popen[bytes] | None" = None
    came: bool = False

    def note(self, _number: int, _frame: FrameType | None) -> None:
        self.came = True

    def hand_on(self, _number: int, _frame: FrameType | None) -> None:
        self.came = True
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)


@contextlib.contextmanager
def signals_left_to_pytest() -> Iterator[Signals]:
    """Ctrl+C reaches what is begun by itself; a request to end is handed on as a Ctrl+C.

    Then pytest says how far it came, and ends what its tests began. The handlers are there
    before pytest is: begun where Ctrl+C is ignored, as in a script's background, it would
    ignore it, too.
    """
    signals = Signals()
    before = {
        signal.SIGINT: signal.signal(signal.SIGINT, signals.note),
        signal.SIGTERM: signal.signal(signal.SIGTERM, signals.hand_on),
    }
    try:
        yield signals
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def read_report(status: int, report: Path) -> Told:
    """Take what pytest wrote down. A run that was cut off may have left nothing."""
    if not report.is_file():
        return Told(status)
    cases = list(ElementTree.parse(report).iter("testcase"))
    report.unlink()
    ends = [end.get("message", "") for case in cases for end in case]
    return Told(
        status,
        is_whole=status in (PASSED, FAILED) and not any(A_CRASH in end for end in ends),
        tests=names_of(cases),
        failed=names_of(cases, "failure", "error"),
        skipped=names_of(cases, "skipped"),
    )


def names_of(cases: Sequence[ElementTree.Element], *ends: str) -> Sequence[str]:
    """Each test that came to one of ``ends``, once; without any, all of them."""
    chosen = [case for case in cases if not ends or any(case.find(end) is not None for end in ends)]
    names = (f"{case.get('classname')}::{case.get('name')}" for case in chosen)
    return list(dict.fromkeys(names))


def summary(told: Mapping[str, Told], seconds: float) -> list[str]:
    """What to know of all runs together, the most important last."""
    lines = [f"skipped: {name}" for one in told.values() for name in one.skipped]
    lines += [f"failed: {name}" for one in told.values() for name in one.failed]
    lines += [
        f"{name}: stopped early, with pytest's exit status {one.status}"
        for name, one in told.items()
        if not one.is_whole
    ]
    tests = sum(len(one.tests) for one in told.values())
    failed = sum(len(one.failed) for one in told.values())
    minutes, rest = divmod(round(seconds), 60)
    return [*lines, f"{tests} tests in {minutes} min {rest} s, {failed or 'none'} failed"]


if __name__ == "__main__":
    sys.exit(main())
