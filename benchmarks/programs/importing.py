"""Thaw taking in a file that is in THAW_HOME, into a log that is empty.

THAW_BENCHMARK_FILE names it. Prints the seconds of processor that it took, reading, checking
and writing; with THAW_BENCHMARK_MEMORY the megabytes that it took beside what Python had.
"""

import os
import tempfile
import time
from pathlib import Path

from thaw.practice.importing import import_file
from thaw.practice.log import PracticeLog


def main() -> None:
    file = Path(os.environ["THAW_HOME"], os.environ["THAW_BENCHMARK_FILE"])
    with tempfile.TemporaryDirectory(prefix="thaw-benchmark-") as folder:
        log = PracticeLog.open(Path(folder, "practice.sqlite"))
        began, megabytes = time.process_time(), peak()
        report = import_file(log, file)
        taken_s, more = time.process_time() - began, peak() - megabytes
        log.shut()
    if report.problems or not report.added:
        raise SystemExit(f"nothing was taken in: {report.problems[:1]}")
    print(more if "THAW_BENCHMARK_MEMORY" in os.environ else taken_s)


def peak() -> float:
    """The most memory that was held so far, in megabytes. Of Linux: what ``getrusage`` tells
    there begins with what the program was started from."""
    status = Path("/proc/self/status").read_text("utf-8")
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
